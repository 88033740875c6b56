"""Where a figure stands: among all authorities, beside those most like it, and against its own past."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np
import pandas as pd

from watling.figures.definition import Indicator
from watling.figures.figure import Figure
from watling.methods import neighbours, periods, progress, ranks
from watling.places.areas import areas

# Of fewer than this share of a country's authorities no rank is given: it would be a rank among those at hand.
ENOUGH = 0.8

# Units whose change is told in the unit itself and not in per cent.
OF_ITSELF = ("percent", "quotient", "ratio", "index", "points", "grade")

# Units of what is a change already: a change of a change is not told.
ALREADY = ("percent change", "trend")


@dataclass(frozen=True)
class Standing:
    """An authority's rank among those that have a value, the highest first.

    ``tied`` is how many others share the rank, ``higher`` and ``lower`` how many are significantly so, and ``first``
    and ``last`` between which ranks it lies for all that the intervals tell.
    """

    rank: int
    of: int
    tied: int
    higher: int
    lower: int
    first: int
    last: int


@dataclass(frozen=True)
class Neighbour:
    """An authority like another, and how far from it: 0 is alike in everything, 1 is one standard deviation apart on
    the (quadratic) average of the indicators."""

    area: str
    distance: float


@dataclass(frozen=True)
class Change:
    """What became of a figure since an earlier one.

    ``size`` is in the unit of the figure, or in per cent where ``relative``; None where the two cannot be compared.
    ``status`` is a status of progress, and ``reason`` says what decided.
    """

    baseline: Figure
    latest: Figure
    status: str
    size: float | None
    relative: bool
    reason: str


def country_of(code: str) -> str:
    """The code of the country that an area lies in; empty for what is no area or lies in none.

    >>> country_of("E06000055"), country_of("W06000001"), country_of("K02000001")
    ('E92000001', 'W92000004', '')
    """
    area = areas().get(code)
    while area is not None and area.level != "country":
        area = areas()[area.parent] if area.parent else None
    return area.code if area else ""


def region_of(code: str) -> str:
    """The code of the region (of the publishers: East of England) that an area lies in; else empty.

    >>> region_of("E06000055"), region_of("W06000001")
    ('E12000006', '')
    """
    area = areas().get(code)
    while area is not None and area.level != "region":
        area = areas()[area.parent] if area.parent else None
    return area.code if area else ""


def authorities(countries: Collection[str]) -> list[str]:
    """The codes of today's local authorities of some countries, in order.

    >>> len(authorities({"W92000004"}))
    22
    """
    today = (area for area in areas().values() if area.level == "lad" and area.end is None)
    return [area.code for area in today if country_of(area.code) in countries]


def of_authorities(
    frame: pd.DataFrame, among: Collection[str], breakdown: str = "{}", period: str = ""
) -> pd.DataFrame:
    """The rows of a composition's frame that are of some authorities, at one period.

    ``period`` is the latest that any of them has a value for, unless one is named; ``breakdown`` is canonical text. The
    index is the authority's code, in order.
    """
    rows = frame[frame["area"].isin(list(among)) & (frame["breakdown"] == breakdown)]
    if not period:
        period = max(rows.loc[rows["value"].notna(), "period"].unique(), key=periods.last_day, default="")
    return rows[rows["period"] == period].drop_duplicates("area").set_index("area").sort_index()


def is_enough(rows: pd.DataFrame, among: Collection[str]) -> bool:
    """Whether so many of some authorities have a value that a rank among those is one among all."""
    return bool(rows["value"].notna().sum() >= max(1, ENOUGH * len(among)))


def standings(rows: pd.DataFrame) -> dict[str, Standing]:
    """The standing of each authority that has a value; ``rows`` are those of one period, by authority."""
    values, lower, upper = (rows[name].to_numpy(float) for name in ("value", "lower", "upper"))
    rank = ranks.ranks(values)
    higher, below = ranks.surely_higher_and_lower(values, lower, upper, rows["interval"].eq("sampling").to_numpy())
    first, last = ranks.rank_range(values, higher, below)
    known = ~np.isnan(values)
    shared = pd.Series(rank[known]).value_counts()
    return {
        str(code): Standing(
            rank=int(rank[place]),
            of=int(known.sum()),
            tied=int(shared[rank[place]]) - 1,
            higher=int(higher[place]),
            lower=int(below[place]),
            first=int(first[place]),
            last=int(last[place]),
        )
        for place, code in enumerate(rows.index)
        if known[place]
    }


@dataclass(frozen=True)
class Likeness:
    """Authorities on a set of indicators: ``values`` and ``scores`` have a row for each that has a value of every one.

    ``left_out`` are those that lack one or more, with how many they lack.
    """

    values: pd.DataFrame
    scores: pd.DataFrame
    left_out: Mapping[str, int]

    def neighbours(self, code: str, count: int = 10) -> list[Neighbour]:
        """The nearest authorities of one, nearest first; empty where it is left out itself.

        The distance is Euclid's over the scores, divided by the square root of the number of indicators, so that it
        does not grow with their number.
        """
        if code not in self.scores.index:
            return []
        to = list(self.scores.index).index(code)
        apart = neighbours.distances(self.scores.to_numpy(), to) / np.sqrt(len(self.scores.columns))
        found = neighbours.nearest(apart, to, count)
        return [Neighbour(str(self.scores.index[place]), float(apart[place])) for place in found]


def likeness(series: Mapping[str, pd.Series]) -> Likeness:
    """How alike authorities are on some indicators; ``series`` are values by authority, by the indicator's id.

    Scores are made over the authorities that have a value of every indicator, so that all are held to the same scale.
    """
    table = pd.DataFrame(dict(series)).astype(float)
    lacking = table.isna().sum(axis=1)
    whole = table[lacking == 0].sort_index()
    scores = pd.DataFrame(neighbours.z_scores(whole.to_numpy()), whole.index, whole.columns)
    left_out = {str(code): int(count) for code, count in lacking[lacking > 0].sort_index().items()}
    return Likeness(whole, scores, left_out)


def change(series: Sequence[Figure], indicator: Indicator) -> Change | None:
    """What became of the latest figure of a series since the year before; None where there is nothing before it, or
    where the figure is a change itself.

    ``series`` is earliest first. Where the very period a year before is not there, the last that ended at least a year
    before is taken, and failing that, of single days and months, the one just before. An interval decides where both
    have one; else rounding, and then the least change that the indicator's rule of progress lets count.
    """
    latest = series[-1] if series else None
    if latest is None or latest.value is None or latest.unit in ALREADY:
        return None
    baseline = _before(series[:-1], latest)
    if baseline is None or baseline.value is None:
        return None
    start, end = periods.last_day(baseline.period), periods.last_day(latest.period)
    rule = indicator.progress
    relative = rule.relative if rule else latest.unit not in OF_ITSELF
    if broken := next((one for one in indicator.breaks if start < one.on <= end), None):
        return Change(baseline, latest, "not comparable", None, relative, broken.reason)
    found = progress.status(
        baseline.value,
        latest.value,
        indicator.polarity,
        rule.minimum_change if rule else 0,
        (_or_nan(baseline.lower), _or_nan(baseline.upper)),
        (_or_nan(latest.lower), _or_nan(latest.upper)),
        sampling=baseline.interval == latest.interval == "sampling",
        relative=relative,
        unit="percentage point" if latest.unit == "percent" else "",
    )
    size = found.change if isfinite(found.change) else None
    return Change(baseline, latest, found.status, size, relative, found.rule)


def _before(earlier: Sequence[Figure], latest: Figure) -> Figure | None:
    """The figure that the latest is held against."""
    wanted = periods.earlier(latest.period, "P1Y")
    exact = next((figure for figure in earlier if figure.period == wanted), None)
    if exact:
        return exact
    end = periods.last_day(latest.period)
    old = [figure for figure in earlier if (end - periods.last_day(figure.period)).days >= 360]
    if old:
        return old[-1]
    points = periods.form_of(latest.period) in ("month", "date")
    return earlier[-1] if earlier and points else None


def _or_nan(value: float | None) -> float:
    return nan if value is None else value
