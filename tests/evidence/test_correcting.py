"""A pack's corrections: made as long as the publisher's error stands, and an error once it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from given import observations, region
from watling.errors import InputError
from watling.evidence.correcting import corrected
from watling.packs.corrections import read_corrections
from watling.packs.pack import Pack

PLACE = region("Bedford", "Luton")
TEXT = """
measure = "gigabit"
period = "2025-01"
reason = "The values of July stand under January."
evidence = "The release after it gives the same values under July."

[[values]]
area = "{area}"
expect = {expect}
{right}
"""


def pack(folder: Path, right: str = "correct = 83.0", expect: float = 85.0, area: str = "Bedford") -> Pack:
    (folder / "corrections").mkdir(parents=True)
    text = TEXT.format(right=right, expect=expect, area=area)
    (folder / "corrections" / "gigabit.toml").write_text(text, "utf-8")
    return Pack(folder)


def rows() -> list[dict[str, object]]:
    return [
        {"area": "Bedford", "period": "2025-01", "value": 85.0},
        {"area": "Bedford", "period": "2025-07", "value": 85.0},
        {"area": "Luton", "period": "2025-01", "value": 90.0},
    ]


def given() -> object:
    return observations(PLACE, rows(), measure="gigabit", unit="percent")


def said(folder: Path, **how: object) -> dict[tuple[str, str], tuple[float | None, str, str]]:
    made = corrected(given(), read_corrections(pack(folder, **how))).to_pandas()  # type: ignore[arg-type]
    return {
        (row.area, row.period): (None if row.value != row.value else row.value, row.status, row.note)
        for row in made.itertuples()
    }


def test_the_value_is_put_right_and_says_so(tmp_path: Path) -> None:
    found = said(tmp_path)
    note = "corrected from 85.0: The values of July stand under January"
    assert found[("E06000055", "2025-01")] == (83.0, "r", note)
    assert found[("E06000055", "2025-07")] == (85.0, "final", "")
    assert found[("E06000032", "2025-01")] == (90.0, "final", "")
    assert len(found) == 3


def test_a_value_can_be_withheld(tmp_path: Path) -> None:
    assert said(tmp_path, right='status = "x"')[("E06000055", "2025-01")][:2] == (None, "x")


def test_a_correction_fails_once_the_publisher_has_mended_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gigabit\.toml.*now says 85\.0 of E06000055.*expected 84"):
        said(tmp_path, expect=84.0)


def test_a_correction_of_what_is_not_here_is_passed_over(tmp_path: Path) -> None:
    assert len(said(tmp_path, area="Milton Keynes")) == 3


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"right": ""}, "say what is right with 'correct'"),
        ({"area": "Nowhere"}, "no area 'Nowhere'"),
        ({"right": "corect = 2"}, "extra inputs are not permitted"),
    ],
)
def test_a_correction_that_cannot_be_read_is_an_error(tmp_path: Path, how: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        said(tmp_path, **how)


def test_a_pack_without_corrections_changes_nothing(tmp_path: Path) -> None:
    table = given()
    assert corrected(table, read_corrections(Pack(tmp_path))) is table  # type: ignore[arg-type]
