"""ONS workbooks of business demography, vacancies and adverts: their forms, marks and faults, on a few rows of each."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.errors import InputError, InputErrors
from watling.methods.periods import last_day
from watling.sources import find_source, ons_vacancies_by_industry, recognise
from watling.sources.readers.ons_workbook import MONTHS, quarter, sheets
from watling.sources.source import read

DEMOGRAPHY = "businessdemographyexceltables2024.xlsx"
VACS01, VACS02 = "vacs01nov2025.xlsx", "vacs02nov2025.xlsx"
ADVERTS = "online_job_adverts_by_local_authority_2017-2022.xlsx"
Sheets = Mapping[str, Sequence[Sequence[object]]]


def workbook(contents: Sheets) -> bytes:
    """A workbook with these sheets, line by line."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in contents.items():
        sheet = book.create_sheet(name)
        for row in lines:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def observations(name: str, contents: Sheets, partial: bool = True) -> pd.DataFrame:
    content = workbook(contents)
    (id,) = recognise(Path(name), content)
    return read(id, find_source(id), Path(name), content, "ab" * 32, partial).table.to_pandas()


def faults(name: str, contents: Sheets) -> list[InputError]:
    with pytest.raises((InputError, InputErrors)) as caught:
        observations(name, contents)
    return caught.value.errors if isinstance(caught.value, InputErrors) else [caught.value]


AREAS = [("K03000001", "GREAT BRITAIN"), ("E11000005", "West Midlands (Met County)"), ("E12000006", "     EAST ")]
HEAD = [["Title"], ["This worksheet contains one table"], ["Units: Counts (control rounded to base 5)"]]


def counts(years: Sequence[object], *cells: object, name: str = "Bedford ") -> list[list[object]]:
    """A table of counts for Bedford, with the lines above and below it that are not read."""
    others = [[code, area, *(":" if cell == ":" else 999 for cell in cells)] for code, area in AREAS]
    return [*HEAD, ["", "", *years], *others, ["E06000055 ", name, *cells], ["", "", 0], ["Footnotes:"]]


def demography(**changed: list[list[object]]) -> dict[str, list[list[object]]]:
    """A workbook of three years, in which Bedford's births were 800, 700 and 600, with some sheets changed."""
    survivors = ["2022 Births", "1-year survival", "1-year      per cent", "2-year survival", "2-year per cent"]
    made = {"Cover": [["Business Demography 2024"], ["Date published: 20th November 2025"]]}
    for table in ("1.1", "2.1", "3.1", "7.1", "7.3"):
        made[f"Table {table}a"] = counts(["2022", 2023], 800, 700)
        made[f"Table {table}b"] = counts([2024], 600)
    made["Table 5.1a"] = counts(survivors, 800, 750, 93.75, ":", ":")
    made["Table 1.2"] = [*HEAD, ["", 2022], ["05 : Mining of coal and lignite", 5]]
    return made | {f"Table {name[1]}.{name[2:]}": sheet for name, sheet in changed.items()}


def test_demography_is_read_by_table_and_year() -> None:
    found = observations(DEMOGRAPHY, demography())
    assert set(found["area"]) == {"E06000055", "E12000006"}, "others are told of in the note"
    bedford = found[found["area"] == "E06000055"].set_index(["measure", "period"])
    births = bedford.loc["ons-enterprise-births"]
    assert births["value"].to_dict() == {"2022": 800, "2023": 700, "2024": 600}
    assert births.loc["2024", ["row", "column", "published"]].tolist() == [8, "Table 1.1b!2024", "600"]
    assert births.loc["2024", ["lower", "upper", "interval"]].tolist() == [595, 605, "rounding"]


def test_deaths_of_the_last_two_years_are_provisional() -> None:
    found = observations(DEMOGRAPHY, demography())
    deaths = found[(found["measure"] == "ons-enterprise-deaths") & (found["area"] == "E06000055")]
    assert dict(zip(deaths["period"], deaths["status"], strict=True)) == {"2022": "final", "2023": "p", "2024": "p"}
    assert set(found.loc[found["measure"] != "ons-enterprise-deaths", "status"]) == {"final"}


def test_survivors_are_those_of_a_year_of_birth_and_what_has_not_come_yet_is_no_observation() -> None:
    found = observations(DEMOGRAPHY, demography())
    survivors = found[(found["measure"] == "ons-enterprise-survivors") & (found["area"] == "E06000055")]
    assert survivors["period"].tolist() == ["2022"]
    assert [json.loads(text) for text in survivors["breakdown"]] == [{"years": "1"}]
    assert survivors["value"].tolist() == [750]


@pytest.mark.parametrize(("cell", "status"), [(":", "x"), ("[c]", "c"), ("[low]", "low")])
def test_a_mark_is_a_status_and_never_zero(cell: str, status: str) -> None:
    found = observations(DEMOGRAPHY, demography(t11b=counts([2024], cell)))
    births = found[(found["measure"] == "ons-enterprise-births") & (found["period"] == "2024")]
    bedford = births[births["area"] == "E06000055"].iloc[0]
    assert (pd.isna(bedford["value"]), bedford["status"], bedford["published"]) == (True, status, cell)


def test_a_star_beside_the_name_is_said_in_the_note() -> None:
    content = workbook(demography(t11b=counts([2024], 600, name=" Bedford*")))
    source = find_source("ons-business-demography-tables")
    made = source.observe and source.observe(source.rows(content, Path(DEMOGRAPHY)))
    assert made is not None
    assert made.loc[made["note"].ne(""), ["column", "note"]].values.tolist() == [
        ["Table 1.1b!2024", "more than 500 enterprises are registered at one postcode of the area"]
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"t11b": counts([2024], "6OO")}, "row 8, column 'Table 1.1b!2024': '6OO' is no count"),
        ({"t21b": counts([2025], 600)}, "table 2.1 has no year 2024"),
        ({"t31b": [*HEAD, ["", "", 2024]]}, "the sheet 'Table 3.1b' has no codes of areas"),
        ({"t11b": counts([2024], 600, name="Luton")}, "'Luton' stands beside the code E06000055, which is Bedford"),
        ({"t71b": counts(["2024 provisional"], 600)}, "is a new heading"),
    ],
)
def test_a_fault_of_demography_is_refused(changed: dict[str, list[list[object]]], said: str) -> None:
    assert said in "\n".join(map(str, faults(DEMOGRAPHY, demography(**changed))))


def test_demography_without_a_table_or_with_few_areas_is_refused() -> None:
    without = {name: sheet for name, sheet in demography().items() if not name.startswith("Table 7.3")}
    assert "there is no table 7.3" in str(faults(DEMOGRAPHY, without)[0])
    with pytest.raises((InputError, InputErrors), match="add it with --partial"):
        observations(DEMOGRAPHY, demography(), partial=False)


def test_the_cover_says_when_demography_was_published() -> None:
    source = find_source("ons-business-demography-tables")
    assert source.published(Path(DEMOGRAPHY), workbook(demography())) == "2025-11-20"


def vacancies(*lines: Sequence[object]) -> dict[str, list[list[object]]]:
    head = [["VACS01   Vacancies and Unemployment"], ["", "", "", "", "", "", "United Kingdom (thousands)"], [""]]
    names = ["All Vacancies1 (thousands)", "Unemployment2 (thousands)", "Number of unemployed people per vacancy"]
    below = [[""], ["1. Excludes Agriculture, Forestry and Fishing."], [".. Data not available"]]
    table = [["", "", *names], ["", "", "AP2Y", "MGSC", "JPC5"], [""], *map(list, lines)]
    return {"VACS01": [*head, *table, *below]}


def test_vacancies_are_read_in_thousands_with_their_marks() -> None:
    lines = [["Nov- Jan 2025", "(r)", 804, 1545, 1.9], ["Dec-Feb 2025", "(p)", 799, "..", ".."]]
    found = observations(VACS01, vacancies(*lines))
    assert set(found["area"]) == {"K02000001"}
    read = found.set_index(["measure", "period"])
    first, last = "2024-11/2025-01", "2024-12/2025-02"
    assert read.loc[("ons-vacancies", first), ["value", "lower", "upper", "status"]].tolist() == [
        804_000,
        803_500,
        804_500,
        "r",
    ]
    assert read.loc[("ons-vacancies", first), ["row", "column", "published"]].tolist() == [
        7,
        "VACS01!All Vacancies (thousands)",
        "804",
    ]
    assert read.loc[("ons-unemployed-per-vacancy", first), "upper"] == pytest.approx(1.95)
    assert read.loc[("ons-vacancies", last), "status"] == "p"
    assert read.loc[("ons-unemployed", last), "status"] == "x"
    assert pd.isna(read.loc[("ons-unemployed-per-vacancy", last), "value"])


@pytest.mark.parametrize(
    ("lines", "row", "column"),
    [
        ([["Jan-Mar 2025", "", 783, 1614, 2.1], ["Spring 2025", "", 783, 1614, 2.1]], 8, "Period"),
        ([["Jan-Mar 2025", "(x)", 783, 1614, 2.1]], 7, "Mark"),
        ([["Jan-Mar 2025", "", "7 83", 1614, 2.1]], 7, "All Vacancies (thousands)"),
    ],
)
def test_a_fault_of_vacancies_is_refused(lines: list[list[object]], row: int, column: str) -> None:
    assert [(one.row, one.column) for one in faults(VACS01, vacancies(*lines))] == [(row, column)]


def by_industry(change: Mapping[str, str] | None = None) -> dict[str, list[list[object]]]:
    headings = [*ons_vacancies_by_industry.INDUSTRIES, *ons_vacancies_by_industry.OTHERS]
    letters, names = zip(*(heading.split(" ", 1) for heading in headings), strict=True)
    names = tuple((change or {}).get(name, name) for name in names)
    table = [["SIC 2007 sections", "", *names], ["", "", *letters], ["", "", "AP2Y"], ["Levels (thousands)"], [""]]
    line = ["Aug-Oct 2025", "(p)", *range(1, len(headings) + 1)]
    return {
        "levels": [["VACS02"], [""], [""], *table, line, [""], ["Change on quarter", "", 2]],
        "ratios": [["VACS02"]],
    }


def test_vacancies_by_industry_have_the_titles_of_sections_and_the_total_none() -> None:
    found = observations(VACS02, by_industry())
    assert [json.loads(text).get("industry", "") for text in found["breakdown"]] == list(
        ons_vacancies_by_industry.INDUSTRIES.values()
    )
    assert found["value"].tolist() == [1000.0 * n for n in range(1, 20)]
    assert set(found["status"]) == {"p"}
    assert found["row"].unique().tolist() == [9]


def test_a_renamed_industry_is_refused_with_its_new_name() -> None:
    (error,) = faults(VACS02, by_industry({"Education": "Schools & education"}))
    assert (error.column, "'P Schools & education', which may be its new name" in error.problem) == (
        "P Education",
        True,
    )


def adverts(names: Sequence[str] = ("Bedford",)) -> dict[str, list[list[object]]]:
    years = ["2017", "2018", "2019", "2020", "2021", "2022"]
    head = [["Total job adverts"], ["Source: Adzuna"], ["This worksheet contains one table."]]
    return {
        "Cover_sheet": [["Labour demand"], ["originally published at 9:30am 25 May 2022"]],
        "1": [*head, ["Local authority [note 1]", "Region [note 2]", *years], *([n, "East", *range(6)] for n in names)],
        "4": [["Local authorities excluded"], ["one table"], ["Excluded Local Authorities"], ["East Ayshire"]],
    }


def test_adverts_are_of_each_january_and_what_is_left_out_is_not_available() -> None:
    found = observations(ADVERTS, adverts())
    assert set(found["period"]) == {f"{year}-01" for year in range(2017, 2023)}
    assert found.groupby("area")["value"].agg(["count", "max"]).to_dict("index") == {
        "E06000055": {"count": 6, "max": 5},
        "S12000008": {"count": 0, "max": pytest.approx(float("nan"), nan_ok=True)},
    }
    assert set(found.loc[found["area"] == "S12000008", "status"]) == {"x"}


def test_an_unknown_authority_is_refused() -> None:
    (error,) = faults(ADVERTS, adverts(["Bedford", "Bedfort on Sea"]))
    assert (error.row, "There is no area 'Bedfort on Sea'" in error.problem) == (6, True)


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be read as a workbook"):
        sheets(b"<!doctype html>", Path(VACS01))


@given(st.integers(0, 11), st.integers(2001, 2099))
def test_a_quarter_is_three_months_that_end_in_its_year(last: int, year: int) -> None:
    text = f"{MONTHS[last - 2]}-{MONTHS[last]} {year}"
    first, end = quarter(text).split("/")
    assert (last_day(end).year, last_day(end).month) == (year, last + 1)
    start = date.fromisoformat(f"{first}-01")
    assert 12 * (year - start.year) + last + 1 - start.month == 2


@pytest.mark.parametrize("id", ["ons-business-demography-tables", "ons-vacancies", "ons-vacancies-by-industry"])
def test_what_is_fetched_has_a_name_that_its_source_knows(id: str) -> None:
    assert [recognise(Path(request.file), b"") for request in find_source(id).requests] == [[id]]
