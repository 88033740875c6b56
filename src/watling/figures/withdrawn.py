"""Withdrawn values: what an earlier release gave and the present one withholds."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from ibis import _

from watling.evidence.kept import Shelf, standing
from watling.evidence.official import observations_of
from watling.evidence.workspace import Workspace
from watling.figures.disclosure import KEY, SUPPRESSED, Disclosure, disclosed
from watling.sources import all_sources


def withdrawn_values(workspace: Workspace, areas: Sequence[str], as_at: str | None = None) -> list[Disclosure]:
    """The suppressed values of some areas that an earlier release of the same source gives, the latest that does.

    ``as_at`` is a day: what was published after it is left out.
    """
    shelf, known = Shelf(workspace.evidence), all_sources()
    found = []
    for source in shelf.sources():
        usable = [one for one in shelf.releases(source) if one.state != "refused"]
        releases = [one for one in usable if as_at is None or one.published <= as_at]
        now = standing(releases)
        earlier = [one for one in releases if one not in now]
        if source not in known or known[source].observe is None or not now or not earlier:
            continue
        read = ibis.duckdb.connect().read_parquet
        present = read([str(observations_of(one, workspace)) for one in now])
        past = read([str(observations_of(one, workspace)) for one in earlier])
        hidden = present.filter(_.value.isnull() & _.status.isin(SUPPRESSED) & _.area.isin(list(areas)))
        ages = ibis.memtable({"release": [one.sha256 for one in earlier], "age": list(range(len(earlier)))})
        given = past.filter(_.value.notnull()).join(hidden.select(KEY), KEY).join(ages, "release")
        latest = given.group_by(KEY).aggregate(value=_.value.argmax(_.age)).order_by(KEY)
        for row in latest.to_pandas().to_dict("records"):
            way = "an earlier release of the same source"
            found.append(disclosed(row["measure"], row["area"], row["period"], row["breakdown"], row["value"], way))
    return found
