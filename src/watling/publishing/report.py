"""The Local Skills Report: the pack's chapters, with the blocks of the pages they take in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from watling.errors import InputError
from watling.packs.reading import inside
from watling.publishing.document import Block, Chapter, Heading, Report
from watling.publishing.pages import (
    annex,
    business,
    data,
    labour_demand,
    labour_supply,
    plan,
    profile,
    progress,
    projects,
    sector,
    skills_and_learning,
)
from watling.publishing.pages.parts import heading
from watling.publishing.view import View
from watling.publishing.words import Include, blocks

NAME = "local-skills-report"
PATH = "report/"


def _body(title: str, anchor: str, body: Callable[[View], Sequence[Block]]) -> Callable[[View], list[Block]]:
    """A page's body under a heading, its own headings one level lower; the pack's words about it stay on the site."""
    return lambda view: [heading(title, anchor), *(_lower(block) for block in body(view))]


def _demand(view: View) -> list[Block]:
    """Labour demand with every sector: its groups and its most advertised occupations."""
    found = _body(labour_demand.TITLE, "labour-demand", labour_demand.body)(view)
    for name in view.sectors:
        found += sector.in_short(view, name)
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
    "core-indicators": annex.core_indicators,
    "sources": lambda view: [*data.releases_in_short(view), *data.contradictions(view)],
}


def report(view: View) -> Report | None:
    """The pack's report, or None where it has none.

    Raises InputError for a chapter or an include that leads nowhere.
    """
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
        name=NAME,
        title=section.title,
        subtitle=section.subtitle,
        publisher=section.publisher,
        date=section.date,
        summary=view.pack.settings.summary,
        chapters=tuple(chapters),
        accent=view.accent,
    )


def _included(view: View, include: Include) -> list[Block]:
    if include.page not in INCLUDES:
        problem, expected = f"there is no page '{include.page}' to include", f"one of {', '.join(INCLUDES)}"
        raise InputError(include.file, problem, row=include.row, expected=expected)
    return INCLUDES[include.page](view)


def _lower(block: Block) -> Block:
    return replace(block, level=min(4, block.level + 1)) if isinstance(block, Heading) else block


def _own_anchors(found: Iterable[Block], prefix: str) -> Iterable[Block]:
    """Blocks whose headings have anchors of their own in the whole report."""
    for block in found:
        yield replace(block, anchor=f"{prefix}-{block.anchor}") if isinstance(block, Heading) else block
