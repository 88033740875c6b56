"""Observations as they are kept, one Parquet file for each release and contract, and settled for use.

The same quantity may be published twice by a pack's tables. Where the values agree, the first stands and the others are
its witnesses; where they differ, the pack's choice decides, and without one the value is not available: it is never
picked silently. Official sources do not share a measure, with each other or with a pack's table, so only what packs
publish is looked through.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import ibis
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr.types import Table

from watling.packs.decisions import Choice
from watling.sources.observation import SCHEMA, breakdown_text

TOUCH = 1e-9
"""Ranges that have no more than this in common only touch: to a computer, 1.3 + 0.05 is more than 1.4 - 0.05."""

TWICE = "published twice with different values"
"""How the note begins of a quantity whose published values cannot all be true."""

KEY = ["measure", "area", "period", "breakdown"]

ROWS = 8192
"""How many rows a group of a kept file has. What a region needs is in few of them, and the others are not read."""

MEASURES = b"watling.measures"
"""Where a kept file says which measures it holds."""


def write(table: pa.Table, file: Path) -> None:
    """Write observations (or the rows of a source of places, as they are) to Parquet, beside and then into place.

    Observations are put in order of measure and area, so that either is soon found.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
    if table.schema.names == SCHEMA.names:
        table = table.sort_by([(name, "ascending") for name in ("measure", "area", "row", "column")])
        held = json.dumps(sorted(table["measure"].unique().to_pylist())).encode()
        table = table.replace_schema_metadata({**(table.schema.metadata or {}), MEASURES: held})
    pq.write_table(table, beside, compression="zstd", row_group_size=ROWS)
    beside.replace(file)


def measures_of(file: Path) -> frozenset[str]:
    """The measures that a kept file holds."""
    metadata = pq.read_metadata(file).metadata or {}
    return frozenset(json.loads(metadata[MEASURES]))


def read(files: Sequence[Path], **limits: str | int) -> Table:
    """The observations of some files as one Ibis table (DuckDB). No file gives an empty table.

    ``limits`` are settings of the engine: ``memory_limit``, ``threads``, ``temp_directory``.
    """
    if not files:
        return ibis.memtable(SCHEMA.empty_table())
    return ibis.duckdb.connect(**limits).read_parquet([str(file) for file in files], table_name="observations")


def of_packs(observations: Table) -> ibis.expr.types.BooleanValue:
    """Whether an observation is of a pack's table; an official source has no pack before its name."""
    return observations.source.contains("/")


def repeated(observations: Table) -> pd.DataFrame:
    """The packs' observations whose quantity is published more than once, with the columns of an observation."""
    observations = observations.filter(of_packs)
    keys = observations.group_by(KEY).aggregate(times=ibis._.count()).filter(ibis._.times > 1)
    found: pd.DataFrame = observations.semi_join(keys, KEY).to_pandas()
    return found.sort_values([*KEY, "source", "row"], ignore_index=True)


def agree(values: pd.DataFrame) -> bool:
    """Whether some observations of one quantity can all be true.

    They can where each, rounded as another is rounded, gives that other: 46,818 rounded to 5 is 46,820, so it does
    not agree with 46,815 published to the nearest 5. Two ranges that only touch do not agree.
    """
    known = values.dropna(subset=["value"]).sort_values("value")
    lower, upper = known["lower"].fillna(known["value"]), known["upper"].fillna(known["value"])
    ranges = zip(known["value"], lower, upper, strict=True)
    return all(less == more or most - least > TOUCH for (less, _, most), (more, least, _) in combinations(ranges, 2))


def settle(observations: Table, choices: Sequence[Choice]) -> Table:
    """Observations with each quantity once.

    The ``note`` of what was published twice says why its value was chosen or withheld.
    """
    twice = repeated(observations)
    if twice.empty:
        return observations
    chosen = {(c.measure, c.area, c.period, breakdown_text(c.breakdown)): c for c in choices}
    kept = []
    for key, group in twice.groupby(KEY, sort=True):
        known = group.dropna(subset=["value"])
        candidates = group if known.empty else known
        exactest = (candidates["upper"] - candidates["lower"]).fillna(0).to_numpy().argmin()
        first = candidates.iloc[int(exactest)].copy()
        if not agree(group):
            shown = " and ".join(
                f"{row.published} ({str(row.source).rpartition('/')[2]})" for row in group.itertuples()
            )
            choice = chosen.get((str(key[0]), str(key[1]), str(key[2]), str(key[3])))
            if choice and group["source"].str.endswith(f"/{choice.table}").any():
                first = group[group["source"].str.endswith(f"/{choice.table}")].iloc[0].copy()
                first["note"] = f"{TWICE}, {shown}; used here: {choice.reason}"
            else:
                first["value"], first["status"], first["interval"] = None, "x", "published"
                first["lower"] = group["lower"].fillna(group["value"]).min()
                first["upper"] = group["upper"].fillna(group["value"]).max()
                first["note"] = f"{TWICE}, {shown}; the pack chooses neither"
        kept.append(first)
    once = ibis.memtable(pa.Table.from_pandas(pd.DataFrame(kept), preserve_index=False))
    rest = observations.filter(of_packs).anti_join(once, KEY)
    settled = rest.union(once.select(rest.columns).cast(dict(rest.schema().items())))
    return observations.filter(~of_packs(observations)).union(settled.cast(dict(observations.schema().items())))
