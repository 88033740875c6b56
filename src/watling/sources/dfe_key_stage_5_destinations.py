"""Destinations of students in the year after 16 to 18 study (key stage 5), by where they studied."""

from __future__ import annotations

from watling.sources.readers.destinations import destinations_source

source = destinations_source(
    stage=5,
    title="16 to 18 destination measures",
    address="https://explore-education-statistics.service.gov.uk/find-statistics/16-18-destination-measures",
    data_set="019d4e73-6440-7523-b60c-bfab1ad4a30d",
    institutions="State-funded mainstream schools & colleges",
    methodology="16-18 Provider location",
    leveled=True,
    note=(
        "Students of state-funded mainstream schools and colleges, by the authority of the school or college, which "
        "for a college may be far from where they live. A year is the one in which they were followed, so that those "
        "of 2022/23 left in 2021/22. Counts are exact. By the level they mainly studied at, and together."
    ),
)
