"""A back test: what the Local Skills dashboard gives for LSIP areas and combined authorities, against what Watling
composes for them from their authorities.

Each row of the dashboard is held against a composed interval, and must lie in it as far as both are rounded. Where
there is no interval, the reason stands here.
"""

from __future__ import annotations

from functools import cache

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from real.conftest import OPENDATA
from watling.figures.composer import Composer
from watling.figures.definition import Composition, Ratio, Sum, Total
from watling.places.ready import members_on, ready_regions
from watling.sources import (
    dfe_employment,
    dfe_enterprises,
    dfe_further_education,
    dfe_further_education_subjects,
    dfe_online_adverts,
    dfe_qualifications,
    find_source,
)
from watling.sources.observation import SCHEMA
from watling.sources.readers import data_hub as hub
from watling.sources.readers.subjects import SHOWN
from watling.sources.source import read

pytestmark = pytest.mark.real

HUB = OPENDATA / "dfe-local-skills" / "datahub_2025-07.parquet"
FURTHER = OPENDATA / "dfe-further-education"
COMBINED = ("E69", "E47", "E61")
LONDON = ("E69000013", "E61000001")
CUMBRIA, SOUTH_WEST = "E69000006", "E69000015"

AIMS: hub.Cells = {
    cell: made
    for metric, measure in dfe_further_education_subjects.METRICS.items()
    for cell, made in (
        hub.total(metric, measure)
        | hub.by(
            metric, "SSA", "subject", {one: shown for one, shown in SHOWN.items() if shown}, f"{measure}-by-subject"
        )
    ).items()
}

SOURCES = {
    "dfe-online-adverts": dfe_online_adverts.CELLS,
    "dfe-employment": dfe_employment.CELLS,
    "dfe-qualifications": dfe_qualifications.CELLS,
    "dfe-enterprises": dfe_enterprises.CELLS,
    "dfe-further-education": dfe_further_education.CELLS,
    "dfe-further-education-subjects": AIMS,
}
"""The sources of additive metrics, each with its cells. The projections are not made for authorities."""


@cache
def reading(id: str, file: str = "") -> pd.DataFrame:
    """The observations of a file of further education, or of the data hub where none is named."""
    path = FURTHER / file if file else HUB
    return read(id, find_source(id), path, path.read_bytes(), "ab" * 32).table.to_pandas()


def composed(observations: pd.DataFrame, compositions: list[Composition]) -> pd.DataFrame:
    """Figures of every LSIP area and combined authority, from the rows of authorities alone."""
    parts = observations[~observations["area"].str.startswith(COMBINED)]
    table = ibis.memtable(pa.Table.from_pandas(parts[SCHEMA.names], schema=SCHEMA, preserve_index=False))
    regions = [one for kind in ("lsip", "combined authority") for one in ready_regions(kind, hub.VINTAGE).values()]
    frames = Composer(table, regions).frames(compositions)
    found = pd.concat([frame.assign(of=str(composition)) for composition, frame in frames.items()])
    return found[found["area"].str.startswith(COMBINED)]


def dashboards(id: str) -> pd.DataFrame:
    """The dashboard's own rows of combined areas, those too that the source leaves out."""
    cells, measures = SOURCES[id], find_source(id).contract.measures
    rows = hub.hub_rows(HUB.read_bytes(), HUB, frozenset(metric for metric, _, _ in cells))
    found = hub.observations(rows, cells, measures, hub.nothing)
    return found[found["area"].str.startswith(COMBINED)]


@cache
def compared(id: str) -> pd.DataFrame:
    """The dashboard's rows beside what is composed, with the ends of both (the value, where there is no bound)."""
    given = dashboards(id)
    measures = sorted(given["measure"].unique())
    found = composed(reading(id), [Sum(measure) for measure in measures])
    found["measure"] = found["of"].map({str(Sum(measure)): measure for measure in measures})
    key = ["measure", "area", "period", "breakdown"]
    both = given.merge(found, on=key, how="left", suffixes=("", "_composed"))
    for end in ("lower", "upper"):
        both[end] = both[end].fillna(both["value"])
        both[f"{end}_composed"] = both[f"{end}_composed"].fillna(both["value_composed"])
    both["none"] = both["lower_composed"].isna() & both["upper_composed"].isna()
    return both


ROWS = {
    "dfe-online-adverts": 4_300,
    "dfe-employment": 10_800,
    "dfe-qualifications": 15_552,
    "dfe-enterprises": 6_960,
    "dfe-further-education": 7_266,
    "dfe-further-education-subjects": 1_700,
}


@pytest.mark.parametrize("id", SOURCES)
def test_each_row_lies_in_the_composed_interval(id: str) -> None:
    rows = compared(id)
    assert len(rows) == ROWS[id]
    outside = rows[(rows["upper"] < rows["lower_composed"]) | (rows["lower"] > rows["upper_composed"])]
    assert outside[["measure", "area", "period", "breakdown", "published"]].values.tolist() == []


@pytest.mark.parametrize(
    ("id", "composed", "equal", "furthest"),
    [
        # Adverts are exact, and the dashboard adds them up.
        ("dfe-online-adverts", 4_126, 4_126, 0),
        # Estimates and counts of Nomis, rounded once for each area, to 100 and to 5.
        ("dfe-employment", 5_198, 2_948, 500),
        ("dfe-qualifications", 6_886, 3_976, 300),
        ("dfe-enterprises", 6_730, 3_911, 25),
        # Rounded to 10 for each area, where the department publishes it, else added up by the dashboard.
        ("dfe-further-education", 6_932, 5_278, 50),
    ],
)
def test_where_all_is_published_what_is_composed_differs_by_rounding_alone(
    id: str, composed: int, equal: int, furthest: float
) -> None:
    rows = compared(id)
    whole = rows[rows["value"].notna() & rows["value_composed"].notna()]
    difference = (whole["value"] - whole["value_composed"]).abs()
    assert (len(whole), int((difference == 0).sum()), difference.max()) == (composed, equal, furthest)
    members = whole["area"].map({code: len(members_on(code, hub.VINTAGE)) for code in whole["area"].unique()})
    unit = whole["measure"].map({one.measure: one.rounded_to or 0 for one in find_source(id).contract.measures})
    assert (difference <= unit / 2 * (members + 1)).all()


@pytest.mark.parametrize(
    ("id", "where"),
    [
        ("dfe-online-adverts", LONDON),  # London is not divided
        ("dfe-enterprises", (CUMBRIA,)),  # both members have another area's numbers, and are left out
        ("dfe-further-education", ()),
        ("dfe-further-education-subjects", ()),
    ],
)
def test_nothing_is_composed_where_no_member_is_published(id: str, where: tuple[str, ...]) -> None:
    rows = compared(id)
    assert set(rows["area"][rows["none"]]) == set(where)


@pytest.mark.parametrize("id", ["dfe-employment", "dfe-qualifications"])
def test_a_survey_gives_more_for_a_region_than_for_its_members(id: str) -> None:
    """Small groups of small areas are not published: a region's own estimate stands, where there is one."""
    rows = compared(id)
    lacking = rows[rows["value"].notna() & rows["value_composed"].isna()]
    assert len(lacking) > 3_000
    # Of most, the members that are published give a lower end, and the region's own value is above it.
    bounded = lacking[lacking["lower_composed"].notna()]
    assert len(bounded) > 2_000
    assert (bounded["upper"] >= bounded["lower_composed"]).all()


def test_two_lsip_areas_show_that_three_authorities_have_another_areas_numbers() -> None:
    """The dashboard's own LSIP rows are far above the sum of the rows that it gives for their authorities."""
    rows = hub.hub_rows(HUB.read_bytes(), HUB, frozenset(["enterpriseCount"]))
    rows = rows[rows["Breakdown"].eq("Total") & rows["Period"].eq("Mar 2022")]
    count = dict(zip(rows["Area"].map(hub.area_code), rows["valueText"].astype(float), strict=True))
    share = {
        code: sum(count[one.code] for one in members_on(code, hub.VINTAGE)) / value
        for code, value in count.items()
        if code.startswith("E69") and all(one.code in count for one in members_on(code, hub.VINTAGE))
    }
    far = {code: round(one, 2) for code, one in share.items() if abs(one - 1) > 0.01}
    assert far == {CUMBRIA: 0.25, SOUTH_WEST: 0.74}
    # Allerdale, Barrow-in-Furness and Mendip, in UK Business Counts of March 2022
    assert [count[code] for code in hub.RENAMED] == [4160, 1665, 5945]


ABSENT = {
    4: {"City of London"},
    5: {"City of London", "Isles of Scilly", "Bolsover", "Test Valley", "Fylde"},
}
"""Authorities without a school or college of that stage, in some year: they have no row, and what lies around them has
no whole."""


@pytest.mark.parametrize(("stage", "compared", "furthest"), [(4, 960, 1.03), (5, 896, 0.02)])
def test_sustained_destinations_are_those_the_dashboard_works_out(stage: int, compared: int, furthest: float) -> None:
    prefix = f"dfe-key-stage-{stage}"
    share = Ratio(Total(Sum(f"{prefix}-sustained"), keeping=((),)), Sum(f"{prefix}-leavers"))
    found = composed(reading(f"{prefix}-destinations", f"key_stage_{stage}_destinations.csv"), [share])
    rows = hub.hub_rows(HUB.read_bytes(), HUB, frozenset([f"sustainedPositiveDestinationKS{stage}Rate"]))
    rows = rows[rows["Breakdown"].isin(["Total", "Outcome"])]
    given = pd.DataFrame(
        {
            "area": hub.each(rows["Area"], hub.area_code),
            "period": hub.each(rows["Period"], hub.iso),
            "breakdown": np.where(
                rows["Subgroup"].eq("Total"), "{}", '{"destination":"' + rows["Subgroup"].astype(object) + '"}'
            ),
            "given": rows["valueText"].astype(float) * 100,
        }
    )
    both = given[given["area"].str.startswith(COMBINED)].merge(found, on=["area", "period", "breakdown"])
    whole = both[both["value"].notna()]
    difference = (whole["given"] - whole["value"]).abs()
    differ = whole[difference > 1e-9]
    # The counts of the newest year were revised between the two.
    assert set(differ["period"]) == {"2022-08-01/P1Y"}
    assert len(whole) == compared
    assert difference.max() < furthest
    lacking = both[both["value"].isna()]
    assert {name for note in lacking["note"] for name in ABSENT[stage] if name in note} == ABSENT[stage]
    assert lacking["note"].str.contains("not available for").all()
