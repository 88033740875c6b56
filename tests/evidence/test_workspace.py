"""An edition is in force as a whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from watling.errors import WatlingError
from watling.evidence.workspace import Edition, Workspace

KILLED = """
import sys, time
from pathlib import Path
from watling.evidence.workspace import Workspace

with Workspace(Path(sys.argv[1])).new_edition() as edition:
    (edition.folder / "site").mkdir()
    (edition.folder / "site" / "index.html").write_text("half")
    print("half written", flush=True)
    time.sleep(60)
"""


def publish(workspace: Workspace, words: str) -> None:
    """An edition whose every file says the same words."""
    with workspace.new_edition() as edition:
        (edition.folder / "site").mkdir()
        (edition.folder / "site" / "index.html").write_text(words, "utf-8")
        (edition.folder / "figures.parquet").write_text(words, "utf-8")
        (edition.folder / "edition.json").write_text(json.dumps({"words": words}), "utf-8")


def in_force(workspace: Workspace) -> tuple[int, str, str, str]:
    """The edition in force: its number and what each of the ways to it says."""
    current = workspace.require_current()
    site, figures = workspace.folder / "site" / "index.html", workspace.folder / "figures.parquet"
    return current.number, current.facts["words"], site.read_text("utf-8"), figures.read_text("utf-8")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def test_before_the_first_edition_there_is_none(workspace: Workspace) -> None:
    assert workspace.current() is None
    with pytest.raises(WatlingError, match=r"no edition in .*workspace.*watling build"):
        workspace.require_current()


def test_each_edition_takes_the_place_of_the_one_before_which_stays(workspace: Workspace) -> None:
    publish(workspace, "first")
    assert in_force(workspace) == (1, "first", "first", "first")
    publish(workspace, "second")
    assert in_force(workspace) == (2, "second", "second", "second")
    assert workspace.edition(1).facts == {"words": "first"}


def test_links_lead_nowhere_outside_so_that_a_workspace_can_be_moved(workspace: Workspace, tmp_path: Path) -> None:
    publish(workspace, "first")
    workspace.folder.rename(tmp_path / "moved")
    assert in_force(Workspace(tmp_path / "moved")) == (1, "first", "first", "first")


@pytest.mark.parametrize("error", [WatlingError("a fault in the pack"), KeyboardInterrupt(), MemoryError()], ids=repr)
def test_an_edition_that_fails_leaves_the_one_in_force(workspace: Workspace, error: BaseException) -> None:
    publish(workspace, "first")

    def fail() -> None:
        with workspace.new_edition() as edition:
            (edition.folder / "edition.json").write_text('{"words": "half"}', "utf-8")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert in_force(workspace) == (1, "first", "first", "first")
    assert [folder.name for folder in workspace.editions.iterdir()] == ["1"]


def test_a_build_that_is_killed_leaves_the_edition_in_force_and_the_next_sweeps_its_rest_away(
    workspace: Workspace,
) -> None:
    publish(workspace, "first")
    build = subprocess.Popen([sys.executable, "-c", KILLED, str(workspace.folder)], stdout=subprocess.PIPE, text=True)
    assert build.stdout is not None
    assert build.stdout.readline() == "half written\n"
    assert in_force(workspace) == (1, "first", "first", "first")
    build.send_signal(signal.SIGKILL)
    assert build.wait() == -signal.SIGKILL
    build.stdout.close()
    assert in_force(workspace) == (1, "first", "first", "first")
    rest = f".building-{build.pid}"
    assert (workspace.editions / rest / "site" / "index.html").read_text("utf-8") == "half"
    publish(workspace, "second")
    assert in_force(workspace) == (2, "second", "second", "second")
    assert sorted(folder.name for folder in workspace.editions.iterdir()) == ["1", "2"]


def test_what_a_build_that_still_runs_has_written_is_left_to_it(workspace: Workspace) -> None:
    beside = workspace.editions / f".building-{os.getppid()}"
    beside.mkdir(parents=True)
    publish(workspace, "first")
    assert beside.is_dir()


def test_switching_is_one_rename(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else a build does, the edition in force changes in the one step in which its link is replaced."""
    publish(workspace, "first")
    replaced, before = Path.replace, []

    def watched(self: Path, target: Path) -> Path:
        before.append((Path(target).name, in_force(workspace)[1:]))
        found = replaced(self, target)
        assert in_force(workspace)[1:] == ("second",) * 3
        return found

    monkeypatch.setattr(Path, "replace", watched)
    publish(workspace, "second")
    assert before == [("current", ("first",) * 3)]


def test_a_reader_never_finds_the_workspace_without_an_edition(workspace: Workspace) -> None:
    publish(workspace, "0")
    done, seen = threading.Event(), []

    def look() -> None:
        while not done.is_set():
            edition = workspace.current()
            seen.append(edition and edition.facts["words"])

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(1, 30):
        publish(workspace, str(number))
    done.set()
    reader.join()
    assert None not in seen
    assert [int(words) for words in seen if words] == sorted(int(words) for words in seen if words)


def test_an_edition_says_what_it_was_made_from(workspace: Workspace) -> None:
    publish(workspace, "first")
    assert workspace.current() == Edition(1, (workspace.editions / "1").resolve())


def test_two_builds_at_once_do_not_meet(workspace: Workspace) -> None:
    """The second is told to wait, and the first goes on to its end."""
    with workspace.new_edition() as edition:
        (edition.folder / "edition.json").write_text('{"words": "first"}', "utf-8")
        with pytest.raises(WatlingError, match="Another build is at work"), workspace.new_edition():
            pass
    assert workspace.require_current().facts == {"words": "first"}
