"""Assembling: a pack's evidence, figures, ratings and findings as one view."""

from __future__ import annotations

from pathlib import Path

from watling.announce import Announce
from watling.delivery.plan import read_plan
from watling.evidence import observations as kept
from watling.evidence.correcting import corrected
from watling.evidence.gather import gather
from watling.evidence.revisions import all_revisions
from watling.evidence.workspace import Workspace
from watling.figures import contradictions, table
from watling.figures.composer import Composer
from watling.figures.compute import compute
from watling.figures.decided import check_rule
from watling.figures.figure import FigureSet
from watling.figures.lineage import Lineage
from watling.figures.progress import assess
from watling.indicators import all_indicators
from watling.packs import decisions
from watling.packs.corrections import read_corrections
from watling.packs.pack import Pack
from watling.places.regions import Region
from watling.publishing.boundaries import outlines_of
from watling.publishing.changes import compare
from watling.publishing.view import View


def assemble(
    pack: Pack,
    region: Region,
    workspace: Workspace,
    before: FigureSet | None,
    announce: Announce,
    as_at: str | None = None,
) -> tuple[View, tuple[Path, ...]]:
    """The view of a pack as it stands, and the Parquet files of its observations.

    ``before`` are the figures of the edition before, if there was one; ``as_at`` is a day: what was published after it
    is left out. Raises InputError or InputErrors.
    """
    rule = decisions.rating_rule(pack)
    choices = decisions.choices(pack)
    checks = decisions.checks(pack)
    workspace.make()
    gathered = gather(pack, region, workspace, announce, as_at)
    announce("Composing figures", 0.1)
    observations = corrected(kept.read(gathered.files), read_corrections(pack))
    composer = Composer(observations, region, choices, decisions.weights(pack))
    indicators = all_indicators()
    figures, ratings = compute(indicators, composer, rule)
    check_rule(rule, indicators, figures)
    assessments = assess(figures, indicators, region)
    announce("Checking for contradictions", 0.25)
    findings = contradictions.find(observations, choices, pack, region, checks, figures)
    everywhere = (*region.members, *region.comparators)
    view = View(
        pack=pack,
        region=region,
        indicators=indicators,
        figures=figures,
        composer=composer,
        lineage=Lineage(composer, indicators),
        ratings=ratings,
        rule=rule,
        assessments=assessments,
        findings=findings,
        releases=gathered.releases,
        plan=read_plan(pack, indicators, assessments),
        changes=compare(before, figures),
        revisions=all_revisions(workspace, [region.code, *(area.code for area in everywhere)], as_at),
        outlines=outlines_of(region, workspace, as_at),
    )
    return view, gathered.files


def previous_figures(workspace: Workspace, pack: str) -> FigureSet | None:
    """The figures of the pack's last edition that was in force, or None where there is none.

    A later edition than the one in force is what a build left that was killed before its link was switched.
    """
    current = workspace.current()
    for number in range(current.number if current else 0, 0, -1):
        edition = workspace.edition(number)
        if edition.folder.is_dir() and edition.facts["pack"] == pack:
            return table.read(edition.folder / "figures.parquet")
    return None
