"""Areas through time: every UK area a figure may be about, with its first day, its last day and what it became.

The table, ``areas.csv``, holds every local authority that was alive on or after 1 April 2009, the English counties,
regions and countries, Great Britain and the United Kingdom. Northern Ireland's 26 districts of before April 2015
never had GSS codes; they stand under the ONS's older codes, 95A to 95Z, and what little ground they exchanged when
they merged is left out, but for what passed to Belfast.

``ready.csv`` holds the areas made of whole authorities that publishers give figures for: local skills improvement plan
(LSIP) areas, combined authorities and the former local enterprise partnerships (LEPs); see watling.places.ready.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import fmean
from types import MappingProxyType

from watling.errors import WatlingError


@dataclass(frozen=True)
class Area:
    """One statistical geography.

    ``level`` is ``lad`` (local authority district), ``county``, ``region``, ``country``, ``great britain`` or
    ``united kingdom``, or else ``lsip``, ``combined authority`` or ``lep``. ``start`` and ``end`` are the first and the
    last day of the code; no ``start`` means before April 2009, no ``end`` that it is still alive. LSIP areas and LEPs
    start on the day of the list they are taken from. ``parent`` is the area it is counted in at the next level up: an
    English district's county, or its region. ``easting`` and ``northing`` are a rough centre on the British National
    Grid in whole kilometres (Northern Ireland's too). ``also`` lists other names: Welsh, Gaelic or everyday ones.
    """

    code: str
    name: str
    level: str
    start: date | None
    end: date | None
    successors: tuple[str, ...]
    parent: str | None
    easting: int
    northing: int
    also: tuple[str, ...] = ()


class UnknownArea(WatlingError):
    """A code or a name that is no area's."""


@cache
def areas() -> Mapping[str, Area]:
    """Every area by its code, in order of code.

    >>> areas()["E06000061"].name
    'North Northamptonshire'
    """
    found = {row["code"]: _area(row) for row in rows_of("areas.csv")}
    for row in rows_of("ready.csv"):
        members = [found[code] for code in row["members"].split("|")]
        centre = {side: str(round(fmean(getattr(area, side) for area in members))) for side in ("easting", "northing")}
        found[row["code"]] = _area({**row, **centre, "level": row["kind"], "parent": "E92000001"})
    return MappingProxyType(dict(sorted(found.items())))


def rows_of(file: str) -> list[dict[str, str]]:
    """The rows of one of the tables of facts that stand beside this module, every cell as text."""
    with Path(__file__).with_name(file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _area(row: Mapping[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        start=date.fromisoformat(row["start"]) if row["start"] else None,
        end=date.fromisoformat(row["end"]) if row["end"] else None,
        successors=tuple(filter(None, row["successors"].split("|"))),
        parent=row["parent"] or None,
        easting=int(row["easting"]),
        northing=int(row["northing"]),
        also=tuple(filter(None, row["also"].split("|"))),
    )


def exists_on(area: Area, day: date) -> bool:
    """Whether the area was alive on a day.

    >>> exists_on(areas()["E07000150"], date(2021, 3, 31)), exists_on(areas()["E07000150"], date(2021, 4, 1))
    (True, False)
    """
    return (area.start is None or area.start <= day) and (area.end is None or day <= area.end)


def successors_on(code: str, on: date) -> tuple[Area, ...]:
    """What an area had become by a day, in order of code: itself while it was alive, nothing before it began.

    >>> [area.name for area in successors_on("E10000021", date(2022, 1, 1))]
    ['North Northamptonshire', 'West Northamptonshire']
    """
    area = area_of(code)
    if area.end is None or on <= area.end:
        return (area,) if exists_on(area, on) else ()
    found = {heir.code: heir for successor in area.successors for heir in successors_on(successor, on)}
    return tuple(found[heir] for heir in sorted(found))


def became(area: Area, on: date) -> str:
    """What an area that has ended had become by a day, in words.

    >>> became(areas()["E07000150"], date(2022, 1, 1))
    'It became North Northamptonshire (E06000061)'
    """
    heirs = " and ".join(f"{heir.name} ({heir.code})" for heir in successors_on(area.code, on))
    return f"It became {heirs}" if heirs else "No area took its place"


def in_words(day: date) -> str:
    """A day as it is written in a sentence.

    >>> in_words(date(2021, 4, 1))
    '1 April 2021'
    """
    return f"{day.day} {day:%B %Y}"


def find_area(text: str, on: date | None = None) -> Area:
    """The area of a code or a name.

    A code is found whether or not the area is alive. A name may be shared: of a district and its county, or of an
    area and the one that took its place when the boundary moved. With ``on``, the area alive on that day is meant
    before one that is not, and then a local authority before a larger area; without, a local authority first and then
    the one still alive. A combined authority, an LSIP area or a LEP comes after all these, unless its kind is said
    behind the name ("Cumbria LSIP", "West Midlands Combined Authority", "North East MCA"). Capitals, accents, ``&``
    for ``and``, full stops, hyphens and ``City of`` before, behind or left out make no difference.

    Raises UnknownArea, with the nearest names.

    >>> find_area("bristol").name, find_area("St Helens").code, find_area("Ynys Mon").code
    ('Bristol, City of', 'E08000013', 'W06000001')
    >>> find_area("Dorset", on=date(2018, 6, 1)).level, find_area("Dorset LSIP").level
    ('county', 'lsip')
    """
    if (code := text.strip().upper()) in areas():
        return areas()[code]
    named = candidates(plain_name(text))
    if not named:
        raise UnknownArea(_unknown(text))

    def choice(area: Area) -> tuple[int, bool, bool, str]:
        alive = area.end is None if on is None else exists_on(area, on)
        authority = area.level == "lad"
        return (_RANK.get(area.level, 0), *((alive, authority) if on else (authority, alive)), area.code)

    return max(named, key=choice)


_RANK = {"combined authority": -1, "lsip": -2, "lep": -3}
_KINDS = {
    "lsip": "lsip",
    "lep": "lep",
    "local enterprise partnership": "lep",
    "mayoral combined authority": "combined authority",
    "combined county authority": "combined authority",
    "combined authority": "combined authority",
    "mca": "combined authority",
    "cca": "combined authority",
}


def candidates(name: str) -> tuple[Area, ...]:
    """The areas of a plain name (see plain_name), which may end with the kind that is meant."""
    found = _names().get(name, ())
    for words, level in _KINDS.items():
        if not found and name.endswith(f" {words}"):
            named = _names().get(name.removesuffix(f" {words}"), ())
            found = tuple(area for area in named if area.level == level)
    return found


def plain_name(text: str) -> str:
    """A name with all that does not tell one place from another taken off.

    >>> plain_name("  St. Helens "), plain_name("Bath & North-East Somerset"), plain_name("Ynys Môn")
    ('st helens', 'bath and north east somerset', 'ynys mon')
    """
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in ".'’")
    words = re.sub(r"[^\w]+", " ", kept).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _names() -> Mapping[str, tuple[Area, ...]]:
    names: defaultdict[str, list[Area]] = defaultdict(list)
    for area in areas().values():
        place, _, style = area.name.partition(", ")
        turned = (place, f"{style} {place}") if style in ("City of", "County of") else ()
        for name in {plain_name(name) for name in (area.name, *turned, *area.also)}:
            names[name].append(area)
    return {name: tuple(found) for name, found in names.items()}


def area_of(code: str) -> Area:
    """The area of a code. Raises UnknownArea, with the nearest codes."""
    try:
        return areas()[code]
    except KeyError:
        raise UnknownArea(_unknown(code)) from None


def _unknown(text: str) -> str:
    """The sentence for a code or a name that is not known."""
    if re.fullmatch(r"[A-Za-z]\d+", text.strip()):
        near = [areas()[code] for code in difflib.get_close_matches(text.strip().upper(), areas(), n=3, cutoff=0.85)]
    else:
        names = difflib.get_close_matches(plain_name(text), _names(), n=3, cutoff=0.6)
        near = list(dict.fromkeys(find_area(name) for name in names))
    sentence = f"There is no area '{text}' among the UK's local authorities, counties, regions and countries."
    if near:
        sentence += f" Did you mean {' or '.join(f'{area.name} ({area.code})' for area in near)}?"
    return sentence
