"""Aims enrolled on and achieved in education and training, by sector subject area."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from watling.places.areas import areas
from watling.sources.readers import data_hub as hub
from watling.sources.readers.explore_education_statistics import CATALOGUE, is_tidy, melted, tidy_rows
from watling.sources.readers.subjects import HEADINGS, subject_contract, subject_observations
from watling.sources.source import Request, Source

ACHIEVED, ENROLLED = "dfe-aims-achieved", "dfe-aims-enrolled"
ACHIEVEMENTS, ENROLMENTS = ("aim_achievements", "e_and_t_aims_ach"), ("enrolments", "e_and_t_aims_enrolments")
METRICS = {"achievementsAims": ACHIEVED, "enrolmentsAims": ENROLLED}

WHOLE = dict.fromkeys(
    ("sex", "gender", "ethnicity_major", "ethnicity_group", "notional_nvq_level", "age_group"), ("Total",)
)
"""Of each filter that a file may have, the rows that are of all learners."""


def _recognises(name: str, content: bytes) -> bool:
    forms = [(subject, aims) for subject in HEADINGS for aims in ACHIEVEMENTS]
    return hub.is_hub(name, content) or any(is_tidy(content, *form) for form in forms)


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    if hub.is_hub(file.name, content):
        return _of_hub(hub.hub_rows(content, file, frozenset(METRICS)))
    found = {"achievements": ACHIEVEMENTS, "enrolments": ENROLMENTS}
    given = {name: headings for name, headings in found.items() if any(is_tidy(content, one) for one in headings)}
    rows = tidy_rows(content, file, {"subject": HEADINGS} | given, WHOLE)
    return melted(rows, {"achievements": ACHIEVED, "enrolments": ENROLLED})


def _of_hub(rows: pd.DataFrame) -> pd.DataFrame:
    """The dashboard's rows as those of the department's own file, without those of LSIP areas, which it adds up."""
    code = rows["Area"].map(hub.area_code)
    lsips = code.map({one.code: one.level for one in areas().values()}).eq("lsip")
    made = pd.DataFrame(
        {
            "area": code,
            "period": rows["Period"].map(hub.iso),
            "subject": rows["Subgroup"],
            "kind": rows["metric"].map(METRICS),
            "heading": "valueText",
            "value": rows["valueText"],
        }
    )
    return made[code.ne("") & ~lsips]


source = Source(
    title="Further education and skills: education and training aims by sector subject area",
    publisher="Department for Education",
    address="https://explore-education-statistics.service.gov.uk/find-statistics/further-education-and-skills",
    cadence="yearly, in November, for the academic year that ended in July",
    contract=subject_contract((5_000, 200_000), (ACHIEVED, ENROLLED), "aims"),
    recognises=_recognises,
    rows=_rows,
    observe=subject_observations,
    requests=(Request(f"{CATALOGUE}7ffc6f6f-cc7a-4f78-8224-7a91984c8782/csv", file="further_education_subjects.csv"),),
    by_period=True,
    note=(
        "Adults aged 19 and over in education and training, by where they live; apprenticeships and community "
        "learning are not in it. An aim is one qualification or course: a learner may have several. Rounded to 10; "
        "fewer than five are marked as low, which stands for none to 4. Read from the department's own file, and from"
        " the Local Skills dashboard, which repeats it; of the dashboard's rows those of LSIP areas are left out, "
        "since it counts what is marked as low as none when it adds them up. A file published within a year has that "
        "year's provisional part of it, which is less than a year's."
    ),
)
