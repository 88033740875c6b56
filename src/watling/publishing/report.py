"""The Local Skills Report: the pack's chapters, with the blocks of the pages they take in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from watling.errors import InputError
from watling.packs.reading import inside
from watling.publishing.document import Block, Chapter, Heading, Report
from watling.publishing.pages import (
    business,
    data,
    indicators,
    labour_demand,
    labour_supply,
    parts,
    plan,
    profile,
    progress,
    projects,
    skills_and_learning,
)
from watling.publishing.view import View
from watling.publishing.words import Include, blocks

NAME = "local-skills-report"
PATH = "report/"


def _body(title: str, anchor: str, body: Callable[[View], list[Block]]) -> Callable[[View], list[Block]]:
    """A page's body under a heading, its own headings one level lower; the pack's words for the page stay on the site."""
    return lambda view: [parts.heading(title, anchor), *(_lower(block) for block in body(view))]


def _demand(view: View) -> list[Block]:
    """Labour demand with every sector: its groups and its most advertised occupations."""
    found = _body(labour_demand.TITLE, "labour-demand", labour_demand.body)(view)
    for sector in view.sectors:
        found += labour_demand.sector_in_short(view, sector)
    return found


INCLUDES: dict[str, Callable[[View], list[Block]]] = {
    "regional-profile": _body(profile.TITLE, "regional-profile", profile.body),
    "labour-demand": _demand,
    "labour-supply": _body(labour_supply.TITLE, "labour-supply", labour_supply.body),
    "skills-and-learning": _body(skills_and_learning.TITLE, "skills-and-learning", skills_and_learning.body),
    "business": _body(business.TITLE, "business", business.body),
    "plan": _body("Actions", "plan", plan.body),
    "strategy": plan.strategy,
    "progress": _body(progress.TITLE, "progress", progress.body),
    "projects": _body(projects.TITLE, "projects", projects.body),
    "core-indicators": lambda view: [indicators.core_table(view)],
    "sources": lambda view: [data.releases_table(view), *data.contradictions(view)],
}


def report(view: View) -> Report | None:
    """The pack's report, or None where it has none. Raises InputError for a chapter or an include that leads nowhere."""
    section = view.pack.settings.report
    if section is None:
        return None
    chapters = []
    for chapter in section.chapters:
        file = inside(view.pack.folder / "words", f"{chapter.words}.md", view.pack.folder / "pack.toml")
        anchor = f"chapter-{chapter.number.lower().replace(' ', '-')}"
        found: list[Block] = []
        for block in blocks(view, file):
            found += _included(view, block) if isinstance(block, Include) else [block]
        chapters.append(Chapter(chapter.number, chapter.title, anchor, tuple(_own_anchors(found, anchor))))
    return Report(
        NAME, section.title, section.subtitle, section.publisher, section.date, view.pack.settings.summary,
        tuple(chapters), accent=view.pack.settings.look.accent,
    )  # fmt: skip


def _included(view: View, include: Include) -> list[Block]:
    if include.page not in INCLUDES:
        raise InputError(
            include.file, f"there is no page '{include.page}' to include", row=include.row,
            expected=f"one of {', '.join(INCLUDES)}",
        )  # fmt: skip
    return INCLUDES[include.page](view)


def _lower(block: Block) -> Block:
    return replace(block, level=min(4, block.level + 1)) if isinstance(block, Heading) else block


def _own_anchors(found: Iterable[Block], prefix: str) -> Iterable[Block]:
    """Blocks whose headings have anchors of their own in the whole report."""
    for block in found:
        yield replace(block, anchor=f"{prefix}-{block.anchor}") if isinstance(block, Heading) else block
