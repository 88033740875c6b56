"""The assessment of progress: each indicator's baseline against its latest value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import nan

from watling.figures.definition import Indicator
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
    here = [figure for figure in figures.of(id) if figure.area in covered or _ended(figure.area)]
    series = dict.fromkeys((figure.area, tuple(sorted(figure.breakdown.items()))) for figure in here)
    for area, pairs in series:
        found = figures.series(id, area, dict(pairs))
        if all(figure.value is None for figure in found):
            continue
        yield _assess_series(id, indicator, area, dict(pairs), found, figures)


def _assess_series(
    id: str, indicator: Indicator, area: str, breakdown: dict[str, str], series: list[Figure], figures: FigureSet
) -> Assessment:
    rule = indicator.progress
    assert rule is not None  # only indicators with a rule come here
    last_of_all = max((f.period for f in figures.of(id)), key=periods.last_day)
    latest = series[-1]
    if rule.since:
        wanted = periods.earlier(latest.period, rule.since)
        baseline = next((figure for figure in series if figure.period == wanted), None)
    else:
        baseline = series[0] if len(series) > 1 else None

    def result(
        reason: str, baseline: Figure | None, latest: Figure | None, found: progress.Progress | None = None
    ) -> Assessment:
        return Assessment(
            id, area, breakdown, baseline, latest, found.status if found else "not comparable",
            found.change if found else None, _known(found.lower) if found else None, _known(found.upper) if found else None,
            rule.relative, reason,
        )  # fmt: skip

    place = areas().get(area)
    if place and place.end and periods.last_day(last_of_all) > place.end:
        return result(f"boundary change: {_became(place)}", latest, None)
    if baseline is None and latest.period == last_of_all:
        if (
            place
            and place.start
            and rule.since
            and periods.last_day(periods.earlier(latest.period, rule.since)) < place.start
        ):
            return result(f"boundary change: {place.name} exists since {_day(place.start)}", None, latest)
        return result("no earlier value is published", None, latest)
    if baseline is None:
        return result("no later value is published", latest, None)
    first, last = periods.last_day(baseline.period), periods.last_day(latest.period)
    for broken in indicator.breaks:
        if first < broken.on <= last:
            return result(broken.reason, baseline, latest)
    if baseline.value is None or latest.value is None:
        missing = baseline if baseline.value is None else latest
        return result(f"the value for {periods.label(missing.period)} is not available", baseline, latest)
    found = progress.status(
        baseline.value, latest.value, indicator.polarity, rule.minimum_change,
        (_or_nan(baseline.lower), _or_nan(baseline.upper)), (_or_nan(latest.lower), _or_nan(latest.upper)),
        sampling=baseline.interval == latest.interval == "sampling", relative=rule.relative,
        unit="percentage point" if indicator.unit == "percent" else "",
    )  # fmt: skip
    return result(found.rule, baseline, latest, found)


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else value


def _or_nan(value: float | None) -> float:
    return nan if value is None else value


def _ended(code: str) -> bool:
    place = areas().get(code)
    return place is not None and place.end is not None


def _became(place: Area) -> str:
    assert place.end is not None  # only ended areas become others
    names = " and ".join(area.name for area in successors_on(place.code, place.end.replace(year=place.end.year + 1)))
    return f"{place.name} ended on {_day(place.end)} and became {names}"


def _day(day: object) -> str:
    return periods.label(str(day))
