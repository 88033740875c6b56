"""Apprenticeships started and achieved, by sector subject area."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from watling.sources.readers.explore_education_statistics import is_tidy, melted, tidy_rows
from watling.sources.readers.subjects import HEADINGS, subject_contract, subject_observations
from watling.sources.source import Source

STARTED, ACHIEVED = "dfe-apprenticeship-starts", "dfe-apprenticeship-achievements"

WHOLE = dict.fromkeys(
    (
        "age_summary",
        "age_youth_adult",
        "age_group",
        "sex",
        "ethnicity_major",
        "ethnicity_group",
        "lldd",
        "apps_level",
        "apps_level_detailed",
        "std_fwk_flag",
        "funding_type",
        "ssa_tier_2",
        "ssa_t2_desc",
    ),
    ("Total",),
)
"""Of each filter that a file may have, the rows that are of all apprentices."""


def _recognises(_name: str, content: bytes) -> bool:
    return any(is_tidy(content, subject, "starts", "achievements", "apps_level") for subject in HEADINGS)


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    wanted = {"subject": HEADINGS, "starts": ("starts",), "achievements": ("achievements",)}
    return melted(tidy_rows(content, file, wanted, WHOLE), {"starts": STARTED, "achievements": ACHIEVED})


source = Source(
    title="Apprenticeships: starts and achievements by sector subject area",
    publisher="Department for Education",
    address="https://explore-education-statistics.service.gov.uk/find-statistics/apprenticeships",
    cadence="yearly, in November, for the academic year that ended in July",
    contract=subject_contract((5_000, 500_000), (STARTED, ACHIEVED), "apprenticeships"),
    recognises=_recognises,
    rows=_rows,
    observe=subject_observations,
    by_period=True,
    note=(
        "All ages and levels, by where apprentices live: the file 'Geography' with local authority districts, from "
        "'Explore data and files'. Rounded to 10; fewer than five are marked as low, which stands for none to 4. "
        "Someone who starts two apprenticeships counts twice. A file published within a year has that year's "
        "provisional part of it, which is less than a year's."
    ),
)
