"""Employment and economic inactivity of people aged 16 to 64 in the districts of Northern Ireland."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

source = local_statistics(
    dataset="employment-rate-ni",
    title="employment and economic inactivity rates, Northern Ireland",
    page="employment-rate-ni",
    cadence="once a year; suspended since 2024 until the survey is reweighted",
    series={
        "Employment rate (Northern Ireland)": percent("ons-employment-rate"),
        "Economically inactive (Northern Ireland)": percent("ons-inactivity-rate"),
    },
    period="year",
    rows=(24, 480),
    areas={"lad": 11},
    without=("N92000002",),
    note=(
        "From the Northern Ireland Statistics and Research Agency's Labour Force Survey. Northern Ireland as "
        "a whole stands, with the same value, in the dataset for Great Britain, and is read from there."
    ),
)
