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
    links = measure_links(pack)
    for phrase, found in links.items():
        for link in found:
            if link.indicator and link.indicator not in indicators:
                raise InputError(
                    pack.folder / "decisions" / "measures.csv", f"'{link.indicator}' (for '{phrase}') is no indicator",
                    column="indicator", expected="an id listed by: watling indicators",
                )  # fmt: skip
    known = {category.id for category in categories}
    actions = []
    table = _table(pack, section.actions)
    for row in read_csv(table, ACTION_COLUMNS):
        if row["category"] not in known:
            raise InputError(
                table, f"'{row['category']}' is no category of the strategy", row=row.number, column="category",
                expected=f"one of {', '.join(sorted(known))}",
            )  # fmt: skip
        measures = tuple(_measure(phrase, links, assessments, table, row) for phrase in _listed(row["measured_by"]))
        actions.append(
            Action(
                row["id"],
                row["category"],
                row["action"],
                _listed(row["target_cohorts"]),
                _listed(row["partners"]),
                row["timeframe"],
                row["due"],
                measures,
                row.number,
            )  # fmt: skip
        )
    return Plan(section.title, categories, tuple(actions))


def _table(pack: Pack, name: str) -> Path:
    if name not in pack.tables:
        raise InputError(
            pack.folder / "pack.toml", f"'{name}' is no table of the pack", column="plan",
            expected=f"one of {', '.join(pack.tables) or 'none'}",
        )  # fmt: skip
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
    phrase: str, links: Mapping[str, list[MeasureLink]], assessments: Sequence[Assessment], table: Path, row: Row
) -> MeasuredBy:
    if phrase not in links:
        raise InputError(
            table, f"'{phrase}' is not linked to an indicator", row=row.number, column="measured_by",
            expected="each phrase in decisions/measures.csv", remedy="add a row for it, with the indicator or why there is none",
        )  # fmt: skip
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
