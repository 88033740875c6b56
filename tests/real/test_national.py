"""The publishers' own files, composed for all authorities and all ready regions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from real.conftest import OPENDATA
from watling.evidence.adding import add
from watling.evidence.official import gather_official
from watling.evidence.workspace import Workspace
from watling.figures.national import National, national
from watling.indicators import all_indicators
from watling.places.ready import ready_regions

pytestmark = pytest.mark.real

FILES = (
    "geography/populations/population20_ltla20.csv",
    "geography/populations/population20_ltla21.csv",
    "dfe-local-skills/datahub_2025-07.parquet",
)
INDICATORS = (
    "population-mid-year",
    "working-age-share",
    "online-adverts",
    "online-adverts-growth",
    "online-adverts-by-occupation",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> National:
    workspace = Workspace(tmp_path_factory.mktemp("national"))
    for file in FILES:
        add(OPENDATA / file, workspace)
    indicators = {id: all_indicators()[id] for id in INDICATORS}
    return national(workspace.folder, gather_official(workspace).files, indicators, tuple(ready_regions().values()))


def sums(store: National, indicator: str) -> pd.DataFrame:
    """Each ready region's value beside the sum of its members', where all of them have one."""
    frame = store.frame(indicator)
    members = pd.DataFrame(
        [(region.code, member.code, len(region.members)) for region in ready_regions().values()
         for member in region.members], columns=["region", "area", "size"],
    )  # fmt: skip
    joined = members.merge(frame, on="area")
    parts = joined.groupby(["region", "period", "breakdown"]).agg(
        total=("value", "sum"), known=("value", "count"), size=("size", "first")
    )
    both = parts.reset_index().merge(
        frame.rename(columns={"area": "region"}), on=["region", "period", "breakdown"], suffixes=("", "_of_region")
    )
    return both.assign(whole=both["known"] == both["size"])


def test_regions_are_what_their_authorities_add_up_to(store: National) -> None:
    for indicator in ("population-mid-year", "online-adverts"):
        both = sums(store, indicator)
        whole = both[both["whole"] & both["value"].notna()]
        assert whole["region"].nunique() > 40
        np.testing.assert_allclose(whole["value"], whole["total"])
        composed = both[~both["whole"] & both["releases"].notna() & both["note"].str.startswith("not available for")]
        assert composed["value"].isna().all(), "never smaller where a part is missing"


def test_a_share_is_of_the_people_and_never_a_mean_of_shares(store: National) -> None:
    people = store.frame("population-mid-year", "2020-06-30").set_index("area")["value"]
    share = store.frame("working-age-share", "2020-06-30").set_index("area")["value"]
    region = ready_regions()["E12000006"]
    codes = [member.code for member in region.members]
    assert share["E12000006"] == pytest.approx((share[codes] * people[codes]).sum() / people[codes].sum())


def test_every_value_lies_within_its_interval_and_every_missing_one_has_a_status(store: National) -> None:
    for id in INDICATORS:
        frame = store.frame(id)
        assert not frame.duplicated(["area", "period", "breakdown"]).any()
        assert not (frame["lower"] > frame["value"] + 1e-9).any()
        assert not (frame["upper"] < frame["value"] - 1e-9).any()
        assert not (frame["value"].isna() & (frame["status"] == "final")).any()


def test_authorities_go_on_across_changes_of_boundaries(store: National) -> None:
    frame = store.frame("online-adverts")
    restated = frame[frame["note"].str.contains("restated")]
    assert {"E08000038", "E08000039"} <= set(restated["area"]), "Barnsley and Sheffield have new codes since April 2025"
    people = store.frame("population-mid-year", "2020-06-30").set_index("area")["value"]
    old = ["E07000150", "E07000152", "E07000153", "E07000156"]
    if set(old) <= set(people.index):
        assert people["E06000061"] == people[old].sum()


def test_nothing_is_left_beside_the_figures(store: National) -> None:
    assert sorted(store.made) == sorted(INDICATORS)
    folder = next(iter(store.files.values())).parent
    assert sorted(folder.iterdir()) == sorted(store.files.values())
