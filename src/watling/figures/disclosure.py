"""Disclosure: suppressed counts that could be worked out from what is published beside them.

Two ways are looked for here: a published total of an area less its other parts (also of two regions that overlap but
for one authority), and a published total over a breakdown less its other categories. A third, values that an earlier
release gave, is watling.figures.withdrawn's. What is found is the publisher's to mend; Watling itself never adds up
suppressed parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from ibis import _
from ibis.expr.types import Table

from watling.methods.determined import solved
from watling.places.regions import Region
from watling.sources.observation import breakdown_text

SUPPRESSED = ("c", "low")
KEY = ["measure", "period", "area", "breakdown"]


@dataclass(frozen=True)
class Disclosure:
    """A suppressed count, what it comes to, and by which way it is found."""

    measure: str
    area: str
    period: str
    breakdown: Mapping[str, str] = field(hash=False)
    value: float
    way: str


def disclosures(observations: Table, regions: Sequence[Region], areas: Sequence[str]) -> list[Disclosure]:
    """The suppressed counts of some areas that follow from what else is published.

    ``regions`` are those whose totals may be published (with their members); only the measures with a suppressed cell
    in ``areas`` are looked at. Values rounded by the publisher give the count to within that rounding.
    """
    suppressed = observations.filter(_.status.isin(SUPPRESSED) & _.value.isnull() & _.area.isin(list(areas)))
    groups = suppressed.select("measure", "period").distinct()
    columns = [*KEY, "value", "status", "unit"]
    cells: pd.DataFrame = observations.semi_join(groups, ["measure", "period"]).select(columns).to_pandas()
    cells = cells[~cells["unit"].isin(["percent", "ratio", "quotient"])]
    members = {region.code: [area.code for area in region.members] for region in regions}
    found = list(_by_area(cells, members, set(areas)))
    found += list(_by_category(cells, set(areas)))
    return sorted(set(found), key=lambda one: (one.measure, one.area, one.period, breakdown_text(one.breakdown)))


def _by_area(cells: pd.DataFrame, members: Mapping[str, Sequence[str]], areas: set[str]) -> Iterator[Disclosure]:
    """What follows from the totals of areas less their known parts."""
    for (measure, period, breakdown), group in cells.groupby(["measure", "period", "breakdown"], sort=True):
        withheld = group.loc[group["value"].isna() & group["status"].isin(SUPPRESSED), "area"]
        if not len(set(withheld) & areas):
            continue
        values = dict(zip(group["area"], group["value"], strict=True))
        unknown = sorted(set(withheld))
        rows, totals = [], []
        for region, parts in members.items():
            whole = values.get(region, np.nan)
            hidden = [part for part in parts if part in withheld.values]
            known = [values.get(part, np.nan) for part in parts if part not in hidden]
            if hidden and region not in parts and not np.isnan(whole) and not np.isnan(known).any():
                rows.append([float(code in hidden) for code in unknown])
                totals.append(whole - sum(known))
        if not rows:
            continue
        for area, value in zip(unknown, solved(rows, totals), strict=True):
            if area in areas and not np.isnan(value):
                yield disclosed(measure, area, period, breakdown, value, "totals of areas less their other parts")


def _by_category(cells: pd.DataFrame, areas: set[str]) -> Iterator[Disclosure]:
    """What follows from a total over one dimension less its other categories, where these are seen to add up."""
    cells = cells.assign(dimension=cells["breakdown"].map(_only_dimension))
    for (measure, period), group in cells.groupby(["measure", "period"], sort=True):
        totals = group[group["breakdown"] == "{}"].set_index("area")["value"]
        for dimension, parts in group[group["dimension"] != ""].groupby("dimension", sort=True):
            table = parts.pivot_table(index="area", columns="breakdown", values="value", aggfunc="first", dropna=False)
            whole = totals.reindex(table.index)
            complete = table.notna().all(axis=1) & whole.notna()
            sums = table.sum(axis=1)[complete]
            if not len(sums) or not np.isclose(sums, whole[complete], rtol=0.02, atol=10).all():
                continue  # the categories overlap, or do not make up the whole
            hidden = parts[parts["value"].isna() & parts["status"].isin(SUPPRESSED) & parts["area"].isin(areas)]
            for row in hidden.to_dict("records"):
                others = table.loc[row["area"]].drop(row["breakdown"])
                if others.notna().all() and not np.isnan(whole[row["area"]]):
                    way = f"the total less the other categories of {dimension}"
                    value = whole[row["area"]] - others.sum()
                    yield disclosed(measure, row["area"], period, row["breakdown"], value, way)


def _only_dimension(breakdown: str) -> str:
    """The dimension of a breakdown by one; empty for any other."""
    cells = list(json.loads(breakdown))
    return str(cells[0]) if len(cells) == 1 else ""


def disclosed(measure: object, area: str, period: object, breakdown: object, value: float, way: str) -> Disclosure:
    """A disclosure from a row of cells."""
    return Disclosure(str(measure), area, str(period), json.loads(str(breakdown)), float(value), way)
