"""The Annual Population Survey on Nomis: tables of cells, each an estimate rounded to 100 with its 95% interval.

The same cells come as workbooks and from the API (dataset NM_17_1); a cell's name is the same in both:
``T01:28 (Aged 16-64 - In employment : All People )``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from watling.errors import InputError
from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.observation import breakdown_text
from watling.sources.readers.nomis_api import STATUSES, api_rows, is_answer, statuses
from watling.sources.readers.nomis_places import PLACE, codes, misdrawn
from watling.sources.readers.nomis_workbook import MARKS, holds, is_workbook, workbook_rows
from watling.sources.source import number, observed, rounded

TITLE = "annual population survey"
ADDRESS = "https://www.nomisweb.co.uk/datasets/apsnew"
CADENCE = "quarterly, each estimate for twelve months"

API_COLUMNS = {
    "DATE_NAME": "date",
    "GEOGRAPHY_CODE": "area",
    "CELL_NAME": "cell",
    "MEASURES_NAME": "kind",
    "OBS_VALUE": "value",
    "OBS_STATUS": "status",
}

Cells = Mapping[str, tuple[str, Mapping[str, str]]]
"""By the name of a cell the measure that it gives and its breakdown."""

NUMBER_OR_MARK = r"(\d+|[!*~#-])?"

ROUNDED_TO = 100
FEWER_THAN = 500
"""What ``~`` says that an estimate is less than."""

OF_THREE = (0.206, 2.922)
"""The ends of the 95% interval of a count of three cases, as multiples of it (0.619 and 8.767 over 3: Garwood,
Fiducial limits for the Poisson distribution, 1936). Three is the least a sample marked ``*`` has."""

NOTE = (
    "Estimates are rounded to 100. Of a sample of three to nine people the value is unreliable and published without "
    "an interval; the one given here is that of three people. Of two or fewer no value is published. Areas that are "
    "not local authorities, countries, LSIP areas, combined authorities or LEPs are left out, and so is an area that "
    "somebody drew whose values are not the sums of its authorities'."
)


def aps_file(table: str, _name: str, content: bytes) -> bool:
    """Whether a file is a workbook, or an answer of the API, with cells of a table (``T01``)."""
    return holds(content, TITLE, f"{table}:") or is_answer(content, "CELL", f"{table}:")


def aps_contract(cells: Cells, required: int = 0) -> Contract:
    """The contract of a table. ``required`` is how many of the cells, from the first, a file must have at least."""
    measures = dict.fromkeys(measure for measure, _ in cells.values())
    return Contract(
        columns={
            "area": Column(pattern=PLACE),
            "date": Column(pattern=r"[A-Z][a-z]{2} \d{4}-[A-Z][a-z]{2} \d{4}"),
            "cell": Column(codes=tuple(cells)),
            "value": Column(pattern=NUMBER_OR_MARK),
            "flag": Column(codes=("", *MARKS)),
            "conf": Column(pattern=NUMBER_OR_MARK),
            "status": Column(required=False, codes=tuple(STATUSES)),
        },
        rows=(350 * (required or len(cells)), 400_000),
        areas={"lad": 350},
        measures=tuple(Measure(measure=name, unit="people", minimum=0, rounded_to=ROUNDED_TO) for name in measures),
        periods=("interval",),
    )


def aps_rows(cells: Cells, required: int, content: bytes, file: Path) -> pd.DataFrame:
    """The values of a table, one a row, as workbook_rows() and api_rows() give them.

    Raises InputError where a required cell is missing, or the bytes are neither a workbook nor an answer of the API.
    """
    rows = workbook_rows(content, file, ("date",)) if is_workbook(content) else _answer(content, file)
    there = list(rows["cell"].unique())
    for name in list(cells)[:required]:
        if name not in there:
            near = get_close_matches(name, [cell for cell in there if cell not in cells], n=1)
            problem = "the column is missing" + (f"; there is '{near[0]}', which may be its new name" if near else "")
            raise InputError(file, problem, column=name, expected="the cells of the table")
    return rows


def _answer(content: bytes, file: Path) -> pd.DataFrame:
    """The API gives values and half widths of their intervals as rows; here the one stands beside the other."""
    rows = api_rows(content, file, API_COLUMNS)
    conf = rows[rows["kind"] == "Confidence"].set_index(["area", "date", "cell"])["value"]
    found = rows[rows["kind"] == "Value"].drop(columns="kind")
    keys = pd.MultiIndex.from_frame(found[["area", "date", "cell"]])
    widths = pd.Series(conf.reindex(keys).fillna("").to_numpy(), found.index, dtype="str")
    found = found.assign(flag="", conf=widths.mask(found["value"].ne("") & widths.eq("") & (len(conf) > 0), "*"))
    found.attrs["form"] = "api"
    return found


def aps_observations(cells: Cells, rows: pd.DataFrame) -> pd.DataFrame:
    """The observations of a table."""
    on = rows.attrs.get("on")
    rows = rows.assign(code=codes(rows["area"], date.fromisoformat(on) if on else date.max))
    rows = rows[rows["code"] != ""]
    rows = rows[~rows["code"].isin(misdrawn(rows, number(rows["value"]), ["date", "cell"], ROUNDED_TO))]
    value, half = number(rows["value"]), number(rows["conf"])
    mark = rows["value"].where(rows["value"].isin(MARKS), rows["flag"])
    mark = mark.where(mark != "", rows["conf"].where(rows["conf"].isin(MARKS), ""))
    status = mark.map(MARKS).fillna(statuses(rows, value))
    unreliable = status.eq("u") & value.notna()
    value = value.mask(status.isin(set(MARKS.values()) - {"u"}))
    low = status == "low"
    bounds = rounded(value, ROUNDED_TO)
    sampled = value.notna() & half.notna()
    lower = bounds["lower"].mask(sampled, (value - half).clip(lower=0)).mask(low, 0)
    upper = bounds["upper"].mask(sampled, value + half).mask(low, FEWER_THAN)
    least, most = OF_THREE
    lower = lower.mask(unreliable, least * value)
    upper = upper.mask(unreliable, (most * value).clip(lower=ROUNDED_TO / 2))
    interval = bounds["interval"].mask(sampled | unreliable, "sampling").mask(low, "published")
    column = f"{rows.attrs['sheet']}!" + rows["cell"] if rows.attrs["form"] == "workbook" else "OBS_VALUE"
    named = {cell: (measure, breakdown_text(breakdown)) for cell, (measure, breakdown) in cells.items()}
    return observed(
        rows,
        measure=rows["cell"].map({cell: measure for cell, (measure, _) in named.items()}),
        area=rows["code"],
        period=rows["date"].map({text: aps_period(text) for text in rows["date"].unique()}),
        breakdown=rows["cell"].map({cell: text for cell, (_, text) in named.items()}),
        column=column,
        published=rows["value"],
        value=value,
        status=status,
        lower=lower,
        upper=upper,
        interval=interval,
        note=unreliable.map({True: "unreliable: the sample is of three to nine people", False: ""}),
    )


def aps_period(text: str) -> str:
    """The twelve months of an estimate.

    >>> aps_period("Oct 2017-Sep 2018")
    '2017-10/2018-09'
    """
    return "/".join(f"{datetime.strptime(month, '%b %Y'):%Y-%m}" for month in text.split("-"))
