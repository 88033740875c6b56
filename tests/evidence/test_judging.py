"""Releases that wait for a person, decisions, and what publishers have revised."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import watling.sources
from watling.errors import WatlingError
from watling.evidence import official, revisions
from watling.evidence.adding import add
from watling.evidence.judging import decide, judge
from watling.evidence.kept import Shelf
from watling.evidence.official import gather_official
from watling.evidence.revisions import all_revisions
from watling.evidence.workspace import Workspace
from watling.packs.contract import Measure
from watling.places.areas import areas
from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.source import Source, named, number, observed

CODES = [code for code in areas() if code.startswith("E0600")][:40]


def observe(rows: pd.DataFrame) -> pd.DataFrame:
    return observed(
        rows, measure="gigabit-lines", area=rows["code"], period=rows["period"], column="value",
        published=rows["value"], value=number(rows["value"]),
    )  # fmt: skip


LINES = Source(
    title="Gigabit lines",
    publisher="Nobody",
    address="https://example.org",
    cadence="twice a year",
    contract=Contract(
        columns={"code": Column(), "period": Column(), "value": Column()},
        rows=(1, 1000),
        measures=(Measure(measure="gigabit-lines", unit="percent", minimum=0, maximum=100),),
        periods=("month",),
    ),
    recognises=named(r"lines.*\.csv"),
    rows=csv_rows,
    observe=observe,
    by_period=True,
)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace in which the only source is LINES."""
    for module in (watling.sources, official, revisions):
        monkeypatch.setattr(module, "all_sources", lambda: {"lines": LINES})
    return Workspace(tmp_path / "workspace")


def release(workspace: Workspace, day: str, period: str, base: float) -> None:
    """Add a release of one period, whose values differ from area to area."""
    rows = "".join(f"{code},{period},{base + 0.7 * place:.1f}\n" for place, code in enumerate(CODES))
    add(Path(f"lines__{day}.csv"), workspace, content=f"code,period,value\n{rows}".encode())


def states(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.published, one.state) for one in Shelf(workspace.evidence).releases("lines")]


def values(workspace: Workspace, as_at: str | None = None) -> dict[str, float]:
    """What stands for the first area, by period."""
    files = gather_official(workspace, as_at).files
    frame = pd.concat([pd.read_parquet(file) for file in files]) if files else pd.DataFrame()
    return {row["period"]: row["value"] for row in frame.to_dict("records") if row["area"] == CODES[0]}


def three(workspace: Workspace, *order: int) -> None:
    """Three releases, the last of which has the values of July under January, in some order."""
    known = [("2025-06-03", "2025-01", 50.0), ("2025-11-27", "2025-07", 52.0), ("2026-01-12", "2025-01", 52.0)]
    for place in order:
        release(workspace, *known[place])
    judge("lines", workspace)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_release_that_raises_questions_waits_in_whatever_order_they_come(
    workspace: Workspace, order: tuple[int, ...]
) -> None:
    three(workspace, *order)
    assert [state for _, state in states(workspace)] == ["accepted", "accepted", "waiting"]
    (_, _, waits) = Shelf(workspace.evidence).releases("lines")
    assert "40 of 40 values under January 2025 are those published before for July 2025" in waits.questions[0]
    assert values(workspace) == {"2025-01": 50.0, "2025-07": 52.0}
    assert "lines__2026-01-12.csv, published 2026-01-12, waits" in gather_official(workspace).stale["lines"]


def test_what_a_person_accepts_stands_and_what_is_held_does_not(workspace: Workspace) -> None:
    three(workspace, 0, 1, 2)
    newest = Shelf(workspace.evidence).releases("lines")[-1]
    decide(newest.name, "accepted", "Ofcom says so", workspace)
    assert values(workspace) == {"2025-01": 52.0, "2025-07": 52.0}
    assert gather_official(workspace).stale == {}
    decide(newest.sha256[:8], "held", "It was a mistake", workspace)
    judge("lines", workspace)
    assert values(workspace) == {"2025-01": 50.0, "2025-07": 52.0}
    assert "is held back: It was a mistake" in gather_official(workspace).stale["lines"]


def test_a_decision_needs_a_reason_and_a_release(workspace: Workspace) -> None:
    three(workspace, 0, 1, 2)
    with pytest.raises(WatlingError, match="needs a reason"):
        decide("lines", "held", " ", workspace)
    with pytest.raises(WatlingError, match="no release is called 'nothing'"):
        decide("nothing", "held", "why", workspace)


def test_as_at_a_day_what_was_published_later_is_not_known(workspace: Workspace) -> None:
    three(workspace, 0, 1, 2)
    assert values(workspace, "2025-06-30") == {"2025-01": 50.0}
    assert values(workspace, "2025-01-01") == {}


def test_revisions_show_the_first_value_and_the_newest(workspace: Workspace) -> None:
    three(workspace, 0, 1, 2)
    assert all_revisions(workspace, CODES).empty
    decide("lines", "accepted", "Ofcom says so", workspace)
    found = all_revisions(workspace, CODES[:1])
    assert found.to_dict("records") == [
        {
            "measure": "gigabit-lines", "area": CODES[0], "period": "2025-01", "breakdown": "{}",
            "first": 50.0, "first_published": "2025-06-03", "now": 52.0, "now_published": "2026-01-12", "times": 2,
        }
    ]  # fmt: skip
    assert all_revisions(workspace, CODES, as_at="2025-12-31").empty
