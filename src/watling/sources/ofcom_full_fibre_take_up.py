"""Full-fibre take-up by local authority: how many of those who can have full fibre do."""

from __future__ import annotations

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.readers import ofcom
from watling.sources.source import Source, named, number, observed, rounded

OF_COVERED = "Full-fibre take-up (% of full-fibre coverage)"
OF_PREMISES = "Full-fibre take-up (% of all premises)"
MEASURES = {OF_COVERED: "ofcom-full-fibre-take-up", OF_PREMISES: "ofcom-full-fibre-take-up-of-premises"}


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    ofcom.check_counts(rows, {OF_PREMISES: OF_COVERED}, ())
    one = []
    for heading, measure in MEASURES.items():
        value = number(rows[heading])
        bounds = rounded(value, 1)
        one.append(
            observed(
                rows,
                measure=measure,
                area=rows["laua"],
                period=rows.attrs["period"],
                column=heading,
                published=rows[heading],
                value=value,
                **bounds | {"upper": bounds["upper"].clip(upper=100)},
            )
        )
    return pd.concat(one, ignore_index=True)


source = Source(
    title="Connected Nations: full-fibre take-up by local authority",
    publisher="Ofcom",
    address=ofcom.ADDRESS,
    cadence=ofcom.CADENCE,
    contract=Contract(
        columns={"laua": Column(pattern="[EWSN][0-9]{8}"), "laua_name": Column()}
        | {name: Column(pattern="([0-9]+)?") for name in MEASURES},
        rows=(350, 400),
        areas={"lad": 350},
        measures=tuple(
            Measure(measure=name, unit="percent", minimum=0, maximum=100, rounded_to=1) for name in MEASURES.values()
        ),
        periods=("month",),
    ),
    recognises=named(r"\d{6}_full_fibre_take-?up_laua_r\d+[.]csv"),
    rows=ofcom.authority_rows,
    observe=_observe,
    requests=(ofcom.request("202507_fixed_broadband_coverage_r01.zip", r"\d{6}_full_fibre_take-?up_laua_r\d+[.]csv"),),
    part=ofcom.part,
    note="Whole percentages; the counts of connections behind them are not published.",
)
