"""Every ready region of a kind, built in one run: a pack and an edition for each, all on the same evidence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from watling.announce import Announce
from watling.errors import WatlingError
from watling.evidence.official import gather_official
from watling.evidence.workspace import Workspace
from watling.packs.fresh import make_pack
from watling.packs.pack import Pack
from watling.places.ready import KINDS, ready_regions
from watling.places.regions import Region
from watling.publishing.build import Built, build


@dataclass(frozen=True)
class BuiltRegion:
    """What came of one region: what was built, or the sentence that says why nothing was."""

    title: str
    workspace: Workspace
    outcome: Built | str


def build_every(kind: str, workspace: Workspace, announce: Announce, as_at: str | None = None) -> Iterator[BuiltRegion]:
    """Build each ready region of a kind below ``regions/<kind>-<name>/``, as many at a time as there are processors.

    The pack of a region is made where it is not there yet, and left alone where it is. An edition as at a day is kept
    beside the region's others, below its ``as-at/``. Raises WatlingError for a kind of which there is no region.
    """
    regions = ready_regions(kind.replace("-", " ")).values()
    if not regions:
        kinds = ", ".join(one.replace(" ", "-") for one in KINDS)
        raise WatlingError(f"There are no ready regions of the kind '{kind}'. Name one of {kinds}.")
    workspace.make()
    gather_official(workspace, as_at)  # once, before several processes would each do it
    own = [workspace.within("regions", f"{kind.replace(' ', '-')}-{region.slug}") for region in regions]
    packs = [_pack_of(region, place) for region, place in zip(regions, own, strict=True)]
    places = [place.within("as-at", as_at) if as_at else place for place in own]
    # Spawned and not forked: a fork of a process with threads, such as the engine's, can wait for ever.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        built = pool.map(_build, packs, places, [as_at] * len(packs))
        for number, (region, place, outcome) in enumerate(zip(regions, places, built, strict=True), start=1):
            announce(region.title, number / len(packs))
            yield BuiltRegion(region.title, place, outcome)


def _pack_of(region: Region, workspace: Workspace) -> Path:
    into = workspace.folder / "pack"
    if not (into / region.slug / "pack.toml").is_file():
        make_pack(region.slug, [member.code for member in region.members], region.title, into, region.vintage)
    return into / region.slug


def _build(pack: Path, workspace: Workspace, as_at: str | None) -> Built | str:
    try:
        return build(Pack(pack), workspace, as_at=as_at)
    except WatlingError as error:
        return str(error)
