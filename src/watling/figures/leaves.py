"""Leaves: what is published of each measure, restated where boundaries changed, and added up over regions' members."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import ibis
import pandas as pd
from ibis import _
from ibis.expr.types import Table

from watling.figures import arithmetic
from watling.figures.arithmetic import MISSING, added_up, joined, none, with_sum
from watling.figures.definition import AsPublished, Sum
from watling.figures.frames import GRAVITY
from watling.figures.steps import KEY, framed
from watling.figures.ways import stand_ins, ways_table
from watling.packs.decisions import Weight
from watling.places.regions import Region

Hold = Callable[[Table], Table]
"""Keeps the rows of an expression, so that what follows does not work them out again; or leaves it as it is."""


@dataclass(frozen=True)
class Places:
    """The areas that figures are of, as small tables for the engine.

    ``members`` has a row for each member of each region; ``instead`` the areas of another time that stand for several
    members where none of these is there, and ``before`` what must not be there for them to do so. ``sources`` and
    ``ways`` are those of watling.figures.ways.
    """

    areas: frozenset[str] | None
    regions: pd.DataFrame
    members: pd.DataFrame
    instead: pd.DataFrame
    before: pd.DataFrame
    sources: pd.DataFrame
    ways: pd.DataFrame

    @classmethod
    def of(
        cls,
        regions: Sequence[Region],
        restated: Iterable[str],
        weights: Sequence[Weight],
        areas: Collection[str] | None,
    ) -> Places:
        """The tables for some regions, authorities to restate, and areas that are wanted (None: all there are)."""
        heads, members, instead, before = [], [], [], []
        for region in regions:
            codes = [member.code for member in region.members]
            heads.append((region.code, len(codes), [member.name for member in region.members]))
            members += [(region.code, code, place, 1.0, len(codes)) for place, code in enumerate(codes)]
            larger: list[tuple[str, frozenset[str]]] = []
            for code, inside in stand_ins(region).items():
                instead += [(region.code, code, codes.index(one), float(one == inside[0])) for one in inside]
                rivals = [other for other, held in larger if held & set(inside)]
                before += [(region.code, code, one) for one in (*inside, *rivals)]
                larger.append((code, frozenset(inside)))
        sources, ways = ways_table(sorted(set(restated)), weights)
        named = {"region": "str", "area": "str", "place": "int32", "share": "float64"}
        wanted = None
        if areas is not None:
            wanted = frozenset([*areas, *(row[1] for row in (*members, *instead)), *sources["area"]])
        return cls(
            wanted,
            pd.DataFrame(heads, columns=["region", "size", "names"]).astype({"region": "str", "size": "int32"}),
            pd.DataFrame(members, columns=[*named, "size"]).astype(named | {"size": "int32"}),
            pd.DataFrame(instead, columns=list(named)).astype(named),
            pd.DataFrame(before, columns=["region", "stand_in", "area"]).astype("str"),
            sources,
            ways,
        )


def leaves(observations: Table, nodes: Sequence[tuple[int, Sum | AsPublished]], places: Places, hold: Hold) -> Table:
    """The frame of the leaves ``nodes``: see watling.figures.steps."""
    plan = _plan(nodes)
    found = hold(_published(observations, plan, places.areas))
    if len(places.sources):
        restated = hold(_restated(found, plan, places))
        found = hold(found.anti_join(restated, KEY).union(restated))
    if len(places.members):
        found = hold(found.union(_summed(found, plan, places)))
    return found


def _plan(nodes: Sequence[tuple[int, Sum | AsPublished]]) -> Table:
    """Which nodes read which measure, and why their values cannot be added up, where they cannot."""
    rows = [(node, leaf.measure, leaf.reason if isinstance(leaf, AsPublished) else None) for node, leaf in nodes]
    schema = {"node": "int32", "measure": "string", "refusal": "string"}
    return ibis.memtable(pd.DataFrame(rows, columns=list(schema)), schema=schema)


def _published(observations: Table, plan: Table, areas: frozenset[str] | None) -> Table:
    """The observations of the nodes' measures as a frame."""
    rows = observations if areas is None else observations.filter(_.area.isin(sorted(areas)))
    found = plan.join(rows, "measure")
    return framed(
        found.mutate(
            gravity=arithmetic.gravity(found.status),
            releases=found.release,
            order=found.row,
            made=ibis.literal("published"),
        )
    )


def _restated(published: Table, plan: Table, places: Places) -> Table:
    """Rows for areas from those of other areas, by the best way there is, where nothing is published for them.

    Only counts are added up or divided.
    """
    sources, ways = ibis.memtable(places.sources), ibis.memtable(places.ways)
    by = ["node", "target", "way", "period", "breakdown"]
    added = added_up(_shared(sources.join(published, "area")), by)
    added = added.join(ways, ["target", "way"]).join(plan.select("node", "refusal"), "node")
    found = with_sum(added, ", ")
    found = found.filter(found.refusal.isnull() | (found.size == 1))
    found = found.mutate(area=found.target, usable=found.whole & (found.refusal.isnull() | ~found.divides))
    order = [ibis.desc(found.usable), ibis.ifelse(found.usable, 0, -found.known), found.way]
    found = found.mutate(best=ibis.row_number().over(ibis.window(group_by=KEY, order_by=order)))
    found = found.filter(found.best == 0)
    bounded = found.usable | ~found.divides
    estimated = ibis.ifelse(found.divides, ibis.greatest(found.gravity, GRAVITY.index("e")), found.gravity)
    found = found.mutate(
        value=ibis.ifelse(found.usable, found.value, none()),
        lower=ibis.ifelse(bounded, found.lower, none()),
        upper=ibis.ifelse(bounded, found.upper, none()),
        interval=ibis.ifelse(bounded, found.interval, ""),
        gravity=ibis.ifelse(found.usable, estimated, MISSING),
        note=ibis.cases(
            (found.usable | ~found.divides, joined(found.told, found.note)),
            (found.refusal.isnull(), found.undivided + " without a weight"),
            else_=found.undivided,
        ),
        made=ibis.literal("restated"),
    )
    there = published.select(*KEY, says=published.value.notnull() | (published.gravity != MISSING))
    beside = found.left_join(there, KEY, rname="{name}_there")
    return framed(beside.filter(beside.says.isnull() | (~beside.says & beside.value.notnull())))


def _shared(parts: Table) -> Table:
    """Parts of which only a share counts; none where it is not known."""
    share = ibis.ifelse(parts.share.isnan(), none(), parts.share)
    return parts.mutate(value=parts.value * share, lower=parts.lower * share, upper=parts.upper * share)


def _summed(found: Table, plan: Table, places: Places) -> Table:
    """Rows for regions from their members, where nothing is published for the regions themselves."""
    regions, members = ibis.memtable(places.regions), ibis.memtable(places.members)
    parts = members.select("region", "area", "place", "share").join(found, "area")
    if len(places.instead):
        parts = parts.union(_stand_ins(found, places).select(*parts.columns))
    added = added_up(_shared(parts), ["node", "region", "period", "breakdown"])
    rows = with_sum(added.join(regions, "region").join(plan.select("node", "refusal"), "node"), ", ")
    rows = rows.mutate(area=rows.region, refused=rows.refusal.notnull() & (rows.size > 1))
    rows = rows.mutate(
        value=ibis.ifelse(rows.refused, none(), rows.value),
        lower=ibis.ifelse(rows.refused, none(), rows.lower),
        upper=ibis.ifelse(rows.refused, none(), rows.upper),
        interval=ibis.ifelse(rows.refused, "", rows.interval),
        gravity=ibis.ifelse(rows.refused | ~rows.whole, MISSING, rows.gravity),
        note=ibis.ifelse(rows.refused, rows.refusal, rows.note),
        made=ibis.literal("summed"),
    )
    own = found.filter(found.area.isin([str(code) for code in places.regions["region"]]))
    return framed(rows).anti_join(own, KEY)


def _stand_ins(found: Table, places: Places) -> Table:
    """Rows of areas that stand for several members of a region, a row for each of these, the first with the value."""
    instead, before = ibis.memtable(places.instead), ibis.memtable(places.before)
    there = before.join(found.filter(found.value.notnull()), "area")
    blocked = there.select("region", "node", "period", "breakdown", area="stand_in").distinct()
    return instead.join(found, "area").anti_join(blocked, ["region", "node", "period", "breakdown", "area"])
