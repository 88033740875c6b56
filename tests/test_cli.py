"""The command line: what each command says and writes, with which exit code, and what it says when it cannot."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import typer

import built
import watling
from watling import cli
from watling.errors import WatlingError
from watling.figures.figure import UnknownFigure
from watling.packs.pack import find_pack
from watling.publishing.serve import server

COMMANDS = sorted(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
CHANGE = "claimants-change:south-east-midlands:2021-11"
KEYS = [
    "id", "indicator", "area", "period", "breakdown", "value", "unit", "status", "lower", "upper", "comparison",
    "rating", "releases",
]  # fmt: skip


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was written, as strict JSON: NaN and Infinity, which JSON does not have, are refused."""
        return json.loads(self.out, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command line as its program does, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def command(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["watling", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return command


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The South East Midlands, built; only to be read."""
    return built.site("south-east-midlands", tmp_path_factory).workspace


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pack of West Yorkshire in packs/ and its workspace, both made by commands."""
    folder = tmp_path_factory.mktemp("fresh")
    made = program("new", built.FRESH, "--areas", ",".join(built.FRESH_MEMBERS), cwd=folder)
    assert (made.code, made.err) == (0, "")
    done = program("build", f"packs/{built.FRESH}", cwd=folder)
    assert (done.code, done.err) == (0, "")
    assert "Edition 1: 0 figures" in done.out
    assert f"Site: {Path('workspace') / 'site'}" in done.out
    return folder


def program(*arguments: str, cwd: Path) -> Ran:
    """The command line in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-m", "watling", *arguments],
        cwd=cwd, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_has_an_example_of_it(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"watling {command}" in done.out.partition("Example")[2]


def test_help_lists_every_command(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    assert [command for command in COMMANDS if f" {command} " not in done.out] == []


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    done = run()
    assert "Usage: watling" in done.out + done.err


def test_python_m_watling_is_the_command_line(tmp_path: Path) -> None:
    done = program("--help", cwd=tmp_path)
    assert done.code == 0
    assert "Usage: watling" in done.out.replace("python -m ", "")


# new and build


def test_a_new_pack_says_how_to_build_it_and_builds(fresh: Path) -> None:
    assert (fresh / "packs" / built.FRESH / "pack.toml").is_file()
    home = (fresh / "workspace" / "site" / "index.html").read_text("utf-8")
    assert "Bradford, Calderdale, Kirklees, Leeds and Wakefield" in home


def test_members_may_be_named_and_a_title_given(run: Run, tmp_path: Path) -> None:
    done = run("new", "the-dales", "--areas", "leeds, Bradford ,E08000033", "--title", "The “Dales”", "--into", "mine")
    assert done.code == 0
    assert "watling build mine/the-dales" in done.out
    pack = find_pack(str(tmp_path / "mine" / "the-dales"))
    assert pack.settings.title == "The “Dales”"
    assert pack.settings.region.members == ("E08000035", "E08000032", "E08000033")


def test_a_build_with_nothing_changed_says_so(fresh: Path, run: Run) -> None:
    done = run("build", fresh / "packs" / built.FRESH, "--workspace", fresh / "workspace")
    assert done.code == 0
    assert done.out.startswith("Nothing has changed: edition 1 stands.")


# figures


def test_figures_as_json_have_these_keys_and_these_kinds_of_values(run: Run, workspace: Path) -> None:
    rows = run("figures", "--format", "json", "-w", workspace).json
    assert len(rows) > 900
    kinds: Mapping[str, tuple[type, ...]] = {
        **dict.fromkeys(("id", "indicator", "area", "period", "unit", "status"), (str,)), "breakdown": (dict,),
        **dict.fromkeys(("value", "lower", "upper"), (float, int, type(None))), "releases": (list,),
        **dict.fromkeys(("comparison", "rating"), (str, type(None))),
    }  # fmt: skip
    for row in rows:
        assert [key for key in row if key in KEYS] == KEYS
        assert set(row) - set(KEYS) <= {"note", "interval"}
        assert [key for key, kind in kinds.items() if not isinstance(row[key], kind)] == []
        assert row["releases"]
        assert all(len(release) == 64 for release in row["releases"])
        if row["status"] in ("x", "c", "z"):
            assert row["value"] is None


def test_figures_are_those_of_the_site(run: Run, workspace: Path) -> None:
    rows = {row["id"]: row for row in run("figures", "--format", "json", "-w", workspace).json}
    with (workspace / "site" / "data" / "figures.csv").open(encoding="utf-8", newline="") as file:
        published = {row["id"]: row for row in csv.DictReader(file)}
    assert list(rows) == list(published)
    for identifier, row in rows.items():
        for name in ("value", "lower", "upper"):
            said = published[identifier][name]
            assert row[name] == (float(said) if said else None), identifier


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (("--indicator", "claimants-change", "--area", "England"), ["claimants-change:E92000001:2021-11"]),
        (("--indicator", "claimants-change", "--area", "E92000001"), ["claimants-change:E92000001:2021-11"]),
        (
            ("--indicator", "key-stage-4", "--area", "luton", "--period", "2019/20"),
            [f"key-stage-4:E06000032:2019-08-01--P1Y:subject={subject}" for subject in ("english", "maths")],
        ),
        (
            ("--indicator", "key-stage-4", "--area", "Luton", "--period", "2019-08-01/P1Y"),
            [f"key-stage-4:E06000032:2019-08-01--P1Y:subject={subject}" for subject in ("english", "maths")],
        ),
        (("--indicator", "population"), ["population:south-east-midlands:2017"]),
        (("--indicator", "population", "--area", "South East Midlands"), ["population:south-east-midlands:2017"]),
        (("--indicator", "population", "--area", "south-east-midlands"), ["population:south-east-midlands:2017"]),
        (("--indicator", "population", "--area", "Cornwall"), []),
        (("--indicator", "population", "--period", "1999"), []),
        (("--indicator", "full-fibre"), []),
    ],
)  # fmt: skip
def test_figures_are_filtered(run: Run, workspace: Path, filters: tuple[str, ...], ids: list[str]) -> None:
    done = run("figures", *filters, "--format", "json", "--workspace", workspace)
    assert (done.code, [row["id"] for row in done.json]) == (0, ids)
    written = run("figures", *filters, "--format", "csv", "--workspace", workspace)
    assert [row["id"] for row in csv.DictReader(io.StringIO(written.out))] == ids
    assert written.out.startswith("id,indicator,area,period,breakdown,value,unit,status,")


def test_the_claimants_change_is_worked_out_in_full(run: Run, workspace: Path) -> None:
    rows = run("figures", "--indicator", "claimants-change", "--format", "json", "-w", workspace).json
    (row,) = [row for row in rows if row["id"] == CHANGE]
    assert row["value"] == pytest.approx((46_815 / 61_470 - 1) * 100)
    assert row["lower"] == pytest.approx((46_812.5 / 61_472.5 - 1) * 100)
    assert row["upper"] == pytest.approx((46_817.5 / 61_467.5 - 1) * 100)
    assert (row["unit"], row["status"], row["comparison"], row["breakdown"]) == ("percent change", "final", "worse", {})


def test_the_table_shows_figures_as_the_site_does_and_cuts_nothing_off(run: Run, workspace: Path) -> None:
    done = run("figures", "--indicator", "claimants-change", "-w", workspace)
    assert done.code == 0
    (line,) = [line for line in done.out.splitlines() if CHANGE in line.split()]
    assert line.split()[1:] == ["−23.8%", "−23.85%", "to", "−23.83%", "final", "worse"]
    longest = run("figures", "--indicator", "supply-and-demand", "-w", workspace).out
    rows = run("figures", "--indicator", "supply-and-demand", "--format", "json", "-w", workspace).json
    assert {row["id"] for row in rows} <= set(longest.split())


# trace


def test_the_trace_of_the_claimants_change_leads_to_both_cells(run: Run, workspace: Path) -> None:
    done = run("trace", CHANGE, "-w", workspace)
    release = next(
        one for one in run("releases", "--format", "json", "-w", workspace).json if one["source"].endswith("/claimants")
    )
    assert done.code == 0
    assert "−23.8" in done.out.splitlines()[0]
    assert "(latest / base − 1) × 100" in done.out.splitlines()[0]
    for row, published in ((2, 61470), (3, 46815)):
        said = f"south-east-midlands/claimants, row {row}, column 'claimants': “{published}”"
        (line,) = [line for line in done.out.splitlines() if said in line]
        assert line.endswith(f"sha256 {release['sha256']}")
    assert "46818" in done.out
    assert "(not used)" in done.out


def test_a_trace_as_json_holds_every_step_and_cell(run: Run, workspace: Path) -> None:
    step = run("trace", CHANGE, "--format", "json", "-w", workspace).json
    assert (step["figure"], round(step["value"], 1), step["unit"]) == (CHANGE, -23.8, "percent change")
    latest, base = step["inputs"]
    assert (latest["value"], base["value"]) == (46_815, 61_470)
    (cell,) = base["sources"]
    assert (cell["row"], cell["column"], cell["published"], cell["used"]) == (2, "claimants", "61470", True)
    used = [one for one in latest["sources"] if one["used"]]
    assert [(one["row"], one["published"]) for one in used] == [(3, "46815")]
    kept = (workspace / "releases" / cell["release"]).read_text("utf-8").splitlines()
    assert kept[cell["row"] - 1].endswith(f",{cell['published']}")


def test_a_rating_can_be_traced_too(run: Run, workspace: Path) -> None:
    rated = run("figures", "--indicator", "supply-and-demand", "--format", "json", "-w", workspace).json
    urgent = next(row for row in rated if row["rating"] == "urgent attention")
    done = run("trace", urgent["id"], "-w", workspace)
    assert done.code == 0
    for criterion in ("acancies", "rowth", "uotient"):
        assert criterion in done.out
    assert "sha256 " in done.out


# report


@pytest.mark.parametrize(
    ("format", "begins"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")]
)
def test_a_report_is_written_where_it_is_asked_for(
    run: Run, workspace: Path, tmp_path: Path, format: str, begins: bytes
) -> None:
    done = run("report", "local-skills-report", "--format", format, "-w", workspace)
    assert (done.code, done.out.strip()) == (0, f"local-skills-report.{format}")
    content = (tmp_path / f"local-skills-report.{format}").read_bytes()
    assert content.lstrip().startswith(begins)
    place = f"new/folder/report.{format}"
    elsewhere = run("report", "local-skills-report", "--format", format, "--output", place, "-w", workspace)
    assert (elsewhere.code, elsewhere.out.strip()) == (0, place)
    assert (tmp_path / place).read_bytes() == content
    if format != "html":
        assert content == (workspace / "site" / "report" / f"local-skills-report.{format}").read_bytes()


def test_a_report_is_a_pdf_unless_another_format_is_asked_for(run: Run, workspace: Path, tmp_path: Path) -> None:
    run("report", "local-skills-report", "-w", workspace)
    assert [file.name for file in tmp_path.iterdir()] == ["local-skills-report.pdf"]


def test_a_report_in_word_is_a_whole_document(run: Run, workspace: Path, tmp_path: Path) -> None:
    run("report", "local-skills-report", "--format", "docx", "-w", workspace)
    with zipfile.ZipFile(tmp_path / "local-skills-report.docx") as parts:
        assert parts.testzip() is None
        assert {"[Content_Types].xml", "word/document.xml", "word/styles.xml"} <= set(parts.namelist())


def test_a_report_as_html_stands_on_its_own(run: Run, workspace: Path, tmp_path: Path) -> None:
    """Away from the site its style is still with it, and no link leads to a file that is not there."""
    run("report", "local-skills-report", "--format", "html", "-w", workspace)
    page = lxml.html.parse(tmp_path / "local-skills-report.html").getroot()
    assert page.xpath("//style[string-length() > 1000]")
    local = [href for href in page.xpath("//@href | //@src") if not href.startswith(("#", "https://", "data:"))]
    assert local == []


# check


def test_check_finds_the_contradictions_of_the_bundled_pack(run: Run) -> None:
    done = run("check")
    assert done.code == 1
    assert "46815" in done.out.replace(",", "")
    assert "46818" in done.out.replace(",", "")
    for place in ("/claimants, row 3, ", "/headline_figures, row 6, "):
        assert place in done.out
    last = done.out.splitlines()[-1]
    assert last.startswith("17 tables read, ")
    assert int(last.split()[-2]) >= 3
    assert done.err == ""


def test_check_finds_nothing_in_a_fresh_pack_and_builds_nothing(run: Run, fresh: Path, tmp_path: Path) -> None:
    done = run("check", fresh / "packs" / built.FRESH)
    assert done.code == 0
    assert done.out.splitlines()[-1].endswith(" 0 contradictions.")
    assert not (tmp_path / "workspace" / "site").exists()


def test_check_says_every_fault_with_its_file_row_and_column(run: Run, tmp_path: Path) -> None:
    shutil.copytree(find_pack("west-midlands").folder, tmp_path / "broken")
    table = tmp_path / "broken" / "tables" / "digital_context.csv"
    table.write_text(
        table.read_text("utf-8").replace("Sandwell,15", "Sandwell,15x").replace("Dudley", "Dudly"), "utf-8"
    )
    done = run("check", "broken")
    assert done.code == 2
    assert done.out == ""
    first, second = [line for line in done.err.splitlines() if line.startswith("Error: ")]
    assert "digital_context.csv, row 4, column 'value'" in first
    assert "digital_context.csv, row 6, column 'area'" in second
    assert "Did you mean Dudley (E08000027)?" in second


# indicators and releases


def test_indicators_are_listed(run: Run) -> None:
    done = run("indicators")
    ids = [row["id"] for row in run("indicators", "--format", "json").json]
    assert done.code == 0
    assert len(ids) > 30
    assert [line.split()[0] for line in done.out.splitlines()[1:]] == ids


def test_releases_are_listed_with_their_whole_hashes(run: Run, workspace: Path) -> None:
    found = run("releases", "--format", "json", "-w", workspace).json
    shown = run("releases", "-w", workspace).out
    kept = {file.name for file in (workspace / "releases").iterdir()}
    assert {release["sha256"] for release in found} == kept
    for release in found:
        (line,) = [line for line in shown.splitlines() if release["sha256"] in line]
        assert release["source"] in line
        assert release["published"] in line
        assert release["title"] in line


# serve


@pytest.fixture
def serving(fresh: Path) -> Iterator[str]:
    """The address of the fresh pack's site, served by the command; stopped as a person stops it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "watling", "serve", "--port", "0"],
        cwd=fresh, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("http://127.0.0.1:"), line
    yield line.split()[0]
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (0, "")


def fetch(address: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_the_site_is_served_and_each_new_edition_at_the_same_address(serving: str, fresh: Path) -> None:
    status, home = fetch(serving)
    assert (status, b"West Yorkshire" in home) == (200, True)
    assert fetch(f"{serving}labour-supply/")[0] == 200
    assert fetch(f"{serving}nowhere/")[0] == 404
    assert fetch(f"{serving}../edition.json")[0] == 404
    assert json.loads(fetch(f"{serving}build.json")[1])["edition"] == 1
    words = fresh / "packs" / built.FRESH / "words" / "home.md"
    before = words.read_text("utf-8")
    words.write_text("Other words.\n", "utf-8")
    assert program("build", f"packs/{built.FRESH}", cwd=fresh).code == 0
    words.write_text(before, "utf-8")
    assert json.loads(fetch(f"{serving}build.json")[1])["edition"] == 2
    assert b"Other words." in fetch(serving)[1]


def test_a_port_in_use_is_said(run: Run, workspace: Path) -> None:
    with server(workspace / "site", "127.0.0.1", 0) as listening:
        done = run("serve", "--port", listening.server_port, "-w", workspace)
    assert done.code == 2
    assert f"Port {listening.server_port} of 127.0.0.1 cannot be used" in done.err
    assert "Choose another with --port." in done.err


# What goes wrong


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("build nowhere", "There is no pack 'nowhere'"),
        ("check nowhere", "watling new nowhere --areas CODE,CODE"),
        ("build ../../nowhere", "There is no pack '../../nowhere'"),
        ("figures --indicator claimant -w {built}", "There is no indicator 'claimant'. List them with: watling indic"),
        ("figures --area Bedfrod -w {built}", "Did you mean Bedford (E06000055)"),
        ("figures --area E06000095 -w {built}", "Did you mean "),
        ("figures --period yesterday -w {built}", "'yesterday' is not a period"),
        ("figures --period 2019/21 -w {built}", "2019/20 would be"),
        ("figures --format xml -w {built}", "choose table, csv or json"),
        ("trace claimants -w {built}", "There is no figure 'claimants'. List them with: watling figures"),
        ("trace claimants:E92000001:1999 -w {built}", "There is no figure 'claimants:E92000001:1999'"),
        ("trace claimants:E92000001:2021-11 --format xml -w {built}", "choose tree or json"),
        ("report annual -w {built}", "There is no report 'annual': the edition has local-skills-report."),
        ("report local-skills-report --format odt -w {built}", "choose one of html, pdf, docx"),
        ("indicators --format xml", "choose table or json"),
        ("releases --format xml -w {built}", "choose table or json"),
        ("figures", "There is no edition in workspace. Build one with: watling build"),
        ("trace claimants:E92000001:2021-11", "There is no edition in workspace"),
        ("report local-skills-report", "There is no edition in workspace"),
        ("releases", "There is no edition in workspace"),
        ("serve", "There is no edition in workspace"),
        ("new West_Yorkshire --areas E08000032", "'West_Yorkshire' cannot be a pack's name"),
        ("new ../mine --areas E08000032", "'../mine' cannot be a pack's name"),
        ("new there --areas E08000032", "is already there"),
        ("new mine --areas E08000099", "There is no area 'E08000099'"),
        ("new mine --areas Bradfrod", "Did you mean Bradford (E08000032)"),
        ("new mine --areas Corby", "Corby (E07000150) ended on 31 March 2021"),
        ("new mine --areas E08000032,Bradford", "Bradford (E08000032) stands twice"),
        ("new mine --areas ,", "has no members"),
        ("new mine --areas Yorkshire-and-The-Humber,Leeds", "Leeds (E08000035) stands twice"),
        ("build west-midlands -w file", "file"),
        ("report local-skills-report -o . -w {built}", "."),
    ],
)  # fmt: skip
def test_an_error_is_one_sentence_and_code_2(
    run: Run, workspace: Path, tmp_path: Path, arguments: str, said: str
) -> None:
    (tmp_path / "packs" / "there").mkdir(parents=True)
    (tmp_path / "file").write_text("not a folder", "utf-8")
    done = run(*arguments.format(built=workspace).split())
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("Error: ")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "packs" / "mine").exists()


@pytest.mark.parametrize("arguments", ["new mine", "trace", "report", "build --colour", "fly", "serve --port many"])
def test_a_mistyped_command_says_what_was_expected(run: Run, arguments: str) -> None:
    done = run(*arguments.split())
    assert done.code == 2
    assert "Usage: watling" in done.err
    assert "Traceback" not in done.err


def test_a_reader_that_stops_reading_is_no_error(workspace: Path) -> None:
    """As in ``watling figures --format csv | head -1``."""
    process = subprocess.Popen(
        [sys.executable, "-m", "watling", "figures", "--format", "csv", "-w", str(workspace)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"id,")
    process.stdout.close()
    said = process.stderr.read()
    assert process.wait(timeout=20) in (0, 1)
    assert said == b""


# From Python


def test_figures_from_python_are_a_tidy_frame(workspace: Path) -> None:
    evidence = watling.open(workspace)
    frame = evidence.figures(indicator="claimants", area="England", period="2021-11")
    assert list(frame.columns[:6]) == ["id", "indicator", "area", "period", "breakdown", "value"]
    assert frame["id"].tolist() == ["claimants:E92000001:2021-11"]
    assert frame["value"].tolist() == [1_650_820.0]
    everything = evidence.figures()
    assert everything["id"].is_unique
    assert len(everything) == evidence.edition.facts["figures"]
    assert everything["value"].dtype == float
    assert everything.loc[everything["status"] == "x", "value"].isna().all()


def test_traces_from_python(workspace: Path) -> None:
    step = watling.open(str(workspace)).trace(CHANGE)
    assert [(cell.row, cell.published) for cell in step.cells() if cell.used] == [(3, "46815"), (2, "61470")]


def test_what_is_not_there_is_an_error_from_python_too(workspace: Path, tmp_path: Path) -> None:
    evidence = watling.open(workspace)
    with pytest.raises(UnknownFigure, match="There is no figure 'claimants:nowhere:2021-11'"):
        evidence.trace("claimants:nowhere:2021-11")
    with pytest.raises(WatlingError, match="There is no indicator 'claimant'"):
        evidence.figures(indicator="claimant")
    with pytest.raises(WatlingError, match="There is no edition in"):
        watling.open(tmp_path / "empty")
