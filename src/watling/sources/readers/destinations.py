"""Destinations of pupils after key stages 4 and 5: what both files have in common.

Until 2025 a file has a column for each destination, and rows of numbers and of percentages; since 2026 it has a row for
each destination, with the pupils who went there and all who left. A destination is sustained where it lasted from
October to March of the year after (DfE, destination measures methodology).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.observation import breakdown_texts
from watling.sources.readers.explore_education_statistics import (
    API,
    is_tidy,
    marked,
    melted,
    tidy_rows,
)
from watling.sources.source import Request, Source, observed

LEAVERS, SUSTAINED, NOT_SUSTAINED = "leavers", "sustained", "not-sustained"

KINDS = {
    "cohort": "All",
    "education": "Education",
    "appren": "Apprenticeships",
    "all_work": "Employment",
    "all_notsust": "Not sustained",
    "all_unknown": "Not known",
}
"""The columns of a file until 2025, and the destinations they are shown as."""

DESCRIPTIONS = {
    "Sustained education destination": "Education",
    "Sustained apprenticeships": "Apprenticeships",
    "Sustained employment destination": "Employment",
}
"""The rows that are read of a file since 2026. Those of the parts of these, and of their sum, are left out."""

PARTS = {"All": LEAVERS} | dict.fromkeys(DESCRIPTIONS.values(), SUSTAINED)
"""By destination, the end of its measure's name; those that are not listed are not sustained, or not known."""

WHOLE = {
    "data_type": ("Number of pupils", "Number of students"),
    "breakdown_topic": ("Total",),
    "breakdown": ("Total",),
    "characteristic": ("Total",),
    "sex": ("Total",),
    "ethnicity_major": ("Total",),
    "disadvantage_status": ("Total",),
    "institution_type": ("Total",),
    "cohort_level": ("Total",),
}
"""Of each filter that a file may have, the rows that are of all pupils."""


def destinations_source(
    *,
    stage: int,
    title: str,
    address: str,
    data_set: str,
    institutions: str,
    methodology: str,
    leveled: bool,
    note: str,
) -> Source:
    """A source of destinations after a key stage.

    ``data_set`` is its id in the API, ``institutions`` and ``methodology`` the rows of the headline measure; with
    ``leveled``, rows are also of those who studied at a level.
    """
    level = {"level": ("cohort_level_group",)} if leveled else {}
    kept = WHOLE | {
        "institution_group": (institutions,),
        "establishment_type_group": (institutions,),
        "level_methodology": (methodology,),
    }
    prefix = f"dfe-key-stage-{stage}"

    def rows(content: bytes, file: Path) -> pd.DataFrame:
        if is_tidy(content, "destination_description"):
            read = tidy_rows(content, file, level | LONG, kept)
            read = read[read["destination"].isin(list(DESCRIPTIONS))]
            one = melted(read, {"cohort": "All", "count": ""})
            one["kind"] = one["kind"].where(one["kind"].ne(""), one["destination"].map(DESCRIPTIONS))
            # What all leavers are stands in each of their rows, and is read from the first.
            again = one["kind"].eq("All") & one.duplicated(["area", "period", *level, "kind"])
            return one[~again].drop(columns="destination")
        wide = {name: (name,) for name in KINDS}
        return melted(tidy_rows(content, file, level | wide, kept), KINDS)

    def observe(read: pd.DataFrame) -> pd.DataFrame:
        studied = read["level"].replace("Total", "") if leveled else pd.Series("", read.index)
        end = read["kind"].map(PARTS).fillna(NOT_SUSTAINED)
        places = pd.DataFrame({"level": studied, "destination": read["kind"].replace("All", "")})
        return observed(
            read,
            measure=f"{prefix}-" + end + np.where(studied.ne(""), "-by-level", ""),
            area=read["area"],
            period=read["period"],
            breakdown=breakdown_texts(places),
            column=read["heading"],
            **marked(read["value"]),
        )

    columns = {
        "area": Column(),
        "period": Column(pattern=r"\d{4}-08-01/P1Y"),
        "kind": Column(codes=tuple(KINDS.values())),
        "heading": Column(),
        "value": Column(pattern=r"[\d,]*|low|[cxzuk~*:]"),
    }
    ends = ("", "-by-level") if leveled else ("",)
    return Source(
        title=title,
        publisher="Department for Education",
        address=address,
        cadence="yearly, in October or in spring",
        contract=Contract(
            columns=columns | ({"level": Column(codes=LEVELS)} if leveled else {}),
            rows=(5_000, 200_000),
            areas={"lad": 290},
            measures=tuple(
                Measure(measure=f"{prefix}-{part}{end}", unit="pupils", minimum=0, whole=True)
                for part in (LEAVERS, SUSTAINED, NOT_SUSTAINED)
                for end in ends
            ),
            periods=("year from",),
        ),
        recognises=lambda _name, content: _is_of(content, leveled),
        rows=rows,
        observe=observe,
        requests=(Request(f"{API}{data_set}/csv", file=f"key_stage_{stage}_destinations.csv"),),
        note=note,
    )


LONG = {"destination": ("destination_description",), "count": ("pupil_count",), "cohort": ("cohort_count",)}
LEVELS = ("Total", "Level 3", "Level 2", "All other qualifications")


def _is_of(content: bytes, leveled: bool) -> bool:
    """Whether a file is one of destinations, by level or not."""
    level, without = (("cohort_level_group",), "") if leveled else ((), "cohort_level_group")
    forms = (("cohort", "appren", "all_work"), ("destination_description", "pupil_count"))
    return any(is_tidy(content, *form, *level, without=without) for form in forms)
