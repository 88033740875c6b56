"""Learners in further education and skills who take part and achieve, by level, provision and age."""

from __future__ import annotations

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.readers import data_hub as hub

METRICS = {
    "participation": "dfe-further-education-participation",
    "achievements": "dfe-further-education-achievements",
}
START = "Further education and skills: "
LEVELS = {
    f"{START}Essential Skills - English and maths": "Essential skills: English and maths",
    f"{START}Below Level 2 (excluding Essential Skills)": "Below level 2, without essential skills",
    f"{START}Level 2": "Level 2",
    f"{START}Full Level 2": "Full level 2",
    f"{START}Level 3": "Level 3",
    f"{START}Full Level 3": "Full level 3",
    f"{START}Level 4+": "Level 4 and above",
    f"{START}No Level Assigned": "No level assigned",
}
PROVISIONS = {one: one for one in ("Education and training", "Apprenticeships", "Community Learning")}
AGES = {one: one for one in ("19-24", "25+", "Unknown")}

ADDED_UP = ("E47000002", "E47000012", "E47000013", "E47000014")
"""South Yorkshire, York and North Yorkshire, East Midlands and North East: combined authorities that the department
does not give for these years, so that the dashboard adds up their members."""

LSIPS_SINCE = "2022-08-01/P1Y"
"""The first year for which the department gives LSIP areas; before it the dashboard adds up their members."""


def _left_out(rows: pd.DataFrame) -> pd.Series:
    lsips = hub.combined(rows) & rows["code"].str.startswith("E69") & (rows["period"] < LSIPS_SINCE)
    return lsips | rows["code"].isin(ADDED_UP)


def _cells(metric: str, measure: str) -> hub.Cells:
    return {
        **hub.total(metric, measure),
        **hub.by(metric, "Level", "level", LEVELS, f"{measure}-by-level"),
        **hub.by(metric, "Provision", "provision", PROVISIONS, f"{measure}-by-provision"),
        **hub.by(metric, "Age", "age", AGES, f"{measure}-by-age"),
    }


CELLS: hub.Cells = {cell: made for metric, measure in METRICS.items() for cell, made in _cells(metric, measure).items()}

source = hub.hub_source(
    title="Local Skills dashboard: further education participation and achievements",
    cadence="yearly, for an academic year",
    cells=CELLS,
    measures=tuple(
        Measure(measure=name, unit="learners", minimum=0, rounded_to=10, whole=True)
        for name in dict.fromkeys(measure for measure, _ in CELLS.values())
    ),
    rows=(40_000, 120_000),
    areas={"lad": 290, "lsip": 38, "combined authority": 8, "country": 1},
    periods=("year from",),
    left_out=_left_out,
    sums=tuple(METRICS),
    note=(
        "From the department's Individualised Learner Record, by where learners live, rounded to 10; fewer than five "
        "are marked as low, which stands for none to 4. A learner with aims at two levels counts in both and once in "
        "the total. Where the dashboard itself adds up LSIP areas (before 2022/23) and combined authorities, it "
        "counts what is marked as low as none: these rows are left out, and Watling composes the areas with their "
        "bounds. Adults aged 19 and over, with apprentices of all ages. The rates beside them are published by the "
        "ONS, and read there."
    ),
)
