"""The ways in which an authority's values come from those of others, so that a series goes on when boundaries change.

By the ground they cover (watling.places.grounds), areas of the same ground stand for each other: a new code, a county
that became one authority. Areas that together cover a ground stand for it when all are there. A value of a larger
ground is not divided without a weight, and only a count is added up or divided. The ways are small tables, so that the
engine restates all series at once; watling.places.restating answers the same question for one period.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from watling.packs.decisions import Weight
from watling.places.areas import Area, areas, in_words
from watling.places.grounds import ground, moves_between
from watling.places.regions import Region

LEVELS = ("lad", "county")
"""The levels of the areas whose values may be those of authorities of another time."""


@dataclass(frozen=True)
class Way:
    """One way in which an area is restated: from which areas, and what is said of it.

    ``share`` is what part of the one larger area counts (None: it is not divided); 1 where the areas cover the ground.
    ``undivided`` is said of a value of the larger area that is not divided.
    """

    target: str
    sources: tuple[str, ...]
    note: str
    share: float | None = 1.0
    undivided: str = ""

    @property
    def divides(self) -> bool:
        """Whether a larger area is divided."""
        return self.share != 1.0

    @property
    def rule(self) -> str:
        """What is done, in words."""
        if self.divides:
            return f"times {self.share:g}" if self.share else "not divided"
        return "added up over the areas it was made from" if len(self.sources) > 1 else "as published for its ground"


@cache
def _before() -> dict[str, tuple[Area, ...]]:
    """The areas that became each area."""
    found: dict[str, list[Area]] = {}
    for area in areas().values():
        for heir in area.successors:
            found.setdefault(heir, []).append(area)
    return {code: tuple(before) for code, before in found.items()}


@cache
def _of_ground() -> dict[frozenset[str], tuple[str, ...]]:
    """Authorities and counties by their ground."""
    found: dict[frozenset[str], list[str]] = {}
    for area in areas().values():
        if area.level in LEVELS:
            found.setdefault(ground(area.code), []).append(area.code)
    return {pieces: tuple(codes) for pieces, codes in found.items()}


def ways(code: str, weights: Sequence[Weight] = ()) -> tuple[Way, ...]:
    """The ways in which an authority may be restated, the best first.

    >>> [(way.sources, way.share) for way in ways("E06000062")]
    [(('E07000151', 'E07000154', 'E07000155'), 1.0), (('E10000021',), None)]
    >>> ways("E06000055")
    ()
    """
    own, area = ground(code), areas()[code]
    found = [
        Way(code, (same,), _as(area, areas()[same])) for same in reversed(_of_ground().get(own, ())) if same != code
    ]
    for parts in _generations(code):
        if len(parts) > 1 and frozenset().union(*map(ground, parts)) == own:
            found.append(Way(code, parts, f"{area.name} restated: {_names(parts, ' and ')} added up"))
    given = {weight.before: weight for weight in weights if weight.after == code}
    for before in dict.fromkeys([*given, *(one.code for one in _before().get(code, ()) if own < ground(one.code))]):
        found.append(_divided(area, areas()[before], given.get(before)))
    return tuple(found)


def _generations(code: str) -> list[tuple[str, ...]]:
    """The sets of authorities that became an authority, the latest first."""
    found: list[tuple[str, ...]] = []
    now: tuple[str, ...] = (code,)
    while True:
        earlier = [tuple(a.code for a in _before().get(one, ()) if a.level == "lad") or (one,) for one in now]
        then = tuple(sorted(part for parts in earlier for part in parts))
        if then == now:
            return found
        found.append(then)
        now = then


def _as(area: Area, other: Area) -> str:
    """What is said of an area that another of the same ground stands for."""
    if area.name == other.name and area.level == other.level:
        moves = moves_between(other, area) or moves_between(area, other)
        moved = "".join(f"; on {in_words(move.day)} {move.what}" for move in moves)
        return f"{area.name} restated: published under its other code, {other.code}{moved}"
    level = f" {other.level}" if other.level != "lad" else ""
    return f"{area.name} restated: as published for {other.name}{level} ({other.code})"


def _divided(area: Area, before: Area, weight: Weight | None) -> Way:
    heirs = _names(before.successors, " and ")
    undivided = f"not available for {area.name}: {before.name} ({before.code}) became {heirs}, and is not divided"
    if weight is None:
        return Way(area.code, (before.code,), undivided, None, undivided)
    note = f"{area.name} restated: {weight.weight:g} of {before.name} ({before.code}); {weight.reason}"
    return Way(area.code, (before.code,), note, weight.weight, undivided)


def _names(codes: Iterable[str], last: str) -> str:
    names = [areas()[code].name for code in codes]
    return last.join(filter(None, [", ".join(names[:-1]), names[-1]]))


def ways_table(targets: Iterable[str], weights: Sequence[Weight] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ways of some areas as two tables: a row for each source, and a row for each way."""
    sources, kinds = [], []
    for target in targets:
        area = areas().get(target)
        for number, way in enumerate(ways(target, weights) if area and area.level == "lad" else ()):
            names = [areas()[code].name for code in way.sources]
            kinds.append((target, number, len(names), names, way.note, way.undivided, way.divides))
            sources += [(code, target, number, place, way.share) for place, code in enumerate(way.sources)]
    return (
        pd.DataFrame(sources, columns=["area", "target", "way", "place", "share"]).astype(
            {"area": "str", "target": "str", "way": "int32", "place": "int32", "share": "float64"}
        ),
        pd.DataFrame(kinds, columns=["target", "way", "size", "names", "told", "undivided", "divides"]).astype(
            {"target": "str", "way": "int32", "size": "int32", "told": "str", "undivided": "str", "divides": "bool"}
        ),
    )


def stand_ins(region: Region) -> dict[str, tuple[str, ...]]:
    """Areas of another time or level whose ground is that of several members of a region, with those; largest first.

    >>> from datetime import date
    >>> cumbria = Region.make("c", "C", ["Cumberland", "Westmorland and Furness"], date(2024, 1, 1))
    >>> stand_ins(cumbria)
    {'E10000006': ('E06000063', 'E06000064')}
    """
    members = {member.code: ground(member.code) for member in region.members}
    whole = frozenset().union(*members.values())
    found: dict[str, tuple[str, ...]] = {}
    for pieces, codes in _of_ground().items():
        if pieces <= whole and pieces not in members.values():
            inside = tuple(member for member, one in members.items() if one <= pieces)
            if len(inside) > 1 and frozenset().union(*(members[one] for one in inside)) == pieces:
                found |= {code: inside for code in codes if code != region.code}
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))
