"""Employment by occupation (SOC 2020) and industry, self-employment, unemployment, inactivity: the survey's estimates
as the dashboard gives them."""

from __future__ import annotations

from watling.packs.contract import Measure
from watling.sources.readers import data_hub as hub

TOTALS = {
    "all": "dfe-population-16-and-over",
    "inemployment": "dfe-employment",
    "selfemployed": "dfe-self-employment",
    "unemployed": "dfe-unemployment",
    "inactive": "dfe-inactivity-16-64",
}
BY_OCCUPATION, BY_INDUSTRY = "dfe-employment-by-occupation", "dfe-employment-by-industry"

INDUSTRIES = {
    "Agricuture and fishing": "A Agriculture and fishing",
    "Energy and water": "B,D,E Energy and water",
    "Manufacturing": "C Manufacturing",
    "Construction": "F Construction",
    "Distribution, hotels and restaurants": "G,I Distribution, hotels and restaurants",
    "Transport and Communication": "H,J Transport and communication",
    "Banking finance and insurance etc.": "K-N Banking, finance, insurance and other business services",
    "Public admin education and health": "O-Q Public administration, education and health",
    "Other services": "R-U Other services",
}
"""The groups of sections of SIC 2007 as the table writes them, and as they are shown."""

CELLS: hub.Cells = {
    **{cell: made for metric, measure in TOTALS.items() for cell, made in hub.total(metric, measure).items()},
    **hub.by_occupation("inemployment", BY_OCCUPATION),
    **hub.by("inemployment", "Industry", "industry", INDUSTRIES, BY_INDUSTRY),
}

source = hub.hub_source(
    title="Local Skills dashboard: employment by occupation and industry",
    cadence="several times a year, each estimate for a year",
    cells=CELLS,
    measures=tuple(
        Measure(measure=name, unit="people", minimum=0, rounded_to=100, whole=True)
        for name in (*TOTALS.values(), BY_OCCUPATION, BY_INDUSTRY)
    ),
    rows=(60_000, 200_000),
    areas={"lad": 340, "lsip": 38, "combined authority": 15, "country": 1},
    periods=("interval",),
    note=(
        "From the Annual Population Survey of the Office for National Statistics, by Nomis, rounded to 100. The "
        "survey's confidence intervals are not given here: for these see the survey's own sources. People aged 16 and"
        f" over, but those who are inactive are aged 16 to 64. {hub.RENAMED_NOTE}"
    ),
    left_out=hub.renamed,
)
