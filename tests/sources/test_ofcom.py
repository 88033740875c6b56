"""Ofcom's files: what is read, and that each fault is refused where it stands."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.errors import InputError, InputErrors
from watling.sources import find_source, ofcom_fixed_coverage, recognise
from watling.sources.readers import ofcom
from watling.sources.source import read

FIXED = "202507_fixed_laua_coverage_r01.csv"
NATIONS = "202507_fixed_coverage_uk_and_nations_r01.csv"
TAKE_UP = "202507_full_fibre_take-up_laua_r01.csv"
MOBILE = "202507_mobile_coverage_laua_r01.csv"

COUNTS = {
    ofcom_fixed_coverage.ALL: 1000,
    ofcom_fixed_coverage.MATCHED: 990,
    ofcom_fixed_coverage.SUPERFAST: 970,
    ofcom_fixed_coverage.ULTRAFAST_100: 900,
    ofcom_fixed_coverage.ULTRAFAST: 880,
    ofcom_fixed_coverage.GIGABIT: 850,
    ofcom_fixed_coverage.FULL_FIBRE: 700,
    ofcom_fixed_coverage.BELOW[30]: 20,
    ofcom_fixed_coverage.BELOW[10]: 12,
    ofcom_fixed_coverage.BELOW[5]: 4,
    ofcom_fixed_coverage.BELOW[2]: 1,
    ofcom_fixed_coverage.BELOW_USO: 5,
} | dict.fromkeys(ofcom_fixed_coverage.OTHERS, 100)


def line(changes: dict[str, object] | None = None) -> dict[str, object]:
    """A line of fixed coverage whose percentages follow from its counts, with some cells changed."""
    shares = {share: 100 * COUNTS[count] / 1000 for share, count in ofcom_fixed_coverage.SHARES.items()}
    return {"laua": "E06000055", "laua_name": "Bedford", **COUNTS, **shares} | (changes or {})


def observations(name: str, lines: list[dict[str, object]]) -> pd.DataFrame:
    content = pd.DataFrame(lines).to_csv(index=False).encode()
    (id,) = recognise(Path(name), content)
    return read(id, find_source(id), Path(name), content, "ab" * 32, partial=True).table.to_pandas()


def faults(name: str, lines: list[dict[str, object]]) -> list[InputError]:
    with pytest.raises((InputError, InputErrors)) as caught:
        observations(name, lines)
    return caught.value.errors if isinstance(caught.value, InputErrors) else [caught.value]


def test_counts_are_read_with_the_month_of_the_name() -> None:
    found = observations(FIXED, [line()])
    assert set(found["period"]) == {"2025-07"}
    assert dict(zip(found["measure"], found["value"], strict=True)) == {
        measure: COUNTS[heading] for heading, measure in ofcom_fixed_coverage.MEASURES.items()
    }
    assert set(found["row"]) == {2}


@pytest.mark.parametrize(
    ("changes", "row", "column", "said"),
    [
        ({ofcom_fixed_coverage.SUPERFAST: 1001}, 3, ofcom_fixed_coverage.SUPERFAST, "'All Premises' is 1000"),
        ({ofcom_fixed_coverage.BELOW[30]: 991}, 3, ofcom_fixed_coverage.BELOW[30], "'All Matched Premises' is 990"),
        ({ofcom_fixed_coverage.MATCHED: 1002}, 3, ofcom_fixed_coverage.MATCHED, "is more than there are"),
        ({ofcom_fixed_coverage.ULTRAFAST: 902}, 3, ofcom_fixed_coverage.ULTRAFAST, "is out of order"),
        ({ofcom_fixed_coverage.FULL_FIBRE: 852}, 3, ofcom_fixed_coverage.FULL_FIBRE, "is out of order"),
        ({ofcom_fixed_coverage.BELOW[5]: 14}, 3, ofcom_fixed_coverage.BELOW[5], "is out of order"),
        ({"Gigabit availability (% premises)": 84.8}, 3, "Gigabit availability (% premises)", "does not follow"),
        ({"% of premises below the USO": 0.6}, 3, "% of premises below the USO", "does not follow"),
        ({ofcom_fixed_coverage.GIGABIT: "n/a"}, 3, ofcom_fixed_coverage.GIGABIT, "is not of its form"),
        ({"laua_name": "Luton"}, 3, "laua_name", "which is Bedford"),
        ({"laua": "E06009999"}, 3, "area", "is no area that Watling knows"),
    ],
)
def test_a_fault_is_refused_where_it_stands(changes: dict[str, object], row: int, column: str, said: str) -> None:
    found = faults(FIXED, [line({"laua": "E06000032", "laua_name": "Luton"}), line(changes)])
    assert (row, column) in [(one.row, one.column) for one in found]
    assert said in "\n".join(map(str, found))


def test_an_order_that_the_percentages_do_not_show_is_accepted() -> None:
    """Coventry, July 2025: 149,341 premises have gigabit and 149,290 of 153,442 have 300 Mbit/s, both 97.3%."""
    share = "Gigabit availability (% premises)"
    assert len(observations(FIXED, [line({ofcom_fixed_coverage.GIGABIT: 881, share: 88.1})]))


def test_a_name_without_a_month_is_refused() -> None:
    content = pd.DataFrame([line()]).to_csv(index=False).encode()
    with pytest.raises(InputError, match="this name has none"):
        read("ofcom-fixed-coverage", find_source("ofcom-fixed-coverage"), Path("cover.csv"), content, "", partial=True)


def test_take_up_is_rounded_and_cannot_be_more_of_all_than_of_those_covered() -> None:
    cells = {"laua": "E06000055", "laua_name": "Bedford"}
    covered, every = "Full-fibre take-up (% of full-fibre coverage)", "Full-fibre take-up (% of all premises)"
    found = observations(TAKE_UP, [cells | {covered: 100, every: ""}])
    assert found[["value", "lower", "upper"]].values.tolist()[0] == [100, 99.5, 100]
    assert found["status"].tolist() == ["final", "x"]
    (error,) = faults(TAKE_UP, [cells | {covered: 30, every: 44}])
    assert (error.row, error.column) == (2, every)


def nation(location: str, speed: str, count: int, base: int, rurality: str = "Total") -> dict[str, object]:
    place = {"Location": location, "Premise type": "All", "Rurality": rurality, "Speed": speed}
    return place | {"% Premises": round(100 * count / base, 1), "Premises": count, "Date": "Jul-25"}


COUNTRIES = [("England", 800), ("Scotland", 100), ("Wales", 60), ("Northern Ireland", 40)]


def test_the_nations_must_be_the_united_kingdom_and_urban_and_rural_the_total() -> None:
    lines = [nation(name, "Premise Base", base, base) for name, base in [("UK", 1000), *COUNTRIES]]
    lines += [
        nation("Wales", "Premise Base", base, base, rurality) for rurality, base in (("Urban", 45), ("Rural", 15))
    ]
    found = observations(NATIONS, lines)
    assert found["area"].tolist() == ["K02000001", "E92000001", "S92000003", "W92000004", "N92000002"]
    assert set(found["measure"]) == {"ofcom-premises"}
    lines[0] = nation("UK", "Premise Base", 1001, 1001)
    lines[6] = nation("Wales", "Premise Base", 16, 16, "Rural")
    assert [(one.row, one.column, one.expected) for one in faults(NATIONS, lines)] == [
        (5, "Premises", "61"),
        (2, "Premises", "1000"),
    ]


def test_the_nations_month_and_shares_are_held_against_name_and_counts() -> None:
    (error,) = faults(NATIONS, [nation("UK", "Premise Base", 10, 10) | {"Date": "Jan-25"}])
    assert (error.column, error.expected) == ("Date", "2025-07")
    base, superfast = nation("UK", "Premise Base", 1000, 1000), nation("UK", ">=30 Mbit/s", 970, 1000)
    (error,) = faults(NATIONS, [base, superfast | {"% Premises": 97.2}])
    assert (error.row, error.column) == (3, "% Premises")


FAMILIES = ("4G_geo_out", "4G_prem_in", "4G_prem_out", "5G_high_confidence_prem_out")


def mobile(*shares: object) -> dict[str, object]:
    cells = {f"{family}_{n}": share for family in FAMILIES for n, share in enumerate(shares)}
    return {"laua": "E06000055", "laua_name": "Bedford", "prem_count": 84764} | cells


def test_mobile_shares_are_read_by_number_of_operators_and_an_empty_one_is_zero_where_the_rest_is_whole() -> None:
    found = observations(MOBILE, [mobile("", 1.25, 2.5, 6.25, 90)])
    land = found[found["measure"] == "ofcom-mobile-4g-geographic"]
    assert [json.loads(text)["operators"] for text in land["breakdown"]] == list("01234")
    assert land["value"].tolist() == [0, 1.25, 2.5, 6.25, 90]
    high = found[found["measure"] == "ofcom-mobile-5g-premises"]
    assert {json.loads(text)["confidence"] for text in high["breakdown"]} == {"High"}


def test_an_empty_share_is_not_zero_where_the_rest_is_not_whole() -> None:
    found = observations(MOBILE, [mobile("", "", 2.5, 6.25, 90)])
    assert found["status"].tolist()[:5] == ["x", "x", "final", "final", "final"]
    assert found["value"].isna().tolist()[:2] == [True, True]


@pytest.mark.parametrize("shares", [(1, 2, 3, 4, 95), (0, 2, 3, 4, 90)])
def test_mobile_shares_must_make_a_whole(shares: tuple[float, ...]) -> None:
    assert {error.row for error in faults(MOBILE, [mobile(*shares)])} == {2}


@given(st.lists(st.integers(0, 10_000), min_size=4, max_size=4))
def test_zero_where_whole_restores_what_was_left_empty(cuts: list[int]) -> None:
    """However a whole is divided, to two decimal places: leaving shares of nothing empty loses nothing."""
    shares = [(after - before) / 100 for before, after in pairwise([0, *sorted(cuts), 10_000])]
    cells = pd.DataFrame([["" if share == 0 else str(share) for share in shares]])
    assert ofcom.zero_where_whole(cells).values.tolist() == [pytest.approx(shares)]


@given(st.integers(1, 9_000), st.integers(0, 4))
def test_what_is_left_open_is_not_filled(known: int, at: int) -> None:
    cells = pd.DataFrame([["" if n != at else str(known / 100) for n in range(5)]])
    assert ofcom.zero_where_whole(cells).isna().to_numpy().sum() == 4
