"""The project's own rules, where no tool holds them already."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "watling"
MODULES = sorted(SOURCE.rglob("*.py"))
LOCKS = sorted([*ROOT.glob("requirements*.lock"), ROOT / "frontend" / "package-lock.json"])
LONGEST = 400
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
# An address, an option that names one, or a path of one machine.
HOST = re.compile(r"://|--(extra-)?index-url|--find-links|\bfile:|(^|[\s\"'=])/\w")


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> set[str]:
    """The top-level packages that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_module(file: Path) -> None:
    text = file.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module begins by saying what it is"
    assert len(text.splitlines()) <= LONGEST, "a module holds one concept"
    assert not UNFINISHED.search(text), "what is published is finished"
    if not file.is_relative_to(SOURCE / "delivery"):
        assert "django" not in imported(tree), "the core needs no server"


def test_every_indicator_has_an_example_and_every_example_an_indicator() -> None:
    definitions = {file.stem.replace("_", "-") for file in (SOURCE / "indicators").glob("*.py")} - {"--init--"}
    examples = {file.stem for file in (ROOT / "tests" / "indicators").glob("*.toml")}
    assert definitions
    assert definitions == examples


@pytest.mark.parametrize("file", LOCKS, ids=name)
def test_a_lock_names_no_package_host_and_no_machine(file: Path) -> None:
    content = [line for line in file.read_text("utf-8").splitlines() if not line.strip().startswith('"url":')]
    assert [line for line in content if HOST.search(line)] == []


@pytest.mark.parametrize("file", [file for file in LOCKS if file.suffix == ".lock"], ids=name)
def test_a_lock_pins_every_package_by_hash(file: Path) -> None:
    packages = re.split(r"^(?=[a-z0-9])", file.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert packages
    assert [one.splitlines()[0] for one in packages if "==" not in one or "--hash=sha256:" not in one] == []


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-build.lock"])
def test_what_runs_is_what_is_tested(lock: str) -> None:
    tested = pins("requirements-dev.lock")
    assert {name: version for name, version in pins(lock).items() if tested.get(name, version) != version} == {}


def test_the_locks_hold_every_dependency() -> None:
    """A dependency added to pyproject.toml needs a `make lock`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [(one, "requirements.lock") for one in project["dependencies"]]
    asked += [(one, "requirements-dev.lock") for one in project["optional-dependencies"]["dev"]]
    assert [one for one, lock in asked if re.split(r"[\[<>=~! ;]", one)[0] not in pins(lock)] == []
