"""Contradictions: where the published values cannot all be true.

Three kinds are found:

- **published twice**: one quantity stands in two places with values that rounding does not reconcile;
- **parts**: a published total that its published parts do not give, rounding of every one considered;
- **checks** that the pack asks for (``decisions/checks.toml``): a published mean that the published values do not have,
  two answers that say the same thing, ratios that imply different bases, a direction its own numbers do not show.

Both sides are kept with their places; nothing here chooses between them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd
from ibis import _
from ibis.expr.types import Table

from watling.evidence.observations import KEY, agree, repeated
from watling.figures.figure import FigureSet
from watling.figures.wording import number
from watling.methods import bounds, periods
from watling.packs.decisions import Check, Choice
from watling.packs.pack import Pack
from watling.places.regions import Region
from watling.sources.observation import breakdown_text


@dataclass(frozen=True)
class Place:
    """One side of a contradiction: what is said, and where (source, row and column; empty for a computed side)."""

    says: str
    source: str = ""
    release: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        return f"{self.says} ({self.source}, row {self.row}, column '{self.column}')" if self.source else self.says


@dataclass(frozen=True)
class Finding:
    """One thing checked. ``agrees`` is False for a contradiction; ``decision`` says what the pack chose, if it did."""

    kind: str
    title: str
    places: tuple[Place, ...]
    agrees: bool
    explanation: str
    decision: str = ""


def find(
    observations: Table,
    choices: Iterable[Choice],
    pack: Pack,
    region: Region,
    checks: Iterable[Check],
    figures: FigureSet,
) -> list[Finding]:
    """Everything checked: contradictions first, then what was checked and agrees."""
    found = [*_twice(observations, choices, region), *_parts(observations, pack, region)]
    for check in checks:
        found += list(_run(check, observations, region, figures))
    return sorted(found, key=lambda finding: finding.agrees)


def _place(row: pd.Series, suffix: str = "") -> Place:
    """What an observation says and where; ``suffix`` is that of its columns in a row of several observations."""
    says, source, release, column = (str(row[name + suffix]) for name in ("published", "source", "release", "column"))
    return Place(says, source, release, int(row[f"row{suffix}"]), column)


def _about(region: Region, measure: str, area: str, period: str, breakdown: str) -> str:
    parts = [measure.replace("-", " "), region.name_of(area), periods.label(period), *json.loads(breakdown).values()]
    return ", ".join(parts)


def _twice(observations: Table, choices: Iterable[Choice], region: Region) -> Iterator[Finding]:
    decided = {
        (c.measure, c.area, c.period, breakdown_text(c.breakdown)): f"The value of {c.table} is used: {c.reason}."
        for c in choices
    }
    for key, group in repeated(observations).groupby(KEY, sort=True):
        measure, area, period, breakdown = map(str, key)
        same = agree(group)
        places = tuple(_place(row) for _index, row in group.iterrows())
        explanation = (
            "Published in more than one place; the values agree within their rounding."
            if same
            else "The same quantity is published with values that rounding does not reconcile."
        )
        title = _about(region, measure, area, period, breakdown)
        decision = "" if same else decided.get((measure, area, period, breakdown), "")
        yield Finding("published twice", title, places, same, explanation, decision)


def _parts(observations: Table, pack: Pack, region: Region) -> Iterator[Finding]:
    """Totals of the tables whose contract says which dimensions make up the whole."""
    for name, table in pack.tables.items():
        if table.contract.exhaustive:
            rows = observations.filter(_.source == f"{region.code}/{name}").to_pandas()
            parts, wholes = _broken_down(rows, set(table.contract.exhaustive)), _broken_down(rows, set())
            shared = ["measure", "area", "period"]
            for _index, whole in wholes.iterrows():
                group = parts[(parts[shared] == whole[shared]).all(axis=1)]
                if len(group) and group["value"].notna().all() and pd.notna(whole["value"]):
                    yield _added_up(group, whole, region)


def _broken_down(rows: pd.DataFrame, dimensions: set[str]) -> pd.DataFrame:
    """The rows whose breakdown has exactly some dimensions."""
    return rows[rows["breakdown"].map(lambda text: set(json.loads(text)) == dimensions).astype(bool)]


def _added_up(parts: pd.DataFrame, whole: pd.Series, region: Region) -> Finding:
    """A published total against the sum of its published parts."""
    total, low, high = (ends.sum() for ends in (parts["value"], *_ends(parts)))
    rows = ", ".join(str(row) for row in sorted(parts["row"]))
    said = Place(
        f"{number(total, 0)}, the sum of {len(parts)} parts (between {number(low, 1)} and {number(high, 1)} by "
        f"their rounding), rows {rows}"
    )
    meets = _meets(whole, low, high)
    if meets:
        explanation = "The published total lies within what the rounded parts can add up to."
    else:
        difference = number(total - whole["value"], 0)
        explanation = (
            f"The parts differ from the published total by {difference}, more than rounding of all of them can explain."
        )
    title = _about(region, whole["measure"], whole["area"], whole["period"], "{}")
    return Finding("parts", title, (_place(whole), said), meets, explanation)


def _ends(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The bounds of the values, each the value itself where there is none."""
    return rows["lower"].fillna(rows["value"]), rows["upper"].fillna(rows["value"])


def _end(row: pd.Series, end: str) -> float:
    return float(row["value"] if pd.isna(row[end]) else row[end])


def _meets(row: pd.Series, low: float, high: float) -> bool:
    """Whether a value within its bounds can lie between two others."""
    return bool(low <= _end(row, "upper") and high >= _end(row, "lower"))


def _run(check: Check, observations: Table, region: Region, figures: FigureSet) -> Iterator[Finding]:
    match check.kind:
        case "mean":
            yield from _mean(check, observations)
        case "same":
            yield from _same(check, observations)
        case "ratio":
            yield from _ratio(check, observations, region)
        case "direction":
            yield from _direction(check, observations, figures)


def _of(observations: Table, measure: str) -> pd.DataFrame:
    found: pd.DataFrame = observations.filter(_.measure == measure).to_pandas()
    return found.sort_values([*KEY, "source", "row"], ignore_index=True)


def _mean(check: Check, observations: Table) -> Iterator[Finding]:
    """A published mean against the mean of the published values. A mean of percentages is taken for this alone."""
    parts = _broken_down(_of(observations, check.of).drop_duplicates(KEY), {check.over})
    for _index, summary in _of(observations, check.measure).iterrows():
        group = parts[(parts["area"] == summary["area"]) & (parts["period"] == summary["period"])]
        if group.empty or group["value"].isna().any():
            continue
        mean, low, high = (ends.mean() for ends in (group["value"], *_ends(group)))
        meets = _meets(summary, low, high)
        between = f"between {number(low, 1)} and {number(high, 1)}"
        said = Place(f"{number(mean, 1)}, the mean of {len(group)} published values ({between})")
        explanation = check.why or "The published summary against the mean of its published parts."
        title = f"{check.title}, {periods.label(summary['period'])}"
        yield Finding("summary", title, (_place(summary), said), meets, explanation)


def _same(check: Check, observations: Table) -> Iterator[Finding]:
    """Two quantities that should be one, wherever both are published."""
    sides = []
    for side in filter(None, (check.left, check.right)):
        found = _of(observations, side.measure)
        found = found[found["breakdown"] == breakdown_text(side.breakdown)]
        sides.append(found.set_index(["area", "period"], drop=False))
    left, right = sides
    for area, period in left.index.intersection(right.index):
        both = pd.concat([left.loc[[(area, period)]], right.loc[[(area, period)]]])
        places = tuple(_place(row) for _index, row in both.iterrows())
        yield Finding("same quantity", f"{check.title}, {periods.label(period)}", places, agree(both), check.why)


def _ratio(check: Check, observations: Table, region: Region) -> Iterator[Finding]:
    """Each count over its published ratio implies a base; the implied ranges of one area must meet."""
    counts = _of(observations, check.count)
    counts = counts[counts["breakdown"] == "{}"].drop_duplicates(["area", "period"])
    pairs = counts.merge(_of(observations, check.ratio), on=["area", "period", "breakdown"], suffixes=("", "_ratio"))
    for area, group in pairs.groupby("area"):
        if len(group) < 2:
            continue
        ends = [
            bounds.ratio_bounds(_end(row, "lower"), _end(row, "upper"), row["lower_ratio"], row["upper_ratio"])
            for _index, row in group.iterrows()
        ]
        common = bounds.intersect(*ends)
        places = []
        for (_index, row), (low, high) in zip(group.iterrows(), ends, strict=True):
            between = f"between {number(float(low), 0)} and {number(float(high), 0)}"
            says = f"{row['published']} / {row['published_ratio']} in {periods.label(row['period'])}: {between}"
            places.append(replace(_place(row, "_ratio"), says=says))
        title = f"{check.title}, {region.name_of(str(area))}"
        yield Finding("ratio", title, tuple(places), not common.empty, check.why)


def _direction(check: Check, observations: Table, figures: FigureSet) -> Iterator[Finding]:
    """A direction stated in words against the sign of the composed growth."""
    for _index, trend in _of(observations, check.trend).iterrows():
        breakdown = json.loads(trend["breakdown"])
        growth = figures.get(check.growth, trend["area"], breakdown=breakdown)
        if growth is None or growth.value is None or pd.isna(trend["value"]):
            continue
        low = growth.value if growth.lower is None else growth.lower
        high = growth.value if growth.upper is None else growth.upper
        direction = 1 if low > 0 else -1 if high < 0 else 0
        said = Place(f"{number(growth.value, 1)}%, composed from its parts")
        title = f"{check.title}, {', '.join(breakdown.values())}"
        yield Finding("direction", title, (_place(trend), said), direction == trend["value"], check.why)
