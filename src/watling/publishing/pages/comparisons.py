"""Comparisons: each authority beside those most like it, and its rank among all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from watling.figures import wording
from watling.figures.figure import slug
from watling.figures.standing import Likeness, Neighbour, is_enough, likeness, region_of
from watling.places.areas import areas
from watling.publishing.document import Block, Callout, Details, Page, Span, Table, cell, spans
from watling.publishing.pages.official import parts_of, rank_cell, ranks_of
from watling.publishing.pages.parts import capital, columns, heading, listed, numeric, paragraph, when, when_short
from watling.publishing.view import View

PATH = "statistics/comparisons/"
TITLE = "Comparisons"
ABOUT = "each authority beside those most like it, and its rank among all"

# What authorities are alike or unlike in: who lives there, what they are qualified for, and what work there is. Nothing
# that a plan is judged by stands alone here: likeness is of circumstances.
ALIKE_IN: tuple[str, ...] = (
    "employment-rate-16-to-64",
    "level-3-or-above",
    "no-qualifications",
    "median-weekly-pay",
    "active-enterprises",
    "enterprise-birth-rate",
    "further-education-participation-rate",
)

# How many neighbours an authority is held against, how many are named at first, and the least indicators it takes.
COUNT = 10
NEAREST = 5
LEAST = 3


@dataclass(frozen=True)
class Compared:
    """The indicators that likeness is worked out from, each with its values by authority and its period."""

    series: Mapping[str, pd.Series]
    periods: Mapping[str, str]
    likeness: Likeness


@lru_cache(maxsize=4)
def compared(view: View) -> Compared | None:
    """Likeness on the stated indicators that are published for nearly all authorities; None for fewer than three."""
    series: dict[str, pd.Series] = {}
    when: dict[str, str] = {}
    for id in (one for one in ALIKE_IN if one in view.indicators):
        rows = view.national(id)
        if is_enough(rows, view.authorities):
            series[id] = rows["value"]
            when[id] = str(rows["period"].iloc[0])
    if len(series) < LEAST:
        return None
    return Compared(series, when, likeness(series))


def page(view: View) -> Page:
    """The page of comparisons."""
    summary = f"How the authorities of {view.region.title} compare with those most like them, and with all."
    above = (("Statistics", "statistics/"),)
    return Page(PATH, TITLE, summary, tuple(body(view)), section="statistics/", breadcrumbs=above)


def body(view: View) -> list[Block]:
    """What the page shows."""
    found = compared(view)
    blocks: list[Block] = []
    if found:
        link = Span("How likeness is worked out", link=f"{PATH}#method")
        blocks += [heading("Most alike", "alike"), alike_table(view, found), paragraph(link, ".")]
        for member in view.region.members:
            blocks += [heading(member.name, slug(member.name)), *neighbours_of(view, found, member.code)]
    ranked = rank_table(view)
    if ranked:
        blocks += [heading("Ranks", "ranks"), paragraph(*_rank_words(view)), ranked]
    if found:
        blocks += [heading("How likeness is worked out", "method"), *method(view, found)]
    if not blocks:
        said = paragraph(
            f"Likeness and ranks need values of nearly every local authority of {_countries(view)}. "
            "No release that is kept has them."
        )
        blocks.append(Callout("note", "Not yet published here", (said,)))
    return blocks


def alike_table(view: View, found: Compared) -> Table:
    """Each member with its nearest authorities."""
    rows = []
    for member in view.region.members:
        near = found.likeness.neighbours(member.code, NEAREST)
        names = listed([areas()[one.area].name for one in near]) if near else "not known: a value is missing"
        rows.append((cell(Span(member.name, link=f"{PATH}#{slug(member.name)}")), cell(names)))
    headers = columns("Authority", f"The {NEAREST} authorities most like it, the nearest first")
    return Table("most-alike", "The authorities most like each", headers, tuple(rows))


def _countries(view: View) -> str:
    return " and ".join(view.name(code) for code in sorted(view.countries))


def method(view: View, found: Compared) -> list[Block]:
    """The method in words, and which indicators of which period went in."""
    rows = tuple(
        (
            cell(Span(view.indicators[id].title, link=f"indicators/{id}/")),
            cell(capital(when(found.periods[id]))),
            cell(f"{int(values.notna().sum()):,}"),
        )
        for id, values in found.series.items()
    )
    headers = columns("Indicator", "Period", numeric("Authorities with a value"))
    count, left = len(found.likeness.values), len(found.likeness.left_out)
    out = (
        f"{left} {'authority is' if left == 1 else 'authorities are'} left out because a value is missing. "
        if left
        else ""
    )
    names = sorted(view.name(code) for code in found.likeness.left_out)
    blocks: list[Block] = [
        paragraph(
            "Two authorities are alike where they are near each other on all of the indicators below at once. Each "
            "indicator is put on one scale (its z-score: the value less the mean of all authorities, over their "
            "standard deviation); the distance is Euclid’s, the square root of the mean of the squared differences. "
            "All indicators count the same. A distance of 1 is one standard deviation on that average."
        ),
        paragraph(
            f"{count} local authorities of {_countries(view)} are compared. {out}"
            "Likeness says nothing of why: it finds with whom a comparison is fair."
        ),
        Table("likeness-indicators", "What likeness is worked out from", headers, rows),
    ]
    if names:
        blocks.append(Details("Authorities left out", (paragraph(f"{', '.join(names)}."),)))
    return blocks


def neighbours_of(view: View, found: Compared, code: str) -> list[Block]:
    """An authority's nearest, and its values beside the middle of theirs."""
    near = found.likeness.neighbours(code, COUNT)
    if not near:
        lacking = found.likeness.left_out.get(code)
        why = f"it has no value of {lacking} of the indicators" if lacking else "it has no value of any indicator"
        return [paragraph(f"No neighbours can be named: {why}.")]
    beside = beside_table(view, found, code, near)
    return [beside, Details(f"The {len(near)} nearest, and how near", (nearest_table(view, code, near),))]


def nearest_table(view: View, code: str, near: Sequence[Neighbour]) -> Table:
    """The nearest authorities with their distance."""
    rows = tuple(
        (
            cell(str(place)),
            cell(areas()[one.area].name),
            cell(_region_name(one.area)),
            cell(f"{one.distance:.2f}"),
        )
        for place, one in enumerate(near, start=1)
    )
    headers = columns("Place", "Authority", "Region", numeric("Distance"))
    name = view.name(code)
    return Table(f"neighbours-{slug(name)}", f"Authorities most like {name}", headers, rows)


def _region_name(code: str) -> str:
    return areas()[region].name if (region := region_of(code)) else "–"


def beside_table(view: View, found: Compared, code: str, near: Sequence[Neighbour]) -> Table:
    """An authority's value of each indicator beside the middle and range of its neighbours' and the comparator's."""
    rows = []
    for id, values in found.series.items():
        indicator, when = view.indicators[id], found.periods[id]
        theirs = values.loc[[one.area for one in near]].astype(float)
        low, middle, high = (
            wording.quantity(float(number), indicator.unit, indicator.decimals)
            for number in (theirs.min(), theirs.median(), theirs.max())
        )
        own = view.figures.get(id, code, when)
        other = view.figures.get(id, view.comparator, when) if view.comparator and indicator.compare else None
        above = int((theirs > float(values.loc[code])).sum())
        rows.append(
            (
                cell(indicator.title),
                view.cell(own),
                cell(middle),
                cell(f"{low} to {high}"),
                cell(f"{above} of {len(theirs)}"),
                view.cell(other) if other else cell("–", raw=""),
            )
        )
    name = view.name(code)
    headers = columns(
        "Indicator",
        numeric(name),
        numeric("Middle of its neighbours"),
        "Their range",
        "Neighbours that are higher",
        numeric(view.comparator_name),
    )
    note = spans(f"The middle is the median of the {len(near)} nearest authorities.")
    return Table(f"beside-neighbours-{slug(name)}", f"{name} beside its neighbours", headers, tuple(rows), note)


def rank_table(view: View) -> Table | None:
    """The members' ranks on each indicator that is published for nearly all authorities; None where none is."""
    members = view.region.members
    rows = []
    for id, indicator in view.core.items():
        period = view.latest_period(id)
        if period is None or not indicator.compare or () not in parts_of(view, id, period):
            continue
        found = view.standings(id)
        if any(member.code in found for member in members):
            title = cell(Span(indicator.title, link=f"indicators/{id}/"))
            ranks = (rank_cell(view, id, member.code, of=False) for member in members)
            of = next(iter(found.values())).of
            rows.append((title, cell(indicator.theme), cell(when_short(period)), cell(str(of)), *ranks))
    if not rows:
        return None
    headers = columns("Indicator", "Theme", "Period", numeric("Authorities"), *(member.name for member in members))
    caption = f"Ranks of the authorities of {view.region.title}"
    return Table("ranks", caption, headers, tuple(rows), filter_by=("Theme",))


def _rank_words(view: View) -> list[str]:
    return [
        f"The place of each authority among {ranks_of(view)}, the highest value first, whatever is good or bad. Equal "
        "values share a place (=). In brackets stand the first and last place that the intervals leave open: the "
        "authorities that are significantly higher come before it, those significantly lower after it."
    ]
