"""The plan: a strategy's categories and actions, each action's measures linked to the indicators that measure it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from watling.errors import InputError
from watling.figures.definition import Indicator
from watling.figures.progress import Assessment
from watling.packs.decisions import MeasureLink, measure_links
from watling.packs.pack import Pack
from watling.packs.reading import Row, read_csv


@dataclass(frozen=True)
class Category:
    """One category (or mission) of the strategy."""

    id: str
    title: str
    detail: str


@dataclass(frozen=True)
class MeasuredBy:
    """One phrase of an action's measures: the indicators it means with their assessments, or why there is none."""

    phrase: str
    indicators: tuple[str, ...]
    assessments: tuple[Assessment, ...]
    why_not: str


@dataclass(frozen=True)
class Action:
    """One action, as published; ``row`` is its line in the table."""

    id: str
    category: str
    title: str
    cohorts: tuple[str, ...]
    partners: tuple[str, ...]
    timeframe: str
    due: str
    measures: tuple[MeasuredBy, ...]
    row: int


@dataclass(frozen=True)
class Plan:
    """A strategy: what it is called, its categories and its actions."""

    title: str
    categories: tuple[Category, ...]
    actions: tuple[Action, ...]


ACTION_COLUMNS = ("id", "category", "action", "target_cohorts", "partners", "timeframe", "due", "measured_by")


def read_plan(pack: Pack, indicators: Mapping[str, Indicator], assessments: Sequence[Assessment]) -> Plan:
    """The pack's plan, empty where it has none.

    Raises InputError for an action of an unknown category, a measure that the pack does not link, or a link to an
    unknown indicator.
    """
    section = pack.settings.plan
    categories = _categories(pack)
    if section.actions is None:
        return Plan(section.title, categories, ())
    links = _links(pack, indicators)
    known = {category.id for category in categories}
    actions = []
    for row in read_csv(_table(pack, section.actions), ACTION_COLUMNS):
        if row["category"] not in known:
            expected = f"one of {', '.join(sorted(known))}"
            raise row.wrong("category", f"'{row['category']}' is no category of the strategy", expected)
        actions.append(
            Action(
                id=row["id"],
                category=row["category"],
                title=row["action"],
                cohorts=_listed(row["target_cohorts"]),
                partners=_listed(row["partners"]),
                timeframe=row["timeframe"],
                due=row["due"],
                measures=tuple(_measure(phrase, links, assessments, row) for phrase in _listed(row["measured_by"])),
                row=row.number,
            )
        )
    return Plan(section.title, categories, tuple(actions))


def _links(pack: Pack, indicators: Mapping[str, Indicator]) -> dict[str, list[MeasureLink]]:
    """What each phrase is measured by, every indicator known."""
    links = measure_links(pack)
    for phrase, found in links.items():
        for link in found:
            if link.indicator and link.indicator not in indicators:
                file, problem = pack.folder / "decisions" / "measures.csv", f"'{link.indicator}' (for '{phrase}')"
                expected = "an id listed by: watling indicators"
                raise InputError(file, f"{problem} is no indicator", column="indicator", expected=expected)
    return links


def _table(pack: Pack, name: str) -> Path:
    if name not in pack.tables:
        file, expected = pack.folder / "pack.toml", f"one of {', '.join(pack.tables) or 'none'}"
        raise InputError(file, f"'{name}' is no table of the pack", column="plan", expected=expected)
    return pack.tables[name].file


def _categories(pack: Pack) -> tuple[Category, ...]:
    section = pack.settings.plan.categories
    if section is None:
        return ()
    columns = (section.id, section.title, *([section.detail] if section.detail else []))
    rows = read_csv(_table(pack, section.table), columns)
    return tuple(
        Category(row[section.id], row[section.title], row[section.detail] if section.detail else "") for row in rows
    )


def _listed(text: str) -> tuple[str, ...]:
    """What a cell lists, divided by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _measure(
    phrase: str, links: Mapping[str, list[MeasureLink]], assessments: Sequence[Assessment], row: Row
) -> MeasuredBy:
    if phrase not in links:
        expected = "each phrase in decisions/measures.csv"
        remedy = "add a row for it, with the indicator or why there is none"
        raise row.wrong("measured_by", f"'{phrase}' is not linked to an indicator", expected, remedy)
    found = links[phrase]
    matched = tuple(
        one
        for one in assessments
        if any(
            one.indicator == link.indicator and (not link.values or one.breakdown.get(link.dimension) in link.values)
            for link in found
        )
    )
    indicators = tuple(dict.fromkeys(link.indicator for link in found if link.indicator))
    why_not = "; ".join(link.why_not for link in found if link.why_not)
    return MeasuredBy(phrase, indicators, matched, why_not)
