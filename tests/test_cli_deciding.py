"""The commands that decide on releases: accept, hold; and those that tell of them: revisions, releases --every."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from commands import Run, only, runner
from evidence.publisher import MASTS, masts
from watling.evidence.kept import Kept, Shelf

FIRST, SECOND, ODD = "2025-06-03", "2025-11-27", "2026-01-12"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    only(monkeypatch, {"masts": MASTS})
    return runner(monkeypatch, capsys, tmp_path)


@pytest.fixture
def waits(run: Run, tmp_path: Path) -> Kept:
    """The third of three releases: it goes back from July to January, with other values than the first gave."""
    for day, period, count in ((FIRST, "2025-01", 50), (SECOND, "2025-07", 70), (ODD, "2025-01", 60)):
        (tmp_path / f"masts__{day}.csv").write_bytes(masts(count, period=period))
    done = run("add", *sorted(tmp_path.glob("masts*.csv")))
    assert (done.code, "waits for a decision: masts: the newest period is January 2025" in done.out) == (0, True)
    return kept(tmp_path)[-1]


def kept(folder: Path) -> list[Kept]:
    return Shelf(folder / "workspace").releases("masts")


def states(folder: Path) -> list[str]:
    return [one.state for one in kept(folder)]


@pytest.mark.parametrize("short", ["{0.name}", "masts@{0.sha256:.6}", "{0.sha256:.8}", "masts"])
def test_a_release_is_named_by_its_hash_or_as_the_newest_of_its_source(
    run: Run, waits: Kept, tmp_path: Path, short: str
) -> None:
    done = run("accept", short.format(waits), "--reason", "The publisher says so")
    assert (done.code, done.out, done.err) == (0, f"{waits.name}, published {ODD}: accepted\n", "")
    assert [(one.state, one.reason) for one in kept(tmp_path)][-1] == ("accepted", "The publisher says so")


def test_what_was_accepted_can_be_held_and_the_other_way_round(run: Run, waits: Kept, tmp_path: Path) -> None:
    assert run("hold", waits.name, "--reason", "Wrong month").out == f"{waits.name}, published {ODD}: held back\n"
    assert states(tmp_path) == ["accepted", "accepted", "held"]
    assert run("accept", waits.name, "--reason", "It was right after all").code == 0
    assert states(tmp_path) == ["accepted", "accepted", "accepted"]


def test_a_release_that_raised_no_question_can_be_held(run: Run, waits: Kept, tmp_path: Path) -> None:
    first = kept(tmp_path)[0]
    assert waits.state == "waiting"
    assert run("hold", first.name, "--reason", "Another dataset").code == 0
    assert states(tmp_path)[0] == "held"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", "masts", "--reason", " "), "A decision needs a reason. Give it with --reason."),
        (("hold", "wells", "--reason", "why"), "In this workspace no release is called 'wells'. List them with: "),
        (("hold", "masts@ffffffffffff", "--reason", "why"), "In this workspace no release is called 'masts@fff"),
        (("accept", "masts@", "--reason", "why"), "In this workspace no release is called 'masts@'."),
        (("revisions", "wells"), "There is no source 'wells'. List them with: watling sources"),
        (("revisions", "--format", "xml"), "The format 'xml' is not known: choose table, csv or json."),
        (("revisions", "--as-at", "June"), "'June' is not a day. Write it as 2024-06-30."),
        (("releases", "--every", "--as-at", "2025"), "'2025' is not a day. Write it as 2024-06-30."),
    ],
)
def test_what_cannot_be_decided_or_asked(run: Run, waits: Kept, arguments: tuple[str, ...], said: str) -> None:
    assert waits
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"Error: {said}")


def test_a_decision_without_a_reason_is_a_usage_error(run: Run, waits: Kept) -> None:
    done = run("accept", waits.name)
    assert done.code == 2
    assert "--reason" in done.err


def test_a_refused_release_cannot_be_accepted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "masts__2025-06-03.csv").write_bytes(masts(heading="code,period,sites\n"))
    assert run("add", "masts__2025-06-03.csv").code == 2
    done = run("accept", "masts", "--reason", "Let it pass")
    assert done.code == 2
    assert "does not meet its contract and cannot be decided on: masts__2025-06-03.csv, row 1" in done.err
    assert states(tmp_path) == ["refused"]


# revisions


def test_revisions_are_listed_once_the_release_is_accepted(run: Run, waits: Kept) -> None:
    assert run("revisions", "masts", "--format", "json").out == "[]\n"
    run("accept", waits.name, "--reason", "The publisher says so")
    found = json.loads(run("revisions", "masts", "--format", "json").out)
    assert [(one["area"], one["period"], one["first"], one["now"]) for one in found][:1] == [
        ("E06000032", "2025-01", 50.0, 60.0)
    ]
    assert len(found) == 4
    assert found[0] == {
        "source": "masts", "measure": "masts", "area": "E06000032", "period": "2025-01", "breakdown": "{}",
        "first": 50.0, "first_published": FIRST, "now": 60.0, "now_published": ODD, "times": 2,
    }  # fmt: skip


def test_revisions_as_csv_and_as_a_table(run: Run, waits: Kept) -> None:
    run("accept", waits.name, "--reason", "The publisher says so")
    rows = list(csv.DictReader(io.StringIO(run("revisions", "--format", "csv").out)))
    assert [(row["source"], row["area"], row["first"], row["now"]) for row in rows[:2]] == [
        ("masts", "E06000032", "50.0", "60.0"),
        ("masts", "E06000042", "51.0", "61.0"),
    ]
    heading, first, *_ = run("revisions").out.splitlines()
    assert heading.split() == ["Source", "Measure", "Area", "Period", "Breakdown", "First", "Now"]
    assert first.split() == ["masts", "masts", "E06000032", "2025-01", "50", f"({FIRST})", "60", f"({ODD})"]


def test_as_at_a_day_before_there_is_no_revision(run: Run, waits: Kept) -> None:
    run("accept", waits.name, "--reason", "The publisher says so")
    assert run("revisions", "--as-at", "2026-01-11", "--format", "json").out == "[]\n"
    assert len(json.loads(run("revisions", "--as-at", ODD, "--format", "json").out)) == 4


def test_of_two_releases_of_one_day_the_later_added_is_the_newer(run: Run, tmp_path: Path) -> None:
    for count in (50, 55, 52):
        (tmp_path / "masts__2025-06-03.csv").write_bytes(masts(count))
        assert run("add", "masts__2025-06-03.csv").code == 0
    found = json.loads(run("revisions", "--format", "json").out)
    assert [(one["first"], one["now"]) for one in found[:1]] == [(50.0, 52.0)]


def test_an_empty_workspace_has_the_headings_alone(run: Run) -> None:
    wanted = "source,measure,area,period,breakdown,first,first_published,now,now_published,times\n"
    assert run("revisions", "--format", "csv").out == wanted
    assert run("revisions", "--format", "json").out == "[]\n"


def test_a_source_that_watling_no_longer_knows_is_passed_over(
    run: Run, waits: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert waits
    monkeypatch.setattr("watling.sources.all_sources", dict)
    assert run("revisions", "--format", "json").out == "[]\n"


# releases --every


def test_every_kept_release_is_listed_with_its_state_and_why(run: Run, waits: Kept) -> None:
    lines = run("releases", "--every").out.splitlines()
    assert [line.split()[:4] for line in lines[1:3]] == [
        [one["name"], one["day"], "4", "accepted"] for one in listed(run)[:2]
    ]
    assert lines[3].split()[:5] == [waits.name, ODD, "4", "waiting", "masts:"]
    run("hold", waits.name, "--reason", "Wrong month")
    assert run("releases", "--every").out.splitlines()[3].endswith("Wrong month ")


def test_every_kept_release_as_json_and_as_at_a_day(run: Run, waits: Kept) -> None:
    assert waits.questions
    assert [(one["day"], one["state"]) for one in listed(run)] == [
        (FIRST, "accepted"), (SECOND, "accepted"), (ODD, "waiting"),
    ]  # fmt: skip
    assert [one["day"] for one in listed(run, "--as-at", "2025-12-31")] == [FIRST, SECOND]


def listed(run: Run, *more: str) -> list[dict[str, str]]:
    found = json.loads(run("releases", "--every", "--format", "json", *more).out)
    return [
        {"name": f"{one['source']}@{one['sha256'][:12]}", "day": one["published"], "state": one["state"]}
        for one in found
    ]
