"""Official statistics as they stand: read, stale, partial, told of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import watling.sources
from evidence.publisher import MASTS, masts
from watling.errors import InputError, WatlingError
from watling.evidence import official
from watling.evidence.adding import add, add_each
from watling.evidence.kept import Kept, Shelf
from watling.evidence.official import described, gather_official, observations_of, read_release, stale_because
from watling.evidence.workspace import Workspace
from watling.sources.source import Source


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, Source]:
    sources = {"masts": MASTS}
    for module in (watling.sources, official):
        monkeypatch.setattr(module, "all_sources", lambda: sources)
    return sources


@pytest.fixture
def workspace(tmp_path: Path, known: dict[str, Source]) -> Workspace:
    assert known
    return Workspace(tmp_path / "workspace")


def values(workspace: Workspace, as_at: str | None = None) -> list[float]:
    """The values of the first authority that stand."""
    frames = [pd.read_parquet(file) for file in gather_official(workspace, as_at).files]
    return [value for frame in frames for value in frame.loc[frame["area"] == "E06000032", "value"]]


def test_nothing_is_gathered_where_nothing_was_added(workspace: Workspace) -> None:
    assert gather_official(workspace) == official.Official()


def test_the_newest_stands_and_as_at_a_day_what_was_published_by_then(workspace: Workspace) -> None:
    add(Path("masts__2025-06-01.csv"), workspace, content=masts(50))
    add(Path("masts__2024-06-01.csv"), workspace, content=masts(40))
    assert values(workspace) == [50]
    assert values(workspace, "2025-05-31") == [40]
    assert values(workspace, "2024-05-31") == []


def test_each_release_is_read_once(workspace: Workspace, known: dict[str, Source]) -> None:
    add(Path("masts.csv"), workspace, content=masts())
    first = gather_official(workspace)
    known["masts"] = replace(MASTS, rows=lambda *_: pytest.fail("the file is read again"))
    assert gather_official(workspace) == first


def test_a_release_that_no_longer_meets_its_contract_gives_way(workspace: Workspace, known: dict[str, Source]) -> None:
    add(Path("masts__2024-06-01.csv"), workspace, content=masts(40))
    add(Path("masts__2025-06-01.csv"), workspace, content=masts(50))
    for file in workspace.observations.iterdir():
        file.unlink()  # as after a new version of Watling
    contract = replace(MASTS.contract, columns=MASTS.contract.columns | {"masts": replace(
        MASTS.contract.columns["masts"], pattern="4[0-9]")})  # fmt: skip
    known["masts"] = replace(MASTS, contract=contract)
    found = gather_official(workspace)
    assert [one.published for one in found.releases] == ["2024-06-01"]
    assert found.stale["masts"].startswith(
        "the release masts__2025-06-01.csv, published 2025-06-01, does not meet the contract: "
        "masts__2025-06-01.csv, row 2, column 'masts': '50' is not of its form"
    )
    assert [one.state for one in Shelf(workspace.evidence).releases("masts")] == ["accepted", "accepted"]


@pytest.mark.parametrize(("spoil", "said"), [("gone", "are gone"), ("changed", "are not those that were added")])
def test_bytes_that_were_lost_or_changed_are_noticed(workspace: Workspace, spoil: str, said: str) -> None:
    (added,) = add(Path("masts.csv"), workspace, content=masts())
    file = workspace.releases / added.release.sha256
    if spoil == "gone":
        file.unlink()
    else:
        file.write_bytes(masts(99))
    with pytest.raises(InputError, match=f"its kept bytes {said}"):
        read_release(added.release, workspace)


def test_a_release_that_cannot_be_read_says_which(workspace: Workspace) -> None:
    (added,) = add(Path("masts.csv"), workspace, content=masts())
    (workspace.releases / added.release.sha256).unlink()
    for file in workspace.observations.iterdir():
        file.unlink()
    with pytest.raises(WatlingError, match=f"{added.release.name}: masts.csv: its kept bytes are gone"):
        observations_of(added.release, workspace)


def test_releases_of_a_source_that_is_no_more_are_left_alone(workspace: Workspace, known: dict[str, Source]) -> None:
    add(Path("masts.csv"), workspace, content=masts())
    known.clear()
    assert gather_official(workspace).releases == ()


def test_a_release_by_period_gives_only_what_it_stands_for(workspace: Workspace, known: dict[str, Source]) -> None:
    known["masts"] = replace(MASTS, by_period=True)
    both = masts(40, period="2024-01") + masts(50, heading="", period="2025-01")
    add(Path("masts__2025-01-31.csv"), workspace, content=both)
    add(Path("masts__2025-02-28.csv"), workspace, content=masts(60, period="2025-01"))
    assert sorted(values(workspace)) == [40, 60]
    assert sorted(values(workspace, "2025-02-01")) == [40, 50]


# Stale


def release(day: str, state: str = "accepted", **given: Any) -> Kept:
    facts: dict[str, Any] = {"questions": ("why",) if state in ("refused", "waiting") else ()}
    facts |= {"file": f"{day}{state}{given}", "published": day, "added": day, "state": state} | given
    return Kept(source="masts", sha256=f"{day}{state}{given}", **facts)


@pytest.mark.parametrize(
    ("releases", "as_at", "said"),
    [
        ([], None, ""),
        ([release("2024-01-01")], None, ""),
        ([release("2024-01-01"), release("2025-01-01", "refused")], None, "does not meet the contract: why"),
        ([release("2024-01-01"), release("2025-01-01", "waiting")], None, "waits for a person's decision: why"),
        ([release("2024-01-01"), release("2025-01-01", "held", reason="odd")], None, "is held back: odd"),
        ([release("2024-01-01"), release("2025-01-01", "refused")], "2024-12-31", ""),
        ([release("2024-01-01", "refused"), release("2025-01-01")], None, ""),
        ([release("2024-01-01", "refused"), release("2025-01-01")], "2024-12-31", "published 2024-01-01"),
        ([release("2025-01-01", "refused")], None, "published 2025-01-01, does not meet"),
        # Of one day, the order in which they came decides.
        ([release("2025-01-01", "waiting", number=1), release("2025-01-01", number=2)], None, ""),
        ([release("2025-01-01", number=1), release("2025-01-01", "waiting", number=2)], None, "waits"),
        # A newer release of another part does not stand for it; one of the same part does.
        ([release("2025-01-01", "waiting", part="MK"), release("2025-02-01", part="CW")], None, "waits"),
        ([release("2025-01-01", "waiting", part="MK"), release("2025-02-01", part="MK")], None, ""),
        # Of a refused file the part may not be known.
        ([release("2025-01-01", "refused"), release("2025-01-01", part="CW", number=1)], None, "does not meet"),
        ([release("2025-01-01", "refused"), release("2025-02-01", part="CW")], None, ""),
        ([release("2025-01-01", "refused", file="a"), release("2025-01-01", part="CW", file="a", number=1)], None, ""),
        # By period, all its periods must be in newer ones.
        (
            [release("2025-01-01", "waiting", periods=("2023", "2024")), release("2025-02-01", periods=("2024",))],
            None,
            "waits",
        ),
        (
            [
                release("2025-01-01", "waiting", periods=("2023", "2024")),
                release("2025-02-01", periods=("2024",)),
                release("2025-03-01", periods=("2023",)),
            ],
            None,
            "",
        ),
    ],
)
def test_why_a_source_is_stale(releases: list[Kept], as_at: str | None, said: str) -> None:
    for order in (releases, releases[::-1]):
        found = stale_because(order, as_at)
        assert said in found
        assert bool(said) == bool(found)


def test_a_refused_file_whose_name_says_its_part(workspace: Workspace, known: dict[str, Source]) -> None:
    known["masts"] = replace(MASTS, part=lambda name, _rows: name[6:8])
    add(Path("masts-MK.csv"), workspace, published="2025-01-01", content=masts(1))
    add_each(Path("masts-MK.csv"), workspace, published="2025-02-01", content=masts(2).replace(b"masts", b"sites"))
    add(Path("masts-CW.csv"), workspace, published="2025-03-01", content=masts(3))
    assert "masts-MK.csv, published 2025-02-01" in gather_official(workspace).stale["masts"]
    add(Path("masts-MK.csv"), workspace, published="2025-04-01", content=masts(4))
    assert gather_official(workspace).stale == {}


# Told of


def test_how_a_release_is_told_of(workspace: Workspace, known: dict[str, Source]) -> None:
    known["masts"] = replace(MASTS, note="Masts, not sites.", part=lambda *_: "2025")
    two = masts(codes=("E06000032", "E06000042"))
    (added,) = add(Path("masts.csv"), workspace, partial=True, content=two, published="2025-03-04")
    told = described(added.release, "the next one is refused")
    assert told.note == "Masts, not sites. The release is partial: 2 rows. Stale: the next one is refused."
    assert (told.source, told.title, told.place, told.published) == (
        "masts",
        "Masts by authority",
        "2025",
        "2025-03-04",
    )
    assert (told.partial, told.stale, told.rows, told.size) == (True, "the next one is refused", 2, len(two))
    assert described(added.release.model_copy(update={"partial": False})).note == "Masts, not sites."
