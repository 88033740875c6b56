"""Built sites: of the two packs that come with Watling, and of a fresh one that holds nothing yet."""

from __future__ import annotations

import pytest

import built


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> built.BuiltSite:
    """The South East Midlands."""
    return built.site("south-east-midlands", tmp_path_factory)


@pytest.fixture(scope="session", params=[*built.BUNDLED, built.FRESH])
def each_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> built.BuiltSite:
    """One site after another."""
    return built.site(request.param, tmp_path_factory)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, built.BuiltSite]:
    """All three by the names of their packs."""
    return {name: built.site(name, tmp_path_factory) for name in (*built.BUNDLED, built.FRESH)}
