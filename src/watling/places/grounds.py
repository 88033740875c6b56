"""The ground an area covers, as a set of pieces that never change, so that areas of any day and level can be compared.

A piece is a local authority of April 2009 that has passed on whole, or the part of one that passed to one of its
successors. Two areas with the same pieces cover the same ground, but for the small moves of a boundary that MOVES
lists: the Office for National Statistics gives an authority a new code even when its boundary moves by one house.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from watling.places.areas import Area, areas
from watling.places.ready import members_on, newest_vintage


@dataclass(frozen=True)
class Move:
    """A boundary between two authorities that moved a little: the day, their new codes, and what moved."""

    day: date
    codes: frozenset[str]
    what: str


MOVES = (
    Move(
        date(2011, 4, 1),
        frozenset({"S12000045", "S12000046"}),
        "the boundary between East Dunbartonshire and Glasgow City moved at Princes Gate and Greenacres by Robroyston",
    ),
    Move(
        date(2012, 4, 1),
        frozenset({"E07000240", "E07000241"}),
        "part of a cul-de-sac and a few houses passed from Welwyn Hatfield to St Albans",
    ),
    Move(
        date(2013, 4, 1),
        frozenset({"E06000057", "E08000037"}),
        "one house passed from Gateshead to Northumberland",
    ),
    Move(
        date(2013, 4, 1),
        frozenset({"E07000242", "E07000243"}),
        "a small area of land with a few houses passed between East Hertfordshire and Stevenage",
    ),
    Move(
        date(2018, 2, 2),
        frozenset({"S12000047", "S12000048"}),
        "the boundary between Fife and Perth and Kinross moved at Keltybridge and Westfield",
    ),
    Move(
        date(2019, 4, 1),
        frozenset({"S12000049", "S12000050"}),
        "the Cardowan housing development by Stepps passed from Glasgow City to North Lanarkshire",
    ),
    Move(
        date(2025, 4, 1),
        frozenset({"E08000038", "E08000039"}),
        "the Oughtibridge Mill housing development, of fewer than 300 homes, passed from Barnsley to Sheffield",
    ),
)
"""After the boundary orders and their debates in Parliament (Hansard, House of Lords, 14 February 2012, 28 February
2013, 11 November 2024) and the reports of the Local Government Boundary Commission for Scotland."""


@cache
def ground(code: str) -> frozenset[str]:
    """The pieces of an area's ground. Raises KeyError for a code that is no area's.

    >>> sorted(ground("E06000061"))
    ['E07000150', 'E07000152', 'E07000153', 'E07000156']
    >>> ground("E10000021") == ground("E06000061") | ground("E06000062")
    True
    >>> ground("S12000043") == ground("S12000049")
    True
    """
    area = areas()[code]
    if area.level != "lad":
        return frozenset().union(*(ground(part) for part in _parts(area)))
    if not (before := _predecessors()[code]):
        return frozenset(_passed(code, heir) for heir in area.successors) or frozenset({code})
    return frozenset().union(
        *(ground(one) if len(areas()[one].successors) == 1 else {_passed(one, code)} for one in before)
    )


def owner(piece: str) -> str:
    """The code of the authority of April 2009 that a piece was of.

    >>> owner("E07000150"), owner("95S>N09000003")
    ('E07000150', '95S')
    """
    return piece.partition(">")[0]


def moves_between(earlier: Area, later: Area) -> tuple[Move, ...]:
    """The boundary moves that make the later area's ground a little different from the earlier's, in order.

    A move between two authorities that are both inside the later area changes nothing for it.

    >>> [move.day.year for move in moves_between(areas()["S12000043"], areas()["S12000049"])]
    [2011, 2019]
    """
    if earlier.end is None or later.start is None:
        return ()
    found = []
    for move in MOVES:
        inside = [code for code in move.codes if ground(code) <= ground(later.code)]
        if len(inside) == 1 and earlier.end < move.day <= later.start and ground(inside[0]) & ground(earlier.code):
            found.append(move)
    return tuple(found)


def _parts(area: Area) -> list[str]:
    """The areas that a larger area is made of."""
    if area.level in ("great britain", "united kingdom"):
        return [one.code for one in areas().values() if one.parent == area.code]
    return [one.code for one in members_on(area.code, min(area.end or date.max, newest_vintage()))]


def _passed(code: str, heir: str) -> str:
    """The piece that passed from an authority to one of its successors: the whole of it, where it had only one."""
    return code if len(areas()[code].successors) == 1 else f"{code}>{heir}"


@cache
def _predecessors() -> Mapping[str, tuple[str, ...]]:
    """Of each area, the local authorities that it took the place of."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for area in areas().values():
        if area.level == "lad":
            for heir in area.successors:
                found[heir] += (area.code,)
    return found
