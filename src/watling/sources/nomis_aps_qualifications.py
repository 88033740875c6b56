"""Highest qualification of people aged 16 to 64: table T19 of the Annual Population Survey, by sex and by age."""

from __future__ import annotations

from functools import partial

from watling.sources.readers import nomis_aps as aps
from watling.sources.readers.nomis_api import request
from watling.sources.readers.nomis_workbook import downloaded
from watling.sources.source import Source

QUALIFICATIONS = {
    "None": "No qualifications",
    "NVQ1": "Level 1",
    "NVQ2": "Level 2",
    "Trade Apprenticeships": "Trade apprenticeships",
    "NVQ3": "Level 3",
    "NVQ4+": "Level 4 and above",
    "Other Qualifications": "Other qualifications",
}
"""The highest qualification as the table writes it, in its order, and as it is shown. Each person is in one."""

PEOPLE = {
    "All people aged 16-64": ("aps-qualifications", {}),
    "Males aged 16-64": ("aps-qualifications-by-sex", {"sex": "Male"}),
    "Females aged 16-64": ("aps-qualifications-by-sex", {"sex": "Female"}),
    **{
        f"All people aged {age}": ("aps-qualifications-by-age", {"age": age})
        for age in ("16-19", "20-24", "25-29", "30-39", "40-49", "50-64")
    },
}
"""The groups of people, in the table's order."""

CELLS: aps.Cells = {
    f"T19:{len(QUALIFICATIONS) * row + column + 1} (Total - {people} : {written} )": (
        measure,
        {"qualification": shown, **breakdown},
    )
    for row, (people, (measure, breakdown)) in enumerate(PEOPLE.items())
    for column, (written, shown) in enumerate(QUALIFICATIONS.items())
}
NUMBERS = ",".join(f"{403898625 + 256 * row}...{403898631 + 256 * row}" for row in range(len(PEOPLE)))
"""The cells' numbers in the API: rows 1 to 9 of the table, its first seven columns."""

source = Source(
    title="Annual Population Survey: highest qualification by sex and age",
    publisher="Office for National Statistics, Nomis",
    address=aps.ADDRESS,
    cadence="yearly, each estimate for a calendar year, until 2021",
    contract=aps.aps_contract(CELLS, required=len(QUALIFICATIONS)),
    recognises=partial(aps.aps_file, "T19"),
    rows=partial(aps.aps_rows, CELLS, len(QUALIFICATIONS)),
    observe=partial(aps.aps_observations, CELLS),
    requests=(
        request(
            "NM_17_1",
            aps.API_COLUMNS,
            file="aps-t19.csv",
            date="2017-12,2018-12,2019-12,2020-12,2021-12",
            cell=NUMBERS,
            measures="20100,20701",
        ),
    ),
    by_period=True,
    published=downloaded,
    note=f"{aps.NOTE} The levels are those of National Vocational Qualifications, asked for until 2021.",
)
