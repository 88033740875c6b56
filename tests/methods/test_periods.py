from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.periods import EXAMPLES, FORMS, form_of, label, last_day, to_iso

READ = [
    # written, form, ISO 8601, last day, in words
    ("2020-11", "month", "2020-11", date(2020, 11, 30), "November 2020"),
    ("2020-12", "month", "2020-12", date(2020, 12, 31), "December 2020"),
    ("2020-02", "month", "2020-02", date(2020, 2, 29), "February 2020"),
    ("2019", "year", "2019", date(2019, 12, 31), "2019"),
    ("2019/20", "academic year", "2019-08-01/P1Y", date(2020, 7, 31), "academic year 2019/20"),
    ("1999/00", "academic year", "1999-08-01/P1Y", date(2000, 7, 31), "academic year 1999/00"),
    ("2020-01/2020-12", "interval", "2020-01/2020-12", date(2020, 12, 31), "January 2020 to December 2020"),
    ("2020-07/2021-06", "interval", "2020-07/2021-06", date(2021, 6, 30), "July 2020 to June 2021"),
    ("2020-12-01/P1Y", "year from", "2020-12-01/P1Y", date(2021, 11, 30), "year to 30 November 2021"),
    ("2019-04-01/P1Y", "year from", "2019-04-01/P1Y", date(2020, 3, 31), "year to 31 March 2020"),
    ("2022-01-31", "date", "2022-01-31", date(2022, 1, 31), "31 January 2022"),
]


@pytest.mark.parametrize(("written", "form", "iso", "last", "words"), READ, ids=[row[0] for row in READ])
def test_a_period_is_read_ordered_and_worded(written: str, form: str, iso: str, last: date, words: str) -> None:
    assert form_of(written) == form
    assert to_iso(written) == iso
    assert last_day(iso) == last
    assert label(iso) == words


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "is not a period"),
        ("November 2020", "is not a period"),
        ("2020-13", "is not a period"),
        ("2020-00", "is not a period"),
        ("20", "is not a period"),
        ("2020-11 ", "is not a period"),
        ("2019/2020", "is not a period"),
        ("2020-12-01/P2Y", "is not a period"),
        ("2019/21", "2019/20 would be"),
        ("1999/99", "1999/00 would be"),
        ("2021-01/2020-12", "ends before it starts"),
        ("2021-02-29", "day"),
        ("2021-02-30/P1Y", "day"),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        to_iso(written)


@pytest.mark.parametrize("iso", ["2019/20", "nonsense"])
def test_only_iso_periods_have_a_last_day(iso: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        last_day(iso)


def test_every_form_has_an_example_of_its_own_form() -> None:
    assert {form: form_of(example) for form, example in EXAMPLES.items()} == {form: form for form in FORMS}


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_month_ends_the_day_before_the_next_begins(day: date) -> None:
    last = last_day(f"{day:%Y-%m}")
    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1


@given(st.integers(min_value=1900, max_value=2100))
def test_an_academic_year_survives_the_round_trip(year: int) -> None:
    written = f"{year}/{(year + 1) % 100:02d}"
    assert label(to_iso(written)) == f"academic year {written}"


@given(st.sampled_from([row[0] for row in READ]))
def test_reading_what_was_read_changes_nothing(written: str) -> None:
    assert to_iso(to_iso(written)) == to_iso(written)
