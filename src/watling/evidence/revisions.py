"""Revisions: values as they were first published, and as they are now."""

from __future__ import annotations

import ibis
import pandas as pd
from ibis import _

from watling.evidence.kept import Shelf
from watling.evidence.official import observations_of
from watling.evidence.workspace import Workspace
from watling.sources import all_sources

KEY = ["measure", "area", "period", "breakdown"]
COLUMNS = [*KEY, "first", "first_published", "now", "now_published", "times"]


def revisions(source: str, workspace: Workspace, as_at: str | None = None) -> pd.DataFrame:
    """The values of a source that have been published with more than one number: the columns of COLUMNS.

    ``first`` is the value as first published and ``now`` the newest, each with the day of its release; ``times`` counts
    the releases that have it. Only accepted releases count; as at a day, those published by then.
    """
    releases = [
        release
        for release in Shelf(workspace.evidence).releases(source)
        if release.state == "accepted" and (as_at is None or release.published <= as_at)
    ]
    if len(releases) < 2 or all_sources()[source].observe is None:
        return pd.DataFrame(columns=COLUMNS)
    files = {str(observations_of(release, workspace)): release for release in releases}
    ages = [(one.sha256, one.published, age) for age, one in enumerate(releases)]  # the oldest first
    days = ibis.memtable(pd.DataFrame(ages, columns=["release", "day", "age"]))
    published = ibis.duckdb.connect().read_parquet(list(files), table_name="observations")
    known = published.filter(_.value.notnull()).join(days, "release")
    series = known.group_by(KEY).aggregate(
        first=_.value.argmin(_.age),
        first_published=_.day.min(),
        now=_.value.argmax(_.age),
        now_published=_.day.max(),
        times=_.day.count(),
    )
    found: pd.DataFrame = series.filter(_.first != _.now).order_by(KEY).to_pandas()
    return found[COLUMNS]


def all_revisions(workspace: Workspace, areas: list[str], as_at: str | None = None) -> pd.DataFrame:
    """The revisions of every source with a kept release, for some areas, in order of measure, area and period."""
    known = all_sources()
    found = [revisions(source, workspace, as_at) for source in Shelf(workspace.evidence).sources() if source in known]
    revised = [frame[frame["area"].isin(areas)] for frame in found if not frame.empty]
    return pd.concat(revised, ignore_index=True) if revised else pd.DataFrame(columns=COLUMNS)
