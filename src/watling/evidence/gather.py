"""Gathering: a pack's tables into kept releases and observations."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from watling.announce import Announce, silent
from watling.errors import InputError, InputErrors, raise_all
from watling.evidence import observations as kept
from watling.evidence.official import described, gather_official
from watling.evidence.releases import Release, keep
from watling.evidence.workspace import Workspace
from watling.fingerprint import code_fingerprint
from watling.packs.pack import Pack, Table
from watling.places.regions import Region
from watling.sources import pack_table


@dataclass(frozen=True)
class Gathered:
    """What stands ready for an edition: its releases and the Parquet files of their observations, by table."""

    releases: tuple[Release, ...]
    files: tuple[Path, ...]


def gather(
    pack: Pack, region: Region, workspace: Workspace, announce: Announce = silent, as_at: str | None = None
) -> Gathered:
    """Keep each table's bytes and read them into observations; add the official statistics that stand.

    ``as_at`` is a day: what was published after it is left out.
    Each table is held against its contract; one whose bytes, contract and region are as they were is not read into
    observations again. All tables are tried, so that a
    person sees every fault at once; raises InputError, or InputErrors where there are several.
    """
    releases, files = [], []
    errors: list[InputError] = []
    for number, table in enumerate(pack.tables.values()):
        if as_at and pack.settings.documents[table.contract.document].published > as_at:
            continue
        announce(table.contract.title, 0.1 * number / len(pack.tables))
        content = table.file.read_bytes()
        try:
            rows = pack_table.read_rows(table, content)
            file = workspace.observations / f"{table.name}-{_key(table, content, region)}.parquet"
            if not file.exists():
                kept.write(pack_table.observations(table, content, region), file)
        except InputError as error:
            errors.append(error)
        except InputErrors as several:
            errors += several.errors
        else:
            releases.append(_release(pack, table, content, len(rows), keep(content, workspace.releases)))
            files.append(file)
    raise_all(errors)
    official = gather_official(workspace, as_at, announce)
    releases += [described(release, official.stale.get(release.source, "")) for release in official.releases]
    return Gathered(tuple(releases), (*files, *official.files))


def _key(table: Table, content: bytes, region: Region) -> str:
    """What the observations of a table depend on, as a short hash."""
    digest = hashlib.sha256(content)
    digest.update(table.contract_file.read_bytes())
    digest.update(repr(region).encode())
    digest.update(code_fingerprint().encode())
    return digest.hexdigest()[:16]


def _release(pack: Pack, table: Table, content: bytes, rows: int, sha256: str) -> Release:
    contract = table.contract
    document = pack.settings.documents[contract.document]
    return Release(
        source=f"{pack.name}/{table.name}",
        sha256=sha256,
        title=contract.title,
        publisher=document.publisher,
        document=document.title,
        place=contract.place,
        published=document.published,
        licence=document.licence,
        address=document.address,
        note=contract.note,
        file=table.file.name,
        size=len(content),
        rows=rows,
    )
