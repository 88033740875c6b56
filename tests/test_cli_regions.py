"""Regions and days at the command line: ready regions, every region of a kind, as at a day, disclosure."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from commands import Run, only, runner
from watling.errors import WatlingError
from watling.evidence.adding import add
from watling.evidence.workspace import Edition, Workspace
from watling.packs.contract import Measure
from watling.packs.fresh import make_pack
from watling.packs.pack import Pack
from watling.places.ready import find_ready
from watling.publishing import every
from watling.publishing.build import Built, build
from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.source import Source, named, number, observed

BEDFORD, LUTON, ENGLAND = "E06000055", "E06000032", "E92000001"
BEFORE = "2025-06-30"
FIGURE = "gigabit-coverage:pair:2025-01"


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    made = [
        observed(
            rows, measure=f"ofcom-{column}", area=rows["code"], period=rows["period"], column=column,
            published=rows[column], value=number(rows[column]),
            status=rows[column].map({"c": "c"}).fillna("final"),
        )
        for column in ("premises", "gigabit-premises")
    ]  # fmt: skip
    return pd.concat(made, ignore_index=True)


PREMISES = Source(
    title="Premises by authority",
    publisher="Nobody",
    address="https://publisher.example/premises",
    cadence="twice a year",
    contract=Contract(
        columns={"code": Column(), "period": Column(), "premises": Column(), "gigabit-premises": Column()},
        rows=(1, 100),
        measures=tuple(
            Measure(measure=f"ofcom-{name}", unit="premises", minimum=0) for name in ("premises", "gigabit-premises")
        ),
        periods=("month",),
    ),
    recognises=named(r"premises.*\.csv"),
    rows=csv_rows,
    observe=_observe,
    by_period=True,
)

RELEASES = {
    "2025-06-03": [(BEDFORD, "2025-01", 100, 80), (LUTON, "2025-01", 300, 240), (ENGLAND, "2025-01", 1000, 850)],
    "2025-11-27": [
        (BEDFORD, "2025-01", 100, "c"), (LUTON, "2025-01", 300, 270), (ENGLAND, "2025-01", 1000, 850),
        (BEDFORD, "2025-07", 100, 90), (LUTON, "2025-07", 300, 270), (ENGLAND, "2025-07", 1000, 880),
    ],
}  # fmt: skip
"""Bedford's gigabit premises of January are given first and suppressed later; Luton's are revised."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return runner(monkeypatch, capsys, tmp_path)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the pack of Bedford and Luton, and a workspace with both releases of PREMISES and an edition."""
    folder = tmp_path_factory.mktemp("pair")
    workspace = Workspace(folder / "workspace")
    with pytest.MonkeyPatch.context() as monkeypatch:
        only(monkeypatch, {"premises": PREMISES})
        for day, rows in RELEASES.items():
            text = "".join(f"{','.join(map(str, row))}\n" for row in rows)
            content = f"code,period,premises,gigabit-premises\n{text}".encode()
            add(Path(f"premises__{day}.csv"), workspace, content=content)
        build(Pack(make_pack("pair", [BEDFORD, LUTON], "The pair", folder / "packs")), workspace)
        yield folder


@pytest.fixture
def then(pair: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands in the folder of the pair."""
    return runner(monkeypatch, capsys, pair)


# new


@pytest.mark.parametrize(
    ("areas", "members"),
    [
        ("lsip:cumbria", ["E06000063", "E06000064"]),
        ("E69000006", ["E06000063", "E06000064"]),
        ("lsip:cumbria, Luton", ["E06000063", "E06000064", LUTON]),
        ("lsip:cumbria,E06000063", ["E06000063", "E06000064"]),
        ("county:northamptonshire", ["E06000061", "E06000062"]),
    ],
)
def test_a_ready_region_stands_for_its_members(run: Run, tmp_path: Path, areas: str, members: list[str]) -> None:
    done = run("new", "ours", "--areas", areas, "--into", tmp_path)
    assert (done.code, done.err) == (0, "")
    settings = tomllib.loads((tmp_path / "ours" / "pack.toml").read_text("utf-8"))
    assert settings["region"]["members"] == members


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        ("lsip:cumbra", "'lsip:cumbra' is no region that comes ready. Did you mean lsip:cumbria"),
        ("town:luton", "'town' is no kind of region. Write one of lsip, combined-authority, county"),
        ("Greater Lincolnshire", "'Greater Lincolnshire' is the name of several regions. Say which is meant: lsip:"),
    ],
)
def test_what_is_no_ready_region_makes_no_pack(run: Run, tmp_path: Path, areas: str, said: str) -> None:
    done = run("new", "ours", "--areas", areas)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"Error: {said}")
    assert list(tmp_path.iterdir()) == []


# build --every


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cumbria and Dorset as the only LSIP areas, built here and not in other processes."""
    regions = {region.code: region for region in map(find_ready, ("lsip:cumbria", "lsip:dorset"))}
    monkeypatch.setattr(every, "ready_regions", lambda kind: regions if kind == "lsip" else {})
    monkeypatch.setattr(every, "ProcessPoolExecutor", lambda *_: ThreadPoolExecutor(1))


def stands_in(failing: str = "") -> Callable[..., Built]:
    """A build that only says where, for which pack and day; of the failing one it is an error."""

    def built(pack: Pack, workspace: Workspace, as_at: str | None = None) -> Built:
        if pack.name == failing:
            raise WatlingError(f"{pack.name} cannot be built.")
        assert workspace.evidence == Path("workspace")
        return Built(Edition(1, workspace.folder), True, len(as_at or ""), len(pack.settings.region.members))

    return built


@pytest.mark.usefixtures("two")
def test_every_region_has_a_folder_of_its_own_on_the_same_evidence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(every, "build", stands_in())
    done = run("build", "--every", "lsip")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Cumbria", "Edition 1: 0 figures, 2 pages. Site: workspace/regions/lsip-cumbria/site",
        "Dorset", "Edition 1: 0 figures, 2 pages. Site: workspace/regions/lsip-dorset/site",
    ]  # fmt: skip
    assert (tmp_path / "workspace/regions/lsip-cumbria/pack/cumbria/pack.toml").is_file()


@pytest.mark.usefixtures("two")
def test_every_region_as_at_a_day_lies_beside_its_other_editions(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every, "build", stands_in())
    done = run("build", "--every", "lsip", "--as-at", BEFORE)
    assert f"Edition 1: 10 figures, 2 pages. Site: workspace/regions/lsip-dorset/as-at/{BEFORE}/site\n" in done.out


@pytest.mark.usefixtures("two")
def test_a_pack_that_was_edited_is_left_as_it_is(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every, "build", stands_in())
    run("build", "--every", "lsip")
    words = tmp_path / "workspace/regions/lsip-cumbria/pack/cumbria/words/home.md"
    words.write_text("Our own words.\n", "utf-8")
    run("build", "--every", "lsip")
    assert words.read_text("utf-8") == "Our own words.\n"


@pytest.mark.usefixtures("two")
def test_a_region_that_fails_stops_no_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every, "build", stands_in("cumbria"))
    done = run("build", "--every", "lsip")
    assert (done.code, done.err) == (2, "Error: Cumbria: cumbria cannot be built.\n")
    assert done.out.startswith("Dorset\n")


def test_regions_of_one_name_and_several_kinds_do_not_meet(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The combined authority of Greater Lincolnshire has fewer members than the LSIP area of that name."""
    found = {kind: find_ready(f"{kind}:greater-lincolnshire") for kind in ("lsip", "combined authority")}
    monkeypatch.setattr(every, "ready_regions", lambda kind: {found[kind].code: found[kind]})
    monkeypatch.setattr(every, "ProcessPoolExecutor", lambda *_: ThreadPoolExecutor(1))
    monkeypatch.setattr(every, "build", stands_in())
    said = [run("build", "--every", kind).out for kind in ("lsip", "combined-authority")]
    assert ["10 pages" in said[0], "9 pages" in said[1]] == [True, True]
    assert sorted(folder.name for folder in (tmp_path / "workspace/regions").iterdir()) == [
        "combined-authority-greater-lincolnshire", "lsip-greater-lincolnshire",
    ]  # fmt: skip


def test_a_region_is_built_whole_in_a_process_of_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cumbria = find_ready("lsip:cumbria")
    monkeypatch.setattr(every, "ready_regions", lambda _kind: {cumbria.code: cumbria})
    done = run("build", "--every", "lsip")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Cumbria\nEdition 1: 0 figures, ")
    home = (tmp_path / "workspace/regions/lsip-cumbria/site/index.html").read_text("utf-8")
    assert "It covers Cumberland and Westmorland and Furness." in home


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--every town", "There are no ready regions of the kind 'town'. Name one of lsip, combined-authority, county"),
        ("packs/ours --every lsip", "Name a pack, or build --every region of a kind, not both."),
        ("--every lsip --as-at then", "'then' is not a day. Write it as 2024-06-30."),
        ("--as-at then", "'then' is not a day. Write it as 2024-06-30."),
    ],
)
def test_what_cannot_be_built(run: Run, arguments: str, said: str) -> None:
    done = run("build", *arguments.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"Error: {said}")


# As at a day


def test_figures_as_at_a_day_are_those_known_then(then: Run) -> None:
    def known(*more: str) -> dict[str, Any]:
        ran = then("figures", "--indicator", "gigabit-coverage", "--area", "pair", "--format", "csv", *more)
        return {row["period"]: row["value"] for row in csv.DictReader(io.StringIO(ran.out))}

    assert known() == {"2025-01": "", "2025-07": "90.0"}
    assert known("--as-at", BEFORE) == {"2025-01": "80.0"}
    assert known() == {"2025-01": "", "2025-07": "90.0"}


def test_a_figure_is_traced_to_the_cells_of_the_release_of_then(then: Run) -> None:
    traced = then("trace", FIGURE, "--as-at", BEFORE)
    assert traced.code == 0
    assert "premises, row 3, column 'gigabit-premises': “240”" in traced.out
    assert "“270”" not in traced.out


def test_releases_as_at_a_day_are_those_that_stood_then(then: Run) -> None:
    def days(*more: str) -> list[str]:
        return [one["published"] for one in json.loads(then("releases", "--format", "json", *more).out)]

    assert (days(), days("--as-at", BEFORE)) == (["2025-11-27"], ["2025-06-03"])


def test_a_report_as_at_a_day_is_of_the_edition_of_then(then: Run, tmp_path: Path) -> None:
    file = tmp_path / "then.html"
    assert then("report", "local-skills-report", "--format", "html", "-o", file, "--as-at", BEFORE).code == 0
    assert "July 2025" not in file.read_text("utf-8")


@pytest.mark.parametrize("command", ["figures", f"trace {FIGURE}", "releases", "report local-skills-report"])
def test_as_at_a_day_there_must_be_an_edition_to_go_back_from(run: Run, command: str) -> None:
    done = run(*command.split(), "--as-at", BEFORE)
    assert (done.code, done.err) == (2, "Error: There is no edition in workspace. Build one with: watling build\n")


def test_a_build_as_at_a_day_is_the_one_that_is_asked_for(then: Run, pair: Path) -> None:
    done = then("build", "packs/pair", "--as-at", BEFORE)
    assert done.code == 0
    assert f"Site: workspace/as-at/{BEFORE}/site" in done.out
    facts = json.loads((pair / f"workspace/as-at/{BEFORE}/current/edition.json").read_text("utf-8"))
    assert (facts["as_at"], facts["newest"]) == (BEFORE, "2025-06-03")
    assert len(list((pair / "workspace/editions").iterdir())) == 1


# check


def test_a_count_that_an_earlier_release_gave_is_disclosed(then: Run) -> None:
    done = then("check", "packs/pair", "--disclosure")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        "ofcom-gigabit-premises of Bedford, 2025-01: 80, from an earlier release of the same source",
        "1 suppressed count of the members could be worked out.",
    ]


def test_as_at_a_day_before_it_was_suppressed_nothing_is_disclosed(then: Run) -> None:
    done = then("check", "packs/pair", "--disclosure", "--as-at", BEFORE)
    assert (done.code, done.out) == (0, "0 suppressed counts of the members could be worked out.\n")


def test_a_check_as_at_a_day_reads_what_was_published_by_then(then: Run) -> None:
    done = then("check", "packs/pair", "--as-at", "2025-01-01")
    assert (done.code, done.out) == (0, "0 tables read, 0 figures, 0 things checked, 0 contradictions.\n")
