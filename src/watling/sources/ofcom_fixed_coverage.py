"""Fixed broadband coverage by local authority: premises that can have each kind of connection."""

from __future__ import annotations

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.readers import ofcom
from watling.sources.source import Source, named, number, observed

ALL, MATCHED = "All Premises", "All Matched Premises"
SUPERFAST = "Number of premises with SFBB availability"
ULTRAFAST_100 = "Number of premises with UFBB (100Mbit/s) availability"
ULTRAFAST = "Number of premises with UFBB availability"
FULL_FIBRE = "Number of premises with Full Fibre availability"
GIGABIT = "Number of premises with Gigabit availability"
BELOW = {speed: f"Number of premises unable to receive {speed}Mbit/s" for speed in (2, 5, 10, 30)}
BELOW_USO = "Number of premises below the USO"

MEASURES = {
    ALL: "ofcom-premises",
    MATCHED: "ofcom-matched-premises",
    SUPERFAST: "ofcom-superfast-premises",
    ULTRAFAST_100: "ofcom-ultrafast-100-premises",
    ULTRAFAST: "ofcom-ultrafast-300-premises",
    FULL_FIBRE: "ofcom-full-fibre-premises",
    GIGABIT: "ofcom-gigabit-premises",
    BELOW[10]: "ofcom-below-10-premises",
    BELOW[30]: "ofcom-below-30-premises",
    BELOW_USO: "ofcom-below-universal-service-premises",
}
"""The columns of counts that are read, and their measures. The percentages beside them are these counts over all
premises; they are held against the counts, and composed from them rather than read."""

OTHERS = (
    "Number of premises with NGA",
    "Number of premises able to receive decent broadband from FWA",
    *(
        f"Number of premises with {band}Mbit/s download speed"
        for band in ("30<300", ">=300", "0<2", "2<5", "5<10", "10<30")
    ),
)

SHARES = {
    "SFBB availability (% premises)": SUPERFAST,
    "UFBB (100Mbit/s) availability (% premises)": ULTRAFAST_100,
    "UFBB availability (% premises)": ULTRAFAST,
    "Full Fibre availability (% premises)": FULL_FIBRE,
    "Gigabit availability (% premises)": GIGABIT,
} | {f"% of{count.removeprefix('Number of')}": count for count in (*BELOW.values(), BELOW_USO, *OTHERS)}
"""The columns of percentages and their counts. All are of all premises: in July 2025 those that are unable to receive
a speed, too, of which the counts are of matched premises (Oxford's 779 below 30 Mbit/s are 1.1% of 69,324)."""

CHAINS = (
    (SUPERFAST, ULTRAFAST_100, ULTRAFAST, GIGABIT),
    (GIGABIT, FULL_FIBRE),
    tuple(BELOW[speed] for speed in (30, 10, 5, 2)),
)
"""What has a faster connection has a slower one: no column has more premises than the one before it."""


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    bounds = {heading: MATCHED if heading in BELOW.values() else ALL for heading in (MATCHED, *SHARES.values())}
    ofcom.check_counts(rows, bounds, CHAINS)
    ofcom.check_shares(rows, {share: (count, ALL) for share, count in SHARES.items()})
    one = [
        observed(
            rows,
            measure=measure,
            area=rows["laua"],
            period=rows.attrs["period"],
            column=heading,
            published=rows[heading],
            value=number(rows[heading]),
        )
        for heading, measure in MEASURES.items()
    ]
    return pd.concat(one, ignore_index=True)


source = Source(
    title="Connected Nations: fixed coverage by local authority",
    publisher="Ofcom",
    address=ofcom.ADDRESS,
    cadence=ofcom.CADENCE,
    contract=Contract(
        columns={"laua": Column(pattern="[EWSN][0-9]{8}"), "laua_name": Column()}
        | {name: Column(pattern="[0-9]+") for name in (ALL, MATCHED, *SHARES.values())}
        | {name: Column(pattern=r"[0-9]+([.][0-9]+)?") for name in SHARES},
        rows=(350, 400),
        areas={"lad": 350},
        measures=tuple(Measure(measure=name, unit="premises", minimum=0, whole=True) for name in MEASURES.values()),
        periods=("month",),
    ),
    recognises=named(r"\d{6}_fixed_laua_coverage_r\d+[.]csv"),
    rows=ofcom.authority_rows,
    observe=_observe,
    requests=(ofcom.request("202507_fixed_broadband_coverage_r01.zip", r"\d{6}_fixed_laua_coverage_r\d+[.]csv"),),
    part=ofcom.part,
    note=(
        "Homes and businesses; the editions of homes alone, by constituency, output area and postcode are not read. "
        "A network counts where a connection could be made, whether or not anyone has taken one. Ofcom improves its "
        "list of premises from release to release, so small changes may be those of the list."
    ),
)
