"""Tables of places: boundaries as GeoJSON or TopoJSON, and lookups from one area to another."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from watling.errors import InputError
from watling.sources.source import Rows

GEOPORTAL = "https://geoportal.statistics.gov.uk/"
OS_LICENCE = (
    "Open Government Licence v3.0. Contains National Statistics data © Crown copyright and database right. "
    "Contains OS data © Crown copyright and database right"
)
NATIONAL_GRID = 27700
"""The EPSG code of the British National Grid, in metres: what every geometry is brought to."""


def has_property(pattern: str) -> Callable[[str, bytes], bool]:
    """Recognises GeoJSON or TopoJSON by the name of a property, a regular expression."""
    wanted = re.compile(f'"{pattern}"'.encode())

    def recognises(name: str, content: bytes) -> bool:
        return name.lower().endswith(("json", ".json")) and wanted.search(content) is not None

    return recognises


def boundary_rows(code: str, name: str, *more: str) -> Rows:
    """A reader of boundaries: a row for each feature, numbered from 1, with ``code``, ``name``, what else is named, the
    ``vintage`` (the year of the code list) and the ``geometry`` on the British National Grid, as WKB in hexadecimal.

    ``code`` and ``name`` are regular expressions for the properties. The vintage stands in the property's name
    (``LAD25CD``), else in the file's.
    """

    def rows(content: bytes, file: Path) -> pd.DataFrame:
        try:
            features = geopandas.read_file(io.BytesIO(content))
        except Exception:
            raise InputError(
                file, "the file is neither GeoJSON nor TopoJSON", expected="boundaries", remedy="fetch it again"
            ) from None
        properties = {"code": _property(features, code, file), "name": _property(features, name, file)}
        features = features if features.crs else features.set_crs(4326)  # TopoJSON does not say: longitude, latitude
        shapes = _polygons(features.to_crs(NATIONAL_GRID).geometry.to_numpy())
        made = pd.DataFrame({key: features[heading].fillna("").astype(str) for key, heading in properties.items()})
        made = made.assign(**{heading: features[heading].fillna("").astype(str) for heading in more})
        made["vintage"] = _vintage(properties["code"], file)
        made["geometry"] = [shape.hex().upper() for shape in shapely.to_wkb(shapes)]
        made.index = pd.RangeIndex(1, len(made) + 1)
        return made

    return rows


def _property(features: pd.DataFrame, pattern: str, file: Path) -> str:
    found = [str(heading) for heading in features.columns if re.fullmatch(pattern, str(heading))]
    if len(found) != 1:
        there = ", ".join(str(heading) for heading in features.columns if heading != "geometry")
        raise InputError(file, f"no property is as {pattern}", expected=f"it among {there}")
    return found[0]


def _vintage(heading: str, file: Path) -> str:
    """The year of the code list.

    >>> _vintage("LAD25CD", Path("boundaries.geojson")), _vintage("AREACD", Path("lad_2019_uk.topojson"))
    ('2025', '2019')
    """
    if found := re.search(r"\d\d", heading):
        return f"20{found[0]}"
    if found := re.search(r"(?<!\d)20\d\d(?!\d)", file.name):
        return found[0]
    raise InputError(
        file, "the year of the boundaries stands neither in a property's name nor in the file's", expected="a year"
    )


def _polygons(shapes: np.ndarray) -> np.ndarray:
    """Valid polygons: where a simplified outline crosses itself it is mended; its area stays all but the same."""
    wrong = ~shapely.is_valid(shapes)
    mended = shapes.copy()
    mended[wrong] = shapely.make_valid(shapes[wrong], method="structure", keep_collapsed=False)
    return mended


def boundary_table(rows: pd.DataFrame) -> pa.Table:
    """Rows of boundaries as a table: the texts, and the geometry as well-known binary in metres (EPSG:27700)."""
    texts = {name: pa.array(rows[name], pa.string()) for name in rows.columns if name != "geometry"}
    return pa.table({**texts, "geometry": pa.array(map(bytes.fromhex, rows["geometry"]), pa.binary())})


def text_table(columns: Mapping[str, str]) -> Callable[[pd.DataFrame], pa.Table]:
    """Rows as a table of text: the columns wanted, by what they are called, from the headings they have."""

    def table(rows: pd.DataFrame) -> pa.Table:
        return pa.table({name: pa.array(rows[heading], pa.string()) for name, heading in columns.items()})

    return table


def vintage(_name: str, rows: pd.DataFrame) -> str:
    """The part of the dataset that a release of boundaries holds: the year of its code list."""
    return str(rows["vintage"].iloc[0])
