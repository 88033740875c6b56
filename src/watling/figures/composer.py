"""Composing: from observations and compositions to frames of values, for any number of regions and all areas at once.

What is composed is an expression (Ibis), so that the engine that holds the observations does the work, and the same
expression serves a pack's region, every region of the country, and an engine for more data than one machine holds.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property

import ibis
import pandas as pd
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table

from watling.evidence.observations import settle
from watling.figures import arithmetic
from watling.figures.composing import Composing, collected
from watling.figures.definition import Composition, Quotient
from watling.figures.frames import COLUMNS
from watling.figures.leaves import Places
from watling.figures.nodes import Catalogue, Nodes
from watling.figures.standing import region_of
from watling.packs.decisions import Choice, Weight
from watling.places.areas import areas as all_areas
from watling.places.regions import Region, predecessors


class Composer:
    """Composes observations for regions and areas, each quantity settled once by the pack's choices.

    ``weights`` say how counts of areas that were divided are restated. Frames are kept, so that a composition used by
    several indicators is composed once.
    """

    def __init__(
        self,
        observations: Table,
        regions: Region | Sequence[Region],
        choices: Sequence[Choice] = (),
        weights: Sequence[Weight] = (),
    ) -> None:
        self.all_observations = observations
        self.observations = settle(observations, choices)
        self.regions = (regions,) if isinstance(regions, Region) else tuple(regions)
        self.weights = tuple(weights)
        self._frames: dict[tuple[Composition, frozenset[str] | None], pd.DataFrame] = {}

    @property
    def region(self) -> Region:
        """The region, or the first of several."""
        return self.regions[0]

    @cached_property
    def covered(self) -> frozenset[str]:
        """The regions, their members and comparators, what these came from and the publishers' regions they lie in."""
        places = (area.code for region in self.regions for area in (*region.members, *region.comparators))
        came_from = (code for region in self.regions for code in predecessors(region))
        around = (region_of(member.code) for region in self.regions for member in region.members)
        return frozenset(filter(None, [*(region.code for region in self.regions), *places, *came_from, *around]))

    @cached_property
    def catalogue(self) -> Catalogue:
        """Which breakdowns and periods the measures have."""
        rows = self.observations.group_by("measure", "period", "breakdown").aggregate(row=_.row.min()).to_pandas()
        rows = rows.sort_values(["measure", "row", "period", "breakdown"])
        breakdowns = {str(name): list(dict.fromkeys(found)) for name, found in rows.groupby("measure")["breakdown"]}
        published: dict[str, dict[str, frozenset[str]]] = {}
        for (measure, period), found in rows.groupby(["measure", "period"], sort=False)["breakdown"]:
            published.setdefault(str(measure), {})[str(period)] = frozenset(found)
        return Catalogue(breakdowns, published)

    def expression(self, composition: Composition) -> Table:
        """A composition as an expression, of every area and region, with the columns of watling.figures.frames."""
        return expressed(self._composing([composition], None, lambda table: table).frames([composition]))

    def frame(self, composition: Composition, areas: Collection[str] | None = None) -> pd.DataFrame:
        """The frame of a composition, of some areas or of all, in the order its values are published."""
        return self.frames([composition], areas)[composition]

    def frames(
        self, compositions: Iterable[Composition], areas: Collection[str] | None = None
    ) -> dict[Composition, pd.DataFrame]:
        """The frames of several compositions, composed together."""
        wanted, among = list(dict.fromkeys(compositions)), None if areas is None else frozenset(areas)
        absent = [one for one in wanted if (one, among) not in self._frames]
        if absent:
            with self.holding() as hold:
                made = self._composing(absent, among, hold)
                found = made.frames(absent)
                rows = collected(found if among is None else found.filter(_.area.isin(sorted(among))))
            by_node = dict(iter(rows.groupby("node")))
            for one in absent:
                group = by_node.get(made.nodes.numbers[one], rows.iloc[:0])
                self._frames[one, among] = group[COLUMNS].reset_index(drop=True)
        return {one: self._frames[one, among] for one in wanted}

    def composed(self, compositions: Mapping[str, Composition]) -> Iterator[tuple[str, pa.Table]]:
        """The figures of several compositions by name, of every area and region, composed together.

        They are in order of area, and of how they are published.
        """
        wanted = list(dict.fromkeys(compositions.values()))
        with self.holding() as hold:
            made = self._composing(wanted, None, hold)
            for name, composition in compositions.items():
                rows = expressed(made.frames([composition])).order_by("area", "order", "period", "breakdown")
                yield name, rows.drop("order").to_pyarrow()

    def _composing(
        self, compositions: Sequence[Composition], areas: frozenset[str] | None, hold: Callable[[Table], Table]
    ) -> Composing:
        return Composing(compositions, self.observations, self.catalogue, self.places(compositions, areas), hold)

    def places(self, compositions: Iterable[Composition], areas: Collection[str] | None) -> Places:
        """The areas and regions to compose for; what some compositions hold others against is among them."""
        against = {one.against for one in Nodes.of(compositions).numbers if isinstance(one, Quotient)}
        members = {member.code for region in self.regions for member in region.members}
        if areas is None:
            living = {area.code for area in all_areas().values() if area.level == "lad" and area.end is None}
            return Places.of(self.regions, living | members, self.weights, None)
        wanted = {*areas, *against}
        regions = [region for region in self.regions if region.code in wanted]
        members = {member.code for region in regions for member in region.members}
        alive = (code for code in wanted if code in all_areas() and all_areas()[code].end is None)
        return Places.of(regions, [*members, *alive], self.weights, wanted)

    def reach(self, compositions: Iterable[Composition]) -> frozenset[str]:
        """The areas that the figures of the covered areas are made from, themselves among them."""
        return self.covered | (self.places(compositions, self.covered).areas or frozenset())

    @contextmanager
    def holding(self) -> Iterator[Callable[[Table], Table]]:
        """A way to keep the rows of expressions in the engine; they are let go when the block ends."""
        engine = ibis.get_backend(self.observations)
        names: list[str] = []

        def hold(table: Table) -> Table:
            names.append(ibis.util.gen_name("composed"))
            held: Table = engine.create_table(names[-1], table, temp=True)
            return held

        fused, collects = ibis.options.sql.fuse_selects, gc.isenabled()
        ibis.options.sql.fuse_selects = False  # the stages of watling.figures.arithmetic keep the engine's text short
        gc.disable()  # an expression is very many small objects, and looking through them over and over takes long
        try:
            yield hold
        finally:
            ibis.options.sql.fuse_selects = fused
            if collects:
                gc.enable()
            for name in names:
                engine.raw_sql(f"DROP TABLE {name}")


def expressed(frame: Table) -> Table:
    """A frame of the engine with the columns of watling.figures.frames."""
    named = frame.mutate(status=arithmetic.status(frame.gravity), releases=frame.releases.split(" "))
    return named.select(*COLUMNS)
