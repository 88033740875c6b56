"""People aged 16 to 64 qualified to level 3 or above, from the Annual Population Survey."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

source = local_statistics(
    dataset="qualifications-level-3-or-above",
    title="qualifications at level 3 or above",
    page="level-3-or-above-qualifications",
    cadence="once a year; suspended since 2024 until the survey is reweighted",
    series={"Level 3 or above qualifications (Great Britain)": percent("ons-level-3-or-above")},
    period="year",
    rows=(780, 2_000),
    areas={"lad": 345, "county": 20, "combined authority": 10, "region": 9, "country": 4},
    note=(
        "Great Britain's authorities, and Northern Ireland as a whole. Levels of the Regulated Qualifications"
        " Framework."
    ),
)
