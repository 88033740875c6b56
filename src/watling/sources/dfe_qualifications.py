"""Highest qualification of people aged 16 to 64, by sex and by age, as the dashboard gives it."""

from __future__ import annotations

from watling.packs.contract import Measure
from watling.sources.readers import data_hub as hub

QUALIFICATIONS = {
    "qualNone": "No qualifications",
    "qualL1": "Level 1",
    "qualL2": "Level 2",
    "qualApp": "Trade apprenticeships",
    "qualL3": "Level 3",
    "qualL4": "Level 4 and above",
    "qualOther": "Other qualifications",
}
"""The metrics and how they are shown. Each person is in one."""

ALL, BY_SEX, BY_AGE = "dfe-qualifications", "dfe-qualifications-by-sex", "dfe-qualifications-by-age"

PEOPLE = {
    ("Total", "Total"): (ALL, {}),
    ("Gender", "Males"): (BY_SEX, {"sex": "Male"}),
    ("Gender", "Females"): (BY_SEX, {"sex": "Female"}),
    **{("Age", age): (BY_AGE, {"age": age}) for age in ("16-19", "20-24", "25-29", "30-39", "40-49", "50-64")},
}

CELLS: hub.Cells = {
    (metric, *people): (measure, {"qualification": shown, **breakdown})
    for metric, shown in QUALIFICATIONS.items()
    for people, (measure, breakdown) in PEOPLE.items()
}

source = hub.hub_source(
    title="Local Skills dashboard: highest qualification",
    cadence="yearly, each estimate for a calendar year",
    cells=CELLS,
    measures=tuple(
        Measure(measure=name, unit="people", minimum=0, rounded_to=100, whole=True) for name in (ALL, BY_SEX, BY_AGE)
    ),
    rows=(90_000, 250_000),
    areas={"lad": 340, "lsip": 38, "combined authority": 15, "country": 1},
    periods=("interval",),
    note=(
        "From the Annual Population Survey of the Office for National Statistics, by Nomis, rounded to 100, without "
        "its confidence intervals. Up to 2021 levels are those of National Vocational Qualifications (NVQ), since "
        "2022 those of the Regulated Qualifications Framework (RQF), which has no trade apprenticeships. "
        f"{hub.RENAMED_NOTE}"
    ),
    left_out=hub.renamed,
)
