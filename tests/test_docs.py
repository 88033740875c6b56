"""Nothing that a person can type, set or ask for goes without a word in the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import lxml.html
import pytest
import typer
from mkdocs.commands.build import build
from mkdocs.config import load_config
from pydantic import BaseModel

from watling.cli import app
from watling.evidence.kept import State
from watling.figures import definition
from watling.packs import contract, corrections, decisions
from watling.packs.pack import Pack, PackFile
from watling.places.ready import KINDS
from watling.publishing.feed import COLUMNS
from watling.sources import all_sources

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
COMMANDS = typer.main.get_command(app).commands
INDICATORS = sorted(
    file.stem.replace("_", "-") for file in (ROOT / "src/watling/indicators").glob("*.py") if file.stem != "__init__"
)
TABLES = sorted(
    f"{pack.name}/{table}"
    for file in (ROOT / "packs").glob("*/pack.toml")
    for pack in [Pack(file.parent)]
    for table in pack.tables
)
FETCHED = re.compile(r"<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)=\"?(?:https?:)?//[^\s\">]+[^>]*>")


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


def section(markdown: str, heading: str, level: int = 2) -> str:
    """The part of a page under a heading that begins so; empty where there is none."""
    found = re.search(
        rf"^#{{{level}}} {re.escape(heading)}.*?\n(.*?)(?=^#{{2,{level}}} |\Z)", markdown, re.DOTALL | re.MULTILINE
    )
    return found[1] if found else ""


def models(annotation: object) -> list[type[BaseModel]]:
    """The models that a field may hold, alone, in a mapping or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in models(inner)]


def keys(model: type[BaseModel]) -> set[str]:
    """The keys of a model and of the models inside it."""
    inner = [one for field in model.model_fields.values() for one in models(field.annotation)]
    return set(model.model_fields).union(*(keys(one) for one in inner))


def unsaid(names: Iterable[str], text: str) -> list[str]:
    """Those of the names that do not stand in the text as code or in a heading."""
    return sorted(name for name in names if not re.search(rf"[`\[.]{name}\b", text))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built as strictly as `make docs` builds it: a link that leads nowhere fails."""
    folder = tmp_path_factory.mktemp("docs")
    build(load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(folder)))
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_section_that_names_its_options(command: str) -> None:
    text = section(page("commands"), command)
    assert text, f"docs/commands.md has no section '## {command}'"
    names = [
        parameter.opts[0] if parameter.param_type_name == "option" else (parameter.metavar or parameter.name).upper()
        for parameter in COMMANDS[command].params
        if parameter.name != "help"
    ]
    missing = [name for name in names if name not in text]
    assert not missing, f"docs/commands.md, '## {command}', says nothing of {', '.join(missing)}"


def test_no_section_is_about_a_command_that_is_not_there() -> None:
    assert set(re.findall(r"^## (.+)$", page("commands"), re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("name", PackFile.model_fields)
def test_each_key_of_pack_toml_is_described(name: str) -> None:
    inner = models(PackFile.model_fields[name].annotation)
    text = section(page("settings"), f"[{name}", level=3) if inner else section(page("settings"), "pack.toml")
    assert text, f"docs/settings.md has no section '### [{name}]'"
    assert unsaid(keys(inner[0]) if inner else [name], text) == []


@pytest.mark.parametrize(
    ("model", "heading"),
    [
        (contract.TableContract, "Keys of a contract"),
        (contract.Column, "Keys of a column"),
        (contract.Measure, "Keys of a measure"),
        (decisions.Check, "`decisions/checks.toml`"),
        (corrections.CorrectionFile, "Corrections"),
        (corrections.Corrected, "Corrections"),
    ],
)
def test_each_key_of_a_packs_files_is_described(model: type[BaseModel], heading: str) -> None:
    text = section(page("packs"), heading, level=2 if heading == "Corrections" else 3)
    if model is contract.Column:
        text += section(page("packs"), "Keys of a measure", level=3)
    assert unsaid(model.model_fields, text) == []


def test_each_role_of_a_column_is_described() -> None:
    assert unsaid(get_args(contract.Role), section(page("packs"), "Keys of a column", level=3)) == []


def test_each_column_of_the_weights_is_described() -> None:
    assert unsaid(["from", "to", "weight", "reason"], section(page("packs"), "`decisions/weights.csv`", level=3)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_ready_region_is_described(kind: str) -> None:
    word = kind.replace(" ", "-")
    assert f"`{word}:" in section(page("places"), "Ready regions")
    assert f"`{word}`" in section(page("commands"), "build")


def test_each_column_of_the_changes_is_described() -> None:
    assert unsaid(COLUMNS, section(page("time"), "What an edition changes")) == []


@pytest.mark.parametrize("state", get_args(State))
def test_each_state_of_a_release_is_described(state: str) -> None:
    assert f"\n| {state} |" in section(page("time"), "Which release stands")


@pytest.mark.parametrize("file", sorted(file.name for file in (ROOT / "packs").glob("south-east-midlands/decisions/*")))
def test_each_file_of_decisions_is_described(file: str) -> None:
    text = section(page("packs"), f"`decisions/{file}`", level=3)
    assert text, f"docs/packs.md has no section '### `decisions/{file}`'"
    if file.endswith(".csv"):
        heading = (ROOT / "packs/south-east-midlands/decisions" / file).read_text("utf-8").splitlines()[0]
        assert unsaid(heading.split(","), text) == []


def test_each_composition_is_described() -> None:
    kinds = [kind.__name__ for kind in get_args(definition.Composition)]
    assert unsaid(kinds, section(page("concepts"), "Composition")) == []


@pytest.mark.parametrize(
    "variable", re.findall(r"^([A-Z]+) +\?=", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
)
def test_each_variable_of_make_is_described(variable: str) -> None:
    assert f"| `{variable}` |" in page("settings")


@pytest.mark.parametrize("identifier", INDICATORS)
def test_each_indicator_has_an_entry(site: Path, identifier: str) -> None:
    assert f'id="{identifier}"' in (site / "indicators.html").read_text("utf-8")


@pytest.mark.parametrize("table", TABLES)
def test_each_table_of_a_pack_has_an_entry(site: Path, table: str) -> None:
    assert f"<code>{table}</code>" in (site / "sources.html").read_text("utf-8")


@pytest.fixture(scope="module")
def entries(site: Path) -> dict[str, str]:
    """The words of each source's entry, by the source's id."""
    article = lxml.html.document_fromstring((site / "sources.html").read_bytes()).xpath("//article")[0]
    found: dict[str, str] = {}
    id = ""
    for element in article:
        if element.tag in ("h2", "h3"):
            id = element.get("id", "")
        found[id] = found.get(id, "") + element.text_content()
    return found


@pytest.mark.parametrize("id", all_sources())
def test_each_publishers_source_has_an_entry_with_its_contract(entries: dict[str, str], id: str) -> None:
    source, entry = all_sources()[id], entries[id]
    least, most = source.contract.rows
    said = [source.title, id, source.address, source.cadence, source.licence, f"{least:,} to {most:,}"]
    said += [text for one in source.contract.measures for text in (one.measure, one.unit)]
    assert [text for text in (*said, *source.contract.columns) if text not in entry] == []


def test_the_documentation_fetches_nothing_from_other_hosts(site: Path) -> None:
    fetched = {
        f"{file.name}: {found[0]}"
        for file in site.rglob("*.html")
        for found in FETCHED.finditer(file.read_text("utf-8"))
        if 'rel="canonical"' not in found[0]
    }
    assert not fetched


def test_the_readme_links_to_files_that_are_there() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
