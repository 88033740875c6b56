"""Destinations of pupils in the year after key stage 4 (usually at 16), by where they went to school."""

from __future__ import annotations

from watling.sources.readers.destinations import destinations_source

source = destinations_source(
    stage=4,
    title="Key stage 4 destination measures",
    address="https://explore-education-statistics.service.gov.uk/find-statistics/key-stage-4-destination-measures",
    data_set="019d4f41-22d1-71b2-a1a7-f3b91026815b",
    institutions="State-funded mainstream schools",
    methodology="Provider location",
    leveled=False,
    note=(
        "Pupils of state-funded mainstream schools, by the authority of the school. A year is the one in which they "
        "were followed, so that those of 2022/23 left in 2021/22. Counts are exact. The percentages of the file are "
        "these counts over all leavers, and are composed rather than read."
    ),
)
