"""Employment by industry: table T13a of the Annual Population Survey, nine groups of sections of SIC 2007."""

from __future__ import annotations

from functools import partial

from watling.sources.readers import nomis_aps as aps
from watling.sources.readers.nomis_workbook import downloaded
from watling.sources.source import Source

INDUSTRIES = {
    "A Agricuture & fishing": "A Agriculture and fishing",
    "B,D,E Energy & water": "B,D,E Energy and water",
    "C Manufacturing": "C Manufacturing",
    "F Construction": "F Construction",
    "G,I Distribution, hotels & restaurants": "G,I Distribution, hotels and restaurants",
    "H,J Transport & Communication": "H,J Transport and communication",
    "K-N Banking finance & insurance etc.": "K-N Banking, finance, insurance and other business services",
    "O-Q Public admin education & health": "O-Q Public administration, education and health",
    "R-U Other services": "R-U Other services",
}
"""The groups as the table writes them, in its order, and as they are shown."""

CELLS: aps.Cells = {
    f"T13a:{3 * place + 1} ({written} (SIC 2007) : All people )": ("aps-employment-by-industry", {"industry": shown})
    for place, (written, shown) in enumerate(INDUSTRIES.items())
}

source = Source(
    title="Annual Population Survey: employment by industry",
    publisher="Office for National Statistics, Nomis",
    address=aps.ADDRESS,
    cadence=aps.CADENCE,
    contract=aps.aps_contract(CELLS),
    recognises=partial(aps.aps_file, "T13a"),
    rows=partial(aps.aps_rows, CELLS, len(CELLS)),
    observe=partial(aps.aps_observations, CELLS),
    by_period=True,
    published=downloaded,
    note=aps.NOTE,
)
