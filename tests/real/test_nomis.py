"""Nomis's own files: every one is recognised, read in time, and adds up."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from real.conftest import OPENDATA
from watling.places.areas import areas
from watling.places.ready import members_on
from watling.sources import find_source, recognise
from watling.sources.source import Reading, read

pytestmark = pytest.mark.real

NOMIS = OPENDATA / "nomis"
FILES = {
    "18_APS_jan23_update__T01.xlsx": ("nomis-aps-activity", "2023-01-23", 15680, "2017-10/2018-09", "2021-10/2022-09"),
    "18_APS_jan23_update__T09a.xlsx": (
        "nomis-aps-occupation",
        "2023-01-18",
        55875,
        "2017-01/2017-12",
        "2021-01/2021-12",
    ),
    "18_APS_jan23_update__T13a.xlsx": ("nomis-aps-industry", "2023-01-18", 20115, "2017-10/2018-09", "2021-10/2022-09"),
    "18_APS_jan23_update__T19.xlsx": (
        "nomis-aps-qualifications",
        "2023-01-18",
        15645,
        "2017-01/2017-12",
        "2021-01/2021-12",
    ),
    "2-1_APSempOcc__nomis_2023_04_24_143000.xlsx": (
        "nomis-aps-occupation",
        "2023-04-24",
        56250,
        "2017-01/2017-12",
        "2021-01/2021-12",
    ),
    "2-2_APSempRate__T01.xlsx": ("nomis-aps-activity", "2023-01-23", 15680, "2017-10/2018-09", "2021-10/2022-09"),
    "2-2_APSempRate__nomis_2023_04_24_143523.xlsx": (
        "nomis-aps-activity",
        "2023-04-24",
        15750,
        "2018-01/2018-12",
        "2022-01/2022-12",
    ),
    "2-3_UBCempent__nomis_2023_04_24_151111.xlsx": ("nomis-business-counts", "2023-04-24", 11525, "2018-03", "2022-03"),
    "2-4_UBCempentind__nomis_2023_04_24_152639.xlsx": (
        "nomis-business-counts",
        "2023-04-24",
        41490,
        "2018-03",
        "2022-03",
    ),
    "2-5_APSqualagegen__nomis_2023_04_24_144248.xlsx": (
        "nomis-aps-qualifications",
        "2023-04-24",
        141750,
        "2017-01/2017-12",
        "2021-01/2021-12",
    ),
    "2-6_APSempind__nomis_2023_04_24_144748.xlsx": (
        "nomis-aps-industry",
        "2023-04-24",
        20250,
        "2018-01/2018-12",
        "2022-01/2022-12",
    ),
    "Employment_by_sector_-_BRES_2018.csv": ("nomis-bres", None, 2793, "2018-09", "2018-09"),
    "Employment_by_sector_-_BRES_2019.csv": ("nomis-bres", None, 2793, "2019-09", "2019-09"),
    "claimant_count_monthly_selected_lads.csv": ("nomis-claimants", None, 1258, "2023-03", "2026-03"),
}
SOME_AREAS = {"claimant_count_monthly_selected_lads.csv"}


def reading(name: str) -> Reading:
    file, id = NOMIS / name, FILES[name][0]
    return read(id, find_source(id), file, file.read_bytes(), "ab" * 32, partial=name in SOME_AREAS)


@cache
def observations(name: str) -> pd.DataFrame:
    found: pd.DataFrame = reading(name).table.to_pandas()
    return found


def published(name: str, measure: str, area: str, period: str, breakdown: str = "{}") -> dict[str, object]:
    found = observations(name).set_index(["measure", "area", "period", "breakdown"])
    one: dict[str, object] = found.loc[measure, area, period, breakdown].to_dict()
    return one


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_of_one_source_and_keeps_its_contract(name: str) -> None:
    id, day, count, first, last = FILES[name]
    content = (NOMIS / name).read_bytes()
    assert [one for one in recognise(Path(name), content) if one.startswith("nomis-")] == [id]
    assert find_source(id).published(Path(name), content) == day
    found = observations(name)
    assert len(found) == count
    assert (found["period"].min(), found["period"].max()) == (first, last)


RATES, INDUSTRIES = "2-2_APSempRate__nomis_2023_04_24_143523.xlsx", "2-4_UBCempentind__nomis_2023_04_24_152639.xlsx"


def test_values_as_a_person_reads_them_in_the_files() -> None:
    employed = published(RATES, "aps-employment-16-64", "E92000001", "2018-01/2018-12")
    assert (employed["row"], employed["published"]) == (9, "26169200")
    assert employed["column"] == "Data!T01:28 (Aged 16-64 - In employment : All People )"
    assert (employed["lower"], employed["upper"]) == (26169200 - 164900, 26169200 + 164900)
    farms = published(
        INDUSTRIES,
        "ubc-enterprises-by-industry",
        "E92000001",
        "2018-03",
        '{"industry":"Agriculture, forestry & fishing"}',
    )
    assert (farms["row"], farms["published"]) == (9, "99615")
    milton_keynes = published("claimant_count_monthly_selected_lads.csv", "claimant-count", "E06000042", "2023-03")
    assert milton_keynes["value"] == 6680


def test_every_place_but_wards_and_groups_of_authorities_is_read() -> None:
    for name in FILES:
        levels = observations(name).drop_duplicates("area")["area"].map(lambda code: areas()[code].level).value_counts()
        if name.endswith(".xlsx"):
            assert levels["lad"] >= 363
            drawn_well = 38 if FILES[name][1] == "2023-04-24" else 36
            assert (levels["lsip"], levels["combined authority"], levels["lep"]) == (drawn_well, 10, 38)
        elif "BRES" in name:
            assert levels.to_dict() == {"lad": 79, "lep": 38, "county": 15, "country": 1}


@pytest.mark.parametrize("level", ["lsip", "combined authority", "lep", "country"])
def test_counts_of_composed_areas_are_those_of_their_authorities(level: str) -> None:
    """Enterprises of the areas that somebody drew agree with the sums over their authorities, as the rounding of each
    allows: so the names were understood, and the areas are today's."""
    found = observations("2-3_UBCempent__nomis_2023_04_24_151111.xlsx")
    total = found[(found["measure"] == "ubc-enterprises") & (found["period"] == "2022-03")].set_index("area")["value"]
    composed = [code for code in total.index if areas()[code].level == level]
    for code in composed:
        members = [one.code for one in members_on(code, date(2022, 3, 31))]
        assert abs(total[members].sum() - total[code]) <= 2.5 * (len(members) + 1), areas()[code].name


def test_employment_by_sector_adds_up() -> None:
    """The survey counted 27 million jobs in England in 2019. South East Midlands is made of areas that are authorities,
    so its sections are their sums, as rounding allows."""
    found = observations("Employment_by_sector_-_BRES_2019.csv")
    assert 26_500_000 < found.loc[found["area"] == "E92000001", "value"].sum() < 27_500_000
    members = [one.code for one in members_on("E37000057", date(2021, 5, 1))]
    assert len(members) == 6
    parts = found[found["area"].isin(members)].groupby("breakdown")[["lower", "upper"]].sum()
    whole = found[found["area"] == "E37000057"].set_index("breakdown")
    both = whole.join(parts.add_suffix(" of members"))
    assert len(both) == 21
    assert (both["lower"] <= both["upper of members"]).all()
    assert (both["upper"] >= both["lower of members"]).all()


def test_people_are_employed_unemployed_or_inactive() -> None:
    """The groups add up to the whole, but for the rounding of each to 100."""
    found = observations(RATES)
    wide = found.pivot(index=["area", "period"], columns="measure", values="value").dropna()
    active = wide["aps-employment-16-64"] + wide["aps-unemployment-16-64"]
    assert ((active - wide["aps-economically-active-16-64"]).abs() <= 150).all()
    whole = wide["aps-economically-active-16-64"] + wide["aps-inactivity-16-64"]
    assert ((whole - wide["aps-population-16-64"]).abs() <= 150).all()


def test_areas_that_were_drawn_wrong_are_left_out() -> None:
    """Whoever drew the areas in January 2023 put eleven authorities into Dorset that are of Enterprise M3."""
    names = {"18_APS_jan23_update__T01.xlsx", "18_APS_jan23_update__T09a.xlsx", "2-2_APSempRate__T01.xlsx"}
    for name in names:
        there = set(observations(name)["area"])
        left = {area.name for area in areas().values() if area.level == "lsip" and area.code not in there}
        assert left == {"Dorset", "Enterprise M3"}


def test_both_downloads_of_occupations_agree() -> None:
    key = ["area", "period", "breakdown"]
    january, april = (
        observations(name).set_index(key)["value"].dropna()
        for name in ("18_APS_jan23_update__T09a.xlsx", "2-1_APSempOcc__nomis_2023_04_24_143000.xlsx")
    )
    both = january.to_frame("january").join(april.rename("april"), how="inner")
    assert len(both) > 28_000
    assert (both["january"] == both["april"]).all()


def test_the_table_by_sex_and_age_holds_the_table_of_all_people() -> None:
    key = ["measure", "area", "period", "breakdown"]
    short, long = (
        observations(name).set_index(key)["value"].dropna()
        for name in ("18_APS_jan23_update__T19.xlsx", "2-5_APSqualagegen__nomis_2023_04_24_144248.xlsx")
    )
    assert set(short.index) <= set(long.index)
    assert (long[short.index] == short).all()
