"""Employment projected to 2035, by occupation, industry and qualification: the Skills Imperative 2035."""

from __future__ import annotations

from watling.packs.contract import Measure
from watling.sources.readers import data_hub as hub

METRIC, ALL = "employmentProjection", "dfe-employment-projection"

SECTORS = {
    "Primary sector and utilities": "Primary sector and utilities",
    "Manufacturing": "Manufacturing",
    "Construction": "Construction",
    "Trade, accomod. and transport": "Trade, accommodation and transport",
    "Business and other services": "Business and other services",
    "Non-marketed services": "Non-marketed services",
}
INDUSTRIES = {
    text: text.replace("admin.", "administration")
    for text in (
        "Agriculture",
        "Mining and quarrying",
        "Electricity and gas",
        "Water and sewerage",
        "Food drink and tobacco",
        "Engineering",
        "Rest of manufacturing",
        "Wholesale and retail trade",
        "Transport and storage",
        "Accommodation and food",
        "Media",
        "Information technology",
        "Finance and insurance",
        "Real estate",
        "Professional services",
        "Support services",
        "Arts and entertainment",
        "Other services",
        "Public admin. and defence",
        "Education",
        "Health and social work",
    )
}
QUALIFICATIONS = {
    "No Qualification": "No qualifications",
    "RQF1 GCSE(below grade C) &amp; equivalent": "Level 1: GCSE below grade C and equivalent",
    "RQF2 GCSE(A-C) &amp; equivalent": "Level 2: GCSE at grades A to C and equivalent",
    "RQF3 A level &amp; equivalent": "Level 3: A level and equivalent",
    "RQF4 HE below degree level": "Level 4: higher education below degree level",
    "RQF5 Foundation degree;Nursing;Teaching": "Level 5: foundation degree, nursing, teaching",
    "RQF6 First degree": "Level 6: first degree",
    "RQF7 Other higher degree": "Level 7: other higher degree",
    "RQF8 Doctorate": "Level 8: doctorate",
}

CELLS: hub.Cells = {
    **hub.total(METRIC, ALL),
    **hub.by_occupation(METRIC, f"{ALL}-by-occupation"),
    **hub.by_major_group(METRIC, f"{ALL}-by-major-group"),
    **hub.by(METRIC, "Broad sector", "sector", SECTORS, f"{ALL}-by-sector"),
    **hub.by(METRIC, "Industry", "industry", INDUSTRIES, f"{ALL}-by-industry"),
    **hub.by(METRIC, "Qualification", "qualification", QUALIFICATIONS, f"{ALL}-by-qualification"),
}

source = hub.hub_source(
    title="Local Skills dashboard: employment projections to 2035",
    cadence="once, in 2023",
    cells=CELLS,
    measures=tuple(
        Measure(measure=name, unit="jobs", minimum=0)
        for name in dict.fromkeys(measure for measure, _ in CELLS.values())
    ),
    rows=(90_000, 250_000),
    areas={"lsip": 38, "combined authority": 13, "country": 1},
    periods=("year",),
    note=(
        "From The Skills Imperative 2035 (National Foundation for Educational Research with the Warwick Institute for"
        " Employment Research and Cambridge Econometrics): projections by a model of the labour market, from what was"
        " known in 2022. The early years are estimates, the later ones what would come if trends go on. Made for LSIP"
        " areas, combined authorities and England; not for authorities. Where areas changed after they were made, the"
        " dashboard gives those of the area with the same ground: a former LEP, or an LSIP area."
    ),
)
