"""A pack's table, read by its contract: what each role makes of a cell."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from given import region
from watling.errors import InputError, InputErrors
from watling.packs.contract import TableContract
from watling.packs.pack import Table
from watling.sources.observation import SCHEMA
from watling.sources.pack_table import observations

PLACE = region()
VALUE = 'value = { role = "value", measure = "claimants", unit = "people" }'
ABOUT = 'title = "A table"\nfile = "table.csv"\ndocument = "digest"\nplace = "Table 1"\n'


def table(columns: str, beside: str = 'period = "2021"', measures: str = "") -> Table:
    contract = tomllib.loads(f"{ABOUT}{beside}\n[columns]\n{columns}\n{measures}")
    return Table("table", TableContract.model_validate(contract), Path("table.toml"), Path("table.csv"))


def read(content: str | bytes, columns: str = VALUE, **more: str) -> list[dict[str, Any]]:
    """The observations of a table's text; ``breakdown`` as a mapping."""
    bytes_ = content.encode() if isinstance(content, str) else content
    rows = observations(table(columns, **more), bytes_, PLACE).to_pylist()
    return [row | {"breakdown": json.loads(row["breakdown"])} for row in rows]


def value(text: str, keys: str = "") -> dict[str, Any]:
    """One cell read as a value."""
    column = f'value = {{ role = "value", measure = "claimants", unit = "people"{keys and f", {keys}"} }}'
    [one] = read(f'value\n"{text}"\n', column)
    return one


@pytest.mark.parametrize(
    ("text", "keys", "number", "lower", "upper"),
    [
        pytest.param("61470", "", 61470, None, None, id="a number is exact where nothing is said of rounding"),
        pytest.param("61470", "rounded_to = 5", 61470, 61467.5, 61472.5, id="half a unit either side of a rounded one"),
        pytest.param("0", "rounded_to = 5, minimum = 0", 0, 0, 2.5, id="never below the least"),
        pytest.param("100", "rounded_to = 1, maximum = 100", 100, 99.5, 100, id="nor above it"),
        pytest.param("-3", "rounded_to = 1", -3, -3.5, -2.5, id="a hyphen as a minus sign"),
        pytest.param("−3", "", -3, None, None, id="a minus sign"),
        pytest.param(" 7.50 ", "", 7.5, None, None, id="blanks around a number"),
        pytest.param("12345678.91", "rounded_to = 0.01", 12345678.91, 12345678.905, 12345678.915, id="pence"),
        pytest.param("up", "numbers = { up = 1, level = 0 }", 1, None, None, id="a word that stands for a number"),
        pytest.param("level", "numbers = { up = 1, level = 0 }", 0, None, None, id="or for zero"),
    ],
)  # fmt: skip
def test_a_number(text: str, keys: str, number: float, lower: float | None, upper: float | None) -> None:
    one = value(text, keys)
    assert (one["value"], one["status"], one["published"]) == (number, "final", text)
    assert (one["lower"], one["upper"]) == (pytest.approx(lower), pytest.approx(upper))
    assert one["interval"] == ("" if lower is None else "rounding")


@pytest.mark.parametrize("mark", ["c", "x", "z", "u", "low"])
def test_a_mark_is_a_missing_value_with_its_status_and_never_zero(mark: str) -> None:
    one = value(f"[{mark}]", "rounded_to = 5, minimum = 0")
    assert (one["value"], one["lower"], one["upper"], one["status"]) == (None, None, None, mark)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("", (15, 14.5, 15.5, "rounding", "final")),
        ("under", (None, 0, 15, "published", "e")),
        ("over", (None, 15, 100, "published", "e")),
        ("about", (15, None, None, "", "e")),
    ],
)
def test_a_qualifier_changes_what_the_number_says(word: str, expected: tuple[Any, ...]) -> None:
    columns = """
    word = { role = "qualifier", blank = true, qualifiers = { under = "upper", over = "lower", about = "estimate" } }
    value = { role = "value", measure = "full-fibre", unit = "percent", rounded_to = 1, minimum = 0, maximum = 100 }
    """
    [one] = read(f"word,value\n{word},15\n", columns)
    assert tuple(one[name] for name in ("value", "lower", "upper", "interval", "status")) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bedford", "E06000055"),
        ("E06000032", "E06000032"),
        ("England", "E92000001"),
        ("Bedford and Luton", "bedford-and-luton"),
    ],
)
def test_an_area_is_a_name_a_code_or_the_region_itself(text: str, code: str) -> None:
    [one] = read(f"place,value\n{text},5\n", f'place = {{ role = "area" }}\n{VALUE}')
    assert one["area"] == code


def test_a_table_without_a_column_of_areas_is_the_regions_or_of_the_area_it_names() -> None:
    assert read("value\n5\n")[0]["area"] == "bedford-and-luton"
    assert read("value\n5\n", beside='period = "2021"\narea = "E92000001"')[0]["area"] == "E92000001"


def test_a_period_becomes_iso_8601() -> None:
    found = read("year,value\n2019/20,5\n", f'year = {{ role = "period", form = "academic year" }}\n{VALUE}', beside="")
    assert found[0]["period"] == "2019-08-01/P1Y"


def test_a_breakdown_has_its_dimension_its_label_and_none_for_the_total() -> None:
    columns = f"""
    band = {{ role = "breakdown", dimension = "size", labels = {{ m = "Micro" }}, total = "All" }}
    sex = {{ role = "breakdown", total = "All" }}
    {VALUE}
    """
    found = read("band,sex,value\nm,Male,5\nm,All,9\nAll,All,12\n", columns)
    assert [one["breakdown"] for one in found] == [{"size": "Micro", "sex": "Male"}, {"size": "Micro"}, {}]


def test_a_row_may_say_which_measure_it_is_of() -> None:
    columns = 'what = { role = "measure" }\nvalue = { role = "value" }'
    measures = """
    [measures]
    births = { measure = "enterprise-births", unit = "percent" }
    six = { measure = "gatsby-benchmark", unit = "percent", rounded_to = 1, breakdown = { benchmark = "6" } }
    """
    births, six = read("what,value\nbirths,14\nsix,70\n", columns, measures=measures)
    assert (births["measure"], births["breakdown"], births["lower"]) == ("enterprise-births", {}, None)
    assert (six["measure"], six["breakdown"], six["lower"]) == ("gatsby-benchmark", {"benchmark": "6"}, 69.5)


def test_a_row_may_have_its_own_unit_and_status() -> None:
    columns = """
    value = { role = "value", measure = "project-outputs" }
    unit = { role = "unit" }
    checked = { role = "status", values = ["no", "yes"], labels = { no = "p", yes = "" } }
    """
    found = read("value,unit,checked\n5,jobs,no\n6,GBP,yes\n", columns)
    assert [(one["unit"], one["status"]) for one in found] == [("jobs", "p"), ("GBP", "final")]


def test_a_status_that_the_government_does_not_know_is_refused() -> None:
    columns = f"""
    sex = {{ role = "breakdown" }}
    {VALUE}
    checked = {{ role = "status", blank = true, labels = {{ no = "p" }} }}
    """
    found = read("sex,value,checked\nMale,5,no\nFemale,6,\nAll,7,r\n", columns)
    assert [one["status"] for one in found] == ["p", "final", "r"]
    with pytest.raises(InputError, match="row 2, column 'checked': 'maybe' is no status; expected one of final, p, r"):
        read("sex,value,checked\nMale,5,maybe\n", columns)


def test_a_table_of_one_quantity_has_one_row() -> None:
    with pytest.raises(InputError, match="row 3: the row repeats row 2"):
        read("value\n5\n6\n")


def test_a_table_of_words_has_no_observations() -> None:
    assert read("id,due\nE1,\n", 'id = { role = "text" }\ndue = { role = "text", blank = true }') == []


def test_an_observation_says_where_it_stands() -> None:
    content = "value,name\n5,Bedford\n6,Luton\n"
    columns = f'name = {{ role = "area" }}\n{VALUE}'
    [_, one] = read(content, columns)
    assert (one["source"], one["row"], one["column"]) == ("bedford-and-luton/table", 3, "value")
    assert observations(table(columns), content.encode(), PLACE).schema == SCHEMA


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        pytest.param(b"value,name\n5,Bedford\n6,Luton\n", [2, 3], id="as it comes"),
        pytest.param(b"value,name\r\n5,Bedford\r\n6,Luton", [2, 3], id="line ends of Windows"),
        pytest.param(b"\xef\xbb\xbfvalue,name\n5,Bedford\n6,Luton\n", [2, 3], id="a byte-order mark"),
        pytest.param(b"value,name\n5,Bedford\n\n,\n6,Luton\n\n", [2, 5], id="empty rows, which keep their numbers"),
        pytest.param(b'"value","name"\n"5","Bedford"\n6,"Luton"\n', [2, 3], id="cells in quotes"),
    ],
)
def test_rows_have_the_numbers_that_an_editor_shows(content: bytes, rows: list[int]) -> None:
    found = read(content, f'name = {{ role = "area" }}\n{VALUE}')
    assert [(one["row"], one["value"]) for one in found] == list(zip(rows, [5, 6], strict=True))


def test_a_comma_may_stand_in_a_quoted_cell() -> None:
    [one] = read('name,value\n"Bristol, City of",5\n', f'name = {{ role = "area" }}\n{VALUE}')
    assert one["area"] == "E06000023"


def test_several_faults_are_told_at_once() -> None:
    with pytest.raises(InputErrors) as caught:
        read("name,value\nBedfrod,5\nLuton,5a\nEngland,5\n", f'name = {{ role = "area" }}\n{VALUE}')
    assert [(error.row, error.column) for error in caught.value.errors] == [(2, "name"), (3, "value")]
    assert "Bedford (E06000055)" in str(caught.value)


def test_where_parts_make_up_the_whole_each_must_be_there() -> None:
    columns = f"""
    sex = {{ role = "breakdown" }}
    age = {{ role = "breakdown" }}
    {VALUE}
    """
    beside = 'period = "2021"\nexhaustive = ["sex", "age"]'
    read("sex,age,value\nMale,16-24,5\nMale,25+,[c]\nFemale,16-24,5\nFemale,25+,5\n", columns, beside=beside)
    with pytest.raises(InputError, match="Male and 25\\+ is missing for bedford-and-luton in 2021"):
        read("sex,age,value\nMale,16-24,5\nFemale,16-24,5\nFemale,25+,5\n", columns, beside=beside)


@given(st.integers(-(10**10), 10**10), st.sampled_from([0.01, 0.1, 0.5, 1, 5, 10, 1000]))
def test_a_rounded_number_is_read_as_itself_in_the_middle_of_its_bounds(count: int, unit: float) -> None:
    number = round(count * unit, 2)
    one = value(str(number), f"rounded_to = {unit}")
    assert one["value"] == number
    assert (one["lower"], one["upper"]) == (pytest.approx(number - unit / 2), pytest.approx(number + unit / 2))


@pytest.mark.parametrize(
    "text",
    ["12a", "1,234", "85%", "£5", "1e5", "nan", "inf", "1.2.3", "- 5", "5-", ".5", "٣", "9" * 400, "c", "[q]", "~5"],
)
def test_what_is_neither_a_number_nor_a_mark_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not a number") as caught:
        value(text)
    assert (caught.value.row, caught.value.column) == (2, "value")


def tried(content: bytes) -> tuple[list[dict[str, Any]], list[InputError]]:
    """What a file is read as, or the errors it is refused with."""
    try:
        return read(content), []
    except InputErrors as several:
        return [], several.errors
    except InputError as error:
        return [], [error]


odd_numbers = st.from_regex(r"[\[(]?[-+£$]?[\d., e]+%?\]?", fullmatch=True)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"'), max_size=8) | odd_numbers)
def test_whatever_stands_in_a_cell_is_its_number_a_mark_or_refused(text: str) -> None:
    found, errors = tried(f'value\n"{text}"\n'.encode())
    assert len(found) + len(errors) == 1
    for one in found:
        said = text.strip().replace("−", "-")
        assert one["value"] == float(said) if one["value"] is not None else said == f"[{one['status']}]"


@given(st.binary(max_size=60))
def test_whatever_bytes_a_file_holds_it_is_read_or_refused(content: bytes) -> None:
    found, errors = tried(b"value\n" + content)
    assert bool(found) != bool(errors)
    assert all(error.file == Path("table.csv") for error in errors)
