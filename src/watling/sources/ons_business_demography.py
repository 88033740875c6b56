"""Active enterprises, their births, deaths and survival, from the Inter-Departmental Business Register."""

from __future__ import annotations

from watling.packs.contract import Measure
from watling.sources.readers.explore_local_statistics import local_statistics, percent

ACTIVE = Measure(measure="ons-active-enterprises", unit="enterprises", rounded_to=10, minimum=0, whole=True)
"""Controlled rounding to 5 may take a count to either neighbour: it lies within 5, as if it were rounded to 10."""

source = local_statistics(
    dataset="business-demography",
    title="business demography",
    page="active-businesses",
    cadence="once a year, in November",
    series={
        "Active businesses": ACTIVE,
        "Business births": percent("ons-enterprise-birth-rate"),
        "Business deaths": percent("ons-enterprise-death-rate"),
        "High growth businesses": percent("ons-high-growth-rate"),
        "One-year survival rate": percent("ons-one-year-survival-rate"),
        "Two-year survival rate": percent("ons-two-year-survival-rate"),
        "Three-year survival rate": percent("ons-three-year-survival-rate"),
        "Four-year survival rate": percent("ons-four-year-survival-rate"),
        "Five-year survival rate": percent("ons-five-year-survival-rate"),
    },
    period="year",
    rows=(7_500, 25_000),
    areas={"lad": 380, "county": 24, "region": 9, "country": 4},
    note=(
        "The release of January 2026 is without the number of enterprises and the survival rates. The year of a "
        "survival rate is the year of birth."
    ),
)
