"""Explore Local Statistics: the whole family, as it is now and as it was in every earlier release."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from real.conftest import OPENDATA
from watling.errors import InputErrors
from watling.places.areas import areas
from watling.sources import find_source, recognise
from watling.sources.source import Reading, read

pytestmark = pytest.mark.real

FOLDER = OPENDATA / "ons-local-statistics"
NOW = sorted(FOLDER.glob("*.csv"))
EARLIER = sorted((FOLDER / "earlier-releases").glob("*.csv"))
REFUSED = {
    "4g-coverage__2024-12-18_ed776a.csv",
    "5g-coverage__2024-12-18_836d4c.csv",
    "gigabit-capable-broadband__2024-12-18_382ea4.csv",
    "premises-below-30__2024-12-18_96cd07.csv",
}
"""Releases whose last row has no area; each was put right by the publisher within two days."""

MONTHS = {
    "ons-gigabit-capable-broadband": "2022-09 2023-01 2023-05 2023-09 2024-01 2024-07 2025-01 2025-07 2026-01",
    "ons-network-coverage-4g": "2022-09 2023-01 2023-04 2023-09 2024-01 2024-09 2025-01 2025-07 2026-01",
    "ons-network-coverage-5g": "2023-09 2024-01 2024-09 2025-01 2025-07 2026-01",
    "ons-premises-below-30": "2024-01 2024-07 2025-01 2025-07 2026-01",
}
"""The snapshots there are. What stands as 2023-09 of 5G is 2024-01, in a release put right three days later."""


@cache
def reading(file: Path) -> tuple[str, Reading]:
    """The source a file is of, and what is read from it."""
    content = file.read_bytes()
    (id,) = recognise(file, content)
    return id, read(id, find_source(id), file, content, "ab" * 32)


def observations(id: str) -> pd.DataFrame:
    """The observations of a source's newest file."""
    name = id.removeprefix("ons-")
    return reading(FOLDER / f"{name}.csv")[1].table.to_pandas()


def one(id: str, measure: str, area: str, period: str) -> pd.Series:
    found = observations(id)
    (place,) = found.index[(found["measure"] == measure) & (found["area"] == area) & (found["period"] == period)]
    return found.loc[place]


def test_the_whole_family_is_read() -> None:
    assert len(NOW) == 17
    rows = sum(read_again(file).table.num_rows for file in NOW)
    assert rows > 70_000


def read_again(file: Path) -> Reading:
    content = file.read_bytes()
    (id,) = recognise(file, content)
    return read(id, find_source(id), file, content, "ab" * 32)


@pytest.mark.parametrize("file", [*NOW, *EARLIER], ids=lambda file: file.stem)
def test_each_release_is_read_or_refused_with_the_row_that_is_wrong(file: Path) -> None:
    if file.name in REFUSED:
        with pytest.raises(InputErrors) as caught:
            reading(file)
        assert {(error.row, error.column) for error in caught.value.errors} == {(411, "areacd"), (411, "geography")}
        return
    id, found = reading(file)
    table = found.table.to_pandas()
    assert set(table["area"]) <= set(areas())
    assert table["value"].notna().mean() > 0.5
    usable = table[table["value"].notna() & table["lower"].notna()]
    assert ((usable["lower"] <= usable["value"]) & (usable["value"] <= usable["upper"])).all()
    assert not table[table["status"].isin(["c", "x"])]["value"].notna().any()
    assert (found.periods == ()) == (id not in MONTHS)


def test_snapshots_accumulate_over_the_releases() -> None:
    parts: dict[str, set[str]] = {id: set() for id in MONTHS}
    for file in (*NOW, *EARLIER):
        if file.name not in REFUSED:
            id, found = reading(file)
            if id in parts:
                parts[id].update(found.periods)
    assert {id: " ".join(sorted(months)) for id, months in parts.items()} == MONTHS


PUBLISHED = """
  ons-claimant-count            ons-claimant-rate              E06000042 2025           4.1    rounding 4.05     4.15
  ons-employment-rate           ons-employment-rate            K02000001 2004           72.5   sampling 72.3     72.7
  ons-employment-rate-ni        ons-inactivity-rate            N09000003 2023           30.5   sampling 27.6     33.3
  ons-business-demography       ons-active-enterprises         E12000008 2024           431000 rounding 430995   431005
  ons-apprenticeships           ons-apprenticeship-starts-rate E92000001 2024-08-01/P1Y 959    rounding 958.5    959.5
  ons-gross-median-weekly-pay   ons-median-weekly-pay          K02000001 2025-04        642.5  sampling 641.24   643.76
  ons-network-coverage-4g       ons-4g-coverage                E06000042 2026-01        100    rounding 99.995   100
  ons-gigabit-capable-broadband ons-gigabit-availability       E06000042 2026-01        96.4   rounding 96.35    96.45
"""


@pytest.mark.parametrize("line", PUBLISHED.strip().splitlines(), ids=lambda line: line.split()[1])
def test_values_are_those_of_the_file(line: str) -> None:
    id, measure, area, period, value, interval, lower, upper = line.split()
    found = one(id, measure, area, period)
    assert [found["value"], found["lower"], found["upper"]] == pytest.approx(
        [float(value), float(lower), float(upper)], abs=0.002
    )
    assert found["interval"] == interval


def test_an_estimate_without_its_interval_has_no_bounds() -> None:
    found = one("ons-modelled-unemployment", "ons-modelled-unemployment-rate", "E06000047", "2023")
    assert (found["value"], found["interval"]) == (3.6, "")
    assert pd.isna(found["lower"])


def test_a_row_is_the_line_a_person_sees() -> None:
    lines = (FOLDER / "claimant-count.csv").read_text("utf-8-sig").splitlines()
    for found in observations("ons-claimant-count").sample(50, random_state=1).itertuples():
        assert lines[found.row - 1].startswith(found.area)
        assert f",{found.published}," in lines[found.row - 1]


def test_what_is_suppressed_or_unreliable_has_no_value() -> None:
    suppressed = observations("ons-apprenticeships").query("status == 'c'")
    assert (len(suppressed), set(suppressed["area"])) == (10, {"E06000053"})
    without = observations("ons-qualifications-none-gb")
    assert without["status"].value_counts().to_dict() == {"final": 454, "u": 258, "x": 90}


def test_both_datasets_give_northern_ireland_the_same_rates() -> None:
    """So its districts may stand beside Great Britain's authorities."""
    rows = pd.read_csv(FOLDER / "employment-rate-ni.csv", index_col=False).query("areacd == 'N92000002'")
    for text, measure in (("Employment rate", "ons-employment-rate"), ("Economically", "ons-inactivity-rate")):
        (value,) = rows[rows["indicator"].str.startswith(text)]["observation"]
        assert one("ons-employment-rate", measure, "N92000002", "2023")["value"] == value


@pytest.mark.parametrize("measure", ["ons-enterprise-birth-rate", "ons-enterprise-death-rate"])
@pytest.mark.parametrize(("parts", "whole"), [("E12.*", "E92000001"), ("[EWSN]92.*", "K02000001")])
def test_rates_weighted_by_active_enterprises_are_those_of_the_larger_area(
    measure: str, parts: str, whole: str
) -> None:
    """What the indicator does for a region. Each count lies within 5 of the truth."""
    found = observations("ons-business-demography").pivot(index=["area", "period"], columns="measure", values="value")
    found = found.reset_index("area")
    active, large = found["ons-active-enterprises"], found[found["area"] == whole]
    part = found["area"].str.fullmatch(parts)
    total = active[part].groupby("period").sum()
    made = (found[measure] * active)[part].groupby("period").sum() / total
    assert len(made) == 6
    assert (total - large["ons-active-enterprises"]).abs().max() <= 25
    assert (made - large[measure]).abs().max() < 0.005


def test_the_day_of_publication_is_the_file_s_own() -> None:
    days = {file.stem: find_source(reading(file)[0]).published(file, b"") for file in NOW}
    assert all(days.values())
    assert days["gigabit-capable-broadband"] == "2026-05-19"
    assert days["qualifications-none-gb"] == "2025-10-29", "not 2024-04-16, when the survey was published"
