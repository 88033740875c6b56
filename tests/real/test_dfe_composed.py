"""A back test: what the Local Skills dashboard gives for LSIP areas and combined authorities, against what Watling
composes for them from their authorities.

Every row of the dashboard's is held against a composed interval. Those that lie outside are listed with the reason.
"""

from __future__ import annotations

from functools import cache

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from real.conftest import OPENDATA
from watling.figures.composer import Composer
from watling.figures.definition import Composition, Ratio, Sum, Total
from watling.places.ready import ready_regions
from watling.sources import find_source
from watling.sources.observation import SCHEMA
from watling.sources.readers import data_hub as hub
from watling.sources.source import read

pytestmark = pytest.mark.real

HUB = OPENDATA / "dfe-local-skills" / "datahub_2025-07.parquet"
FURTHER = OPENDATA / "dfe-further-education"
COMBINED = ("E69", "E47", "E61")
ADDITIVE = ("dfe-online-adverts", "dfe-employment", "dfe-qualifications", "dfe-enterprises", "dfe-further-education")


@cache
def reading(id: str, file: str = "") -> pd.DataFrame:
    """The observations of a file, the data hub where none is named."""
    path = FURTHER / file if file else HUB
    return read(id, find_source(id), path, path.read_bytes(), "ab" * 32).table.to_pandas()


def composed(observations: pd.DataFrame, composition: Composition) -> pd.DataFrame:
    """Figures of every LSIP area and combined authority, from the rows of authorities alone."""
    parts = observations[~observations["area"].str.startswith(COMBINED)]
    table = ibis.memtable(pa.Table.from_pandas(parts[SCHEMA.names], schema=SCHEMA, preserve_index=False))
    regions = [
        region for kind in ("lsip", "combined authority") for region in ready_regions(kind, hub.VINTAGE).values()
    ]
    found = Composer(table, regions).frame(composition)
    return found[found["area"].str.startswith(COMBINED)]


@cache
def dashboards(id: str) -> pd.DataFrame:
    """The dashboard's rows of combined areas, those that the source leaves out too, with what they were rounded to."""
    source = find_source(id)
    metrics = source.contract.columns["metric"].codes
    assert metrics is not None
    rows = hub.hub_rows(HUB.read_bytes(), HUB, frozenset(metrics))
    cells = CELLS[id]
    found = hub.observations(rows, cells, source.contract.measures, hub.nothing)
    return found[found["area"].str.startswith(COMBINED)]
