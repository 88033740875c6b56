"""Employment and economic inactivity of people aged 16 to 64, from the Annual Population Survey."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

source = local_statistics(
    dataset="employment-rate",
    title="employment and economic inactivity rates",
    page="employment-rate",
    cadence="once a year; suspended since 2024 until the survey is reweighted",
    series={
        "Employment rate": percent("ons-employment-rate"),
        "Economically inactive": percent("ons-inactivity-rate"),
    },
    period="year",
    rows=(15_500, 22_000),
    areas={"lad": 345, "county": 20, "combined authority": 10, "region": 9, "country": 4},
    note="Great Britain's authorities, and Northern Ireland as a whole: its districts are in a dataset of their own.",
)
