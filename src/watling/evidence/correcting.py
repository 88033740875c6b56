"""Correcting: the pack's corrections put in place of what the publisher says, as long as the publisher says it."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

import ibis
import pandas as pd
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table

from watling.errors import InputError, raise_all
from watling.packs.corrections import Correction
from watling.sources.observation import SCHEMA, breakdown_text


def corrected(observations: Table, corrections: Sequence[Correction]) -> Table:
    """Observations with the corrections made; the corrected values' notes say what was published, and why it is wrong.

    A correction whose value is not among the observations (its source has no release here) is passed over. Raises
    InputError, or InputErrors, for one that expects a value the publisher no longer gives.
    """
    if not corrections:
        return observations
    wanted = sorted({one.content.measure for one in corrections})
    published: pd.DataFrame = observations.filter(_.measure.isin(wanted)).to_pandas()
    errors: list[InputError] = []
    made = []
    for correction in corrections:
        content = correction.content
        here = published[
            (published["measure"] == content.measure)
            & (published["period"] == content.period)
            & (published["breakdown"] == breakdown_text(content.breakdown))
            & (published["source"].eq(content.source) if content.source else True)
        ]
        for area, value in zip(correction.areas, content.values, strict=True):
            for row in here[here["area"] == area].to_dict("records"):
                if row["value"] is None or not isclose(row["value"], value.expect, rel_tol=1e-9):
                    errors.append(
                        InputError(
                            correction.file,
                            f"{row['source']} now says {row['published']} of {area} in {content.period}",
                            column="expect",
                            expected=f"{value.expect:g}",
                            remedy="the publisher may have mended it: take the value, or the file, out",
                        )
                    )
                    continue
                said = f"corrected from {row['published']}: {correction.note}"
                note = "; ".join(filter(None, [row["note"], said]))
                new = {"value": value.correct, "status": value.status, "lower": None, "upper": None, "interval": ""}
                made.append({str(name): cell for name, cell in row.items()} | new | {"note": note})
    raise_all(errors)
    if not made:
        return observations
    place = ["source", "release", "row", "column"]
    instead = ibis.memtable(pa.Table.from_pylist(made, schema=SCHEMA))
    rest = observations.anti_join(instead, place)
    nullable = {name: kind.copy(nullable=True) for name, kind in rest.schema().items()}
    return rest.cast(nullable).union(instead.select(rest.columns).cast(nullable))
