"""The view: everything an edition knows, as the pages ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from ibis import _

from watling.delivery.plan import Plan
from watling.evidence.releases import Release
from watling.figures import wording
from watling.figures.composer import Composer
from watling.figures.contradictions import Finding
from watling.figures.definition import Indicator, measures
from watling.figures.figure import Figure, FigureSet
from watling.figures.lineage import Lineage
from watling.figures.progress import Assessment
from watling.figures.rating import Rating, Unrated
from watling.figures.standing import Standing, authorities, country_of, is_enough, of_authorities, region_of, standings
from watling.methods import periods
from watling.packs.decisions import RatingRule
from watling.packs.pack import Pack
from watling.places.regions import Region
from watling.publishing.boundaries import Outlines
from watling.publishing.changes import Changes
from watling.publishing.document import Cell, Span
from watling.sources import all_sources
from watling.sources.source import Source

_NOTHING = pd.DataFrame({name: [] for name in ("area", "value", "lower", "upper", "interval", "period")}).set_index(
    "area"
)


@dataclass(frozen=True, eq=False)
class View:
    """One edition, ready to be written about; equal to itself alone, so that what is made of it can be kept."""

    pack: Pack
    region: Region
    indicators: Mapping[str, Indicator]
    figures: FigureSet
    composer: Composer
    lineage: Lineage
    ratings: Mapping[tuple[str, str], Rating | Unrated]
    rule: RatingRule
    assessments: Sequence[Assessment]
    findings: Sequence[Finding]
    releases: Sequence[Release]
    plan: Plan
    changes: Changes
    revisions: pd.DataFrame
    outlines: Outlines | None = None

    def name(self, area: str) -> str:
        """The name of an area, by its code."""
        return self.region.name_of(area)

    def get(
        self, indicator: str, area: str | None = None, period: str | None = None, **breakdown: str
    ) -> Figure | None:
        """A figure of the region (or of an area), of a period or the latest.

        An underscore in a dimension stands for a blank.
        """
        named = {name.replace("_", " "): value for name, value in breakdown.items()}
        return self.figures.get(indicator, area or self.region.code, period, named)

    def periods(self, indicator: str, area: str | None = None) -> list[str]:
        """The periods for which an indicator has figures, earliest first."""
        found = {figure.period for figure in self.figures.of(indicator, area)}
        return sorted(found, key=periods.last_day)

    def until(self, figure: Figure) -> list[Figure]:
        """The series that a figure is of, up to it, earliest first."""
        series = self.figures.series(figure.indicator, figure.area, figure.breakdown)
        return series[: series.index(figure) + 1]

    def text(self, figure: Figure) -> str:
        """The figure as it is shown."""
        return wording.shown(figure, self.indicators[figure.indicator])

    def interval(self, figure: Figure) -> str:
        """The figure's bounds as they are shown; empty where there are none."""
        return wording.interval(figure, self.indicators[figure.indicator])

    def span(self, figure: Figure) -> Span:
        """The figure as it is shown, leading to its trace."""
        return Span(self.text(figure), figure=figure.id)

    def cell(self, figure: Figure | None) -> Cell:
        """A table's cell for a figure; where there is none, it says so."""
        if figure is None:
            return Cell((Span("not published"),), tag="missing", raw="")
        missing = figure.value is None and figure.lower is None and figure.upper is None
        return Cell((self.span(figure),), tag="missing" if missing else None, raw=self.raw(figure))

    def raw(self, figure: Figure) -> str:
        """The figure for a CSV cell: the number as shown, without commas and marks.

        A missing value is empty, or its bounds in words where they are known.
        """
        if figure.value is None:
            return "" if figure.upper is None and figure.lower is None else self.text(figure)
        if figure.unit == "trend":
            return self.text(figure)
        return f"{figure.value:.{self.indicators[figure.indicator].decimals}f}"

    @cached_property
    def countries(self) -> frozenset[str]:
        """The codes of the countries that the members lie in."""
        return frozenset(filter(None, (country_of(member.code) for member in self.region.members)))

    @cached_property
    def authorities(self) -> list[str]:
        """The codes of today's local authorities of those countries."""
        return authorities(self.countries)

    @cached_property
    def lies_in(self) -> tuple[str, ...]:
        """The codes of the publishers' regions that the members lie in, in the order of the members."""
        return tuple(dict.fromkeys(filter(None, (region_of(member.code) for member in self.region.members))))

    def latest_period(self, indicator: str) -> str | None:
        """The latest period with a value for the region, or for any of its members; else the latest there is."""
        if indicator not in self._latest:
            here = self.figures.of(indicator, self.region.code)
            members = {member.code for member in self.region.members}
            theirs = [figure for figure in self.figures.of(indicator) if figure.area in members]
            tried = ([f for f in here if f.says], [f for f in theirs if f.says], here, theirs)
            found = next((figures for figures in tried if figures), [])
            self._latest[indicator] = max({f.period for f in found}, key=periods.last_day, default=None)
        return self._latest[indicator]

    @cached_property
    def _latest(self) -> dict[str, str | None]:
        return {}

    def national(self, indicator: str) -> pd.DataFrame:
        """An indicator's total for every local authority of the members' countries, at its latest period here.

        The index is the authority's code; columns are those of a composition's frame (value, lower, upper, status,
        period …). Empty for an indicator that is not the same for areas of any size, or that has no total.
        """
        return self._national.get(indicator, _NOTHING)

    @cached_property
    def _national(self) -> dict[str, pd.DataFrame]:
        """Those of all indicators, composed together from what is published of their latest periods alone."""
        latest: dict[str, str] = {}
        for id, indicator in self.core.items():
            period = self.latest_period(id)
            members = (self.figures.get(id, member.code, period) for member in self.region.members)
            if indicator.compare and period and any(figure and figure.says for figure in members):
                latest[id] = period
        if not latest:
            return {}
        needed = sorted({one for period in latest.values() for one in (period, periods.earlier(period, "P1Y"))})
        recent = self.composer.observations.filter(_.period.isin(needed))
        composer = Composer(recent, self.region, weights=self.composer.weights)
        frames = composer.frames((self.indicators[id].composition for id in latest), self.authorities)
        found = {id: frames[self.indicators[id].composition] for id in latest}
        return {id: of_authorities(frame, self.authorities, period=latest[id]) for id, frame in found.items()}

    def standings(self, indicator: str) -> dict[str, Standing]:
        """The standing of each authority on an indicator at its latest period here; empty where too few have one."""
        if indicator not in self._standings:
            rows = self.national(indicator)
            self._standings[indicator] = standings(rows) if is_enough(rows, self.authorities) else {}
        return self._standings[indicator]

    @cached_property
    def _standings(self) -> dict[str, dict[str, Standing]]:
        return {}

    @cached_property
    def core(self) -> dict[str, Indicator]:
        """The indicators that are made from official statistics, by id."""
        return {id: indicator for id, indicator in self.indicators.items() if indicator.core}

    def sources_of(self, indicator: str) -> dict[str, Source]:
        """The publishers' sources that give what an indicator is made from, by id."""
        needed = set(measures(self.indicators[indicator].composition))
        return {id: source for id, source in all_sources().items() if needed & self._gives[id]}

    @cached_property
    def _gives(self) -> dict[str, frozenset[str]]:
        """The measures that each source gives."""
        return {
            id: frozenset(measure.measure for measure in source.contract.measures)
            for id, source in all_sources().items()
        }

    @cached_property
    def kept_sources(self) -> frozenset[str]:
        """The ids of the sources of which a release stands."""
        return frozenset(release.source for release in self.releases)

    @cached_property
    def sectors(self) -> list[str]:
        """The sectors of the vacancies, in the order they are published."""
        return self.figures.values("vacancies", "sector")

    @cached_property
    def releases_by_sha(self) -> dict[str, list[Release]]:
        """Every release of some bytes, by their SHA-256: a file may hold the datasets of several sources."""
        found: dict[str, list[Release]] = {}
        for release in self.releases:
            found.setdefault(release.sha256, []).append(release)
        return found

    @cached_property
    def release_by_sha(self) -> dict[str, Release]:
        """The releases by the SHA-256 of their bytes."""
        return {release.sha256: release for release in self.releases}

    @cached_property
    def assessment_of(self) -> dict[str, Assessment]:
        """The assessments of progress by the id of their latest figure."""
        return {one.latest.id: one for one in self.assessments if one.latest}

    @cached_property
    def assessed(self) -> list[Assessment]:
        """The assessments that pages list: all of the pack's own indicators, of core ones the region's total.

        What became of an authority's or a group's core indicators stands in the tables of its theme.
        """

        def is_listed(one: Assessment) -> bool:
            total = not one.breakdown and one.area == self.region.code and one.status != "not comparable"
            return total or not self.indicators[one.indicator].core

        return [one for one in self.assessments if is_listed(one)]

    @cached_property
    def rated(self) -> list[Rating]:
        """The ratings that have a grade, in the order the vacancies are published."""
        return [rating for rating in self.ratings.values() if isinstance(rating, Rating)]

    @property
    def newest(self) -> str:
        """When the newest release was published, in words; empty where there are no releases."""
        published = max((release.published for release in self.releases), default="")
        return periods.label(published)

    @property
    def comparator(self) -> str | None:
        """The code of the area the region is held against, if the pack names one."""
        return self.region.comparators[0].code if self.region.comparators else None

    @property
    def compared(self) -> list[str]:
        """The codes of the region and, where there is one, its comparator."""
        return [self.region.code, *([self.comparator] if self.comparator else [])]

    @property
    def accent(self) -> str:
        """The colour of the region's look, as ``#rrggbb``."""
        return self.pack.settings.look.accent

    @property
    def comparator_name(self) -> str:
        """The name of the area the region is held against."""
        return self.name(self.comparator) if self.comparator else "others"
