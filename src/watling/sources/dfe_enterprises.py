"""Enterprises by size and industry, active ones, births and deaths, as the dashboard gives them."""

from __future__ import annotations

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.readers import data_hub as hub

DEMOGRAPHY = {
    "active": "dfe-active-enterprises",
    "births": "dfe-enterprise-births",
    "deaths": "dfe-enterprise-deaths",
}
ALL, BY_SIZE, BY_INDUSTRY = "dfe-enterprises", "dfe-enterprises-by-size", "dfe-enterprises-by-industry"

SIZES = {
    "Micro (0 to 9)": "Micro 0-9",
    "Small (10 to 49)": "Small 10-49",
    "Medium-sized (50 to 249)": "Medium 50-249",
    "Large (250+)": "Large 250+",
}

INDUSTRIES = (
    "Agriculture, forestry & fishing",
    "Mining, quarrying & utilities",
    "Manufacturing",
    "Construction",
    "Motor trades",
    "Wholesale",
    "Retail",
    "Transport & storage",
    "Accommodation & food services",
    "Information & communication",
    "Financial & insurance",
    "Property",
    "Professional, scientific & technical",
    "Business administration & support services",
    "Public administration & defence",
    "Education",
    "Health",
    "Arts, entertainment, recreation & other services",
)


def _left_out(rows: pd.DataFrame) -> pd.Series:
    """Counts of Nomis under another area's name, and sums of rounded births, deaths and active enterprises."""
    nomis = rows["metric"].eq("enterpriseCount")
    return (nomis & hub.renamed(rows)) | (~nomis & hub.combined(rows))


CELLS: hub.Cells = {
    **{cell: made for metric, measure in DEMOGRAPHY.items() for cell, made in hub.total(metric, measure).items()},
    **hub.total("enterpriseCount", ALL),
    **hub.by("enterpriseCount", "Size", "size", SIZES, BY_SIZE),
    **hub.by("enterpriseCount", "Industry", "industry", dict(zip(INDUSTRIES, INDUSTRIES, strict=True)), BY_INDUSTRY),
}

source = hub.hub_source(
    title="Local Skills dashboard: enterprises, births and deaths",
    cadence="yearly",
    cells=CELLS,
    measures=tuple(
        Measure(measure=name, unit="enterprises", minimum=0, rounded_to=5, whole=True)
        for name in (*DEMOGRAPHY.values(), ALL, BY_SIZE, BY_INDUSTRY)
    ),
    rows=(40_000, 150_000),
    areas={"lad": 350, "lsip": 38, "combined authority": 15, "country": 1},
    periods=("month", "year"),
    left_out=_left_out,
    sums=tuple(DEMOGRAPHY),
    note=(
        "From the Office for National Statistics: UK Business Counts by Nomis (a day in March) and Business "
        "Demography (a year to December), rounded to 5. Births, deaths and active enterprises of LSIP areas and "
        "combined authorities are left out: the dashboard adds up rounded counts there, which Watling does with their"
        f" bounds. {hub.RENAMED_NOTE}"
    ),
)
