"""Adults who achieved an aim in further education and skills, for each 100,000 people."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, per_100_000

source = local_statistics(
    dataset="further-education-and-skills-learner-achievements",
    title="further education and skills achievements",
    page="further-education-skills-learner-achievements",
    cadence="once a year, in November or December",
    series={
        "Further education and skills learner achievements": per_100_000("ons-further-education-achievements-rate"),
    },
    period="academic year",
    rows=(1_950, 3_000),
    areas={"lad": 300, "county": 21, "combined authority": 10, "region": 9},
    note=(
        "From the Department for Education, for England. By where learners live. Since April 2026 with "
        "community learning and non-regulated Multiply aims."
    ),
)
