"""Publishers' errors that Watling must find by itself, in the releases as they were published."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from real.conftest import OPENDATA
from watling.evidence.adding import add
from watling.evidence.judging import judge
from watling.evidence.kept import Kept, Shelf
from watling.evidence.official import gather_official
from watling.evidence.workspace import Workspace

pytestmark = pytest.mark.real

FAMILY = OPENDATA / "ons-local-statistics"
MILTON_KEYNES = "E06000042"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Every release of the coverage datasets, added out of order and judged."""
    place = Workspace(tmp_path_factory.mktemp("releases"))
    files = [
        *sorted((FAMILY / "earlier-releases").glob("*.csv"), reverse=True),
        FAMILY / "gigabit-capable-broadband.csv",
    ]
    for file in files:
        coverage = any(name in file.name for name in ("coverage", "gigabit", "below-30"))
        if coverage and "__2024-12-18_" not in file.name:  # those end in a row without an area, and are refused
            add(file, place)
    for source in Shelf(place.evidence).sources():
        judge(source, place)
    return place


def waiting(workspace: Workspace) -> list[Kept]:
    return [release for release in Shelf(workspace.evidence).all() if release.state == "waiting"]


def test_the_values_of_july_2025_under_january_are_found_in_every_series(workspace: Workspace) -> None:
    found = {release.source: release.questions for release in waiting(workspace) if "2026-01-12" in release.file}
    assert sorted(found) == [
        "ons-gigabit-capable-broadband",
        "ons-network-coverage-4g",
        "ons-network-coverage-5g",
        "ons-premises-below-30",
    ]
    for questions in found.values():
        assert "414 of 414 values under January 2025 are those published before for July 2025" in questions[0]


def test_the_only_other_release_that_waits_moves_5g_from_january_2024_to_september_2023(workspace: Workspace) -> None:
    others = [release for release in waiting(workspace) if "2026-01-12" not in release.file]
    assert [release.file for release in others] == ["5g-coverage__2024-09-20_fb225b.csv"]
    assert (
        "393 of 393 values under September 2023 are those published before for January 2024" in others[0].questions[0]
    )


def test_milton_keynes_keeps_the_value_it_had(workspace: Workspace) -> None:
    files = [file for file in gather_official(workspace).files if "gigabit" in file.name]
    values = pd.concat([pd.read_parquet(file) for file in files])
    found = values[values["area"] == MILTON_KEYNES].set_index("period")["value"]
    assert found["2025-01"] == 94.0
    assert found["2025-07"] == 95.7


def test_the_source_is_stale_only_where_nothing_newer_stands(workspace: Workspace) -> None:
    assert "ons-gigabit-capable-broadband" not in gather_official(workspace).stale
    known_then = gather_official(workspace, as_at="2026-01-13").stale
    assert "waits for a person's decision" in known_then["ons-gigabit-capable-broadband"]


def test_as_at_a_day_the_series_is_what_was_known(workspace: Workspace) -> None:
    files = [file for file in gather_official(workspace, as_at="2025-06-30").files if "gigabit" in file.name]
    values = pd.concat([pd.read_parquet(file) for file in files])
    periods = sorted(values.loc[values["area"] == MILTON_KEYNES, "period"])
    assert (periods[0], periods[-1]) == ("2022-09", "2025-01")


def test_nothing_is_lost(workspace: Workspace) -> None:
    kept = {release.file for release in Shelf(workspace.evidence).all()}
    assert {Path(file).name for file in kept} >= {"gigabit-capable-broadband__2026-01-12_1d33e9.csv"}
