"""Tables to take away: what a program reads back from the CSV and its description."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW
from hypothesis import given
from hypothesis import strategies as st

from watling.publishing.document import Cell, Column, Span, Table, cell, spans
from watling.publishing.tables import write_table

ABOUT = {
    "publisher": "South East Midlands Local Enterprise Partnership",
    "licence": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "source": ["Local Skills Report, January 2022, table 4", "https://www.nomisweb.co.uk/"],
    "notes": "Counts are rounded to 5.",
}


def claimants() -> Table:
    return Table(
        "claimants-by-area",
        "Claimants by area",
        (Column("Area"), Column("November 2021", numeric=True), Column("Change, %", numeric=True), Column("Status")),
        (
            (cell("Bedford"), cell("3,215", raw="3215"), cell("−23.8%", raw="-23.8"), cell("final")),
            (
                cell("Central Bedfordshire"),
                cell("not available", raw=""),
                cell("+4.0%", raw="4.0"),
                cell('"r", revised'),
            ),
            (cell("Ynys Môn"), cell(Span("15", figure="claimants:x")), cell("not available", raw=""), cell("a\nb")),
        ),
        note=spans("The count of November is ", Span("provisional", strong=True), "."),
    )


def written(table: Table, folder: Path) -> tuple[list[list[str]], dict[str, Any]]:
    write_table(table, folder, ABOUT)
    with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return rows, json.loads((folder / f"{table.name}.csv-metadata.json").read_text(encoding="utf-8"))


def test_the_file_as_bytes(tmp_path: Path) -> None:
    write_table(claimants(), tmp_path, ABOUT)
    assert (tmp_path / "claimants-by-area.csv").read_bytes() == (
        'Area,November 2021,"Change, %",Status\r\n'
        "Bedford,3215,-23.8,final\r\n"
        'Central Bedfordshire,,4.0,"""r"", revised"\r\n'
        'Ynys Môn,15,,"a\nb"\r\n'
    ).encode()


def test_the_description(tmp_path: Path) -> None:
    _, description = written(claimants(), tmp_path)
    assert description["url"] == "claimants-by-area.csv"
    assert description["dc:title"] == "Claimants by area"
    assert description["dc:publisher"] == [ABOUT["publisher"]]
    assert description["dc:license"] == [{"@id": ABOUT["licence"]}]
    assert description["dc:source"] == [ABOUT["source"][0], {"@id": ABOUT["source"][1]}]
    assert [note["body"] for note in description["notes"]] == [
        "Counts are rounded to 5.",
        "The count of November is provisional.",
    ]
    assert description["tableSchema"] == {
        "columns": [
            {"name": "area", "titles": "Area", "datatype": "string", "required": True},
            {"name": "november_2021", "titles": "November 2021", "datatype": "integer"},
            {"name": "change", "titles": "Change, %", "datatype": "decimal"},
            {"name": "status", "titles": "Status", "datatype": "string"},
        ],
        "primaryKey": "area",
    }


def test_a_csvw_reader_finds_it_valid_and_reads_numbers(tmp_path: Path) -> None:
    write_table(claimants(), tmp_path, ABOUT)
    read = CSVW(str(tmp_path / "claimants-by-area.csv"), md_url=str(tmp_path / "claimants-by-area.csv-metadata.json"))
    assert read.is_valid
    rows = list(read.tables[0].iterdicts())
    assert [row["november_2021"] for row in rows] == [3215, None, 15]
    assert float(rows[0]["change"]) == -23.8


def test_the_csvw_reader_would_have_seen_a_fault(tmp_path: Path) -> None:
    write_table(claimants(), tmp_path, ABOUT)
    file = tmp_path / "claimants-by-area.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("3215", "many"), encoding="utf-8")
    assert not CSVW(str(file), md_url=str(tmp_path / "claimants-by-area.csv-metadata.json")).is_valid


def test_no_key_where_the_first_column_repeats_or_has_a_gap(tmp_path: Path) -> None:
    for second in ("Bedford", ""):
        rows = tuple((cell(name), cell("1")) for name in ("Bedford", second))
        _, description = written(Table("t", "T", (Column("Area"), Column("Count")), rows), tmp_path)
        assert "primaryKey" not in description["tableSchema"]


def test_a_table_without_rows(tmp_path: Path) -> None:
    rows, description = written(Table("empty", "Nothing yet", (Column("Area"), Column("Count")), ()), tmp_path)
    assert rows == [["Area", "Count"]]
    assert [column["datatype"] for column in description["tableSchema"]["columns"]] == ["string", "string"]
    assert "primaryKey" not in description["tableSchema"]


def test_what_is_not_said_is_left_out(tmp_path: Path) -> None:
    write_table(Table("t", "T", (Column("Area"),), ((cell("Luton"),),)), tmp_path, {})
    description = json.loads((tmp_path / "t.csv-metadata.json").read_text(encoding="utf-8"))
    assert set(description) == {"@context", "url", "dc:title", "tableSchema"}


def test_a_row_of_another_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        write_table(Table("t", "T", (Column("A"), Column("B")), ((cell("1"),),)), tmp_path, {})


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two" / "deeper"):
        write_table(claimants(), folder, ABOUT)
    for name in ("claimants-by-area.csv", "claimants-by-area.csv-metadata.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / "deeper" / name).read_bytes()


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")), min_size=2, max_size=2)
    )
)
def test_every_cell_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("tables")
    table = Table(
        "t", "T", (Column("A"), Column("B")), tuple(tuple(Cell((Span(text),)) for text in row) for row in texts)
    )
    rows, _ = written(table, folder)
    assert rows[1:] == texts
