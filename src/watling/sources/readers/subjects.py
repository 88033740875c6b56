"""Values by sector subject area (tier 1) in the Department for Education's files: aims, apprenticeships."""

from __future__ import annotations

import numpy as np
import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.observation import breakdown_texts
from watling.sources.readers.explore_education_statistics import marked
from watling.sources.source import observed

SUBJECTS = (
    "Agriculture, Horticulture and Animal Care",
    "Arts, Media and Publishing",
    "Business, Administration and Law",
    "Construction, Planning and the Built Environment",
    "Education and Training",
    "Engineering and Manufacturing Technologies",
    "Health, Public Services and Care",
    "History, Philosophy and Theology",
    "Information and Communication Technology",
    "Languages, Literature and Culture",
    "Leisure, Travel and Tourism",
    "Preparation for Life and Work",
    "Retail and Commercial Enterprise",
    "Science and Mathematics",
    "Social Sciences",
)
SHOWN = {"Total": "", **{one: one for one in SUBJECTS}, "Not Applicable/ Not Known": "Not applicable or not known"}
"""How each is shown; the total has no subject."""

HEADINGS = ("ssa_tier_1", "ssa_t1_desc")
"""What its column is headed, and was."""

ROUNDED_TO = 10


def subject_contract(rows: tuple[int, int], kinds: tuple[str, ...], unit: str) -> Contract:
    """The contract of rows with ``area``, ``period``, ``subject``, ``kind`` (a measure), ``heading`` and ``value``."""
    return Contract(
        columns={
            "area": Column(),
            "period": Column(pattern=r"\d{4}-08-01/P1Y"),
            "subject": Column(codes=tuple(SHOWN)),
            "kind": Column(codes=kinds),
            "heading": Column(),
            "value": Column(pattern=r"[\d,]*|low|[cxzuk~*:]"),
        },
        rows=rows,
        areas={"lad": 290, "country": 1},
        measures=tuple(
            Measure(measure=name, unit=unit, minimum=0, rounded_to=ROUNDED_TO, whole=True)
            for kind in kinds
            for name in (kind, f"{kind}-by-subject")
        ),
        periods=("year from",),
    )


def subject_observations(rows: pd.DataFrame) -> pd.DataFrame:
    """Such rows as observations: totals of a kind, and its values by subject under a measure of their own."""
    subject = rows["subject"].map(SHOWN)
    return observed(
        rows,
        measure=rows["kind"] + np.where(subject.ne(""), "-by-subject", ""),
        area=rows["area"],
        period=rows["period"],
        breakdown=breakdown_texts(pd.DataFrame({"subject": subject})),
        column=rows["heading"],
        **marked(rows["value"], ROUNDED_TO),
    )
