"""The data hub behind the Department for Education's Local Skills dashboard: one table of 26 metrics, as Parquet.

A row is an area, a metric, a breakdown with its subgroup, a period, and a value as text::

    Area          metric     metricNeat          Breakdown  Subgroup  Period  valueText
    Luton LADU    vacancies  Online job adverts  Total      Total     Apr-22  4931

Areas are names with what they are behind (``LADU`` for authorities, ``LSIP``, ``MCA``); England has none. Breakdowns
are not crossed. Rows are counted as in a table with a heading, so that the first is row 2. The dashboard brings data of
several publishers together; each metric's rows are a source of their own. The file is its ``C_datahub.rds``, written as
Parquet.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from watling.errors import InputError, raise_all
from watling.methods.periods import form_of, last_day
from watling.packs.contract import Measure
from watling.places.areas import UnknownArea, areas, exists_on, find_area
from watling.sources.contract import SHOWN, Column, Contract
from watling.sources.observation import breakdown_text
from watling.sources.readers.explore_education_statistics import marked
from watling.sources.source import Source, observed

ADDRESS = "https://department-for-education.shinyapps.io/local-skills-dashboard/"
COLUMNS = ("Area", "metric", "metricNeat", "Breakdown", "Subgroup", "Period", "valueText")

Cells = Mapping[tuple[str, str, str], tuple[str, Mapping[str, str]]]
"""By metric, breakdown and subgroup, the measure and the breakdown of a row's observation."""

VINTAGE = date(2025, 3, 31)
"""The names are those of the authorities of April 2023 to March 2025."""

KINDS = {"LADU": ("", ("lad",)), "LSIP": (" LSIP", ("lsip",))} | dict.fromkeys(
    ("MCA", "CA"), (" combined authority", ("combined authority",))
)
"""What stands behind a name: how the area's kind is said to find it, and the levels it may be of."""

LEVELS = ("lsip", "combined authority")
NOWHERE = ("NA LADU", "Outside of an English Devolved Area and unknown MCA")
MISSPELT = {"Rhondda Cynon Taff": "Rhondda Cynon Taf"}

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = rf"({'|'.join(MONTHS)})"

SUB_MAJOR = (
    "11 Corporate managers and directors",
    "12 Other managers and proprietors",
    "21 Science, research, engineering and technology professionals",
    "22 Health professionals",
    "23 Teaching and other educational professionals",
    "24 Business, media and public service professionals",
    "31 Science, engineering and technology associate professionals",
    "32 Health and social care associate professionals",
    "33 Protective service occupations",
    "34 Culture, media and sports occupations",
    "35 Business and public service associate professionals",
    "41 Administrative occupations",
    "42 Secretarial and related occupations",
    "51 Skilled agricultural and related trades",
    "52 Skilled metal, electrical and electronic trades",
    "53 Skilled construction and building trades",
    "54 Textiles, printing and other skilled trades",
    "61 Caring personal service occupations",
    "62 Leisure, travel and related personal service occupations",
    "63 Community and civil enforcement occupations",
    "71 Sales occupations",
    "72 Customer service occupations",
    "81 Process, plant and machine operatives",
    "82 Transport and mobile machine drivers and operatives",
    "91 Elementary trades and related occupations",
    "92 Elementary administration and service occupations",
)
MAJOR = (
    "1 Managers, directors and senior officials",
    "2 Professional occupations",
    "3 Associate professional occupations",
    "4 Administrative and secretarial occupations",
    "5 Skilled trades occupations",
    "6 Caring, leisure and other service occupations",
    "7 Sales and customer service occupations",
    "8 Process, plant and machine operatives",
    "9 Elementary occupations",
)
"""The groups of SOC 2020 (ONS, 2020, volume 1), as they are shown. The table has ``11 - Corporate managers…``."""


def total(metric: str, measure: str) -> Cells:
    """The cell of a metric's total."""
    return {(metric, "Total", "Total"): (measure, {})}


def by_occupation(metric: str, measure: str, more: tuple[str, ...] = ()) -> Cells:
    """The cells of a metric by sub-major group of SOC 2020, and by ``more`` that has no code."""
    breakdown = "Occupation (SOC2020 Sub-Major Group)"
    return {
        (metric, breakdown, re.sub(r"^(\d+) ", r"\1 - ", text)): (measure, {"occupation": text})
        for text in (*SUB_MAJOR, *more)
    }


def by_major_group(metric: str, measure: str, more: tuple[str, ...] = ()) -> Cells:
    """The cells of a metric by major group of SOC 2020, and by ``more`` that has no code."""
    breakdown = "Occupation (SOC2020 Major Group)"
    return {
        (metric, breakdown, re.sub(r"^(\d+) ", r"\1 - ", text)): (measure, {"occupation": text})
        for text in (*MAJOR, *more)
    }


def by(metric: str, breakdown: str, dimension: str, labels: Mapping[str, str], measure: str) -> Cells:
    """The cells of a metric by one breakdown: ``labels`` gives how each subgroup is shown."""
    return {(metric, breakdown, written): (measure, {dimension: shown}) for written, shown in labels.items()}


@cache
def area_code(text: str) -> str:
    """The code of an area as the table names it; empty where it is nowhere, the text itself where it is not known.

    >>> area_code("Luton LADU"), area_code("North East MCA"), area_code("England"), area_code("NA LADU")
    ('E06000032', 'E47000014', 'E92000001', '')
    """
    if text in NOWHERE:
        return ""
    name, _, kind = text.rpartition(" ")
    said, levels = KINDS.get(kind, ("", ("country",)))
    try:
        found = find_area(MISSPELT.get(name, name) + said if kind in KINDS else text, VINTAGE)
    except UnknownArea:
        return text
    return found.code if found.level in levels else text


@cache
def iso(text: str) -> str:
    """A period as the table writes it in ISO 8601; the text itself where it is none of its forms.

    A year between two Decembers is the year of business demography that ends with the second.

    >>> iso("Apr-22"), iso("AY21/22"), iso("Apr 2020-Mar 2021"), iso("Dec 2018 - Dec 2019"), iso("Mar 2020")
    ('2022-04', '2021-08-01/P1Y', '2020-04/2021-03', '2019', '2020-03')
    """
    if found := re.fullmatch(r"AY(\d\d)/(\d\d)", text):
        return f"20{found[1]}-08-01/P1Y"
    if found := re.fullmatch(rf"{_MONTH}-(\d\d)", text):
        return f"20{found[2]}-{_number(found[1])}"
    if found := re.fullmatch(rf"{_MONTH} (\d{{4}})", text):
        return f"{found[2]}-{_number(found[1])}"
    if found := re.fullmatch(r"Dec (\d{4}) - Dec (\d{4})", text):
        return found[2]
    if found := re.fullmatch(rf"{_MONTH} (\d{{4}})-{_MONTH} (\d{{4}})", text):
        return f"{found[2]}-{_number(found[1])}/{found[4]}-{_number(found[3])}"
    return text


def _number(month: str) -> str:
    return f"{MONTHS.index(month) + 1:02d}"


def is_hub(_name: str, content: bytes) -> bool:
    """Whether a file is the data hub: Parquet, with a metric, a breakdown and a subgroup named at the end."""
    return content.startswith(b"PAR1") and all(
        name in content[-20_000:] for name in (b"metric", b"Breakdown", b"Subgroup")
    )


@lru_cache(maxsize=1)
def _table(content: bytes) -> pa.Table:
    """The table, each text once: as several sources read it one after the other, it is kept for the next."""
    return pq.read_table(io.BytesIO(content), read_dictionary=list(COLUMNS))


def hub_rows(content: bytes, file: Path, metrics: frozenset[str]) -> pd.DataFrame:
    """The rows of some metrics, every cell as text (empty where it is), the index counting from 2.

    Raises InputError where the bytes are no Parquet, or a column is missing.
    """
    try:
        table = _table(content)
    except pa.ArrowInvalid as error:
        raise InputError(file, f"the file cannot be read as Parquet: {error}", remedy="fetch it again") from None
    expected = f"the columns {', '.join(COLUMNS)}"
    raise_all(
        [
            InputError(file, "the column is missing", row=1, column=name, expected=expected)
            for name in COLUMNS
            if name not in table.column_names
        ]
    )
    wanted = pc.is_in(table["metric"].cast(pa.string()), value_set=pa.array(sorted(metrics)))
    texts = table.select(COLUMNS).filter(wanted).cast(pa.schema([(name, pa.string()) for name in COLUMNS]))
    rows: pd.DataFrame = texts.to_pandas().fillna("")
    rows.index = pd.Index(np.flatnonzero(wanted.to_numpy(zero_copy_only=False)) + 2)
    rows.attrs["file"] = file
    return rows


Rule = Callable[[pd.DataFrame], "pd.Series[bool]"]


def observations(
    rows: pd.DataFrame, cells: Cells, measures: tuple[Measure, ...], left_out: Rule, sums: Collection[str] = ()
) -> pd.DataFrame:
    """Rows as observations. Raises InputErrors for a breakdown that is not among the cells.

    ``left_out`` says of rows, with the code of their area as ``code`` and their period as ``period``, which are not
    read, beside those that are nowhere. ``sums`` are the metrics of which the dashboard adds up rounded values for
    authorities that did not exist yet.
    """
    rows = rows.assign(code=each(rows["Area"], area_code), period=each(rows["Period"], iso))
    rows = rows[rows["code"].ne("") & ~left_out(rows)]
    cell = rows["metric"] + "|" + rows["Breakdown"] + "|" + rows["Subgroup"]
    found = {"|".join(written): made for written, made in cells.items()}
    strange = cell[~cell.isin(list(found))].drop_duplicates()
    raise_all(
        [
            InputError(
                rows.attrs["file"],
                f"'{text.replace('|', ', ')}' is a new breakdown",
                row=int(str(row)),
                column="Subgroup",
                expected="one that is known",
            )
            for row, text in strange.head(SHOWN).items()
        ]
    )
    units = {one.measure: one.rounded_to for one in measures}
    made = observed(
        rows,
        measure=each(cell, lambda text: found[text][0]),
        area=rows["code"],
        period=rows["period"],
        breakdown=each(cell, lambda text: breakdown_text(found[text][1])),
        column="valueText",
        **marked(rows["valueText"], each(cell, lambda text: units[found[text][0]]).astype(float)),
    )
    return _widened(made, rows["metric"].isin(list(sums)).to_numpy())


def _widened(made: pd.DataFrame, summed: np.ndarray) -> pd.DataFrame:
    """Observations with as many times the bounds of rounding as there are districts that a value was added up from.

    What is marked as low in one of them, and counted as none, is within its share of the bounds.
    """
    parts = each(made["area"] + " " + made["period"], _parts).astype(int)
    wider = summed & parts.gt(1) & made["interval"].eq("rounding")
    half = (made["upper"] - made["value"]) * parts
    made["lower"] = made["lower"].mask(wider, (made["value"] - half).clip(lower=0))
    made["upper"] = made["upper"].mask(wider, made["value"] + half)
    made["note"] = made["note"].mask(wider, "added up by the dashboard from " + parts.astype(str) + " rounded values")
    return made


def _parts(text: str) -> int:
    """The number of authorities that an authority was yet to be made from at the end of a period; 1 if it was there."""
    code, _, period = text.partition(" ")
    area = areas().get(code)
    if area is None or form_of(period) is None:
        return 1
    day = last_day(period)
    if area.level != "lad" or area.start is None or area.start <= day:
        return 1
    return sum(one.level == "lad" and code in one.successors and exists_on(one, day) for one in areas().values()) or 1


def each(cells: pd.Series, made: Callable[[str], object]) -> pd.Series:
    """What is made of each cell, worked out once for each text."""
    codes, texts = pd.factorize(cells)
    of_text = np.array([made(text) for text in texts], dtype=object)
    return pd.Series(of_text[codes] if len(texts) else [], cells.index, dtype=object)


def combined(rows: pd.DataFrame) -> pd.Series:
    """Whether rows are of areas that are made up of authorities: LSIP areas and combined authorities."""
    return each(rows["code"], lambda code: code in areas() and areas()[code].level in LEVELS).astype(bool)


def nothing(rows: pd.DataFrame) -> pd.Series:
    """No row is left out."""
    return pd.Series(False, rows.index)


RENAMED = ("E06000063", "E06000064", "E06000066")
"""Cumberland, Westmorland and Furness, Somerset: where the dashboard takes its numbers from Nomis, what it gives under
these names is that of one district which they replaced (Allerdale, Barrow-in-Furness, Mendip): to the unit, where UK
Business Counts of 2020 to 2022 can be held beside it."""

RENAMED_NOTE = (
    "Cumberland, Westmorland and Furness, and Somerset are left out: in this release each has the numbers of one of "
    "the districts that it replaced."
)


def renamed(rows: pd.DataFrame) -> pd.Series:
    """Whether rows have another area's numbers: see RENAMED."""
    return rows["code"].isin(RENAMED)


def hub_source(
    *,
    title: str,
    cadence: str,
    cells: Cells,
    measures: tuple[Measure, ...],
    rows: tuple[int, int],
    areas: Mapping[str, int],
    periods: tuple[str, ...],
    note: str,
    left_out: Rule = nothing,
    sums: Collection[str] = (),
) -> Source:
    """A source of some metrics of the data hub; its contract follows from its cells. See observations()."""
    metrics, breakdowns, subgroups = (tuple(dict.fromkeys(cell[place] for cell in cells)) for place in range(3))
    return Source(
        title=title,
        publisher="Department for Education, Local Skills dashboard",
        address=ADDRESS,
        cadence=cadence,
        contract=Contract(
            columns={
                "Area": Column(pattern=r"England|.+ (LADU|LSIP|MCA|CA)"),
                "metric": Column(codes=metrics),
                "metricNeat": Column(),
                "Breakdown": Column(codes=breakdowns),
                "Subgroup": Column(codes=subgroups),
                "Period": Column(),
                "valueText": Column(pattern=r"[0-9.e+-]*|low|[cxzu~*]|NaN|NA|Inf"),
            },
            rows=rows,
            areas=areas,
            measures=measures,
            periods=periods,
        ),
        recognises=is_hub,
        rows=lambda content, file: hub_rows(content, file, frozenset(metrics)),
        observe=lambda read: observations(read, cells, measures, left_out, sums),
        note=note,
    )
