"""Back test: enterprises composed from authorities against ONS's own rows of regions and countries."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from real.conftest import OPENDATA
from watling.places.ready import members_on
from watling.sources import find_source
from watling.sources.source import read

pytestmark = pytest.mark.real

FILE = OPENDATA / "ons-local-statistics" / "business-demography.csv"
ROUNDED_BY = 5
"""Counts are rounded to a multiple of 5, up or down, so that each may be off by nearly so much."""

VINTAGES = [date(year, 6, 1) for year in (2024, 2022, 2020)]


@pytest.fixture(scope="module")
def enterprises() -> pd.Series:
    """Active enterprises by area and year."""
    source = find_source("ons-business-demography")
    found = read("ons-business-demography", source, FILE, FILE.read_bytes(), "ab" * 32).table.to_pandas()
    return found[found["measure"] == "ons-active-enterprises"].set_index(["area", "period"])["value"]


@pytest.mark.parametrize("area", [*(f"E1200000{number}" for number in range(1, 10)), "E92000001", "W92000004"])
def test_the_sum_of_the_authorities_is_the_published_row(enterprises: pd.Series, area: str) -> None:
    compared = 0
    for year in sorted(enterprises[area].index):
        for vintage in VINTAGES:  # that of a year is not always the year's own
            parts = [one.code for one in members_on(area, vintage)]
            of_parts = enterprises.reindex([(part, year) for part in parts])
            if of_parts.notna().all():
                break
        else:
            continue
        compared += 1
        difference = of_parts.sum() - enterprises[area, year]
        assert abs(difference) <= ROUNDED_BY * (len(parts) + 1), f"{area} in {year}: {difference:+g}"
    assert compared >= 5
