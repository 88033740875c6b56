"""Postcodes: written in many ways, found without a file, and in Code-Point Open where it is kept."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from watling.places.areas import areas
from watling.places.postcodes import NotAPostcode, _of_letter, authorities_of, authority_of, plain_postcode


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("MK9 1EA", "MK9 1EA"),
        ("mk91ea", "MK9 1EA"),
        (" mk9  1ea ", "MK9 1EA"),
        ("MK9\t1EA", "MK9 1EA"),
        ("b1 1bb", "B1 1BB"),
        ("EC1A1BB", "EC1A 1BB"),
        ("W1A 0AX", "W1A 0AX"),
    ],
)
def test_plain_postcode(text: str, written: str) -> None:
    assert plain_postcode(text) == written


@pytest.mark.parametrize("text", ["", "MK9", "MK9 1E", "Luton", "12345", "MK9 1EAA", "M!9 1EA"])
def test_what_is_no_postcode(text: str) -> None:
    with pytest.raises(NotAPostcode, match="is not a postcode"):
        plain_postcode(text)


@pytest.mark.parametrize(
    ("postcode", "authority"),
    [("MK9 1EA", "E06000042"), ("nn1 1de", "E06000062"), ("LU1 2SE", "E06000032"), ("BT1 5GS", "N09000003")],
)
def test_authority_without_a_file(postcode: str, authority: str) -> None:
    assert authority_of(postcode).code == authority


def test_a_postcode_that_no_list_has() -> None:
    with pytest.raises(NotAPostcode, match="MK99 9ZZ is in no list of postcodes"):
        authority_of("MK99 9ZZ")


def test_every_authority_of_the_package_is_an_area() -> None:
    for letter in "LMN":
        assert set(_of_letter(letter).cat.categories) <= set(areas())


def test_many_at_once_in_their_order() -> None:
    found = authorities_of(["LU1 2SE", "nowhere", "", "mk91ea", "LU1 2SE"])
    assert list(found) == ["E06000032", "", "", "E06000042", "E06000032"]


def test_code_point_open_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "mk.parquet"
    pq.write_table(pa.table({"postcode": ["MK9 1EA", "MK99 9ZZ"], "authority": ["E06000055", "E06000056"]}), file)
    assert authority_of("MK9 1EA", [file]).code == "E06000055"
    assert authority_of("MK99 9ZZ", [file]).code == "E06000056"
    assert authority_of("LU1 2SE", [file]).code == "E06000032"
