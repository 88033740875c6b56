"""The Office for National Statistics' own workbooks: business demography, vacancies and online adverts."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from real.conftest import OPENDATA
from watling.evidence import observations as kept
from watling.evidence.adding import add
from watling.evidence.official import gather_official
from watling.evidence.workspace import Workspace
from watling.places.areas import areas, find_area
from watling.sources import find_source, recognise
from watling.sources.ons_online_adverts import VINTAGE
from watling.sources.readers.ons_workbook import sheets
from watling.sources.source import read

pytestmark = pytest.mark.real

FOLDER = OPENDATA / "ons-business"
DEMOGRAPHY = {year: FOLDER / f"2-11_bussdemo__businessdemographyexceltables{year}.xlsx" for year in (2022, 2024)}
VACS01 = FOLDER / "VACS01_vacancies_unemployment_2001_2025.xlsx"
VACS02 = FOLDER / "VACS02_vacancies_by_industry_SIC07.xlsx"
ADVERTS = FOLDER / "ons_adzuna_online_job_adverts_by_local_authority_2017-2022.xlsx"
NATIONS = ["E92000001", "W92000004", "S92000003", "N92000002"]
KEY = ["measure", "period", "breakdown"]


@cache
def observations(file: Path) -> pd.DataFrame:
    content = file.read_bytes()
    (id,) = recognise(file, content)
    return read(id, find_source(id), file, content, "ab" * 32).table.to_pandas()


@pytest.mark.parametrize(
    ("year", "published", "years"),
    [(2022, "2023-11-22", range(2017, 2023)), (2024, "2025-11-20", range(2019, 2025))],
)
def test_every_table_of_demography_is_read_whole(year: int, published: str, years: range) -> None:
    found = observations(DEMOGRAPHY[year])
    source = find_source("ons-business-demography-tables")
    assert source.published(DEMOGRAPHY[year], DEMOGRAPHY[year].read_bytes()) == published
    periods = found.groupby("measure")["period"].unique().map(sorted)
    for measure, seen in periods.items():
        births = measure == "ons-enterprise-survivors"
        assert seen == [str(one) for one in (years[:-1] if births else years)]
    assert found["value"].notna().all()
    assert set(found.loc[found["status"] == "p", "period"]) == {str(one) for one in years[-2:]}
    authorities = found[found["area"].map(lambda code: areas()[code].level) == "lad"]
    counted = authorities[authorities["measure"] == "ons-enterprise-births"].groupby("period")["area"].nunique()
    assert counted.to_dict() == {
        period: {"2017": 391, "2018": 391, "2019": 382, "2020": 379, "2024": 361}.get(period, 374)
        for period in map(str, years)
    }


def parts_of(whole: str, codes: set[str]) -> list[str]:
    """The authorities among some codes that lie in a county, a region or a country."""

    def inside(code: str | None) -> bool:
        return code is not None and (code == whole or inside(areas()[code].parent))

    if whole in NATIONS:
        return [code for code in codes if areas()[code].level == "lad" and code[0] == whole[0]]
    return [code for code in codes if areas()[code].level == "lad" and inside(code)]


@pytest.mark.parametrize("year", DEMOGRAPHY)
def test_authorities_add_up_to_every_county_region_and_country(year: int) -> None:
    """Controlled rounding keeps parts and wholes in step, so each sum agrees to the last enterprise."""
    found = observations(DEMOGRAPHY[year])
    differ = []
    for key, values in found.groupby(KEY):
        value = values.set_index("area")["value"]
        wholes = [code for code in value.index if areas()[code].level in ("county", "region", "country")]
        made = {whole: value[parts_of(whole, set(value.index))].sum() for whole in wholes}
        made["K02000001"] = value[NATIONS].sum()
        differ += [(*key, code, value[code], total) for code, total in made.items() if value[code] != total]
        assert len(wholes) >= 34
    assert differ == []


def test_what_both_workbooks_have_is_the_same_but_for_deaths_and_survivors_of_two_years() -> None:
    """Deaths of the last two years are provisional when they are first published: those of 2021 and 2022 changed."""
    both = observations(DEMOGRAPHY[2022]).merge(observations(DEMOGRAPHY[2024]), on=[*KEY, "area"])
    revised = both[both["value_x"] != both["value_y"]]
    assert set(zip(revised["measure"], revised["period"], revised["breakdown"], strict=True)) == {
        ("ons-enterprise-deaths", "2021", "{}"),
        ("ons-enterprise-deaths", "2022", "{}"),
        ("ons-enterprise-survivors", "2019", '{"years":"2"}'),
        ("ons-enterprise-survivors", "2020", '{"years":"2"}'),
    }
    assert set(revised.loc[revised["measure"] == "ons-enterprise-deaths", "status_x"]) == {"p"}


@pytest.mark.parametrize(("year", "risen"), [(2022, [("E07000156", "2019")]), (2024, [])])
def test_survivors_are_never_more_than_those_born_and_grow_fewer(year: int, risen: list[tuple[str, str]]) -> None:
    """But in Wellingborough: 350 after two years and 425 after three in the workbook of 2022, put right since."""
    found = observations(DEMOGRAPHY[year])
    survivors = found[found["measure"] == "ons-enterprise-survivors"]
    years = survivors["breakdown"].map(lambda text: json.loads(text)["years"])
    wide = survivors.assign(years=years).pivot(index=["area", "period"], columns="years", values="value")
    births = found[found["measure"] == "ons-enterprise-births"].set_index(["area", "period"])["value"]
    assert (wide["1"] <= births.reindex(wide.index)).all()
    more = [wide.index[wide[after] > wide[before]] for before, after in pairwise("12345")]
    assert [key for keys in more for key in keys] == risen


def test_shares_of_survivors_are_those_published() -> None:
    found = observations(DEMOGRAPHY[2024])
    keyed = found[found["area"] == "E06000042"].set_index(["measure", "period", "breakdown"])["value"]
    born = keyed["ons-enterprise-births", "2019", "{}"]
    table = sheets(DEMOGRAPHY[2024].read_bytes(), DEMOGRAPHY[2024])["Table 5.1a"]
    line = table[table[0].str.strip() == "E06000042"].iloc[0]
    for years in range(1, 6):
        lasted = keyed["ons-enterprise-survivors", "2019", f'{{"years":"{years}"}}']
        assert 100 * lasted / born == pytest.approx(float(line[2 * years + 2]))


def test_great_britain_is_not_read_because_it_stands_where_england_and_wales_should() -> None:
    """In table 7.3d of 2022 and 5.1d the two lines are in each other's place."""
    table = sheets(DEMOGRAPHY[2022].read_bytes(), DEMOGRAPHY[2022])["Table 7.3d"]
    value = table.set_index(table[0].str.strip())[3].loc[["K03000001", "K04000001", *NATIONS]].astype(int)
    assert value["K03000001"] == value[["E92000001", "W92000004"]].sum()
    assert value["K04000001"] == value[["E92000001", "W92000004", "S92000003"]].sum()
    assert not {"K03000001", "K04000001"} & set(observations(DEMOGRAPHY[2022])["area"])


def test_vacancies_are_the_same_in_both_workbooks_and_their_industries_add_up() -> None:
    total = observations(VACS01).query("measure == 'ons-vacancies'").set_index("period")
    by_industry = observations(VACS02)
    whole = by_industry[by_industry["breakdown"] == "{}"].set_index("period")
    assert whole[["value", "status"]].equals(total[["value", "status"]])
    assert (len(whole), whole.index[0], whole.index[-1]) == (293, "2001-04/2001-06", "2025-08/2025-10")
    parts = by_industry[by_industry["breakdown"] != "{}"].groupby("period")[["lower", "upper"]].sum()
    slack = 1000  # sections are adjusted for the season one by one, so their sum may leave the total's range a little
    assert ((parts["lower"] - slack <= whole["upper"]) & (whole["lower"] <= parts["upper"] + slack)).all()


def test_unemployed_people_per_vacancy_follow_from_the_two_counts() -> None:
    wide = observations(VACS01).pivot(index="period", columns="measure", values=["value", "lower", "upper"])
    least = wide["lower"]["ons-unemployed"] / wide["upper"]["ons-vacancies"]
    most = wide["upper"]["ons-unemployed"] / wide["lower"]["ons-vacancies"]
    published = wide["lower"]["ons-unemployed-per-vacancy"], wide["upper"]["ons-unemployed-per-vacancy"]
    known = least.notna()
    assert ((least <= published[1]) & (published[0] <= most))[known].all()
    assert (~known).sum() == 1, "unemployment is one period behind"


def test_every_authority_of_2021_has_its_adverts_or_is_told_to_be_left_out() -> None:
    found = observations(ADVERTS)
    assert {areas()[code].level for code in found["area"]} == {"lad"}
    assert found.groupby("period")["area"].nunique().to_dict() == {f"{year}-01": 374 for year in range(2017, 2023)}


def test_regions_of_the_adverts_are_not_read_because_four_authorities_are_counted_elsewhere() -> None:
    table = sheets(ADVERTS.read_bytes(), ADVERTS)["1"].iloc[4:]
    region = {
        find_area(name, VINTAGE).code: region.strip().lower() for name, region in zip(table[0], table[1], strict=True)
    }
    elsewhere = {code for code, name in region.items() if code not in parts_of(find_area(name).code, set(region))}
    assert {areas()[code].name for code in elsewhere} == {
        "Middlesbrough",
        "Redbridge",
        "Redcar and Cleveland",
        "South Derbyshire",
    }


@pytest.mark.parametrize("name", ["Northern Ireland", "North West", "Scotland"])
def test_adverts_of_authorities_and_of_none_add_up_to_the_region(name: str) -> None:
    """Where a region is its authorities, to the rounding of each."""
    found = observations(ADVERTS).pivot(index="area", columns="period", values="value")
    parts = found.loc[parts_of(find_area(name, VINTAGE).code, set(found.index))]
    book = sheets(ADVERTS.read_bytes(), ADVERTS)
    whole, unknown = (book[sheet].set_index(0).loc[name].astype(float).to_numpy() for sheet in ("2", "3"))
    assert abs(whole - unknown - parts.sum().to_numpy()).max() <= 0.05 * (len(parts) + 2)


def test_authorities_left_out_of_the_adverts_are_not_available() -> None:
    found = observations(ADVERTS)
    absent = found[found["status"] == "x"]
    assert absent["area"].nunique() == 43
    assert absent["value"].isna().all()
    assert "S12000008" in set(absent["area"]), "East Ayrshire, misspelt in the workbook"


@pytest.mark.parametrize("order", [(2022, 2024), (2024, 2022)], ids=["as published", "the older one later"])
def test_of_each_year_the_newest_workbook_stands(tmp_path: Path, order: tuple[int, int]) -> None:
    workspace = Workspace(tmp_path / "workspace")
    for year in order:
        add(DEMOGRAPHY[year], workspace)
    stands = kept.read(gather_official(workspace).files).to_pandas()
    united = stands[(stands["area"] == "K02000001") & (stands["breakdown"] == "{}")]
    assert not united.duplicated(KEY).any()
    deaths = united[united["measure"] == "ons-enterprise-deaths"].set_index("period")
    assert sorted(deaths.index) == [str(year) for year in range(2017, 2025)]
    newer = observations(DEMOGRAPHY[2024]).query("area == 'K02000001' and measure == 'ons-enterprise-deaths'")
    assert deaths["value"].loc["2019":].to_dict() == newer.set_index("period")["value"].to_dict()
    before = observations(DEMOGRAPHY[2022]).query("area == 'K02000001' and measure == 'ons-enterprise-deaths'")
    assert deaths["value"].loc[:"2018"].to_dict() == before.set_index("period")["value"].loc[:"2018"].to_dict()
