"""People aged 16 to 64 qualified to level 3 or above in Northern Ireland."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

source = local_statistics(
    dataset="qualifications-level-3-or-above-ni",
    title="qualifications at level 3 or above, Northern Ireland",
    page="level-3-or-above-qualifications-ni",
    cadence="once a year; suspended since 2024 until the survey is reweighted",
    series={"Level 3 or above qualifications (Northern Ireland)": percent("nisra-level-3-or-above")},
    period="year",
    rows=(96, 200),
    areas={"lad": 11, "country": 1},
    note=(
        "From the Northern Ireland Statistics and Research Agency's Labour Force Survey. Its values for "
        "Northern Ireland differ from those in the dataset for Great Britain, so they are a measure of their "
        "own."
    ),
)
