"""Lineage: from a figure back to the cells it was made from, step by step.

Nothing of it is stored: the figure's definition and its keys are enough to find its steps and observations again.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isnan
from typing import Any

import pandas as pd
from ibis import _

from watling.errors import WatlingError
from watling.evidence.observations import TWICE
from watling.figures.composer import Composer
from watling.figures.definition import (
    AsPublished,
    Composition,
    Growth,
    Implied,
    Indicator,
    Quotient,
    Rated,
    Ratio,
    Sum,
    Total,
    WeightedMean,
    measures,
)
from watling.figures.figure import Figure, figure_id
from watling.figures.frames import dimensions, finest, project
from watling.figures.nodes import Nodes, inputs
from watling.figures.ways import Way, stand_ins, ways
from watling.methods import periods
from watling.places.areas import Area, areas
from watling.sources.observation import breakdown_text

Key = tuple[str, str, str]
"""Area, period and breakdown (canonical text)."""


@dataclass(frozen=True)
class Source:
    """One published cell: where it stands and what it says.

    ``used`` is False for a cell that publishes the same quantity, but whose value is not the one composed.
    """

    source: str
    release: str
    row: int
    column: str
    published: str
    measure: str
    area: str
    period: str
    breakdown: str
    status: str
    used: bool


@dataclass(frozen=True)
class Step:
    """One step: what was done, what came out, and the steps and cells that went in.

    ``figure`` is the id of the figure that the step is, where an indicator publishes it.
    """

    figure: str | None
    title: str
    rule: str
    value: float | None
    lower: float | None
    upper: float | None
    unit: str
    note: str
    inputs: tuple[Step, ...] = ()
    sources: tuple[Source, ...] = ()

    def cells(self) -> list[Source]:
        """Every cell the step stands on, each once, in the order they are met."""
        found = dict.fromkeys(self.sources)
        for step in self.inputs:
            found |= dict.fromkeys(step.cells())
        return list(found)


class Lineage:
    """Explains figures of the observations that a composer composes. One reading serves many figures."""

    def __init__(self, composer: Composer, indicators: Mapping[str, Indicator]) -> None:
        self._composer = composer
        self._indicators = indicators
        self._published: dict[Composition, str] = {}
        for id, indicator in indicators.items():
            self._published[indicator.composition] = id
            if isinstance(indicator.composition, Total):
                self._published[indicator.composition.of] = id
        self._cells: dict[str, dict[Key, list[Source]]] = {}
        self._rows: dict[Composition, dict[Key, Mapping[Hashable, Any]]] = {}
        self._steps: dict[tuple[Composition, Key], Step] = {}

    @cached_property
    def _areas(self) -> frozenset[str]:
        """The areas that figures are of, and those whose values they are made from."""
        compositions = (one.composition for one in self._indicators.values())
        return self._composer.reach(one for one in compositions if not isinstance(one, Rated))

    def prepare(self, indicators: Iterable[str]) -> None:
        """Compose at once all that the figures of some indicators are made from, where many are to be traced."""
        wanted = (self._indicators[id].composition for id in indicators)
        composed = [one for one in wanted if not isinstance(one, Rated)]
        self._composer.frames(Nodes.of(composed).numbers, self._areas)
        needed = sorted({measure for one in composed for measure in measures(one)} - set(self._cells))
        for measure, found in self._observed(needed).groupby("measure"):
            self._cells[str(measure)] = self._sources_in(str(measure), found)

    def trace(self, figure: Figure, indicator: Indicator) -> Step:
        """The steps that lead to a figure.

        Raises WatlingError for a rating, which watling.figures.rating explains.
        """
        if isinstance(indicator.composition, Rated):
            raise WatlingError("A rating is explained by its criteria, each of which is a figure of its own.")
        return self._explain(indicator.composition, (figure.area, figure.period, breakdown_text(figure.breakdown)))

    def _rows_of(self, composition: Composition) -> dict[Key, Mapping[Hashable, Any]]:
        if composition not in self._rows:
            records = self._composer.frame(composition, self._areas).to_dict("records")
            self._rows[composition] = {(r["area"], r["period"], r["breakdown"]): r for r in records}
        return self._rows[composition]

    def _sources(self, measure: str) -> dict[Key, list[Source]]:
        if measure not in self._cells:
            self._cells[measure] = self._sources_in(measure, self._observed([measure]))
        return self._cells[measure]

    def _observed(self, names: Sequence[str]) -> pd.DataFrame:
        """The observations of some measures for the areas that figures are made from."""
        here = _.area.isin(sorted(self._areas))
        found: pd.DataFrame = self._composer.all_observations.filter(_.measure.isin(names)).filter(here).to_pandas()
        return found

    def _sources_in(self, measure: str, found: pd.DataFrame) -> dict[Key, list[Source]]:
        """The cells of a measure by what they are about."""
        cells: dict[Key, list[Source]] = {}
        unused = self._unused(measure) if found.duplicated(["area", "period", "breakdown"]).any() else set()
        rows: Iterable[Any] = found.sort_values(["source", "row", "column"]).itertuples()
        for o in rows:
            cell = Source(
                source=o.source,
                release=o.release,
                row=int(o.row),
                column=o.column,
                published=o.published,
                measure=o.measure,
                area=o.area,
                period=o.period,
                breakdown=o.breakdown,
                status=o.status,
                used=(o.source, o.row, o.column) not in unused,
            )
            cells.setdefault((o.area, o.period, o.breakdown), []).append(cell)
        return cells

    def _unused(self, measure: str) -> set[tuple[str, int, str]]:
        """The cells of a measure whose value the settled observations leave out: published twice, or contradicted."""
        place = ["source", "row", "column"]
        of_measure = self._composer.all_observations.filter(_.measure == measure)
        settled = self._composer.observations.filter(_.measure == measure)
        kept = settled.filter(_.value.notnull() | ~_.note.startswith(TWICE))
        left_out = of_measure.anti_join(kept, place).select(place).to_pandas()
        return set(left_out.itertuples(index=False, name=None))

    def _step(
        self, composition: Composition, key: Key, rule: str, *inputs: Step, sources: tuple[Source, ...] = ()
    ) -> Step:
        row = self._rows_of(composition)[key]
        area, period, breakdown = key[0], key[1], json.loads(key[2])
        indicator = self._published.get(composition)
        title = self._indicators[indicator].title if indicator else measures(composition)[0].replace("-", " ")
        about = [self._composer.region.name_of(area), periods.label(period), *breakdown.values()]
        return Step(
            figure=figure_id(indicator, area, period, breakdown) if indicator else None,
            title=f"{title}: {', '.join(about)}",
            rule=rule,
            value=_known(row["value"]),
            lower=_known(row["lower"]),
            upper=_known(row["upper"]),
            unit=row["unit"],
            note=row["note"],
            inputs=inputs,
            sources=sources,
        )

    def _explain(self, composition: Composition, key: Key) -> Step:
        if (composition, key) not in self._steps:
            self._steps[composition, key] = self._made(composition, key)
        return self._steps[composition, key]

    def _made(self, composition: Composition, key: Key) -> Step:
        area, period, breakdown = key
        match composition:
            case Sum(measure) | AsPublished(measure):
                return self._leaf(composition, measure, key)
            case Total(of):
                if key in self._rows_of(of):
                    return self._explain(of, key)
                parts = [self._explain(of, part) for part in self._parts(of, key)]
                return self._step(composition, key, "added up", *parts)
            case Ratio(numerator, denominator, within, scale):
                whole = (area, period, project(breakdown, within))
                rule = "the first over the second" + (", times 100" if scale == 100 else "")
                return self._step(
                    composition, key, rule, self._explain(numerator, key), self._explain(denominator, whole)
                )
            case Quotient(of, against):
                both = (self._explain(of, key), self._explain(of, (against, period, breakdown)))
                return self._step(composition, key, "the first over the second", *both)
            case Growth(of, since):
                if isinstance(since, str):
                    base = self._explain(of, (area, periods.earlier(period, since), breakdown))
                else:
                    base = self._explain(since, key)
                return self._step(composition, key, "(latest / base − 1) × 100", self._explain(of, key), base)
            case Implied():
                return self._implied(composition, key)
            case WeightedMean(value):
                if key in self._sources(value):
                    return self._leaf(composition, value, key)
                leaves = [part for part in inputs(composition) if isinstance(part, Sum | AsPublished)]
                members = [(member.code, period, breakdown) for member in self._members(area)]
                pairs = [(leaf, member) for member in members for leaf in leaves]
                parts = [self._leaf(leaf, leaf.measure, one) for leaf, one in pairs if one in self._rows_of(leaf)]
                return self._step(composition, key, "Σ value × weight / Σ weight", *parts)
            case Rated():
                raise TypeError("a rating has no composition")

    def _parts(self, of: Composition, key: Key) -> list[Key]:
        """The keys of what a total is added up from; see watling.figures.frames.totals."""
        rows = self._rows_of(of)
        whole, kept = finest({breakdown for _area, _period, breakdown in rows}), dimensions(key[2])
        return [
            one
            for one in rows
            if one[:2] == key[:2] and dimensions(one[2]) == whole and project(one[2], kept) == key[2]
        ]

    def _implied(self, composition: Implied, key: Key) -> Step:
        area, _period, breakdown = key
        used = [key]
        if composition.period is not None:
            alike = [one for one in self._rows_of(composition.by) if (one[0], one[2]) == (area, breakdown)]
            used = [one for one in alike if one in self._rows_of(composition.of)]
        parts = [self._explain(part, one) for one in used for part in (composition.of, composition.by)]
        rule = "latest / (1 + growth / 100)" if composition.how == "growth" else "count / ratio"
        if len(used) > 1:
            rule += ", in the range that fits every pair"
        return self._step(composition, key, rule, *parts)

    def _leaf(self, composition: Composition, measure: str, key: Key) -> Step:
        """A published value with its cells; one restated, or added up over members, with the values it is made from."""
        cells = tuple(self._sources(measure).get(key, ()))
        if way := self._way(composition, key):
            parts = [(code, key[1], key[2]) for code in way.sources]
            inputs = [self._leaf(composition, measure, one) for one in parts if one in self._rows_of(composition)]
            return self._step(composition, key, way.rule, *inputs, sources=cells)
        if cells:
            return self._step(composition, key, "as published", sources=cells)
        inputs = [self._leaf(composition, measure, one) for one in self._parts_of_region(composition, key)]
        refused = isinstance(composition, AsPublished) and len(self._members(key[0])) > 1
        rule = "refused" if refused else "added up over the members of the region"
        return self._step(composition, key, rule, *inputs)

    def _members(self, area: str) -> tuple[Area, ...]:
        """The members of a region; none for what is no region."""
        return next((region.members for region in self._composer.regions if region.code == area), ())

    def _parts_of_region(self, composition: Composition, key: Key) -> list[Key]:
        """The keys of the values that a region's is added up from: its members', or of what stands for several."""
        region = next(region for region in self._composer.regions if region.code == key[0])
        rows = {code: (code, key[1], key[2]) for code in (*(one.code for one in region.members), *stand_ins(region))}
        rows = {code: one for code, one in rows.items() if one in self._rows_of(composition)}
        known = {code for code, one in rows.items() if not isnan(self._rows_of(composition)[one]["value"])}
        covered: set[str] = set()
        for code, inside in stand_ins(region).items():
            if code in known and not (known & set(inside)) and not (covered & set(inside)):
                covered |= set(inside)
            else:
                rows.pop(code, None)
        return [one for code, one in rows.items() if code not in covered]

    def _way(self, composition: Composition, key: Key) -> Way | None:
        """The way in which a value is restated; None for one that is not."""
        if (place := areas().get(key[0])) is None or place.level != "lad":
            return None
        note = str(self._rows_of(composition)[key]["note"])
        for way in ways(key[0], self._composer.weights):
            if way.divides and note.startswith(way.undivided):
                return replace(way, share=None)
            if note.startswith(way.note):
                return way
        return None


def _known(value: float) -> float | None:
    return None if isnan(value) else float(value)
