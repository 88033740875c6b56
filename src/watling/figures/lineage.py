"""Lineage: from a figure back to the cells it was made from, step by step.

Nothing of it is stored: the figure's definition and its keys are enough to find its steps and observations again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from ibis import _

from watling.errors import WatlingError
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
from watling.figures.frames import dimensions, project
from watling.methods import periods

Key = tuple[str, str, str]


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
        self._rows: dict[Composition, dict[Key, dict[str, Any]]] = {}

    def trace(self, figure: Figure, indicator: Indicator) -> Step:
        """The steps that lead to a figure. Ratings are explained by watling.figures.rating, not here."""
        if isinstance(indicator.composition, Rated):
            raise WatlingError("A rating is explained by its criteria, each of which is a figure of its own.")
        breakdown = json.dumps(dict(figure.breakdown), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return self._explain(indicator.composition, (figure.area, figure.period, breakdown))

    def _row(self, composition: Composition, key: Key) -> dict[str, Any] | None:
        if composition not in self._rows:
            frame = self._composer.frame(composition)
            records = frame.to_dict("records")
            self._rows[composition] = {
                (r["area"], r["period"], r["breakdown"]): {str(name): value for name, value in r.items()}
                for r in records
            }
        return self._rows[composition].get(key)

    def _sources(self, measure: str) -> dict[Key, list[Source]]:
        if measure not in self._cells:
            found = self._composer.all_observations.filter(_.measure == measure).to_pandas()
            cells: dict[Key, list[Source]] = {}
            unused = self._unused(measure) if found.duplicated(["area", "period", "breakdown"]).any() else set()
            for o in found.sort_values(["source", "row", "column"]).itertuples():
                cell = Source(
                    o.source, o.release, int(o.row), o.column, o.published, o.measure, o.area, o.period, o.breakdown,
                    o.status, (o.source, o.row, o.column) not in unused,
                )  # fmt: skip
                cells.setdefault((o.area, o.period, o.breakdown), []).append(cell)
            self._cells[measure] = cells
        return self._cells[measure]

    def _unused(self, measure: str) -> set[tuple[str, int, str]]:
        """The cells of a measure whose value the settled observations leave out: published twice, or in doubt."""
        place = ["source", "row", "column"]
        of_measure = self._composer.all_observations.filter(_.measure == measure)
        kept = self._composer.observations.filter((_.measure == measure) & ((_.doubt == "") | _.value.notnull()))
        left_out = of_measure.anti_join(kept, place).select(place).to_pandas()
        return set(left_out.itertuples(index=False, name=None))

    def _step(
        self, composition: Composition, key: Key, rule: str, *inputs: Step, sources: tuple[Source, ...] = ()
    ) -> Step:
        row = self._row(composition, key)
        assert row is not None, f"no row for {key}"
        indicator = self._published.get(composition)
        title = self._indicators[indicator].title if indicator else measures(composition)[0].replace("-", " ")
        words = ", ".join([self._composer.region.name_of(key[0]), periods.label(key[1]), *json.loads(key[2]).values()])
        number = {name: None if pd.isna(row[name]) else float(row[name]) for name in ("value", "lower", "upper")}
        figure = figure_id(indicator, key[0], key[1], json.loads(key[2])) if indicator else None
        return Step(
            figure, f"{title}: {words}", rule, number["value"], number["lower"], number["upper"], str(row["unit"]),
            str(row["note"]), inputs, sources,
        )  # fmt: skip

    def _explain(self, composition: Composition, key: Key) -> Step:
        area, period, breakdown = key
        match composition:
            case Sum(measure) | AsPublished(measure):
                return self._leaf(composition, measure, key)
            case Total(of):
                if self._row(of, key) is not None:
                    return self._explain(of, key)
                kept = dimensions(breakdown)
                parts = [
                    (area, period, str(text))
                    for text in self._composer.frame(of).query("area == @area and period == @period")["breakdown"]
                    if kept < dimensions(text) and project(text, kept) == breakdown
                ]
                return self._step(composition, key, "added up", *(self._explain(of, part) for part in parts))
            case Ratio(numerator, denominator, within, scale):
                whole = (area, period, project(breakdown, within))
                rule = "the first over the second" + (", times 100" if scale == 100 else "")
                return self._step(
                    composition, key, rule, self._explain(numerator, key), self._explain(denominator, whole)
                )
            case Quotient(of, against):
                other = (against, period, breakdown)
                return self._step(
                    composition, key, "the first over the second", self._explain(of, key), self._explain(of, other)
                )
            case Growth(of, since):
                if isinstance(since, str):
                    base = self._explain(of, (area, periods.earlier(period, since), breakdown))
                else:
                    base = self._explain(since, key)
                return self._step(composition, key, "(latest / base − 1) × 100", self._explain(of, key), base)
            case Implied():
                return self._implied(composition, key)
            case WeightedMean(value, weight):
                inputs = [
                    self._leaf(Sum(name), name, (member.code, period, breakdown))
                    for member in self._composer.region.members
                    for name in (value, weight)
                    if (member.code, period, breakdown) in self._sources(name)
                ]
                return self._step(composition, key, "Σ value × weight / Σ weight", *inputs)
            case Rated():
                raise TypeError("a rating has no composition")

    def _implied(self, composition: Implied, key: Key) -> Step:
        area, period, breakdown = key
        if composition.period is None:
            used = [period]
        else:
            frame = self._composer.frame(composition.by).query("area == @area and breakdown == @breakdown")
            used = [p for p in frame["period"] if self._row(composition.of, (area, p, breakdown)) is not None]
        inputs = []
        for one in used:
            at = (area, one, breakdown)
            inputs += [self._explain(composition.of, at), self._explain(composition.by, at)]
        rule = "latest / (1 + growth / 100)" if composition.how == "growth" else "count / ratio"
        if len(used) > 1:
            rule += ", in the range that fits every pair"
        return self._step(composition, key, rule, *inputs)

    def _leaf(self, composition: Composition, measure: str, key: Key) -> Step:
        cells = self._sources(measure)
        if key in cells:
            return self._step(composition, key, "as published", sources=tuple(cells[key]))
        members = [(member.code, *key[1:]) for member in self._composer.region.members]
        inputs = [self._leaf(Sum(measure), measure, member) for member in members if member in cells]
        rule = "refused" if isinstance(composition, AsPublished) else "added up over the members of the region"
        return self._step(composition, key, rule, *inputs)
