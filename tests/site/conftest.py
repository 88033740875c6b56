"""Built sites: of the two packs that come with Watling, and of a fresh one that holds nothing yet."""

from __future__ import annotations

import pytest
import releases

import built
from watling.evidence.adding import add
from watling.evidence.workspace import Workspace
from watling.packs.fresh import make_pack
from watling.packs.pack import Pack
from watling.publishing.build import build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> built.BuiltSite:
    """The South East Midlands."""
    return built.site("south-east-midlands", tmp_path_factory)


@pytest.fixture(scope="session", params=[*built.BUNDLED, built.FRESH])
def each_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> built.BuiltSite:
    """One site after another."""
    return built.site(request.param, tmp_path_factory)


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> built.BuiltSite:
    """Bedford and Luton, with a few releases of official statistics: three surveys and two partial files."""
    folder = tmp_path_factory.mktemp("official")
    workspace, files = Workspace(folder / "workspace"), folder / "files"
    files.mkdir()
    for file in (releases.claimants(files), *releases.surveys(files), releases.coverage(files)):
        add(file, workspace, partial=True, published="2025-11-20")
    pack = Pack(make_pack("bedford-and-luton", releases.PAIR, "Bedford and Luton", folder / "packs"))
    build(pack, workspace)
    return built.BuiltSite("bedford-and-luton", folder / "workspace")


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, built.BuiltSite]:
    """All three by the names of their packs."""
    return {name: built.site(name, tmp_path_factory) for name in (*built.BUNDLED, built.FRESH)}
