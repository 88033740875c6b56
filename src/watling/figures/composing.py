"""Composing many compositions at once: level by level, what is alike in one expression."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

import ibis
import pandas as pd
from ibis import _
from ibis.expr.types import Table

from watling.figures import arithmetic, frames, steps
from watling.figures.definition import (
    AsPublished,
    Composition,
    Growth,
    Implied,
    Quotient,
    Ratio,
    Sum,
    Total,
    WeightedMean,
)
from watling.figures.leaves import Hold, Places, leaves
from watling.figures.nodes import Catalogue, Nodes, inputs, projections
from watling.methods import periods


class Composing:
    """The frames of some compositions and of all they are made from.

    ``hold`` keeps the rows of a level in the engine, so that the next one does not work them out again.
    """

    def __init__(
        self, compositions: Iterable[Composition], observations: Table, catalogue: Catalogue, places: Places, hold: Hold
    ) -> None:
        self.nodes = Nodes.of(compositions)
        self._catalogue, self._places, self._hold = catalogue, places, hold
        self._tables: list[Table] = []
        self._table_of: dict[int, int] = {}
        known = [leaf for leaf in self.nodes.leaves() if catalogue.breakdowns_of(leaf)]
        if known:
            self._add(leaves(observations, [(self._number(leaf), leaf) for leaf in known], places, hold), known)
        for level in self.nodes.levels():
            possible = [one for one in level if all(self._number(part) in self._table_of for part in inputs(one))]
            totals = [one for one in possible if isinstance(one, Total)]
            if totals:
                self._add(hold(self._totals(totals, self._made_from(totals))), totals)
            pairs = [one for one in possible if isinstance(one, Ratio | Quotient | Growth)]
            if pairs:
                self._add(hold(self._against(pairs, self._made_from(pairs))), pairs)
            means = [one for one in possible if isinstance(one, WeightedMean)]
            if means:
                self._add(hold(self._means(means, self._made_from(means))), means)
            for one in possible:
                if isinstance(one, Implied):
                    self._add(self._implied(one, self._made_from([one])), [one])

    def frames(self, compositions: Iterable[Composition]) -> Table:
        """The rows of some compositions, with their ``node``."""
        numbers = [self._number(one) for one in compositions]
        return self._holding(numbers).filter(_.node.isin(numbers))

    def _number(self, composition: Composition) -> int:
        return self.nodes.numbers[composition]

    def _add(self, table: Table, compositions: Sequence[Composition]) -> None:
        self._tables.append(table)
        self._table_of |= {self._number(one): len(self._tables) - 1 for one in compositions}

    def _holding(self, numbers: Collection[int]) -> Table:
        """The tables that hold some nodes, as one."""
        needed = sorted({self._table_of[number] for number in numbers if number in self._table_of})
        if not needed:
            return ibis.memtable([], schema=steps.FRAME)
        tables = [self._tables[number] for number in needed]
        return tables[0].union(*tables[1:]) if len(tables) > 1 else tables[0]

    def _made_from(self, alike: Sequence[Composition]) -> Table:
        """The frames of what some compositions are made from."""
        return self._holding({self._number(part) for one in alike for part in inputs(one)})

    def _totals(self, alike: Sequence[Total], source: Table) -> Table:
        rows: list[tuple[int, int, str, str, int]] = []
        expected: list[tuple[int, str, str, int, list[str]]] = []
        for one in alike:
            node, of = self._number(one), self._number(one.of)
            fine = self._catalogue.breakdowns_of(one.of)
            there = self._there(one.of, source)
            for kept in one.keeping:
                parts: dict[str, list[str]] = {}
                for text, coarse in projections(fine, kept).items():
                    parts.setdefault(coarse, []).append(text)
                for coarse, texts in parts.items():
                    rows += [(node, of, text, coarse, place) for place, text in enumerate(texts)]
                    names = [_name(text, kept) for text in texts]
                    for period, present in there.items():
                        due = [name if text in present else "" for name, text in zip(names, texts, strict=True)]
                        if size := sum(text in present for text in texts):
                            expected.append((node, period, coarse, size, due))
        own = [(self._number(one), self._number(one.of)) for one in alike]
        return steps.totals(
            source,
            _table(own, node="int32", of="int32"),
            _table(rows, node="int32", of="int32", breakdown="string", coarse="string", place="int32"),
            _table(expected, node="int32", period="string", coarse="string", size="int32", names="array<string>"),
        )

    def _there(self, of: Composition, source: Table) -> Mapping[str, Collection[str]]:
        """By period the breakdowns that a composition has for any area."""
        if isinstance(of, Sum | AsPublished):
            return self._catalogue.published.get(of.measure, {})
        rows = source.filter(_.node == self._number(of)).select("period", "breakdown").distinct().to_pandas()
        return {str(period): set(found) for period, found in rows.groupby("period")["breakdown"]}

    def _against(self, alike: Sequence[Ratio | Quotient | Growth], source: Table) -> Table:
        plan: list[tuple[object, ...]] = []
        earlier: list[tuple[int, str, str]] = []
        for one in alike:
            node, (first, *rest) = self._number(one), [self._number(part) for part in inputs(one)]
            second = rest[0] if rest else first
            texts = self._catalogue.breakdowns_of(inputs(one)[0])
            same = [(text, text) for text in texts]
            match one:
                case Ratio(within=within, scale=scale):
                    wanted = frozenset(within)
                    kept = [(t, frames.project(t, within)) for t in texts if wanted <= frames.dimensions(t)]
                    percent = scale == 100
                    about: tuple[object, ...] = ("", scale, percent, 0.0, "percent" if percent else "ratio")
                case Quotient(against=area):
                    kept, about = same, (area, 1.0, False, 0.0, "quotient")
                case Growth(since=since):
                    kept, about = same, ("", 100.0, False, 100.0, "percent change")
                    if isinstance(since, str):
                        spans = self._catalogue.periods_of(one.of)
                        earlier += [(node, period, periods.earlier(period, since)) for period in spans]
            plan += [(node, first, second, *about, text, within_text) for text, within_text in kept]
        columns = {"node": "int32", "first": "int32", "second": "int32", "against": "string", "scale": "float64"}
        columns |= {"part": "boolean", "less": "float64", "unit_of": "string"}
        return steps.against(
            source,
            _table(plan, **columns, breakdown="string", within="string"),
            _table(earlier, node="int32", period="string", earlier="string"),
        )

    def _means(self, alike: Sequence[WeightedMean], source: Table) -> Table:
        rows = [(self._number(one), *(self._number(part) for part in inputs(one))) for one in alike]
        plan = _table(rows, node="int32", of="int32", weights="int32")
        return steps.means(source, plan, ibis.memtable(self._places.members))

    def _implied(self, one: Implied, source: Table) -> Table:
        """Bases that are implied: few, and made from ranges that must all meet, so not in the engine."""
        of, by = (collected(source.filter(_.node == self._number(part))) for part in inputs(one))
        rows = frames.implied_bases(of, by, one.how, one.period).assign(node=self._number(one), made="")
        rows["gravity"] = rows["status"].map({name: rank for rank, name in enumerate(frames.GRAVITY)})
        rows["releases"] = rows["releases"].map(" ".join)
        return steps.framed(ibis.memtable(rows[list(steps.FRAME)], schema=steps.FRAME))


def collected(frame: Table) -> pd.DataFrame:
    """A frame of the engine as one of pandas, with the columns of watling.figures.frames and ``node``, in order."""
    named = frame.mutate(status=arithmetic.status(frame.gravity))
    rows: pd.DataFrame = named.select("node", *frames.COLUMNS).to_pandas().astype(frames.TYPES)
    split = {text: tuple(text.split()) for text in rows["releases"].unique()}
    rows["releases"] = rows["releases"].map(split)
    return rows.sort_values(["node", "order", *frames.KEYS], ignore_index=True)


def _name(breakdown: str, kept: tuple[str, ...]) -> str:
    """What a part of a total is called: the values of the dimensions that are not kept."""
    return ", ".join(value for name, value in json.loads(breakdown).items() if name not in kept)


def _table(rows: Sequence[tuple[object, ...]], **schema: str) -> Table:
    """A small table for the engine."""
    return ibis.memtable(pd.DataFrame(rows, columns=list(schema)), schema=schema)
