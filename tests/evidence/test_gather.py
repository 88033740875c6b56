"""Gathering: each table's bytes are kept, and read once."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from watling.errors import InputError, InputErrors
from watling.evidence import gather as gathering
from watling.evidence.gather import Gathered, gather
from watling.evidence.workspace import Workspace
from watling.packs.pack import Pack
from watling.places.regions import Region

GOOD = Path(__file__).parents[1] / "packs" / "bedford-and-luton"
REGION = Region.make(
    "bedford-and-luton", "Bedford and Luton", ["Bedford", "Luton"], date(2022, 1, 1), comparators=["England"]
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / GOOD.name))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def edit(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def written(workspace: Workspace) -> dict[str, tuple[int, int]]:
    """Every file of the workspace with its inode and the time it was written."""
    return {
        file.name: (file.stat().st_ino, file.stat().st_mtime_ns)
        for file in workspace.folder.rglob("*")
        if file.is_file()
    }


def names(gathered: Gathered) -> list[str]:
    return [file.name.rpartition("-")[0] for file in gathered.files]


def test_each_table_is_a_release_with_what_its_document_says(pack: Path, workspace: Workspace) -> None:
    gathered = gather(Pack(pack), REGION, workspace)
    assert names(gathered) == ["actions", "categories", "claimants", "headlines", "trends"]
    claimants = gathered.releases[2]
    content = (pack / "tables" / "claimants.csv").read_bytes()
    assert claimants.sha256 == hashlib.sha256(content).hexdigest()
    assert (workspace.releases / claimants.sha256).read_bytes() == content
    assert claimants.as_dict() | {"sha256": ""} == {
        "source": "bedford-and-luton/claimants", "sha256": "", "title": "Claimants by sex", "publisher": "Nobody",
        "document": "A digest of figures", "place": "Table 1", "published": "2022-01",
        "licence": "Open Government Licence v3.0", "address": "", "note": "", "file": "claimants.csv",
        "size": len(content), "rows": 8, "partial": False, "stale": "",
    }  # fmt: skip


def test_what_has_not_changed_is_neither_read_nor_written_again(
    pack: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = gather(Pack(pack), REGION, workspace)
    before = written(workspace)
    monkeypatch.setattr(gathering.pack_table, "observations", None)
    assert gather(Pack(pack), REGION, workspace) == first
    assert written(workspace) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("claimants.csv", "2145", "2155"), ("claimants.toml", "rounded_to = 5", "rounded_to = 1")],
    ids=["its bytes", "its contract"],
)
def test_a_table_is_read_again_when_it_has_changed_and_what_was_stays(
    file: str, old: str, new: str, pack: Path, workspace: Workspace
) -> None:
    first = gather(Pack(pack), REGION, workspace)
    before = written(workspace)
    edit(pack / "tables" / file, old, new)
    second = gather(Pack(pack), REGION, workspace)
    changed = [one.name for one, other in zip(second.files, first.files, strict=True) if one != other]
    assert [name.partition("-")[0] for name in changed] == ["claimants"]
    assert before.items() <= written(workspace).items()


def test_a_table_is_read_again_for_another_region_and_by_other_code(
    pack: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = gather(Pack(pack), REGION, workspace)
    alias = replace(REGION, aliases=("Both",))
    assert not set(gather(Pack(pack), alias, workspace).files) & set(first.files)
    monkeypatch.setattr(gathering, "code_fingerprint", lambda: "other code")
    assert not set(gather(Pack(pack), REGION, workspace).files) & set(first.files)


def test_observations_stand_as_the_table_has_them(pack: Path, workspace: Workspace) -> None:
    gathered = gather(Pack(pack), REGION, workspace)
    rows = sorted(pq.read_table(gathered.files[2]).to_pylist(), key=lambda row: row["row"])
    assert [row["row"] for row in rows] == list(range(2, 10))
    assert (rows[-1]["value"], rows[-1]["status"], rows[-1]["published"]) == (None, "c", "[c]")
    assert {row["release"] for row in rows} == {gathered.releases[2].sha256}


def test_every_table_is_tried_and_every_fault_told(pack: Path, workspace: Workspace) -> None:
    edit(pack / "tables" / "claimants.csv", "2145", "21a5")
    with pytest.raises(InputError, match=r"claimants\.csv, row 7"):
        gather(Pack(pack), REGION, workspace)
    edit(pack / "tables" / "headlines.csv", "75.5", "140")
    edit(pack / "tables" / "headlines.csv", "62,", "6z,")
    with pytest.raises(InputErrors) as caught:
        gather(Pack(pack), REGION, workspace)
    assert [(error.file.name, error.row) for error in caught.value.errors] == [
        ("claimants.csv", 7), ("headlines.csv", 2), ("headlines.csv", 4),
    ]  # fmt: skip
