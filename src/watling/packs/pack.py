"""The pack itself: ``pack.toml`` and the files it leads to."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import Field

from watling.errors import InputError, WatlingError
from watling.packs.contract import Strict, TableContract
from watling.packs.reading import inside, read_toml


class RegionSection(Strict):
    """Members and comparators as GSS codes; ``aliases`` are other names the tables give the region."""

    members: tuple[str, ...] = Field(min_length=1)
    vintage: str
    comparators: tuple[str, ...] = ("E92000001",)
    aliases: tuple[str, ...] = ()


class Look(Strict):
    """``accent`` is a colour with a contrast of at least 4.5 to 1 against white."""

    accent: str = Field(default="#1d70b8", pattern=r"^#[0-9a-fA-F]{6}$")
    accent_dark: str = Field(default="#0b3a5e", pattern=r"^#[0-9a-fA-F]{6}$")


class Document(Strict):
    """A published document that tables come from. ``published`` is as exact as it is known (``2022-01``)."""

    title: str
    publisher: str
    published: str
    licence: str
    address: str = ""
    note: str = ""


class ChapterSection(Strict):
    """``words`` names a Markdown file below ``words/``, without its ending."""

    number: str
    title: str
    words: str


class ReportSection(Strict):
    """The report's title page and its chapters."""

    title: str
    subtitle: str
    publisher: str
    date: str
    chapters: tuple[ChapterSection, ...]


class CategoriesSection(Strict):
    """The table of the strategy's categories (or missions) and which of its columns says what."""

    table: str
    id: str = "id"
    title: str = "title"
    detail: str | None = None


class PlanSection(Strict):
    """What the strategy is called and the tables it stands in."""

    title: str = "Strategy and action plan"
    categories: CategoriesSection | None = None
    actions: str | None = None
    projects: str | None = None


class PackFile(Strict):
    """``pack.toml``."""

    title: str
    summary: str
    region: RegionSection
    look: Look = Look()
    documents: dict[str, Document] = Field(default_factory=dict)
    plan: PlanSection = PlanSection()
    report: ReportSection | None = None


@dataclass(frozen=True)
class Table:
    """One table of the pack: its name (the contract file's own), its contract and where its bytes are."""

    name: str
    contract: TableContract
    contract_file: Path
    file: Path


@dataclass(frozen=True)
class Pack:
    """A pack's folder, and what is in it."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's name, which is the region's code."""
        return self.folder.resolve().name

    @cached_property
    def settings(self) -> PackFile:
        """What ``pack.toml`` says. Raises InputError also for a link that leads out of the pack."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_symlink() and not path.resolve().is_relative_to(self.folder.resolve()):
                raise InputError(path, "the link leads outside the pack", remedy="put the file itself into the pack")
        return read_toml(self.folder / "pack.toml", PackFile)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The pack's tables, in order of name."""
        tables = {}
        for contract_file in sorted((self.folder / "tables").glob("*.toml")):
            contract = read_toml(contract_file, TableContract)
            if contract.document not in self.settings.documents:
                raise InputError(
                    contract_file,
                    f"'{contract.document}' is no document of the pack",
                    column="document",
                    expected=f"one of {', '.join(self.settings.documents) or 'none'}",
                    remedy="name it under [documents] in pack.toml",
                )
            file = inside(self.folder / "tables", contract.file, contract_file)
            tables[contract_file.stem] = Table(contract_file.stem, contract, contract_file, file)
        return tables

    def words(self, name: str) -> Path | None:
        """The Markdown file of that name below ``words/``, or None where the pack has no words for it."""
        file = self.folder / "words" / f"{name}.md"
        return file if file.is_file() else None

    def files(self) -> list[Path]:
        """Every file of the pack, in order."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file() and not path.name.startswith("."))

    def fingerprint(self) -> str:
        """SHA-256 over the names and bytes of every file."""
        digest = hashlib.sha256()
        for path in self.files():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(self.folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


def find_pack(name: str) -> Pack:
    """The pack of a name or a path.

    A path is taken as it is; a name is looked for in ``packs/`` and in this folder, then among the packs that come
    with Watling.
    """
    here = Path(__file__).resolve()
    places = [Path(name), Path("packs") / name]
    if re.fullmatch(r"[a-z0-9-]+", name):
        places += [here.parents[1] / "bundled_packs" / name, here.parents[3] / "packs" / name]
    for folder in places:
        if (folder / "pack.toml").is_file():
            return Pack(folder)
    raise WatlingError(
        f"There is no pack '{name}': no pack.toml in {', '.join(str(place) for place in places[:2])}. "
        f"Make one with: watling new {Path(name).name} --areas CODE,CODE"
    )
