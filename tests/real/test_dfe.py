"""The Department for Education's files, and the data hub of its Local Skills dashboard: whole, and every metric."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pyarrow.parquet as pq
import pytest

from real.conftest import OPENDATA
from watling.places.areas import areas
from watling.sources import find_source, recognise
from watling.sources.readers import data_hub as hub
from watling.sources.source import Reading, read

pytestmark = pytest.mark.real

HUB = OPENDATA / "dfe-local-skills" / "datahub_2025-07.parquet"
FURTHER = OPENDATA / "dfe-further-education"
ROWS = {
    "dfe-employment": 81_000,
    "dfe-employment-projections": 97_344,
    "dfe-enterprises": 53_045,
    "dfe-further-education": 49_682,
    "dfe-further-education-subjects": 10_506,
    "dfe-online-adverts": 27_002,
    "dfe-qualifications": 116_640,
}
"""The sources of the data hub, and the rows each reads; of the subjects those that are no sums of the dashboard's."""

NOT_READ = {
    "participation_rate_per_100000_population",
    "achievements_rate_per_100000_population",
    "sustainedPositiveDestinationKS4Rate",
    "sustainedPositiveDestinationKS5Rate",
}
"""Rates: the ONS publishes the former, and the latter are composed from the counts of the department's own files."""


@cache
def reading(id: str, name: str = "") -> Reading:
    path = FURTHER / name if name else HUB
    return read(id, find_source(id), path, path.read_bytes(), "ab" * 32)


@cache
def observations(id: str, name: str = "") -> pd.DataFrame:
    return reading(id, name).table.to_pandas()


def one(id: str, measure: str, area: str, period: str, breakdown: str = "{}", name: str = "") -> pd.Series:
    found = observations(id, name)
    place = (found["area"] == area) & (found["period"] == period) & (found["breakdown"] == breakdown)
    (row,) = found.index[place & (found["measure"] == measure)]
    return found.loc[row]


def test_seven_sources_read_the_data_hub() -> None:
    assert recognise(HUB, HUB.read_bytes()) == sorted(ROWS)
    assert {id: reading(id).rows for id in ROWS} == ROWS


def test_all_metrics_are_read_but_those_that_are_composed() -> None:
    metrics = set(pq.read_table(HUB, columns=["metric"])["metric"].unique().to_pylist())
    assert len(metrics) == 26
    read = {metric for metric in metrics if metric not in NOT_READ}
    listed = {code for id in ROWS for code in _metrics(id)}
    assert listed == read


def _metrics(id: str) -> tuple[str, ...]:
    column = find_source(id).contract.columns.get("metric")
    return ("achievementsAims", "enrolmentsAims") if column is None or column.codes is None else column.codes


def test_every_name_is_an_areas_but_two_that_are_nowhere() -> None:
    names = pq.read_table(HUB, columns=["Area"])["Area"].unique().to_pylist()
    codes = {name: hub.area_code(name) for name in names}
    assert len(codes) == 419
    assert {name for name, code in codes.items() if not code} == set(hub.NOWHERE)
    known = [code for code in codes.values() if code]
    assert set(known) <= set(areas())
    assert len(known) == len(set(known))
    levels = pd.Series([areas()[code].level for code in known]).value_counts().to_dict()
    assert levels == {"lad": 361, "lsip": 38, "combined authority": 17, "country": 1}


@pytest.mark.parametrize(
    ("id", "row", "measure", "area", "period", "breakdown", "value"),
    [
        ("dfe-online-adverts", 2, "dfe-online-adverts", "E69000001", "2022-04", "{}", 47_536),
        (
            "dfe-further-education",
            364_887,
            "dfe-further-education-participation",
            "E92000001",
            "2023-08-01/P1Y",
            "{}",
            1_830_650,
        ),
    ],
)
def test_a_value_is_where_its_row_says(
    id: str, row: int, measure: str, area: str, period: str, breakdown: str, value: float
) -> None:
    found = one(id, measure, area, period, breakdown)
    assert (found["row"], found["value"]) == (row, value)
    cells = pq.read_table(HUB).slice(row - 2, 1).to_pylist()[0]
    assert cells["valueText"] == found["published"]


@pytest.mark.parametrize("id", ["dfe-employment", "dfe-qualifications", "dfe-enterprises"])
def test_numbers_under_another_areas_name_are_left_out(id: str) -> None:
    found = observations(id)
    from_nomis = ~found["measure"].isin(["dfe-active-enterprises", "dfe-enterprise-births", "dfe-enterprise-deaths"])
    assert not found[from_nomis]["area"].isin(hub.RENAMED).any()


def test_marks_are_statuses_and_have_no_value() -> None:
    for id in ROWS:
        found = observations(id)
        assert not found[found["status"].isin(["low", "c", "x", "z", "u"])]["value"].notna().any()
        assert found[found["status"] == "final"]["value"].notna().all()
    found = observations("dfe-further-education-subjects")
    low = found[found["status"] == "low"]
    assert len(low) == 898
    assert set(zip(low["lower"], low["upper"], low["interval"], strict=True)) == {(0.0, 4.0, "published")}


def test_what_was_added_up_from_districts_has_the_bounds_of_all_of_them() -> None:
    """North Northamptonshire was made of four districts in April 2021, in the middle of 2020/21."""
    measure = "dfe-further-education-participation"
    before = one("dfe-further-education", measure, "E06000061", "2019-08-01/P1Y")
    assert before["upper"] - before["lower"] == 4 * 10
    assert before["note"] == "added up by the dashboard from 4 rounded values"
    after = one("dfe-further-education", measure, "E06000061", "2020-08-01/P1Y")
    assert after["upper"] - after["lower"] == 10
    assert after["note"] == ""


def test_the_parts_of_a_total_add_up() -> None:
    """Where a metric's parts are each published and cover all of it."""
    adverts = observations("dfe-online-adverts")
    whole = adverts[(adverts["measure"] == "dfe-online-adverts") & (adverts["period"] == "2025-07")]
    for by in ("dfe-online-adverts-by-occupation", "dfe-online-adverts-by-major-group"):
        parts = adverts[adverts["measure"] == by].groupby("area")["value"].sum()
        gap = (whole.set_index("area")["value"] - parts).to_dict()
        # Of England's adverts some have no authority, and are of no occupation here.
        assert gap.pop("E92000001") == 9_415
        # Elsewhere the rounding of smaller groups to whole adverts adds up.
        assert max(abs(one) for code, one in gap.items() if areas()[code].level == "lad") == 9, by
    jobs = observations("dfe-employment-projections")
    jobs = jobs[jobs["period"] == "2035"]
    whole = jobs[jobs["measure"] == "dfe-employment-projection"].set_index("area")["value"]
    for by in ("occupation", "major-group", "sector", "industry", "qualification"):
        parts = jobs[jobs["measure"] == f"dfe-employment-projection-by-{by}"].groupby("area")["value"].sum()
        # Manufacturing and Construction are sectors without industries below them.
        gap = (parts - whole).abs() / whole
        assert gap.max() < (0.2 if by == "industry" else 0.001), by


@pytest.mark.parametrize(
    ("name", "id", "rows", "observed"),
    [
        ("fe_achievements_by_ssa_2021-22.csv", "dfe-further-education-subjects", 5_423, 5_423),
        ("key_stage_4_destinations.csv", "dfe-key-stage-4-destinations", 2_548 * 6, 2_548 * 6),
        ("key_stage_5_destinations.csv", "dfe-key-stage-5-destinations", 7_473 * 6, 7_473 * 6),
    ],
)
def test_tidy_files_are_read(name: str, id: str, rows: int, observed: int) -> None:
    file = FURTHER / name
    assert recognise(file, file.read_bytes()) == [id]
    assert (reading(id, name).rows, len(observations(id, name))) == (rows, observed)


def test_all_leavers_went_somewhere() -> None:
    """Sustained, not sustained and not known together are all who left, in every authority, year and level."""
    for stage in (4, 5):
        found = observations(f"dfe-key-stage-{stage}-destinations", f"key_stage_{stage}_destinations.csv")
        level = found["breakdown"].str.extract(r'"level":"([^"]+)"')[0].fillna("")
        sums = found.assign(level=level, left=found["measure"].str.contains("leavers"))
        sums = sums.pivot_table(index=["area", "period", "level"], columns="left", values="value", aggfunc="sum")
        assert (sums[True] == sums[False]).all()


def test_achievements_of_2021_22_sum_to_the_next_level() -> None:
    name, id = "fe_achievements_by_ssa_2021-22.csv", "dfe-further-education-subjects"
    found = observations(id, name).assign(level=lambda rows: rows["area"].map(lambda code: areas()[code].level))
    assert found["level"].value_counts().to_dict() == {"lad": 309 * 17, "region": 9 * 17, "country": 17}
    regions = found[found["level"] == "region"].groupby("breakdown")[["lower", "upper"]].sum()
    authorities = found[found["level"] == "lad"].groupby("breakdown")[["lower", "upper"]].sum()
    both = regions.join(authorities.add_suffix("_of_authorities"))
    assert len(both) == 17
    assert (both["lower"] <= both["upper_of_authorities"]).all()
    assert (both["upper"] >= both["lower_of_authorities"]).all()


def test_the_dashboard_has_of_2023_24_what_the_file_has_of_2021_22() -> None:
    """The same quantity of two years, from two files: each period stands from the newest release that has it."""
    before = reading("dfe-further-education-subjects", "fe_achievements_by_ssa_2021-22.csv")
    after = reading("dfe-further-education-subjects")
    assert (before.periods, after.periods) == (("2021-08-01/P1Y",), ("2023-08-01/P1Y",))
    breakdowns = [
        set(observations("dfe-further-education-subjects", name)["breakdown"])
        for name in ("", "fe_achievements_by_ssa_2021-22.csv")
    ]
    assert breakdowns[0] == breakdowns[1]
