"""Steps: frames made from frames, as expressions: totals, ratios, quotients, changes and means.

A frame here has the columns of :data:`FRAME`: those of watling.figures.frames.COLUMNS, with ``node`` (which composition
a row is of), ``gravity`` in the place of the status, ``releases`` as one text, and ``made`` (how a leaf's row came
about: ``published``, ``restated``, ``summed``). Each step takes the frames it needs as one table, and a small table
that says which nodes are made from which, so that all indicators of one kind are composed at once.
"""

from __future__ import annotations

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from watling.figures.arithmetic import (
    MISSING,
    added_up,
    divided,
    exact,
    in_order,
    none,
    paired,
    with_ratio,
    with_sum,
)
from watling.figures.nodes import LACKING

FRAME: dict[str, str] = {
    "node": "int32",
    "area": "string",
    "period": "string",
    "breakdown": "string",
    "value": "float64",
    "lower": "float64",
    "upper": "float64",
    "interval": "string",
    "gravity": "int8",
    "unit": "string",
    "note": "string",
    "releases": "string",
    "order": "float64",
    "made": "string",
}
"""The columns of a frame in the engine, and their types."""

KEY = ["node", "area", "period", "breakdown"]


def framed(table: Table) -> Table:
    """A table's columns as those of a frame."""
    return table.select(**{name: table[name].cast(kind) for name, kind in FRAME.items()})


def beside(first: Table, second: Table, on: list[Any]) -> Table:
    """Two frames side by side, the second's columns with ``_2``."""
    return first.join(second.rename(lambda name: f"{name}_2"), on)


def totals(frames: Table, plan: Table, projections: Table, expected: Table) -> Table:
    """Totals over breakdowns: rows of a node as they are, and below them the sums that are not themselves published.

    ``plan`` has ``node`` and ``of``; ``projections`` besides the ``breakdown`` of a part, the ``coarse`` one of the
    total, and the part's ``place``; ``expected`` say for each ``node``, ``period`` and ``coarse`` the ``size`` and
    ``names`` of the parts, as published for any area.
    """
    renamed = frames.rename(of="node")
    parts = projections.join(renamed, ["of", "breakdown"])
    added = added_up(parts, ["node", "area", "period", "coarse"]).join(expected, ["node", "period", "coarse"])
    found = with_sum(added, " or ")
    gravest = ibis.ifelse(found.mixed | (found.rows < found.size), MISSING, found.gravity)
    found = framed(found.mutate(breakdown=found.coarse, gravity=gravest, made=ibis.literal("summed")))
    own = framed(plan.join(renamed, "of"))
    return own.union(found.anti_join(own, KEY))


def against(frames: Table, plan: Table, earlier: Table) -> Table:
    """What is one value over another: ratios, quotients and changes.

    ``plan`` has for each ``node`` the ``first`` and ``second`` one it is made from, and for each ``breakdown`` of the
    first that of the second (``within``); the area that all are held ``against`` (empty: each area is held against
    itself); the ``scale``, whether the first is ``part`` of the second, what is taken off (``less``), and the
    ``unit_of`` the result. ``earlier`` says of a ``node`` that is a change which period its ``period`` is held against.
    """
    first = plan.join(frames.rename(first="node"), ["first", "breakdown"])
    first = first.filter(first.area != first.against).left_join(earlier, ["node", "period"], rname="{name}_")
    first = first.mutate(
        other_area=ibis.ifelse(first.against == "", first.area, first.against),
        other_period=ibis.coalesce(first.earlier, first.period),
    )
    on = [
        ("second", "node_2"),
        ("other_area", "area_2"),
        ("other_period", "period_2"),
        ("within", "breakdown_2"),
    ]
    pairs = beside(first, frames, on)
    return framed(paired(with_ratio(pairs, pairs.scale, pairs.part)))


def means(frames: Table, plan: Table, members: Table) -> Table:
    """Means of members' means, weighted; as published where they are.

    ``plan`` has ``node``, ``of`` (the means) and ``weights``; ``members`` the parts of regions. A mean is there where
    every member has one and a weight, and the weights do not add up to zero.
    """
    published = plan.join(frames.filter(_.made != "summed").rename(of="node"), "of")
    on = [("weights", "node_2"), ("area", "area_2"), ("period", "period_2"), ("breakdown", "breakdown_2")]
    parts = beside(published, frames, on).join(members.select("region", "area", "size"), "area")
    parts = parts.mutate(product=parts.value * parts.value_2)
    found = parts.group_by("node", "region", "period", "breakdown").aggregate(
        whole=_.product.count() == _.size.max(),
        weighted=exact(_.product).sum().cast("float64"),
        weight=exact(_.value_2).sum().cast("float64"),
        gravity=_.gravity.max(),
        unit=_.unit.min(),
        releases=_.releases.collect(distinct=True),
        releases_2=_.releases_2.collect(distinct=True),
        order=_.order.min(),
    )
    found = found.mutate(value=ibis.ifelse(found.whole, divided(found.weighted, found.weight), none()))
    missing = found.value.isnull()
    found = found.mutate(
        area=found.region,
        lower=none(),
        upper=none(),
        interval=ibis.literal(""),
        gravity=ibis.ifelse(missing, MISSING, found.gravity),
        note=ibis.ifelse(missing, LACKING, ""),
        releases=in_order(found.releases.concat(found.releases_2).join(" ").split(" ")),
        made=ibis.literal("summed"),
    )
    own = framed(published)
    return own.union(framed(found).anti_join(own, KEY))
