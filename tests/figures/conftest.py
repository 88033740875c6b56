"""The evidence of the South East Midlands, gathered once: what the tests of lineage and contradictions read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from watling.evidence.gather import gather
from watling.evidence.observations import read
from watling.evidence.workspace import Workspace
from watling.figures.composer import Composer
from watling.figures.compute import compute
from watling.figures.contradictions import Finding, find
from watling.figures.figure import FigureSet
from watling.figures.rating import Rating, Unrated
from watling.indicators import all_indicators
from watling.packs.decisions import RatingRule, checks, choices, rating_rule
from watling.packs.pack import find_pack
from watling.places.regions import Region


@dataclass(frozen=True)
class Evidence:
    region: Region
    releases: Path
    composer: Composer
    rule: RatingRule
    figures: FigureSet
    ratings: Mapping[tuple[str, str], Rating | Unrated]
    findings: list[Finding]


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    pack = find_pack("south-east-midlands")
    given = pack.settings.region
    day = date.fromisoformat(given.vintage)
    region = Region.make(pack.name, pack.settings.title, given.members, day, given.comparators, given.aliases)
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    observations = read(gather(pack, region, workspace).files)
    chosen, rule = choices(pack), rating_rule(pack)
    composer = Composer(observations, region, chosen)
    figures, ratings = compute(all_indicators(), composer, rule)
    findings = find(observations, chosen, pack, region, checks(pack), figures)
    return Evidence(region, workspace.releases, composer, rule, figures, ratings, findings)
