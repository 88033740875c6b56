"""The national store: every indicator's figures for all areas and all ready regions.

<workspace>/national/<indicator>-<key>.parquet    its figures
<workspace>/national/.spill/                      what does not fit into memory while they are made

The key is of all that an indicator's figures stand on: the observation files that hold its measures, its composition,
the regions, the weights, and Watling's own code. So a changed source makes anew only what stands on it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from watling.announce import Announce, silent
from watling.errors import WatlingError
from watling.evidence.observations import measures_of
from watling.figures.definition import Indicator, Rated, measures
from watling.fingerprint import code_fingerprint
from watling.packs.decisions import Weight
from watling.places.regions import Region

if TYPE_CHECKING:
    import pandas as pd
    from ibis.expr.types import Table

MEMORY = "1GB"
"""What the engine may hold at once; the rest of the process comes on top."""

ROWS = 400_000
"""About how many observations are composed at once."""

COLUMNS = ("area", "period", "breakdown", "value", "unit", "status", "lower", "upper", "interval", "note", "releases")
"""The columns of an indicator's file, those of ``figures.parquet`` without what is a pack's."""


@dataclass(frozen=True)
class National:
    """The figures as they stand. ``files`` are by indicator; ``made`` are the indicators that were made anew."""

    files: Mapping[str, Path]
    made: tuple[str, ...]

    def table(self, indicator: str) -> Table:
        """An indicator's figures as an Ibis table with :data:`COLUMNS`. Raises WatlingError where there are none."""
        import ibis

        return ibis.duckdb.connect().read_parquet(str(self._file(indicator)))

    def frame(self, indicator: str, period: str | None = None) -> pd.DataFrame:
        """An indicator's figures, of one period or all. Raises WatlingError where there are none."""
        where = None if period is None else [("period", "=", period)]
        found: pd.DataFrame = pq.read_table(self._file(indicator), filters=where).to_pandas()
        return found

    def _file(self, indicator: str) -> Path:
        try:
            return self.files[indicator]
        except KeyError:
            raise WatlingError(
                f"The national store has no figures of '{indicator}': nothing it is made from has been added."
            ) from None


def national(
    workspace: Path,
    observations: Sequence[Path],
    indicators: Mapping[str, Indicator],
    regions: Sequence[Region],
    weights: Sequence[Weight] = (),
    announce: Announce = silent,
) -> National:
    """The national store of a workspace's folder, with what has changed made anew.

    ``observations`` are the files of official observations. An indicator of whose measures none is in them has no file.
    """
    folder = workspace / "national"
    folder.mkdir(parents=True, exist_ok=True)
    standing = _standing(observations, indicators, regions, weights)
    files = {id: folder / f"{id}-{key}.parquet" for id, (key, _) in standing.items()}
    stale = [id for id, file in files.items() if not file.exists()]
    if stale:
        used = sorted({file for id in stale for file in standing[id][1]})
        _make({id: indicators[id] for id in stale}, used, regions, weights, files, folder / ".spill", announce)
    for file in folder.glob("*.parquet"):
        if file not in files.values():
            file.unlink(missing_ok=True)
    return National(files, tuple(stale))


def _standing(
    observations: Sequence[Path],
    indicators: Mapping[str, Indicator],
    regions: Sequence[Region],
    weights: Sequence[Weight],
) -> dict[str, tuple[str, list[Path]]]:
    """By indicator the key of what its figures stand on, and the observation files that hold its measures."""
    holding: dict[str, list[Path]] = {}
    for file in sorted(observations):
        for measure in measures_of(file):
            holding.setdefault(measure, []).append(file)
    everywhere = hashlib.sha256(repr((code_fingerprint(), tuple(regions), tuple(weights))).encode()).hexdigest()
    found = {}
    for id, indicator in indicators.items():
        files = sorted({file for measure in measures(indicator.composition) for file in holding.get(measure, ())})
        if files and not isinstance(indicator.composition, Rated):
            stands_on = repr((everywhere, [file.name for file in files], indicator.composition))
            found[id] = hashlib.sha256(stands_on.encode()).hexdigest()[:16], files
    return found


def _make(
    indicators: Mapping[str, Indicator],
    observations: Sequence[Path],
    regions: Sequence[Region],
    weights: Sequence[Weight],
    files: Mapping[str, Path],
    spill: Path,
    announce: Announce,
) -> None:
    """Compose indicators, some at a time, and write each one's file beside and then into place."""
    # Imported here, so that a run with nothing to do does not wait for the engine.
    from ibis import _

    from watling.evidence.observations import read
    from watling.figures.composer import Composer

    shutil.rmtree(spill, ignore_errors=True)
    composer = Composer(
        read(observations, memory_limit=MEMORY, threads=2, temp_directory=str(spill)), regions, weights=weights
    )
    counted = composer.observations.group_by("measure").aggregate(rows=_.count()).to_pandas()
    rows = dict(zip(counted["measure"], counted["rows"], strict=True))
    done = 0
    for some in _batches(indicators, rows):
        announce(indicators[some[0]].title, done / len(indicators))
        for id, figures in composer.composed({id: indicators[id].composition for id in some}):
            _write(figures, files[id])
        done += len(some)
    shutil.rmtree(spill, ignore_errors=True)


def _batches(indicators: Mapping[str, Indicator], rows: Mapping[str, int]) -> Iterator[list[str]]:
    """Indicators, so many at a time as have about :data:`ROWS` observations; those of the same measures together."""
    read: set[str] = set()
    batch: list[str] = []
    for id in sorted(indicators, key=lambda id: (measures(indicators[id].composition), id)):
        more = read | set(measures(indicators[id].composition))
        if batch and sum(rows.get(measure, 0) for measure in more) > ROWS:
            yield batch
            read, batch = set(), []
        read |= set(measures(indicators[id].composition))
        batch.append(id)
    if batch:
        yield batch


def _write(figures: pa.Table, file: Path) -> None:
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    pq.write_table(figures.select(COLUMNS), beside, compression="zstd")
    beside.replace(file)
