"""Economic activity of people aged 16 to 64: table T01 of the Annual Population Survey."""

from __future__ import annotations

from functools import partial

from watling.sources.readers import nomis_aps as aps
from watling.sources.readers.nomis_api import request
from watling.sources.readers.nomis_workbook import downloaded
from watling.sources.source import Source

GROUPS = {
    22: ("All", "aps-population-16-64"),
    25: ("Economically active", "aps-economically-active-16-64"),
    28: ("In employment", "aps-employment-16-64"),
    31: ("Employees", "aps-employees-16-64"),
    34: ("Self Employed", "aps-self-employment-16-64"),
    37: ("Unemployed", "aps-unemployment-16-64"),
    40: ("Inactive", "aps-inactivity-16-64"),
}
"""By its number in the table, a group and its measure."""

CELLS: aps.Cells = {
    f"T01:{place} (Aged 16-64 - {group} : All People )": (measure, {}) for place, (group, measure) in GROUPS.items()
}
NUMBERS = ",".join(str(402720769 + 256 * place) for place in range(len(GROUPS)))
"""The cells' numbers in the API: rows 8 to 14 of the table, its first column."""

source = Source(
    title="Annual Population Survey: economic activity of people aged 16 to 64",
    publisher="Office for National Statistics, Nomis",
    address=aps.ADDRESS,
    cadence=aps.CADENCE,
    contract=aps.aps_contract(CELLS),
    recognises=partial(aps.aps_file, "T01"),
    rows=partial(aps.aps_rows, CELLS, len(CELLS)),
    observe=partial(aps.aps_observations, CELLS),
    requests=(
        request(
            "NM_17_1",
            aps.API_COLUMNS,
            file="aps-t01.csv",
            date="latestMINUS16,latestMINUS12,latestMINUS8,latestMINUS4,latest",
            cell=NUMBERS,
            measures="20100,20701",
        ),
    ),
    by_period=True,
    published=downloaded,
    note=aps.NOTE,
)
