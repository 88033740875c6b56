"""Apprenticeships started and achieved, for each 100,000 people."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, per_100_000

source = local_statistics(
    dataset="apprenticeships",
    title="apprenticeship starts and achievements, England",
    page="apprenticeship-starts",
    cadence="once a year, in November or December",
    series={
        "Apprenticeship starts (England)": per_100_000("ons-apprenticeship-starts-rate"),
        "Apprenticeship achievements (England)": per_100_000("ons-apprenticeship-achievements-rate"),
    },
    period="academic year",
    rows=(3_900, 6_000),
    areas={"lad": 300, "county": 21, "combined authority": 10, "region": 9},
    note="From the Department for Education, for England. By where learners live.",
)
