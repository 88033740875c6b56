"""The contract of a publisher's file: what it must look like before a number is taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import pandas as pd

from watling.errors import InputError, raise_all
from watling.methods import periods
from watling.packs.contract import Measure
from watling.places.areas import UnknownArea, areas, find_area, plain_name
from watling.sources.observation import STATUSES

SHOWN = 5
"""Of one kind of fault in one column, as many are shown; the last says how many more there are."""


@dataclass(frozen=True)
class Column:
    """A column of the published file.

    ``codes`` are the only texts that may stand there, ``pattern`` a regular expression that each must match; a column
    that is not ``required`` may be left out.
    """

    required: bool = True
    codes: tuple[str, ...] | None = None
    pattern: str | None = None


@dataclass(frozen=True)
class Contract:
    """What a file must look like.

    ``columns`` are those it has, by heading, and it may have no others. ``rows`` is the least and the most rows of a
    whole file, ``areas`` the least number of different areas of each level that the observations of a whole release
    are about (``{"lad": 350}``). ``measures`` are the measures its observations may have, with unit and bounds;
    ``periods`` the forms of their periods (see watling.methods.periods).
    """

    columns: Mapping[str, Column]
    rows: tuple[int, int]
    areas: Mapping[str, int] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    periods: tuple[str, ...] = ()

    def check_rows(self, file: Path, rows: pd.DataFrame, partial: bool = False) -> None:
        """Hold the published rows, as text, against the columns. Raises InputError, or InputErrors."""
        errors = list(self._wrong_headings(file, rows)) or list(self._wrong_cells(file, rows))
        least, most = self.rows
        if not errors and not (1 if partial else least) <= len(rows) <= most:
            halved = len(rows) < least
            remedy = "if only some areas are meant to be in it, add it with --partial" if halved else None
            found = f"the file has {len(rows):,} rows"
            errors.append(InputError(file, found, expected=f"{least:,} to {most:,} rows", remedy=remedy))
        raise_all(errors)

    def check_observations(self, file: Path, observations: pd.DataFrame, partial: bool = False) -> None:
        """Hold the observations against measures, areas and periods. Raises InputError, or InputErrors."""
        errors = [*self._wrong_areas(file, observations, partial), *self._wrong_periods(file, observations)]
        errors += self._wrong_values(file, observations)
        errors += _repeated(file, observations)
        raise_all(errors)

    def _wrong_headings(self, file: Path, rows: pd.DataFrame) -> Iterator[InputError]:
        strange = [str(heading) for heading in rows.columns if heading not in self.columns]
        missing = [name for name, column in self.columns.items() if column.required and name not in rows.columns]
        for name in missing:
            near = get_close_matches(name.lower(), [heading.lower() for heading in strange], n=1, cutoff=0.5)
            seen = next((heading for heading in strange if near and heading.lower() == near[0]), None)
            problem = "the column is missing" + (f"; there is '{seen}', which may be its new name" if seen else "")
            yield InputError(file, problem, row=1, column=name, expected=f"the columns {', '.join(self.columns)}")
        if not missing:
            for heading in strange:
                yield InputError(file, "the column is new", row=1, column=heading, expected="no other column")

    def _wrong_cells(self, file: Path, rows: pd.DataFrame) -> Iterator[InputError]:
        for name, column in self.columns.items():
            if name not in rows.columns:
                continue
            if column.codes is not None:
                wrong = ~rows[name].isin(column.codes)
                yield from _some(file, rows[name][wrong], name, "is a new code", f"one of {_listed(column.codes)}")
            if column.pattern is not None:
                wrong = ~rows[name].astype(str).str.fullmatch(column.pattern)
                yield from _some(file, rows[name][wrong], name, "is not of its form", f"text as in {column.pattern}")

    def _wrong_areas(self, file: Path, observations: pd.DataFrame, partial: bool) -> Iterator[InputError]:
        known = areas()
        found = observations.drop_duplicates("area").set_index("row")["area"]
        unknown = found[[area not in known for area in found]]
        yield from _some(file, unknown, "area", "is no area that Watling knows", "the code of a known area")
        levels = pd.Series([known[area].level for area in found if area in known], dtype="str").value_counts()
        for level, least in self.areas.items():
            there = int(levels.get(level, 0))
            if there < least and not partial:
                yield InputError(
                    file,
                    f"the file has {there} areas of level '{level}'",
                    expected=f"at least {least}",
                    remedy="if only some areas are meant to be in it, add it with --partial",
                )

    def _wrong_periods(self, file: Path, observations: pd.DataFrame) -> Iterator[InputError]:
        found = observations.drop_duplicates("period").set_index("row")["period"]
        wrong = found[[periods.form_of(period) not in self.periods for period in found]]
        examples = ", ".join(periods.EXAMPLES[form] for form in self.periods)
        yield from _some(file, wrong, "period", "is no period of the source", f"one such as {examples}")

    def _wrong_values(self, file: Path, observations: pd.DataFrame) -> Iterator[InputError]:
        measures = {one.measure: one for one in self.measures}
        for name, group in observations.groupby("measure", sort=False):
            rows, measure = group.set_index("row"), measures.get(str(name))
            if measure is None:
                yield InputError(file, f"'{name}' is no measure of the source", row=int(rows.index[0]))
                continue
            least = -np.inf if measure.minimum is None else measure.minimum
            most = np.inf if measure.maximum is None else measure.maximum
            wrong = (rows["value"] < least) | (rows["value"] > most)
            between = f"a value between {least:g} and {most:g}"
            for column, cells in rows[wrong].groupby("column", sort=False):
                yield from _some(file, cells["published"], str(column), "is out of bounds", between)
            outside = (rows["lower"] > rows["value"]) | (rows["upper"] < rows["value"])
            for column, cells in rows[outside].groupby("column", sort=False):
                yield from _some(file, cells["published"], str(column), "lies outside its interval", "a value inside")
        if len(strange := set(observations["status"]) - set(STATUSES)):
            yield InputError(file, f"'{min(strange)}' is no status", expected=f"one of {', '.join(STATUSES)}")


def check_names(file: Path, rows: pd.DataFrame, code: str, name: str) -> None:
    """Raise InputErrors where a row's name is not that of its code: a file with another area's values under it."""
    errors = []
    for row, one in rows.drop_duplicates([code, name]).iterrows():
        area = areas().get(one[code])
        if area is not None and not _same_place(area.code, one[name]):
            errors.append(
                InputError(
                    file,
                    f"'{one[name]}' stands beside the code {area.code}, which is {area.name}",
                    row=int(str(row)),
                    column=name,
                    expected=area.name,
                    remedy="the values may be another area's: ask the publisher",
                )
            )
    raise_all(errors[:SHOWN])


def _same_place(code: str, name: str) -> bool:
    area = areas()[code]
    if plain_name(name) in {plain_name(text) for text in (area.name, *area.also)}:
        return True
    try:
        found = find_area(name)
    except UnknownArea:
        return bool(get_close_matches(plain_name(name), [plain_name(area.name)], cutoff=0.6))
    return found.name == area.name or found.code == code


def _repeated(file: Path, observations: pd.DataFrame) -> Iterator[InputError]:
    key = ["measure", "area", "period", "breakdown"]
    twice = observations[observations.duplicated(key, keep="first")]
    for row in twice.head(SHOWN).to_dict("records"):
        problem = f"{row['measure']} of {row['area']} in {row['period']} stands here a second time"
        yield InputError(file, problem, row=row["row"], column=row["column"], expected="each value once")


def _some(file: Path, cells: pd.Series, column: str, problem: str, expected: str) -> Iterator[InputError]:
    """An error for each of the first few cells (their index counts the file's rows), saying how many more there are."""
    different = cells.drop_duplicates() if problem.startswith("is a new") else cells
    for number, (row, text) in enumerate(different.head(SHOWN).items(), start=1):
        more = f" (and {len(different) - SHOWN:,} more like it)" if number == SHOWN < len(different) else ""
        yield InputError(file, f"'{text}' {problem}{more}", row=int(str(row)), column=column, expected=expected)


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(codes[:12]) + (f" and {len(codes) - 12} more" if len(codes) > 12 else "")
