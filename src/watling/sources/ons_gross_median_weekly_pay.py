"""Median weekly pay of employees by where they live, from the Annual Survey of Hours and Earnings."""

from __future__ import annotations

from watling.packs.contract import Measure
from watling.sources.readers.explore_local_statistics import local_statistics

source = local_statistics(
    dataset="gross-median-weekly-pay",
    title="gross median weekly pay",
    page="gross-median-weekly-pay",
    cadence="once a year, in October",
    series={
        "Gross median weekly pay": Measure(
            measure="ons-median-weekly-pay", unit="GBP a week", minimum=100, maximum=5_000
        ),
    },
    period="month",
    rows=(6_900, 10_000),
    areas={"lad": 350, "county": 20, "combined authority": 10, "region": 9, "country": 4},
    note=(
        "The period is the month of the pay period, April; the publisher gives its day. Districts of Northern"
        " Ireland are published without intervals."
    ),
)
