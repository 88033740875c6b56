"""The assessment of progress: each indicator's baseline against its latest value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite, nan

from watling.figures.definition import Indicator, Progress
from watling.figures.figure import Figure, FigureSet
from watling.methods import periods, progress
from watling.places.areas import Area, areas, successors_on
from watling.places.regions import Region

ORDER = ("worsened", "no clear change", "improved", "higher", "lower", "not comparable")


@dataclass(frozen=True)
class Assessment:
    """What became of one indicator in one area, for one breakdown.

    ``baseline`` or ``latest`` is None where there is no such figure. ``change`` is in the indicator's unit, or in per
    cent where ``relative``; None where the two cannot be compared, and ``reason`` says why, or what decided.
    """

    indicator: str
    area: str
    breakdown: Mapping[str, str]
    baseline: Figure | None
    latest: Figure | None
    status: str
    change: float | None
    lower: float | None
    upper: float | None
    relative: bool
    reason: str


def assess(figures: FigureSet, indicators: Mapping[str, Indicator], region: Region) -> list[Assessment]:
    """Every assessment of the region, its members and the areas they came from, worst first."""
    covered = [region.code, *(member.code for member in region.members)]
    found = []
    for id, indicator in indicators.items():
        if indicator.progress is not None:
            found += list(_assess_indicator(id, indicator, figures, covered))
    return sorted(found, key=lambda one: ORDER.index(one.status))


def _assess_indicator(id: str, indicator: Indicator, figures: FigureSet, covered: list[str]) -> Iterator[Assessment]:
    every = figures.of(id)
    here = [figure for figure in every if figure.area in covered or _ended(figure.area)]
    for area, pairs in dict.fromkeys((figure.area, tuple(sorted(figure.breakdown.items()))) for figure in here):
        series = figures.series(id, area, dict(pairs))
        if any(figure.value is not None for figure in series):
            last_of_all = max((figure.period for figure in every), key=periods.last_day)
            yield _assess_series(indicator, series, last_of_all)


def _assess_series(indicator: Indicator, series: Sequence[Figure], last_of_all: str) -> Assessment:
    """The assessment of one area and breakdown; ``series`` is earliest first."""
    rule = indicator.progress
    assert rule is not None  # only indicators with a rule come here
    baseline, latest, obstacle = _compared(indicator, rule, series, last_of_all)
    if baseline and latest and not obstacle:
        found = _judged(indicator, rule, baseline, latest)
    else:
        found = progress.Progress("not comparable", nan, nan, nan, obstacle)
    return Assessment(
        indicator=series[-1].indicator,
        area=series[-1].area,
        breakdown=series[-1].breakdown,
        baseline=baseline,
        latest=latest,
        status=found.status,
        change=_known(found.change),
        lower=_known(found.lower),
        upper=_known(found.upper),
        relative=rule.relative,
        reason=found.rule,
    )


def _compared(
    indicator: Indicator, rule: Progress, series: Sequence[Figure], last_of_all: str
) -> tuple[Figure | None, Figure | None, str]:
    """The baseline and the latest figure, and why they cannot be compared; empty where they can."""
    latest = series[-1]
    place = areas().get(latest.area)
    if place and place.end and periods.last_day(last_of_all) > place.end:
        return latest, None, f"boundary change: {_became(place)}"
    if rule.since:
        wanted = periods.earlier(latest.period, rule.since)
        baseline = next((figure for figure in series if figure.period == wanted), None)
    else:
        baseline = series[0] if len(series) > 1 else None
    if baseline:
        return baseline, latest, _obstacle(indicator, baseline, latest)
    if latest.period != last_of_all:
        return latest, None, "no later value is published"
    if rule.since and place and place.start and periods.last_day(wanted) < place.start:
        return None, latest, f"boundary change: {place.name} exists since {_day(place.start)}"
    return None, latest, "no earlier value is published"


def _obstacle(indicator: Indicator, baseline: Figure, latest: Figure) -> str:
    """A break in the series between two figures, or a value that is missing; empty where there is neither."""
    first, last = periods.last_day(baseline.period), periods.last_day(latest.period)
    for broken in indicator.breaks:
        if first < broken.on <= last:
            return broken.reason
    for figure in (baseline, latest):
        if figure.value is None:
            return f"the value for {periods.label(figure.period)} is not available"
    return ""


def _judged(indicator: Indicator, rule: Progress, baseline: Figure, latest: Figure) -> progress.Progress:
    return progress.status(
        _or_nan(baseline.value),
        _or_nan(latest.value),
        indicator.polarity,
        rule.minimum_change,
        (_or_nan(baseline.lower), _or_nan(baseline.upper)),
        (_or_nan(latest.lower), _or_nan(latest.upper)),
        sampling=baseline.interval == latest.interval == "sampling",
        relative=rule.relative,
        unit="percentage point" if indicator.unit == "percent" else "",
    )


def _known(value: float) -> float | None:
    return value if isfinite(value) else None


def _or_nan(value: float | None) -> float:
    return nan if value is None else value


def _ended(code: str) -> bool:
    place = areas().get(code)
    return place is not None and place.end is not None


def _became(place: Area) -> str:
    assert place.end is not None  # only ended areas become others
    names = " and ".join(area.name for area in successors_on(place.code, place.end.replace(year=place.end.year + 1)))
    return f"{place.name} ended on {_day(place.end)} and became {names}"


def _day(day: date) -> str:
    return periods.label(day.isoformat())
