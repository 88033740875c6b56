"""Every ready region of a kind, built in one run: a pack and an edition for each, all on the same evidence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from watling.announce import Announce
from watling.errors import WatlingError
from watling.evidence.official import gather_official
from watling.evidence.workspace import Workspace
from watling.packs.fresh import make_pack
from watling.packs.pack import Pack
from watling.places.ready import ready_regions
from watling.places.regions import Region
from watling.publishing.build import Built, build


@dataclass(frozen=True)
class BuiltRegion:
    """What came of one region: what was built, or the sentence that says why nothing was."""

    title: str
    workspace: Workspace
    outcome: Built | str


def build_every(kind: str, workspace: Workspace, announce: Announce, as_at: str | None = None) -> Iterator[BuiltRegion]:
    """Build each ready region of a kind below ``regions/<name>/``, as many at a time as there are processors.

    The pack of a region is made where it is not there yet, and left alone where it is. Raises WatlingError for a kind
    of which there is no region.
    """
    regions = ready_regions(kind.replace("-", " "))
    if not regions:
        raise WatlingError(f"There are no ready regions of the kind '{kind}'. Name lsip, combined-authority or county.")
    workspace.make()
    gather_official(workspace, as_at)  # once, before several processes would each do it
    folders = [_pack_of(region, workspace) for region in regions.values()]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        built = pool.map(_build, folders, [workspace] * len(folders), [as_at] * len(folders))
        for number, (region, outcome) in enumerate(zip(regions.values(), built, strict=True), start=1):
            announce(region.title, number / len(folders))
            yield BuiltRegion(region.title, _within(workspace, folders[number - 1].name), outcome)


def _within(workspace: Workspace, name: str) -> Workspace:
    return workspace.within("regions", name)


def _pack_of(region: Region, workspace: Workspace) -> Path:
    into = workspace.folder / "regions" / region.slug / "pack"
    if not (into / region.slug / "pack.toml").is_file():
        make_pack(region.slug, [member.code for member in region.members], region.title, into)
    return into / region.slug


def _build(folder: Path, workspace: Workspace, as_at: str | None) -> Built | str:
    try:
        return build(Pack(folder), _within(workspace, folder.name), as_at=as_at)
    except WatlingError as error:
        return str(error)
