"""Workbooks and tables downloaded from Nomis: their blocks, marks, places and faults, on a few rows of each."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.errors import InputError, InputErrors
from watling.places.areas import areas
from watling.sources import find_source, nomis_bres, recognise
from watling.sources.nomis_aps_activity import CELLS as ACTIVITY
from watling.sources.nomis_aps_industry import CELLS as INDUSTRIES
from watling.sources.nomis_aps_occupation import CELLS as OCCUPATIONS
from watling.sources.nomis_aps_qualifications import CELLS as QUALIFICATIONS
from watling.sources.readers.nomis_aps import aps_observations
from watling.sources.readers.nomis_places import codes
from watling.sources.readers.nomis_workbook import workbook_rows
from watling.sources.source import read

Lines = Sequence[Sequence[object]]
STAMP = "ONS Crown Copyright Reserved [from Nomis on 24 April 2023]"
ANY = "nomis_2023_04_24_151111.xlsx"
EMPLOYED = "T01:28 (Aged 16-64 - In employment : All People )"
NOTES = [["! Estimate and confidence interval not available since the group sample size is zero or disclosive (0-2)."]]


def workbook(lines: Lines, before: int = 0) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for line in [[], *lines][1 - before :]:
        sheet.append(line or [None])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def block(headings: Sequence[str], places: dict[str, list[object]], when: str = "Jan 2021-Dec 2021") -> Lines:
    """A block of the survey: of each place the value, the flag and the half width of each cell."""
    head = ["Area"] + [cell for heading in headings for cell in (heading, None, None)]
    kinds = [None] + ["number", "Flags", "conf"] * len(headings)
    rows = [[place, *cells] for place, cells in places.items()]
    title = [["annual population survey"], [STAMP], []]
    return [*title, ["date", when], ["confidence", "95% confidence interval (+/-)"], [], head, kinds, *rows, *NOTES, []]


def activity(places: dict[str, list[object]], when: str = "Jan 2021-Dec 2021", **renamed: str) -> Lines:
    """A block of table T01: what is given for people in employment, and nothing special for the others."""
    headings = [renamed.get("employed", cell) if cell == EMPLOYED else cell for cell in ACTIVITY]
    others = [1000, None, 200]
    full = {
        place: [one for cell in ACTIVITY for one in (cells if cell == EMPLOYED else others)]
        for place, cells in places.items()
    }
    return block(headings, full, when)


def observations(content: bytes, name: str = ANY) -> pd.DataFrame:
    (id,) = recognise(Path(name), content)
    return read(id, find_source(id), Path(name), content, "ab" * 32, partial=True).table.to_pandas()


def faults(content: bytes, name: str = ANY) -> list[InputError]:
    with pytest.raises((InputError, InputErrors)) as caught:
        observations(content, name)
    return caught.value.errors if isinstance(caught.value, InputErrors) else [caught.value]


def employed(cells: list[object]) -> dict[str, object]:
    found = observations(workbook(activity({"ladu:Bedford": cells})))
    return found[found["measure"] == "aps-employment-16-64"].iloc[0].to_dict()


CASES = [
    ("an estimate and its interval", [84000, None, 4000], (84000, "final", 80000, 88000, "sampling")),
    ("an interval that would reach below zero", [1000, None, 1200], (1000, "final", 0, 2200, "sampling")),
    (
        "without an interval, what rounding to 100 leaves",
        [84000, None, None],
        (84000, "final", 83950, 84050, "rounding"),
    ),
    ("a sample of three to nine", [1000, None, "*"], (1000, "u", 206, 2922, "sampling")),
    ("a sample of none to two", ["!", None, "!"], (None, "c", None, None, "")),
    ("fewer than 500", ["~", None, "*"], (None, "low", 0, 500, "published")),
    ("missing", ["-", None, "-"], (None, "x", None, None, "")),
    ("an empty cell", [None, None, None], (None, "x", None, None, "")),
    ("a mark among the flags", [1000, "!", None], (None, "c", None, None, "")),
]


@pytest.mark.parametrize(("cells", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_estimates_and_their_marks(cells: list[object], expected: tuple[object, ...]) -> None:
    found = employed(cells)
    seen = [found[name] for name in ("value", "status", "lower", "upper", "interval")]
    assert [None if pd.isna(one) else one for one in seen] == list(expected)
    assert found["published"] == ("" if cells[0] is None else str(cells[0]))
    assert ("unreliable" in found["note"]) == (expected[1] == "u")


def test_blocks_follow_each_other_and_rows_are_the_sheets() -> None:
    first = activity({"country:England": [26000000, None, 150000], "ladu:Bedford": [84000, None, 4000]})
    second = activity({"ladu:Bedford": [85000, None, 4100]}, when="Oct 2021-Sep 2022")
    found = observations(workbook([*first, *second], before=1))
    found = found[found["measure"] == "aps-employment-16-64"].reset_index(drop=True)
    assert found["period"].tolist() == ["2021-01/2021-12"] * 2 + ["2021-10/2022-09"]
    assert found["area"].tolist() == ["E92000001", "E06000055", "E06000055"]
    assert found["row"].tolist() == [10, 11, 22]
    assert set(found["column"]) == {f"Data!{EMPLOYED}"}


def test_headings_with_only_conf_above_the_third_column() -> None:
    """Older downloads name the third column in the heading row, and none below it."""
    lines = [list(line) for line in activity({"ladu:Bedford": [84000, None, 4000]})]
    head = next(line for line in lines if line[:1] == ["Area"])
    head[3::3] = ["Conf"] * len(ACTIVITY)
    lines[lines.index(head) + 1] = []
    found = observations(workbook(lines))
    assert found.loc[found["measure"] == "aps-employment-16-64", ["lower", "upper"]].values.tolist() == [[80000, 88000]]


def test_a_renamed_heading_is_named_with_what_may_be_its_new_name() -> None:
    renamed = activity({"ladu:Bedford": [1, None, 1]}, employed="T01:28 (Aged 16-64 - Employed : All People )")
    (fault,) = faults(workbook(renamed))
    assert EMPLOYED in str(fault)
    assert "'T01:28 (Aged 16-64 - Employed : All People )', which may be its new name" in str(fault)


@pytest.mark.parametrize(
    ("place", "word"),
    [("ladu:Bedfort", "'ladu:Bedfort' is no area"), ("gor:East Midland", "'gor:East Midland' is no area")],
)
def test_a_place_that_must_be_known_and_is_not(place: str, word: str) -> None:
    assert word in str(faults(workbook(activity({place: [1000, None, 300], "ladu:Bedford": [1000, None, 300]})))[0])


def test_a_new_mark_is_an_error() -> None:
    assert "'?' is not of its form" in str(faults(workbook(activity({"ladu:Bedford": ["?", None, 1]})))[0])


def test_an_api_answer_that_is_cut_is_no_workbook() -> None:
    source = find_source("nomis-aps-activity")
    with pytest.raises(InputError, match="cannot be read"):
        source.rows(b"PK\x03\x04 and nothing more", Path(ANY))
    assert not source.recognises(ANY, b"PK\x03\x04 and nothing more")


def test_a_workbook_without_headings() -> None:
    with pytest.raises(InputError, match="no row begins with 'Area'"):
        find_source("nomis-aps-activity").rows(workbook([["annual population survey"], [STAMP]]), Path(ANY))


@pytest.mark.parametrize(
    ("id", "cells"),
    [
        ("nomis-aps-activity", ACTIVITY),
        ("nomis-aps-occupation", OCCUPATIONS),
        ("nomis-aps-industry", INDUSTRIES),
        ("nomis-aps-qualifications", QUALIFICATIONS),
    ],
)
def test_each_table_is_recognised_by_what_is_in_it(id: str, cells: dict[str, object]) -> None:
    content = workbook(block(list(cells), {"ladu:Bedford": [1000, None, 200] * len(cells)}))
    assert recognise(Path("anything.xlsx"), content) == [id]
    assert find_source(id).published(Path("anything.xlsx"), content) == "2023-04-24"
    found = observations(content)
    assert len(found) == len(cells)
    assert found["area"].unique().tolist() == ["E06000055"]


def test_qualifications_of_all_people_suffice_and_those_by_sex_and_age_are_measures_of_their_own() -> None:
    some = list(QUALIFICATIONS)
    found = observations(workbook(block(some[:7], {"ladu:Bedford": [1000, None, 200] * 7})))
    assert found["measure"].unique().tolist() == ["aps-qualifications"]
    found = observations(workbook(block(some, {"ladu:Bedford": [1000, None, 200] * len(some)})))
    by_age = found[found["measure"] == "aps-qualifications-by-age"]
    assert by_age["breakdown"].iloc[0] == '{"age":"16-19","qualification":"No qualifications"}'
    assert found["measure"].value_counts().to_dict() == {
        "aps-qualifications-by-age": 42,
        "aps-qualifications-by-sex": 14,
        "aps-qualifications": 7,
    }


DAY = date(2023, 4, 24)
PLACES = [
    ("ladu:St. Helens", DAY, "E08000013"),
    ("ladu:Allerdale", DAY, "E07000026"),  # gone since 1 April 2023, and still in the download
    ("ladu:Rhondda Cynon Taff", DAY, "W06000016"),
    ("ladu:Glasgow City", DAY, "S12000049"),
    ("ladu:Barnsley", DAY, "E08000016"),
    ("lacu:Dorset", date(2018, 9, 1), "E10000009"),
    ("gor:East Midlands", DAY, "E12000004"),
    ("country:United Kingdom", DAY, "K02000001"),
    ("country:England and Wales", DAY, "country:England and Wales"),
    ("lep:Buckinghamshire Thames Valley", DAY, "E37000043"),
    ("User Defined Geography:Buckinghamshire-LSIP - from dn81838", DAY, "E69000002"),
    ("User Defined Geography:Brighton and Hove, East Sussex, Wes - from dn81838", DAY, "E69000001"),
    ("User Defined Geography:Cornwall and the Isles of Scilly-LS - from dn81838", DAY, "E69000005"),
    ("User Defined Geography:Enterprise M3 LEP (including all of - from dn81838", DAY, "E69000009"),
    ("User Defined Geography:West of England and North Somerset- - from dn81838", DAY, "E69000036"),
    ("User Defined Geography:West of England-MCA - from dn81838", DAY, "E47000009"),
    ("User Defined Geography:North East-MCA - from dn81838", DAY, "E47000010"),
    ("User Defined Geography:North East-MCA - from dn81838", date(2025, 1, 1), "E47000014"),
    ("User Defined Geography:My own area", DAY, ""),
    ("nuts316:UKH24 Bedford", DAY, "E06000055"),
    ("nuts316:UKJ13 Buckinghamshire CC", DAY, "E10000002"),
    ("nuts316:UKK22 Dorset CC", DAY, "E10000009"),  # the county, with Christchurch
    ("nuts316:UKF25 North Northamptonshire", DAY, "E06000061"),
    ("nuts316:UKJ27 West Sussex (South West)", DAY, ""),
    ("nuts316:UKM75 Edinburgh, City of", DAY, "S12000036"),
    ("parl10:Bedford", DAY, ""),
    ("E07000150", DAY, "E07000150"),
    ("E05015259", DAY, ""),
    ("E06999999", DAY, "E06999999"),
]


@pytest.mark.parametrize(("text", "on", "code"), PLACES)
def test_places(text: str, on: date, code: str) -> None:
    assert codes(pd.Series([text]), on).tolist() == [code]


DRAWN = {"Dorset-LSIP": [3000, None, 400], "Hull and East Yorkshire-LSIP": [5200, None, 500]}
LOCAL = {"Dorset": 1000, "Bournemouth, Christchurch and Poole": 900, "East Riding of Yorkshire": 3000}


def test_an_area_that_was_drawn_wrong_is_left_out() -> None:
    """Dorset has 3,000, its two authorities 1,900. Hull's parts give 5,100 of 5,200, which is rounding."""
    places: dict[str, list[object]] = {f"User Defined Geography:{name}": cells for name, cells in DRAWN.items()}
    local = LOCAL | {"Kingston upon Hull, City of": 2100}
    places |= {f"ladu:{name}": [value, None, 300] for name, value in local.items()}
    lines = block([EMPLOYED], places)
    rows = workbook_rows(workbook(lines), Path(ANY), ("date",))
    found = aps_observations(ACTIVITY, rows)
    assert "E69000017" in set(found["area"])
    assert "E69000008" not in set(found["area"])


def counts(industry: str, when: int, places: dict[str, list[int]], legal: str = "Total") -> Lines:
    head = ["Area", "Total", "Micro (0 to 9)", "Small (10 to 49)", "Medium-sized (50 to 249)", "Large (250+)"]
    title = [["UK Business Counts - enterprises by industry and employment size band"], [STAMP], []]
    facts = [["date", when], ["industry", industry], ["legal status", legal], []]
    return [
        *title,
        *facts,
        head,
        *[[place, *cells] for place, cells in places.items()],
        ["All figures are rounded"],
        [],
    ]


def test_enterprises_by_size() -> None:
    found = observations(workbook(counts("Total", 2022, {"ladu:Bedford": [7200, 6500, 600, 0, 100]})))
    assert found[["measure", "breakdown", "value", "lower", "upper"]].values.tolist() == [
        ["ubc-enterprises", "{}", 7200, 7197.5, 7202.5],
        ["ubc-enterprises-by-size", '{"size":"Micro 0-9"}', 6500, 6497.5, 6502.5],
        ["ubc-enterprises-by-size", '{"size":"Small 10-49"}', 600, 597.5, 602.5],
        ["ubc-enterprises-by-size", '{"size":"Medium 50-249"}', 0, 0, 2.5],
        ["ubc-enterprises-by-size", '{"size":"Large 250+"}', 100, 97.5, 102.5],
    ]
    assert set(found["period"]) == {"2022-03"}
    assert set(found["row"]) == {9}


def test_enterprises_by_industry_are_another_part_of_the_dataset() -> None:
    source, lines = find_source("nomis-business-counts"), []
    for industry in ("4 : Construction (F)", "18 : Arts, entertainment, recreation & other services (R,S,T and U)"):
        lines += counts(industry, 2022, {"ladu:Bedford": [10, 5, 5, 0, 0]})
    content = workbook(lines)
    assert source.part(ANY, source.rows(content, Path(ANY))) == "by industry"
    found = observations(content)
    of_industry = found[found["measure"] == "ubc-enterprises-by-industry"]["breakdown"].tolist()
    assert of_industry == [
        '{"industry":"Construction"}',
        '{"industry":"Arts, entertainment, recreation & other services"}',
    ]
    assert len(found) == 2, "the sizes of one industry's are not read"


def test_enterprises_of_one_legal_status_are_not_all() -> None:
    content = workbook(counts("Total", 2022, {"ladu:Bedford": [1, 1, 0, 0, 0]}, legal="Company"))
    assert "'Company' is a new code" in str(faults(content)[0])


BRES = "Employment_by_sector_-_BRES_2018.csv"


def sectors(*lines: str, last: str = "1 : Agriculture, forestry & fishing (A)") -> bytes:
    heading = ",".join(["Area", *(f'"{name}",Flags' for name in (*nomis_bres.SECTIONS, last))])
    below = ",number,Flags" * len((*nomis_bres.SECTIONS, last))
    filled = [f'"{line}"' + ",125," * len((*nomis_bres.SECTIONS, last)) for line in lines]
    return "\n".join(["\ufeff" + heading, below, *filled]).encode()


def test_employment_by_sector() -> None:
    found = observations(sectors("country:England", "nuts316:UKH24 Bedford", "nuts316:UKF12 East Derbyshire"), BRES)
    assert found["area"].unique().tolist() == ["E92000001", "E06000055"]
    assert len(found) == 2 * 21
    first = found.iloc[0]
    assert (first["row"], first["period"], first["column"]) == (3, "2018-09", "A : Agriculture, forestry and fishing")
    assert (first["lower"], first["upper"], first["interval"]) == (112.5, 137.5, "rounding")


def test_employment_by_sector_needs_its_year_and_its_sections() -> None:
    content = sectors("country:England")
    assert "says of which year" in str(faults(content, "bres.csv")[0])
    cut = content.replace(b'"P : Education",Flags', b'"P : Schools",Flags')
    assert "'P : Education'" in str(faults(cut, BRES)[0])


@given(st.floats(0, 1e6))
def test_the_bounds_of_employment_hold_what_was_rounded(jobs: float) -> None:
    """Whichever of the two units an estimate was rounded to, the bounds of what is published have it in them."""
    sizes = [*nomis_bres.ROUNDING, nomis_bres.LARGEST]
    _, usual, strict = max(row for row in sizes if row[0] <= jobs)
    for unit in (usual, strict):
        made = nomis_bres.bounds(pd.Series([float(round(jobs / unit) * unit)]))
        assert made["lower"][0] <= jobs <= made["upper"][0]


CLAIMANTS = "area_code,area_name,period,indicator,measure,units,value\n"


def test_claimants_of_some_authorities() -> None:
    rows = [
        "E06000042,Milton Keynes,March 2023,Claimant count,Count,Persons,6680",
        "E06000042,Milton Keynes,March 2023,Claimants as a proportion of residents aged 16-64,Percentage,Persons,3.5",
        "E05015259,Urmston,March 2023,Claimant count,Count,Persons,195",
    ]
    found = observations((CLAIMANTS + "\n".join(rows)).encode(), "claimants.csv")
    assert found[["measure", "value", "lower", "upper", "period"]].round(3).values.tolist() == [
        ["claimant-count", 6680, 6677.5, 6682.5, "2023-03"],
        ["claimant-proportion", 3.5, 3.45, 3.55, "2023-03"],
    ]
    assert set(found["row"]) == {2, 3}


def test_claimants_under_another_areas_code() -> None:
    row = "E06000042,Luton,March 2023,Claimant count,Count,Persons,6680"
    assert "'Luton' stands beside the code E06000042" in str(faults((CLAIMANTS + row).encode(), "claimants.csv")[0])


def test_every_lsip_area_can_be_found_under_the_name_it_was_drawn_with() -> None:
    for area in areas().values():
        if area.level == "lsip":
            drawn = f"User Defined Geography:{f'{area.name}-LSIP'[:35]} - from dn81838"
            assert codes(pd.Series([drawn]), DAY).tolist() == [area.code]
