"""The view: everything an edition knows, as the pages ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from watling.delivery.plan import Plan
from watling.evidence.releases import Release
from watling.figures import wording
from watling.figures.contradictions import Finding
from watling.figures.definition import Indicator
from watling.figures.figure import Figure, FigureSet
from watling.figures.lineage import Lineage
from watling.figures.progress import Assessment
from watling.figures.rating import Rating, Unrated
from watling.methods import periods
from watling.packs.decisions import RatingRule
from watling.packs.pack import Pack
from watling.places.regions import Region
from watling.publishing.changes import Changes
from watling.publishing.document import Cell, Span


@dataclass(frozen=True, eq=False)
class View:
    """One edition, ready to be written about; equal to itself alone, so that what is made of it can be kept."""

    pack: Pack
    region: Region
    indicators: Mapping[str, Indicator]
    figures: FigureSet
    lineage: Lineage
    ratings: Mapping[tuple[str, str], Rating | Unrated]
    rule: RatingRule
    assessments: Sequence[Assessment]
    findings: Sequence[Finding]
    releases: Sequence[Release]
    plan: Plan
    changes: Changes

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
    def sectors(self) -> list[str]:
        """The sectors of the vacancies, in the order they are published."""
        return self.figures.values("vacancies", "sector")

    @cached_property
    def release_by_sha(self) -> dict[str, Release]:
        """The releases by the SHA-256 of their bytes."""
        return {release.sha256: release for release in self.releases}

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
