"""Tables to take away: each as a CSV file and its description for machines (CSV on the Web, W3C 2015)."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from watling.publishing.document import Cell, Table, plain


def write_table(table: Table, folder: Path, about: Mapping[str, str | Sequence[str]]) -> None:
    """Write ``<name>.csv`` and ``<name>.csv-metadata.json`` into a folder.

    The CSV is UTF-8 with one heading row and the line ends of RFC 4180; a cell holds its ``raw`` where it has one, and
    otherwise its words. ``about`` may say ``publisher``, ``licence`` (an address or words), ``source`` (one or
    several) and ``notes`` (likewise); the table's own note is added to those. The same table gives the same bytes.
    """
    headers = [column.header for column in table.columns]
    rows = [[_content(cell) for cell in row] for row in table.rows]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(headers)
        writer.writerows(rows)
    description = json.dumps(_description(table, rows, about), ensure_ascii=False, indent=2)
    (folder / f"{table.name}.csv-metadata.json").write_text(description + "\n", encoding="utf-8", newline="\n")


def _content(cell: Cell) -> str:
    return plain(cell.content) if cell.raw is None else cell.raw


def _description(table: Table, rows: Sequence[Sequence[str]], about: Mapping[str, str | Sequence[str]]) -> Any:
    names = _names(column.header for column in table.columns)
    values = list(zip(*rows, strict=True)) or [()] * len(names)
    columns: list[dict[str, Any]] = [
        {"name": name, "titles": column.header, "datatype": _datatype(cells)}
        for name, column, cells in zip(names, table.columns, values, strict=True)
    ]
    schema: dict[str, Any] = {"columns": columns}
    if rows and "" not in values[0] and len(set(values[0])) == len(rows):
        columns[0]["required"] = True
        schema["primaryKey"] = names[0]
    description: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{table.name}.csv",
        "dc:title": table.caption,
    }
    for key, term in (("publisher", "dc:publisher"), ("licence", "dc:license"), ("source", "dc:source")):
        if said := _several(about.get(key, ())):
            description[term] = [{"@id": each} if each.startswith("https://") else each for each in said]
    if notes := [*_several(about.get("notes", ())), *filter(None, [plain(table.note)])]:
        target = f"{table.name}.csv"
        description["notes"] = [{"type": "Annotation", "target": target, "body": note} for note in notes]
    return description | {"tableSchema": schema}


def _several(said: str | Sequence[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def _names(headers: Iterable[str]) -> list[str]:
    """Names for columns: the headings in small letters, what is no letter or digit as ``_``, none twice.

    >>> _names(["Local authority", "Change, %", "Change (%)", "%"])
    ['local_authority', 'change', 'change_2', 'column']
    """
    names: list[str] = []
    for header in headers:
        base = re.sub(r"[^a-z0-9]+", "_", header.casefold()).strip("_") or "column"
        name, count = base, 1
        while name in names:
            count += 1
            name = f"{base}_{count}"
        names.append(name)
    return names


def _datatype(cells: Iterable[str]) -> str:
    """What a column's filled cells are: ``integer``, ``decimal`` or ``string``; empty cells stand for what is missing.

    >>> _datatype(["46815", ""]), _datatype(["-23.8", "4"]), _datatype(["under 15%", "15"]), _datatype([""])
    ('integer', 'decimal', 'string', 'string')
    """
    filled = [cell for cell in cells if cell]
    for datatype, form in (("integer", r"-?\d+"), ("decimal", r"-?\d+(\.\d+)?")):
        if filled and all(re.fullmatch(form, cell) for cell in filled):
            return datatype
    return "string"
