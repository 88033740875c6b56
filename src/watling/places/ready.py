"""Regions that come ready: LSIP areas, combined authorities, counties, regions, countries and the former LEPs.

``ready.csv`` holds the facts of those that are no level of the table of areas: code, name, first and last day, what
they became, and their members' codes at a vintage. The members of counties, regions and countries follow from the
table of areas. LSIP areas are those of the ONS lookup of August 2023, LEPs those of the ONS boundaries of May 2021
(seven authorities lay in two), combined authorities those of the ONS lookup of May 2025 and the three that ended,
with the Greater London Authority.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from watling.places.areas import (
    Area,
    UnknownArea,
    areas,
    candidates,
    exists_on,
    plain_name,
    rows_of,
    successors_on,
)
from watling.places.regions import Region

KINDS = ("lsip", "combined authority", "county", "region", "country", "lep")
"""The kinds of ready region; each is a level of areas too."""

_KIND_WORDS = {kind.replace(" ", "-"): kind for kind in KINDS} | dict.fromkeys(("ca", "mca"), "combined authority")


@cache
def newest_vintage() -> date:
    """The day since which no authority has begun: the newest vintage that the table of areas knows.

    >>> newest_vintage()
    datetime.date(2025, 4, 1)
    """
    return max(area.start for area in areas().values() if area.level == "lad" and area.start)


@cache
def ready_regions(kind: str | None = None, on: date | None = None) -> Mapping[str, Region]:
    """Ready regions by code, in order of code.

    ``kind`` is one of KINDS; None means all. With ``on``, those alive on that day, with their members of that day.
    Without, all there ever were: those still alive with their members at the newest vintage, an ended one with its
    members on its last day.

    >>> [member.name for member in ready_regions("lsip")["E69000006"].members]
    ['Cumberland', 'Westmorland and Furness']
    >>> sorted(ready_regions("combined authority", date(2019, 1, 1)))[-3:]
    ['E47000010', 'E47000011', 'E61000001']
    >>> ready_regions("county")["E10000021"].vintage
    datetime.date(2021, 3, 31)
    """
    found = {}
    for area in areas().values():
        if area.level in KINDS and kind in (None, area.level) and (on is None or exists_on(area, on)):
            found[area.code] = _region(area, on or min(area.end or date.max, newest_vintage()))
    return MappingProxyType(found)


def members_on(code: str, on: date) -> tuple[Area, ...]:
    """The local authorities of that day that make up an area of a ready kind, in order of code.

    Before an area began, the authorities of its ground; after it ended, what its last members became, which may
    reach further: Dorset's Christchurch became Bournemouth, Christchurch and Poole.

    >>> [area.code for area in members_on("E69000028", date(2025, 4, 1))]
    ['E08000017', 'E08000018', 'E08000038', 'E08000039']
    >>> len(members_on("E12000004", date(2021, 3, 31))), len(members_on("E12000004", date(2021, 4, 1)))
    (40, 35)
    """
    area = areas()[code]
    if area.end and on > area.end:
        return _became((member.code for member in members_on(code, area.end)), on)
    authorities = [one for one in areas().values() if one.level == "lad" and exists_on(one, on)]
    if area.level not in _listed():
        return tuple(one for one in authorities if code in _ancestors(one.code))
    vintage, members = _listed()[area.level][code]
    if on >= vintage:
        return _became(members, on)
    return tuple(one for one in authorities if members >= {heir.code for heir in successors_on(one.code, vintage)})


def find_ready(text: str) -> Region:
    """The ready region of a code, a name, or a kind and a name: ``lsip:greater-lincolnshire``.

    Where an ended region bears the name of one that lives, the living one is meant. Raises UnknownArea, with the
    nearest names, and where a name is that of several kinds.

    >>> find_ready("lsip:greater-lincolnshire").code, find_ready("North East MCA").code, find_ready("E37000057").title
    ('E69000012', 'E47000014', 'South East Midlands')
    >>> find_ready("Greater Lincolnshire")
    Traceback (most recent call last):
        ...
    watling.places.areas.UnknownArea: 'Greater Lincolnshire' is the name of several regions. Say which is meant:
    lsip:greater-lincolnshire, combined-authority:greater-lincolnshire or lep:greater-lincolnshire.
    """
    regions = ready_regions()
    if (code := text.strip().upper()) in regions:
        return regions[code]
    word, colon, name = text.partition(":")
    kind = _KIND_WORDS.get(word.strip().casefold().replace(" ", "-")) if colon else None
    if colon and kind is None:
        raise UnknownArea(f"'{word}' is no kind of region. Write one of {', '.join(_KIND_WORDS)} before the colon.")
    wanted = plain_name(name if colon else text)
    by_title = [region for region in regions.values() if plain_name(region.title) == wanted]
    named = by_title or [regions[area.code] for area in candidates(wanted) if area.code in regions]
    if kind:
        named = [region for region in named if _kind(region) == kind]
    living = [region for region in named if areas()[region.code].end is None or _kind(region) in ("lep", "county")]
    named = living or named
    if len(named) == 1:
        return named[0]
    if named:
        ways = [f"{_kind(region).replace(' ', '-')}:{region.slug}" for region in sorted(named, key=_order)]
        several = f"{', '.join(ways[:-1])} or {ways[-1]}"
        raise UnknownArea(f"'{text}' is the name of several regions. Say which is meant: {several}.")
    raise UnknownArea(_unknown(text, wanted, kind))


def _became(codes: Iterable[str], on: date) -> tuple[Area, ...]:
    heirs = {heir.code: heir for code in codes for heir in successors_on(code, on)}
    return tuple(heirs[heir] for heir in sorted(heirs))


def _kind(region: Region) -> str:
    return areas()[region.code].level


def _order(region: Region) -> int:
    return KINDS.index(_kind(region))


@cache
def _listed() -> Mapping[str, Mapping[str, tuple[date, frozenset[str]]]]:
    """Of each kind in ready.csv, each region's vintage and its members' codes then."""
    listed: dict[str, dict[str, tuple[date, frozenset[str]]]] = {}
    for row in rows_of("ready.csv"):
        members = frozenset(row["members"].split("|"))
        listed.setdefault(row["kind"], {})[row["code"]] = (date.fromisoformat(row["vintage"]), members)
    return listed


@cache
def _ancestors(code: str) -> frozenset[str]:
    """The codes of all areas that an area is counted in."""
    parent = areas()[code].parent
    return frozenset() if parent is None else _ancestors(parent) | {parent}


def _region(area: Area, on: date) -> Region:
    england = (areas()["E92000001"],) if area.level != "country" else ()
    return Region(area.code, _title(area), members_on(area.code, on), on, england, (area.name, *area.also))


def _title(area: Area) -> str:
    """The area's name; with its years where it ended and a later area of its kind bears the name."""
    namesakes = [one for one in areas().values() if (one.level, one.name) == (area.level, area.name)]
    if area.start and area.end and any(one.start and one.start > area.start for one in namesakes):
        return f"{area.name} ({area.start.year} to {area.end.year})"
    return area.name


def _unknown(text: str, wanted: str, kind: str | None) -> str:
    regions = ready_regions(kind)
    ways = {f"{_kind(region).replace(' ', '-')}:{region.slug}": plain_name(region.title) for region in regions.values()}
    near = difflib.get_close_matches(wanted, set(ways.values()), n=3, cutoff=0.6)
    sentence = f"'{text}' is no region that comes ready."
    if near:
        meant = [way for name in near for way in sorted(ways) if ways[way] == name]
        return f"{sentence} Did you mean {' or '.join(meant[:4])}?"
    return f"{sentence} Name an LSIP area, a combined authority, a county, a region, a country or a former LEP."
