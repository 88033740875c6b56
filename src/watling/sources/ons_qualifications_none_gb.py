"""People aged 16 to 64 without qualifications, from the Annual Population Survey."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

source = local_statistics(
    dataset="qualifications-none-gb",
    title="no qualifications",
    page="no-qualifications-great-britain",
    cadence="once a year; suspended since 2024 until the survey is reweighted",
    series={"No qualifications": percent("ons-no-qualifications")},
    period="year",
    rows=(780, 2_000),
    areas={"lad": 345, "county": 20, "combined authority": 10, "region": 9, "country": 4},
    note=(
        "Great Britain's authorities, and Northern Ireland as a whole. Estimates from samples of three to "
        "nine people are published as unreliable, and are not used."
    ),
)
