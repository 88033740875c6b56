"""The figure: an indicator's value for an area, a period and a breakdown, and a set of them to look things up in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from typing import Any

from watling.errors import WatlingError
from watling.methods import periods


class UnknownFigure(WatlingError):
    """A figure that was asked for and is not there."""


@dataclass(frozen=True)
class Figure:
    """One figure. ``value`` is None where it is missing; ``releases`` are the SHA-256 of what it was made from.

    ``interval`` says what ``lower`` and ``upper`` are: ``rounding``, ``sampling``, ``published``, ``derived`` or
    ``parts`` (only some parts are known, so the value is at least ``lower``).
    """

    indicator: str
    area: str
    period: str
    breakdown: Mapping[str, str] = field(hash=False)
    value: float | None
    unit: str
    status: str
    lower: float | None = None
    upper: float | None = None
    interval: str = ""
    comparison: str | None = None
    rating: str | None = None
    note: str = ""
    releases: tuple[str, ...] = ()

    @property
    def says(self) -> bool:
        """Whether anything is known of it: its value, or a bound of it."""
        return self.value is not None or self.lower is not None or self.upper is not None

    @cached_property
    def id(self) -> str:
        """What the figure is called; see :func:`figure_id`."""
        return figure_id(self.indicator, self.area, self.period, self.breakdown)

    def as_dict(self) -> dict[str, Any]:
        """The figure's columns by name, its id first, as they are written everywhere."""
        return {"id": self.id} | {column.name: getattr(self, column.name) for column in fields(self)}


def figure_id(indicator: str, area: str, period: str, breakdown: Mapping[str, str]) -> str:
    """A figure's id: readable, stable, and safe as an anchor in a page.

    >>> figure_id("claimants", "south-east-midlands", "2021-11", {"sex": "Male", "age": "16-24"})
    'claimants:south-east-midlands:2021-11:age=16-24,sex=male'
    >>> figure_id("key-stage-4", "E06000055", "2019-08-01/P1Y", {"subject": "Maths"})
    'key-stage-4:E06000055:2019-08-01--P1Y:subject=maths'
    """
    parts = [indicator, area, period.replace("/", "--")]
    if breakdown:
        parts.append(",".join(f"{slug(name)}={slug(value)}" for name, value in sorted(breakdown.items())))
    return ":".join(parts)


@cache
def slug(text: str) -> str:
    """Text as it stands in an address: lower case, letters and digits, hyphens between.

    >>> slug("6. Experiences of workplaces"), slug("Security/Cleaning"), slug("16-24")
    ('6-experiences-of-workplaces', 'security-cleaning', '16-24')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("+", " plus")).strip("-")


class FigureSet:
    """Figures, looked up by what they are about."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._all: dict[str, Figure] = {}
        for figure in figures:
            twin = self._all.setdefault(figure.id, figure)
            if twin is not figure:
                raise WatlingError(
                    f"Two figures have the id '{figure.id}': {dict(twin.breakdown)} and {dict(figure.breakdown)}. "
                    "Name the breakdowns so that they differ in letters or digits."
                )

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._all.values())

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, figure_id: object) -> bool:
        return figure_id in self._all

    def by_id(self, figure_id: str) -> Figure:
        """The figure of an id. Raises UnknownFigure."""
        try:
            return self._all[figure_id]
        except KeyError:
            raise UnknownFigure(f"There is no figure '{figure_id}'. List them with: watling figures") from None

    @cached_property
    def _series(self) -> dict[tuple[str, str, str], list[Figure]]:
        series: dict[tuple[str, str, str], list[Figure]] = {}
        for figure in self:
            key = (figure.indicator, figure.area, json.dumps(dict(figure.breakdown), sort_keys=True))
            series.setdefault(key, []).append(figure)
        return {key: sorted(found, key=lambda f: periods.last_day(f.period)) for key, found in series.items()}

    @cached_property
    def _of_indicator(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self:
            found.setdefault(figure.indicator, []).append(figure)
        return found

    def of(self, indicator: str, area: str | None = None, **breakdown: str) -> list[Figure]:
        """An indicator's figures, for an area where one is named, whose breakdown has at least the given values."""
        return [
            figure
            for figure in self._of_indicator.get(indicator, [])
            if (area is None or figure.area == area)
            and all(figure.breakdown.get(name) == value for name, value in breakdown.items())
        ]

    def series(self, indicator: str, area: str, breakdown: Mapping[str, str] | None = None) -> list[Figure]:
        """The figures of one indicator, area and exact breakdown, earliest first."""
        return self._series.get((indicator, area, json.dumps(dict(breakdown or {}), sort_keys=True)), [])

    def get(
        self, indicator: str, area: str, period: str | None = None, breakdown: Mapping[str, str] | None = None
    ) -> Figure | None:
        """One figure of an exact breakdown: of a period, or the latest; None where there is none."""
        found = self.series(indicator, area, breakdown)
        if period is not None:
            found = [figure for figure in found if figure.period == period]
        return found[-1] if found else None

    def values(self, indicator: str, dimension: str) -> list[str]:
        """The values of a dimension that an indicator's figures have, in the order they are published."""
        return list(
            dict.fromkeys(
                figure.breakdown[dimension]
                for figure in self._of_indicator.get(indicator, [])
                if dimension in figure.breakdown
            )
        )
