"""Reading a pack's files: text, CSV and TOML, with errors that name the file, the row and the column."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from watling.errors import InputError

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Row:
    """One row of a CSV file. ``number`` is its line in the file, the heading being line 1."""

    file: Path
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def wrong(
        self, column: str | None, problem: str, expected: str | None = None, remedy: str | None = None
    ) -> InputError:
        """The error of one of its cells, or of the row where no column is named."""
        return InputError(self.file, problem, row=self.number, column=column, expected=expected, remedy=remedy)


def inside(folder: Path, name: str, named_in: Path) -> Path:
    """The path of ``name`` below ``folder``; refused where it climbs out, or is not there."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise InputError(
            named_in,
            f"'{name}' lies outside the pack",
            expected=f"a file below {folder}",
            remedy="move the file into the pack and name it from there",
        )
    if not path.is_file():
        raise InputError(named_in, f"'{name}' is named here but there is no such file", expected=str(folder / name))
    return folder / name


def decode(content: bytes, file: Path) -> str:
    """Bytes as text: UTF-8, with or without a byte-order mark."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place, problem = error.start, f"byte {content[error.start]:#04x} is not UTF-8"
    else:
        if "\0" not in text:
            return text
        place, problem = content.index(0), "byte 0x00 stands in no text encoded as UTF-8"
    raise InputError(
        file,
        problem,
        row=content[:place].count(b"\n") + 1,
        expected="text encoded as UTF-8",
        remedy="open the file in the program it comes from and save it as 'CSV UTF-8'",
    )


def read_toml(file: Path, model: type[Model]) -> Model:
    """A TOML file, checked against a model."""
    try:
        content = tomllib.loads(decode(file.read_bytes(), file))
    except FileNotFoundError:
        raise InputError(file, "there is no such file", remedy="see docs/packs.md for what a pack holds") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise InputError(file, f"not valid TOML: {error}", row=int(line[1]) if line else None) from None
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InputError(file, f"{first['msg'][0].lower()}{first['msg'][1:]}", column=key) from None


def parse_csv(content: bytes, file: Path, columns: tuple[str, ...] = ()) -> list[Row]:
    """The rows of a CSV file. ``columns`` are the headings that must be there.

    Raises InputError for an empty file, a wrong encoding, a missing or repeated heading, or a row of another length.
    """
    text = decode(content, file)
    if not text.strip():
        raise InputError(file, "the file is empty", expected=f"a heading row: {', '.join(columns) or 'any'}")
    lines = _lines(text, file)
    _number, header = next(lines)
    for name in header:
        if header.count(name) > 1:
            raise InputError(file, "the heading stands twice", row=1, column=name)
    for name in columns:
        if name not in header:
            raise InputError(
                file,
                "the column is missing",
                row=1,
                column=name,
                expected=f"the columns {', '.join(columns)}",
                remedy=f"the file has {', '.join(header)}; rename or add the column",
            )
    rows = []
    for number, cells in lines:
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise InputError(
                file,
                f"the row has {len(cells)} cells",
                row=number,
                expected=f"{len(header)} cells",
                remedy="put a cell that holds a comma in double quotes",
            )
        rows.append(Row(file, number, dict(zip(header, cells, strict=True))))
    return rows


def _lines(text: str, file: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV text, each with the line it begins on."""
    reader, number = csv.reader(io.StringIO(text, newline=""), strict=True), 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1
    except csv.Error:
        problem = "a quotation mark is never closed, or stands where none can"
        expected = "double quotes around a whole cell, and two of them for one inside it"
        raise InputError(file, problem, row=number, expected=expected) from None


def read_csv(file: Path, columns: tuple[str, ...] = ()) -> list[Row]:
    """The rows of a CSV file on disk; see :func:`parse_csv`."""
    return parse_csv(file.read_bytes(), file, columns)
