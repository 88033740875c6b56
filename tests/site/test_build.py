"""Building: the same bytes from the same pack, nothing done twice, and an edition in force whatever happens."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from lxml import html

import watling
from built import BuiltSite, words
from watling.errors import WatlingError
from watling.evidence.workspace import Edition, Workspace
from watling.packs.pack import Pack, find_pack
from watling.publishing.build import Built, build

SMALL = ("claimants", "key_stage_4_grade_4_or_above")
STAMP = "build.json"
REVISION = ("South East Midlands,All,All ages,2021-11,46815", "South East Midlands,All,All ages,2021-11,46820")


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the South East Midlands (two tables; no words, no plan, no report) and a workspace with it built."""
    whole = find_pack("south-east-midlands").folder
    folder = tmp_path_factory.mktemp("built") / "small-midlands"
    (folder / "tables").mkdir(parents=True)
    settings = (whole / "pack.toml").read_text("utf-8")
    (folder / "pack.toml").write_text(settings.partition("\n[plan]")[0] + "\n", "utf-8")
    for name in SMALL:
        for ending in ("csv", "toml"):
            shutil.copy(whole / "tables" / f"{name}.{ending}", folder / "tables")
    build(Pack(folder), Workspace(folder.parent / "workspace"))
    return folder.parent


@pytest.fixture
def pack(built_once: Path, tmp_path: Path) -> Pack:
    """The small pack, to be changed."""
    return Pack(Path(shutil.copytree(built_once / "small-midlands", tmp_path / "small-midlands")))


@pytest.fixture
def workspace(built_once: Path, tmp_path: Path) -> Workspace:
    """A workspace whose edition 1 is of the small pack as it stands."""
    return Workspace(Path(shutil.copytree(built_once / "workspace", tmp_path / "workspace", symlinks=True)))


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    """A workspace in which nothing has been built."""
    return Workspace(tmp_path / "empty")


def current(workspace: Workspace) -> Edition:
    edition = workspace.current()
    assert edition is not None
    return edition


def again(pack: Pack, workspace: Workspace) -> Built:
    """Build a pack as it now stands on disk: what an earlier build has read of it is forgotten."""
    return build(Pack(pack.folder), workspace)


def edit(pack: Pack, *changes: tuple[str, str], table: str = "claimants") -> None:
    """Write some lines of a table otherwise: each change is a line as it is and as it shall be, or nothing."""
    file = pack.folder / "tables" / f"{table}.csv"
    content = file.read_text("utf-8")
    for old, new in changes:
        assert content.count(f"\n{old}\n") == 1, old
        content = content.replace(f"\n{old}\n", f"\n{new}\n" if new else "\n")
    file.write_text(content, "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def home(workspace: Workspace) -> str:
    page = html.document_fromstring((workspace.folder / "site" / "index.html").read_bytes())
    return words(page.xpath("//main")[0])


def serves(workspace: Workspace, edition: Edition, site: dict[str, bytes]) -> None:
    """The workspace leads to an edition, and its site is whole and as it was."""
    folder = workspace.folder
    assert workspace.current() == edition
    assert os.readlink(folder / "current") == f"editions/{edition.number}"
    assert os.readlink(folder / "site") == "current/site"
    assert os.readlink(folder / "figures.parquet") == "current/figures.parquet"
    assert (folder / "figures.parquet").is_file()
    assert files(folder / "site") == site


def in_a_process(script: str, *arguments: Path | str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


# The same bytes


def test_the_same_pack_gives_the_same_bytes_whatever_the_day_the_place_and_the_order(
    site: BuiltSite, tmp_path: Path
) -> None:
    """The bundled pack, built once more by another process: other hash seed, other day, other language, other folder.

    Local time is 26 hours apart between the two processes, so neither the day nor the hour is the same.
    """
    script = (
        "import sys, time; from pathlib import Path; from watling.evidence.workspace import Workspace; "
        "from watling.packs.pack import find_pack; from watling.publishing.build import build; "
        "build(find_pack('south-east-midlands'), Workspace(Path(sys.argv[1])))"
    )
    (tmp_path / "elsewhere").mkdir()
    other = in_a_process(
        script, tmp_path / "elsewhere" / "workspace", PYTHONHASHSEED="4242", TZ="Pacific/Kiritimati", LC_ALL="C",
        LANG="C", PYTHONUTF8="0", COLUMNS="40",
    )  # fmt: skip
    assert other.returncode == 0, other.stderr
    first, second = (files(folder / "editions" / "1") for folder in (site.workspace, tmp_path / "elsewhere/workspace"))
    stamp = f"site/{STAMP}"
    assert first.pop(stamp) != second.pop(stamp)
    assert [name for name in first if first[name] != second.get(name)] == []
    assert set(first) == set(second)
    for kept in ("releases", "observations"):
        assert files(site.workspace / kept) == files(tmp_path / "elsewhere" / "workspace" / kept)


# Nothing done twice


def test_a_build_with_nothing_changed_does_nothing(pack: Pack, workspace: Workspace) -> None:
    first = current(workspace)
    before = {file: file.stat().st_mtime_ns for file in workspace.folder.rglob("*")}
    second = again(pack, workspace)
    assert (second.changed, second.edition, first.number) == (False, first, 1)
    assert {file: file.stat().st_mtime_ns for file in workspace.folder.rglob("*")} == before


def test_a_changed_table_is_read_again_and_no_other(pack: Pack, workspace: Workspace) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in workspace.observations.iterdir()}
    edit(pack, ("South East Midlands,All,All ages,2021-11,46815", "South East Midlands,All,All ages,2021-11,46820"))
    assert again(pack, workspace).edition.number == 2
    after = {file.name: file.stat().st_mtime_ns for file in workspace.observations.iterdir()}
    assert {name: after[name] for name in before} == before
    (new,) = set(after) - set(before)
    assert new.startswith("claimants-")


def test_what_changed_is_said_on_home(pack: Pack, workspace: Workspace) -> None:
    assert "This is the first edition" in home(workspace)
    edit(pack, REVISION)
    maths = ("Luton,Maths,2020/21,69.5", "Central Bedfordshire,Maths,2020/21,70.1")
    edit(pack, maths, table="key_stage_4_grade_4_or_above")
    before = {figure.id for figure in watling.open(workspace.folder).select()}
    again(pack, workspace)
    after = {figure.id for figure in watling.open(workspace.folder).select()}
    assert after - before == {"key-stage-4:E06000056:2020-08-01--P1Y:subject=maths"}
    assert before - after == {"key-stage-4:E06000032:2020-08-01--P1Y:subject=maths"}
    said = home(workspace)
    assert re.search(r"\b1 figures? added, 1 removed, 2 revised", said)  # revised: the count, its change over the year
    assert "Claimants, South East Midlands, November 2021: 46,815 is now 46,820" in said
    assert re.search(r"Change in claimants over a year, .*: −23\.8\d*% is now −23\.8\d*%", said)


def test_an_edition_that_changes_no_figure_says_so(pack: Pack, workspace: Workspace) -> None:
    (pack.folder / "words").mkdir()
    (pack.folder / "words" / "home.md").write_text("Some words.\n", "utf-8")
    again(pack, workspace)
    assert "Some words." in home(workspace)
    assert "No figure has changed since the edition before." in home(workspace)


def test_every_edition_stays_whole_and_the_links_lead_to_the_last(pack: Pack, workspace: Workspace) -> None:
    first = current(workspace)
    kept = files(first.folder)
    edit(pack, REVISION)
    second = again(pack, workspace).edition
    assert (first.number, second.number) == (1, 2)
    assert files(first.folder) == kept
    serves(workspace, second, files(second.folder / "site"))
    assert watling.open(workspace.folder).edition == second
    stamps = [json.loads((edition.folder / "site" / STAMP).read_text("utf-8")) for edition in (first, second)]
    assert [stamp["edition"] for stamp in stamps] == [1, 2]
    assert datetime.fromisoformat(stamps[0]["built"]) <= datetime.fromisoformat(stamps[1]["built"])


def test_going_back_to_what_was_built_before_is_an_edition_of_its_own(pack: Pack, workspace: Workspace) -> None:
    first = files(workspace.folder / "site")
    edit(pack, REVISION)
    again(pack, workspace)
    edit(pack, REVISION[::-1])
    third = again(pack, workspace).edition
    assert third.number == 3
    now = files(third.folder / "site")
    changes = {f"data/changes{ending}" for ending in (".csv", ".atom", "/index.html")}
    what_is_new = {"index.html", "data/index.html", *changes, STAMP}
    assert {name for name in first if first[name] != now.get(name)} == what_is_new


# Whatever happens

KILLED = """
import os, signal, sys
from pathlib import Path
from watling.evidence import observations, workspace
from watling.packs.pack import Pack
from watling.publishing import build, site

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

pack, folder, moment = Pack(Path(sys.argv[1])), workspace.Workspace(Path(sys.argv[2])), sys.argv[3]
patched = {
    "while observations are written": (observations.pq, "write_table"),
    "when all is written but not yet in force": (Path, "rename"),
    "between the edition and its link": (workspace, "_link"),
}
if moment in patched:
    setattr(*patched[moment], die)
if moment == "after the link to the edition":
    link = workspace._link
    workspace._link = lambda place, target: (link(place, target), die() if place.name == "current" else None)
build.build(pack, folder, lambda what, *_: die() if what == moment else None)
"""
MOMENTS = (
    "while observations are written",
    "Composing figures",
    "Labour supply",
    "when all is written but not yet in force",
    "between the edition and its link",
)


def killed(pack: Pack, workspace: Workspace, moment: str) -> None:
    done = in_a_process(KILLED, pack.folder, workspace.folder, moment)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_killed_leaves_the_edition_in_force(pack: Pack, workspace: Workspace, moment: str) -> None:
    first = current(workspace)
    site = files(workspace.folder / "site")
    edit(pack, REVISION)
    killed(pack, workspace, moment)
    serves(workspace, first, site)
    assert watling.open(workspace.folder).trace("claimants-change:small-midlands:2021-11").cells()

    after = again(pack, workspace)
    assert after.changed
    serves(workspace, after.edition, files(after.edition.folder / "site"))
    assert "46,815 is now 46,820" in home(workspace)  # against what was last in force, not what was cut off
    assert list(workspace.editions.glob(".*")) == []


@pytest.mark.parametrize("moment", ["Methods", "between the edition and its link", "after the link to the edition"])
def test_a_first_build_that_is_killed_is_made_good_by_the_next(pack: Pack, empty: Workspace, moment: str) -> None:
    killed(pack, empty, moment)
    again(pack, empty)
    edition = current(empty)
    serves(empty, edition, files(edition.folder / "site"))
    assert "This is the first edition" in home(empty)


FAULTS = {
    "a letter in a number": lambda folder: edit(
        Pack(folder), ("England,All,All ages,2021-11,1650820", "England,All,All ages,2021-11,1650820x")
    ),
    "an unknown area": lambda folder: edit(
        Pack(folder), ("England,All,All ages,2021-11,1650820", "Engerland,2021-11,All,All,1650820")
    ),
    "an empty table": lambda folder: (folder / "tables" / "claimants.csv").write_text("", "utf-8"),
    "a figure that does not exist": lambda folder: words_of(folder, 'Some {{ figure "claimants" period="1999-01" }}.'),
    "a link that leads out": lambda folder: words_of(folder, "See [this](../../../secret)."),
    "a page that cannot be included": lambda folder: words_of(folder, '{{ include "labour-supply" }}'),
    "no pack.toml that can be read": lambda folder: (folder / "pack.toml").write_text("title = ", "utf-8"),
}


def words_of(folder: Path, said: str) -> None:
    (folder / "words").mkdir()
    (folder / "words" / "home.md").write_text(f"{said}\n", "utf-8")


def test_a_faulty_pack_leaves_the_edition_in_force(pack: Pack, workspace: Workspace, tmp_path: Path) -> None:
    first = current(workspace)
    site = files(workspace.folder / "site")
    for fault, make in FAULTS.items():
        folder = tmp_path / fault.replace(" ", "-") / pack.name
        shutil.copytree(pack.folder, folder)
        make(folder)
        with pytest.raises(WatlingError) as raised:
            build(Pack(folder), workspace)
        assert str(folder) in str(raised.value), fault
        serves(workspace, first, site)
        assert sorted(file.name for file in workspace.editions.iterdir()) == ["1"], fault


def test_two_packs_in_one_workspace_do_not_take_each_other_for_their_past(
    pack: Pack, workspace: Workspace, tmp_path: Path
) -> None:
    other = tmp_path / "other-midlands"
    shutil.copytree(pack.folder, other)
    build(Pack(other), workspace)
    assert "This is the first edition" in home(workspace)
    assert watling.open(workspace.folder).pack.name == "other-midlands"
