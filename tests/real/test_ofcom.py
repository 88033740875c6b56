"""Ofcom's own files: 29 authorities of July 2025, and the United Kingdom and England."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from real.conftest import OPENDATA
from watling.errors import InputError, InputErrors
from watling.figures.composer import Composer
from watling.figures.definition import Ratio, measures
from watling.indicators import all_indicators
from watling.places.regions import Region
from watling.sources import find_source, ofcom_fixed_coverage, recognise
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.ofcom import HALF
from watling.sources.source import Reading, number, read

pytestmark = pytest.mark.real

FOLDER = OPENDATA / "ofcom"
FIXED = FOLDER / "202507_fixed_laua_coverage_r01.csv"
TAKE_UP = FOLDER / "202507_full_fibre_take-up_laua_r01.csv"
NATIONS = FOLDER / "202507_fixed_coverage_uk_and_nations_r01.csv"
SOUTH_EAST_MIDLANDS = ["E06000032", "E06000042", "E06000055", "E06000056", "E06000061", "E06000062"]


@cache
def reading(file: Path) -> Reading:
    content = file.read_bytes()
    (id,) = recognise(file, content)
    return read(id, find_source(id), file, content, "ab" * 32, partial=True)


def wide(file: Path) -> pd.DataFrame:
    """A file's observations, a row for each area and a column for each measure."""
    return reading(file).table.to_pandas().pivot(index="area", columns="measure", values="value")


@cache
def rows() -> pd.DataFrame:
    """The lines of fixed coverage as they stand in the file."""
    return csv_rows(FIXED.read_bytes(), FIXED).set_index("laua")


@pytest.mark.parametrize(
    ("file", "areas", "measures"),
    [(FIXED, 29, 10), (TAKE_UP, 29, 2), (NATIONS, 2, 6)],
    ids=lambda at: getattr(at, "name", at),
)
def test_every_value_is_read(file: Path, areas: int, measures: int) -> None:
    found = reading(file).table.to_pandas()
    assert (found["area"].nunique(), found["measure"].nunique()) == (areas, measures)
    assert len(found) == areas * measures
    assert found["value"].notna().all()
    assert set(found["period"]) == {"2025-07"}


@pytest.mark.parametrize("file", [FIXED, TAKE_UP, NATIONS], ids=lambda file: file.name)
def test_an_excerpt_is_refused_unless_said_to_be_partial(file: Path) -> None:
    content = file.read_bytes()
    (id,) = recognise(file, content)
    with pytest.raises((InputError, InputErrors), match="--partial"):
        read(id, find_source(id), file, content, "ab" * 32)


@pytest.mark.parametrize(("share", "count"), ofcom_fixed_coverage.SHARES.items())
def test_every_percentage_follows_from_its_count_over_all_premises(share: str, count: str) -> None:
    """Over matched premises it would not: Oxford's 779 below 30 Mbit/s would be 1.2%, and 1.1% is published."""
    made = 100 * number(rows()[count]) / number(rows()["All Premises"])
    assert (made - number(rows()[share])).abs().max() <= HALF + 1e-9


def test_counts_are_those_of_the_file() -> None:
    found = wide(FIXED)
    for heading, measure in ofcom_fixed_coverage.MEASURES.items():
        assert found[measure].equals(number(rows()[heading]).loc[found.index].rename(measure))


def test_what_matches_is_either_superfast_or_below_30() -> None:
    found = wide(FIXED)
    assert (found["ofcom-superfast-premises"] + found["ofcom-below-30-premises"]).equals(
        found["ofcom-matched-premises"]
    )


def test_take_up_of_all_premises_is_take_up_where_there_is_full_fibre_times_coverage() -> None:
    coverage = wide(FIXED)["ofcom-full-fibre-premises"] / wide(FIXED)["ofcom-premises"]
    take_up = wide(TAKE_UP)
    made = take_up["ofcom-full-fibre-take-up"] * coverage
    within = 0.5 * coverage + 0.5  # each percentage is whole
    assert ((made - take_up["ofcom-full-fibre-take-up-of-premises"]).abs() <= within).all()


def test_england_has_no_fewer_than_its_authorities_in_the_excerpt() -> None:
    """The only comparison with the nation that an excerpt allows."""
    authorities = wide(FIXED)
    england = wide(NATIONS).loc["E92000001"]
    assert (authorities[authorities.index.str.startswith("E")].sum()[england.index] <= england).all()


def test_south_east_midlands_is_composed_from_its_counts() -> None:
    """91.8% gigabit by hand, and every coverage indicator as plain pandas makes it; England is beside where it is."""
    premises = 88800 + 132639 + 84764 + 141548 + 171407 + 194715
    gigabit = 86996 + 126904 + 71069 + 117051 + 162405 + 183075
    sums = wide(FIXED).loc[SOUTH_EAST_MIDLANDS].sum()
    place = Region.make("sem", "South East Midlands", SOUTH_EAST_MIDLANDS, date(2025, 7, 1), ["England"])
    both = pa.concat_tables([reading(FIXED).table, reading(NATIONS).table])
    composer = Composer(ibis.memtable(both), place)
    shown = {}
    for id, indicator in all_indicators().items():
        if isinstance(indicator.composition, Ratio) and "ofcom-premises" in measures(indicator.composition):
            frame = composer.frame(indicator.composition).set_index("area")["value"]
            count, base = measures(indicator.composition)
            assert frame[place.code] == pytest.approx(100 * sums[count] / sums[base])
            shown[id] = (round(float(frame[place.code]), 1), "E92000001" in frame.index)
    assert (sums["ofcom-premises"], sums["ofcom-gigabit-premises"]) == (premises, gigabit)
    assert shown == {
        "below-10-mbits": (0.4, False),
        "below-30-mbits": (1.2, False),
        "below-universal-service": (0.1, False),
        "full-fibre-coverage": (85.2, True),
        "gigabit-coverage": (91.8, True),
        "superfast-coverage": (98.6, True),
        "ultrafast-coverage": (92.2, True),
    }
