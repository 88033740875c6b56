"""Births, deaths, active enterprises, survival and high growth by local authority: ONS's yearly workbook."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from watling.errors import InputError, raise_all
from watling.packs.contract import Measure
from watling.sources.contract import SHOWN, Column, Contract, check_names
from watling.sources.observation import breakdown_text
from watling.sources.readers import ons_workbook
from watling.sources.source import Request, Source, named, number, observed, rounded

COUNTS = {
    "1.1": "ons-enterprise-births",
    "2.1": "ons-enterprise-deaths",
    "3.1": "ons-enterprise-stock",
    "7.1": "ons-high-growth-enterprises",
    "7.3": "ons-enterprises-with-ten-employees",
}
"""The tables with a column for each year, and their measures."""

SURVIVAL, SURVIVORS = "5.1", "ons-enterprise-survivors"
"""The tables of survivors: a sheet for each year of birth, and a column for each year that they have survived."""

GSS = r"[EWSNK]\d{8}"
YEAR = r"20\d\d"
HEADING = rf"{YEAR}|[1-5]-year survival"
NOT_READ = ("K03", "K04", "E11", "E13")
"""Great Britain, England and Wales, metropolitan counties, inner and outer London: the beginnings of their codes."""

NAMES = {"EAST": "East of England", "Shepway": "Folkestone and Hythe"}
ROUNDING = 10.0
"""Controlled rounding to 5: a count may have gone to either neighbour, so it lies within 5 of what is published."""

STAR = "more than 500 enterprises are registered at one postcode of the area"
ADDRESS = (
    "https://www.ons.gov.uk/businessindustryandtrade/business/activitysizeandlocation/datasets/"
    "businessdemographyreferencetable"
)


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    """A row for each cell of the tables by area: table, sheet, code, name, heading, year and the cell itself."""
    found = []
    for name, sheet in ons_workbook.sheets(content, file).items():
        table = re.match(r"Table (\d[.]\d)[a-z]?$", name)
        if table and table[1] in (*COUNTS, SURVIVAL):
            found.append(_cells(file, name, table[1], sheet))
    missing = {*COUNTS, SURVIVAL} - {table for cells in found for table in cells["table"].unique()}
    if missing:
        raise InputError(file, f"there is no table {min(missing)}", expected="a sheet for it, such as 'Table 1.1a'")
    rows = pd.concat(found)
    _check(file, rows)
    check_names(file, rows.assign(name=_names(rows["name"])), "code", "name")
    return rows


def _names(names: pd.Series) -> pd.Series:
    return names.str.rstrip("* ").str.strip().replace(NAMES).str.replace(r" County$", "", regex=True)


def _cells(file: Path, name: str, table: str, sheet: pd.DataFrame) -> pd.DataFrame:
    """The cells of one sheet. The line above the first area is the heading; lines without a code are no area's."""
    codes = sheet[0].str.strip()
    areas = codes.str.fullmatch(GSS)
    if not areas.any():
        raise InputError(file, f"the sheet '{name}' has no codes of areas", expected="a code such as E06000055 in A")
    headings = sheet.iloc[int(areas.to_numpy().argmax()) - 1].map(ons_workbook.plain)
    lines = sheet[areas & ~codes.str.startswith(NOT_READ)]
    columns = [column for column in sheet.columns[2:] if headings[column] and "per cent" not in headings[column]]
    made = pd.concat(
        [
            pd.DataFrame(
                {"code": codes[lines.index], "name": lines[1], "heading": headings[column], "cell": lines[column]}
            )
            for column in columns
        ]
    )
    if table == SURVIVAL:
        made["year"] = headings[columns[0]].removesuffix(" Births")
        made = made[made["heading"].str.contains("survival")]
        made = made[~made.groupby("heading")["cell"].transform(lambda cells: cells.eq(":").all())]
    else:
        made["year"] = made["heading"]
    return made.assign(table=table, sheet=name)


def _check(file: Path, rows: pd.DataFrame) -> None:
    """Raise InputErrors for a cell that is no count or mark, a heading that is no year, a table that lacks a year."""
    wrong = rows[~rows["cell"].str.fullmatch(r"[0-9]+|:|\[[a-z]+\]")]
    errors = [
        InputError(
            file,
            f"'{row['cell']}' is no count",
            row=row["line"],
            column=f"{row['sheet']}!{row['heading']}",
            expected="a whole number",
        )
        for row in wrong.assign(line=wrong.index).head(SHOWN).to_dict("records")
    ]
    headings = rows.drop_duplicates(["sheet", "heading", "year"])
    strange = headings[~headings["heading"].str.fullmatch(HEADING) | ~headings["year"].str.fullmatch(YEAR)]
    errors += [
        InputError(
            file,
            f"'{row['heading']}' of '{row['year']}' is a new heading",
            column=f"{row['sheet']}!{row['heading']}",
            expected="a year, or survival after one to five years of births in a year",
        )
        for row in strange.to_dict("records")
    ]
    raise_all(errors)
    counts = rows[rows["table"] != SURVIVAL]
    years = set(counts["year"])
    for table, own in counts.groupby("table")["year"].unique().items():
        if lacking := sorted(years.difference(own)):
            expected = f"a column for each of {', '.join(sorted(years))}"
            errors.append(InputError(file, f"table {table} has no year {', '.join(lacking)}", expected=expected))
    raise_all(errors)


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    value = number(rows["cell"])
    years = rows["heading"].str.extract(r"^(\d)-year survival", expand=False)
    breakdown = years.map({str(n): breakdown_text({"years": str(n)}) for n in range(1, 6)}).fillna("{}")
    counts = rows["table"] != SURVIVAL
    latest = sorted(rows.loc[counts, "year"].unique())[-2:]
    provisional = rows["table"].eq("2.1") & rows["year"].isin(latest)
    status = provisional.map({True: "p", False: "final"})
    mark = rows["cell"].str.extract(r"^\[([a-z]+)\]$", expand=False).where(value.isna(), "").fillna("x")
    return observed(
        rows,
        measure=rows["table"].map(COUNTS | {SURVIVAL: SURVIVORS}),
        area=rows["code"],
        period=rows["year"],
        breakdown=breakdown,
        column=rows["sheet"] + "!" + rows["heading"],
        published=rows["cell"],
        value=value,
        status=status.mask(value.isna(), mark),
        note=rows["name"].str.strip().str.endswith("*").map({True: STAR, False: ""}),
        **rounded(value, ROUNDING),
    )


source = Source(
    title="Business demography: reference tables",
    publisher="Office for National Statistics",
    address=ADDRESS,
    cadence="once a year, in November",
    contract=Contract(
        columns={
            "table": Column(),
            "sheet": Column(),
            "code": Column(pattern=GSS),
            "name": Column(),
            "heading": Column(pattern=HEADING),
            "year": Column(pattern=YEAR),
            "cell": Column(),
        },
        rows=(15_000, 30_000),
        areas={"lad": 361, "county": 21, "region": 9, "country": 4, "united kingdom": 1},
        measures=tuple(
            Measure(measure=name, unit="enterprises", minimum=0, rounded_to=5, whole=True)
            for name in (*COUNTS.values(), SURVIVORS)
        ),
        periods=("year",),
    ),
    recognises=named(r".*businessdemographyexceltables(\d{4}.*)?[.]xlsx?"),
    rows=_rows,
    observe=_observe,
    requests=(
        Request(
            ADDRESS,
            file="businessdemographyexceltables.xlsx",
            links=(r"/current/businessdemographyexceltables\d{4}[a-z0-9]*[.]xlsx?",),
        ),
    ),
    by_period=True,
    published=ons_workbook.published,
    note=(
        "Each workbook has six years; of each year the newest workbook that has it stands. Controlled rounding to 5 "
        "lets parts add up and leaves each count within 5 of the truth. Deaths of the last two years are provisional. "
        "A survivor's year is the year of birth. Not read: Great Britain and England and Wales, which stand in each "
        "other's place in some tables; metropolitan counties; inner and outer London; tables by industry; employers."
    ),
)
