"""Employment by occupation: table T09a of the Annual Population Survey, the 25 sub-major groups of SOC 2010."""

from __future__ import annotations

from functools import partial

from watling.sources.readers import nomis_aps as aps
from watling.sources.readers.nomis_workbook import downloaded
from watling.sources.source import Source

OCCUPATIONS = {
    11: "Corporate Managers and Directors",
    12: "Other Managers and Proprietors",
    21: "Science, Research, Engineering and Technology Professionals",
    22: "Health Professionals",
    23: "Teaching and Educational Professionals",
    24: "Business, Media and Public Service Professionals",
    31: "Science, Engineering and Technology Associate Professionals",
    32: "Health and Social Care Associate Professionals",
    33: "Protective Service Occupations",
    34: "Culture, Media and Sports Occupations",
    35: "Business and Public Service Associate Professionals",
    41: "Administrative Occupations",
    42: "Secretarial and Related Occupations",
    51: "Skilled Agricultural and Related Trades",
    52: "Skilled Metal, Electrical and Electronic Trades",
    53: "Skilled Construction and Building Trades",
    54: "Textiles, Printing and Other Skilled Trades",
    61: "Caring Personal Service Occupations",
    62: "Leisure, Travel and Related Personal Service Occupations",
    71: "Sales Occupations",
    72: "Customer Service Occupations",
    81: "Process, Plant and Machine Operatives",
    82: "Transport and Mobile Machine Drivers and Operatives",
    91: "Elementary Trades and Related Occupations",
    92: "Elementary Administration and Service Occupations",
}
"""The groups as the table writes them, in its order, by their code in SOC 2010 (ONS, 2010, volume 1)."""

CELLS: aps.Cells = {
    f"T09a:{3 * place + 1} (All people - {title} (SOC2010) : All people )": (
        "aps-employment-by-occupation",
        {"occupation": f"{code} {title[0]}{title[1:].lower()}"},
    )
    for place, (code, title) in enumerate(OCCUPATIONS.items())
}

source = Source(
    title="Annual Population Survey: employment by occupation",
    publisher="Office for National Statistics, Nomis",
    address=aps.ADDRESS,
    cadence="yearly in this table, each estimate for a calendar year",
    contract=aps.aps_contract(CELLS),
    recognises=partial(aps.aps_file, "T09a"),
    rows=partial(aps.aps_rows, CELLS, len(CELLS)),
    observe=partial(aps.aps_observations, CELLS),
    by_period=True,
    published=downloaded,
    note=f"{aps.NOTE} The table is of SOC 2010; from 2021 on the survey is coded to SOC 2020, in another table.",
)
