"""Adults who took part in further education and skills, for each 100,000 people."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, per_100_000

source = local_statistics(
    dataset="further-education-and-skills-participation",
    title="further education and skills participation",
    page="further-education-skills-participation",
    cadence="once a year, in November or December",
    series={
        "Further education and skills participation": per_100_000("ons-further-education-participation-rate"),
    },
    period="academic year",
    rows=(1_950, 3_000),
    areas={"lad": 300, "county": 21, "combined authority": 10, "region": 9},
    note="From the Department for Education, for England. By where learners live.",
)
