"""Mobile coverage by local authority: shares of premises and of the area that none to all four operators cover."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from watling.errors import InputError, raise_all
from watling.packs.contract import Measure
from watling.sources.contract import SHOWN, Column, Contract
from watling.sources.observation import breakdown_text
from watling.sources.readers import ofcom
from watling.sources.source import Source, named, number, observed

OPERATORS = ("0", "1", "2", "3", "4")

FAMILIES = {
    "4G_geo_out": ("ofcom-mobile-4g-geographic", {}),
    "4G_prem_in": ("ofcom-mobile-4g-premises-indoors", {}),
    "4G_prem_out": ("ofcom-mobile-4g-premises-outdoors", {}),
    "5G_high_confidence_prem_out": ("ofcom-mobile-5g-premises", {"confidence": "High"}),
    "5G_very_high_confidence_prem_out": ("ofcom-mobile-5g-premises", {"confidence": "Very high"}),
}
"""The columns that are read, but for the number of operators they end with: their measures and breakdowns."""

OTHERS = tuple(
    f"{service}_{place}"
    for service in ("2G", "3G", "4G", "5G_high_confidence", "5G_very_high_confidence", "Voice", "Data")
    for place in ("prem_in", "prem_out", "geo_out", "geo_in")
    if f"{service}_{place}" not in FAMILIES
)
SHARE = r"([0-9]+([.][0-9]+)?)?"


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    families = {
        family: rows[[f"{family}_{operators}" for operators in OPERATORS]]
        for family in FAMILIES
        if f"{family}_0" in rows
    }
    raise_all([error for cells in families.values() for error in _not_whole(rows, cells)])
    return pd.concat(
        [
            observed(
                rows,
                measure=FAMILIES[family][0],
                area=rows["laua"],
                period=rows.attrs["period"],
                breakdown=breakdown_text({"operators": operators} | FAMILIES[family][1]),
                column=heading,
                published=rows[heading],
                value=shares[heading],
            )
            for family, cells in families.items()
            for shares in [ofcom.zero_where_whole(cells)]
            for operators, heading in zip(OPERATORS, cells.columns, strict=True)
        ],
        ignore_index=True,
    )


def _not_whole(rows: pd.DataFrame, cells: pd.DataFrame) -> Iterator[InputError]:
    """An error for each of the first few rows whose shares make up more than all, or less with none left open."""
    shares = cells.apply(number)
    total, rounding = shares.sum(axis=1), ofcom.HALF * len(OPERATORS) + 1e-9
    wrong = (total > 100 + rounding) | ((total < 100 - rounding) & shares.notna().all(axis=1))
    for row in cells[wrong].head(SHOWN).index:
        first, last = cells.columns[0], cells.columns[-1]
        said = f"the shares by number of operators add up to {total[row]:g}"
        yield InputError(rows.attrs["file"], said, row=int(row), column=f"{first} to {last}", expected="100")


source = Source(
    title="Connected Nations: mobile coverage by local authority",
    publisher="Ofcom",
    address=ofcom.ADDRESS,
    cadence="up to three times a year",
    contract=Contract(
        columns={"laua": Column(pattern="[EWSN][0-9]{8}"), "laua_name": Column(), "prem_count": Column(required=False)}
        | {
            f"{family}_{operators}": Column(required=family.startswith("4G"), pattern=SHARE)
            for family in FAMILIES
            for operators in OPERATORS
        }
        | {f"{family}_{operators}": Column(required=False) for family in OTHERS for operators in OPERATORS},
        rows=(350, 400),
        areas={"lad": 350},
        measures=tuple(
            Measure(measure=name, unit="percent", minimum=0, maximum=100)
            for name in sorted({measure for measure, _ in FAMILIES.values()})
        ),
        periods=("month",),
    ),
    recognises=named(r"\d{6}_mobile_(coverage_)?laua_r\d+[.]csv"),
    rows=ofcom.authority_rows,
    observe=_observe,
    requests=(ofcom.request("202507_mobile_coverage_r01.zip", r"\d{6}_mobile_(coverage_)?laua_r\d+[.]csv"),),
    part=ofcom.part,
    note=(
        "Shares by the exact number of operators, 0 to 4, as the operators predict them; what a phone finds on the "
        "spot may differ. An empty cell is a share of nothing where the other cells of its family make up 100, and "
        "is not available elsewhere. 2G, 3G, voice and data are not read."
    ),
)
