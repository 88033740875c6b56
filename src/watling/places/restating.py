"""Restating values to a vintage: which areas' values carry over to which, exactly or not, and why.

``restatement(codes, vintage)`` says how the values that one publisher gives for one period, under the codes it used,
become values of the areas of another day. Each row is a value's way from one code to another:

- ``same``: the area is alive at the vintage, or is wanted and given. Exact for every measure.
- ``recoded``: the same ground under another code. Exact for every measure; where a boundary moved a little with the
  recoding, ``broken`` is the day and ``reason`` says what moved, so that a chart can mark the break.
- ``merged``: one of several areas that together are the wanted one. Exact for counts (sums), for no other measure, and
  only if every one of them is there: what is not is in ``missing``, and then the wanted area has no value.
- ``split``: the area's ground lies in the wanted one in part. Refused (``weight`` is not a number) unless its weight is
  given: the share of the area's value that belongs there.
- ``covered``: its ground has come already under another code that is given, and must not be counted twice.

It works forwards and backwards: North and West Northamptonshire together are the county of before April 2021, and
either is a split of its districts. Ratios are restated by restating their numerators and denominators.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import isnan, nan
from types import MappingProxyType
from typing import Literal

import pandas as pd

from watling.errors import WatlingError
from watling.places.areas import Area, area_of, areas, exists_on, in_words
from watling.places.grounds import ground, moves_between, owner

Kind = Literal["same", "recoded", "merged", "split", "covered"]
Weights = Mapping[tuple[str, str], float]
"""By old code and new, the share of the old area's value that belongs to the new: 0 to 1."""

NO_WEIGHTS: Weights = MappingProxyType({})


@dataclass(frozen=True)
class Carry:
    """How one area's value reaches one wanted area.

    ``whole`` are all the codes whose values are needed for the wanted area, ``missing`` the authorities of its ground
    that no code given covers. ``weight`` is 1 where the value counts in full, 0 where it is covered already, and nan
    where it cannot be divided. ``broken`` is the day of the last small boundary move between the two.
    """

    area: str
    to: str
    kind: Kind
    weight: float
    whole: frozenset[str]
    missing: tuple[str, ...]
    broken: date | None
    reason: str


def carries(
    codes: Iterable[str], vintage: date, onto: Iterable[str] | None = None, weights: Weights = NO_WEIGHTS
) -> tuple[Carry, ...]:
    """How the values under some codes carry over to the areas of a vintage, in order of wanted area and code.

    ``codes`` are all the areas with a value in one period: the same codes always give the same answer, which is kept.
    ``onto`` are the wanted areas, of any level; without it, every local authority alive at the vintage. A wanted area
    that none of the codes touches has no row. Raises UnknownArea, and WatlingError for weights that are no shares.

    >>> old = ["E07000150", "E07000152", "E07000153", "E07000156", "E06000042"]
    >>> for carry in carries(old, date(2022, 1, 1)):
    ...     print(carry.area, carry.to, carry.kind, carry.weight)
    E06000042 E06000042 same 1.0
    E07000150 E06000061 merged 1.0
    E07000152 E06000061 merged 1.0
    E07000153 E06000061 merged 1.0
    E07000156 E06000061 merged 1.0
    >>> carries(["E06000061", "E06000062"], date(2020, 1, 1), onto=["E10000021"])[0].kind
    'merged'
    >>> print(carries(["E10000021"], date(2022, 1, 1))[0].reason)
    Northamptonshire (E10000021) lies in North Northamptonshire and West Northamptonshire. Its values cannot be
    divided without weights.
    """
    _check(weights)
    given, wanted = frozenset(codes), None if onto is None else frozenset(onto)
    return _carries(given, vintage, wanted, frozenset(weights.items()))


def restatement(
    codes: Iterable[str], vintage: date, onto: Iterable[str] | None = None, weights: Weights = NO_WEIGHTS
) -> pd.DataFrame:
    """The table of carries(): columns ``from``, ``to``, ``kind``, ``weight``, ``missing``, ``broken`` and ``reason``.

    >>> restatement(["E08000019"], date(2025, 6, 1))[["from", "to", "kind", "broken"]].values.tolist()
    [['E08000019', 'E08000039', 'recoded', datetime.date(2025, 4, 1)]]
    """
    rows = [
        (one.area, one.to, one.kind, one.weight, one.missing, one.broken, one.reason)
        for one in carries(codes, vintage, onto, weights)
    ]
    return pd.DataFrame(rows, columns=["from", "to", "kind", "weight", "missing", "broken", "reason"])


def restate(
    values: Mapping[str, float | None], vintage: date, onto: Iterable[str] | None = None, weights: Weights = NO_WEIGHTS
) -> dict[str, float | None]:
    """The counts of one period, restated to a vintage; None where a part is missing or cannot be divided.

    >>> restate({"E06000058": 5.0, "E07000187": 1.0, "E07000188": 2.0}, date(2024, 1, 1))
    {'E06000058': 5.0, 'E06000066': None}
    >>> restate({"E10000021": 10.0}, date(2022, 1, 1), weights={("E10000021", "E06000061"): 0.4})
    {'E06000061': 4.0, 'E06000062': None}
    """
    sums: dict[str, float] = {}
    for one in carries(values, vintage, onto, weights):
        value = values[one.area]
        share = 0.0 if one.kind == "covered" else nan if value is None or one.missing else value * one.weight
        sums[one.to] = sums.get(one.to, 0.0) + share
    return {code: None if isnan(total) else total for code, total in sums.items()}


@lru_cache(maxsize=256)
def _carries(
    codes: frozenset[str], vintage: date, onto: frozenset[str] | None, shares: frozenset[tuple[tuple[str, str], float]]
) -> tuple[Carry, ...]:
    given = [area_of(code) for code in sorted(codes)]
    if onto is None:
        authorities = (area for area in areas().values() if area.level == "lad")
        alive = {area.code: area for area in (*authorities, *given) if exists_on(area, vintage)}
        wanted = [alive[code] for code in sorted(alive)]
        given = [area for area in given if not exists_on(area, vintage)]
    else:
        wanted = [area_of(code) for code in sorted(onto)]
    touching: dict[str, list[Area]] = {}
    for area in given:
        for piece in ground(area.code):
            touching.setdefault(piece, []).append(area)
    found: list[Carry] = []
    for target in wanted:
        near = {area.code: area for piece in ground(target.code) for area in touching.get(piece, ())}
        if target.code in codes:
            near[target.code] = target
        found += _onto(target, [near[code] for code in sorted(near)], dict(shares))
    return tuple(found)


def _onto(target: Area, near: list[Area], weights: Weights) -> list[Carry]:
    """How the given areas that touch a wanted one carry over to it, in the order given."""
    wanted, used, covered = ground(target.code), list[Area](), frozenset[str]()
    for area in sorted(near, key=lambda area: _first_choice(area, target)):
        if ground(area.code) <= wanted and not ground(area.code) & covered:
            used.append(area)
            covered |= ground(area.code)
    split = list[Area]()
    for area in sorted(near, key=lambda area: (len(ground(area.code)), area.code)):
        if not ground(area.code) <= wanted and not ground(area.code) & covered:
            split.append(area)
            covered |= ground(area.code)
    whole = frozenset(area.code for area in (*used, *split))
    missing = _names(wanted - covered)
    rows = []
    for area in near:
        to, broken, reason = (area.code, target.code), None, ""
        kind: Kind
        if area.code == target.code:
            kind, weight = "same", 1.0
        elif area in used:
            moves = moves_between(area, target) or moves_between(target, area)
            kind, weight = "merged" if ground(area.code) < wanted else "recoded", 1.0
            broken = moves[-1].day if moves else None
            reason = _merged(used, target, missing) if kind == "merged" else _recoded(area, target)
            reason += "".join(f" On {in_words(move.day)} {move.what}." for move in moves)
        elif area in split:
            kind, weight, reason = "split", weights.get(to, nan), _divided(area, target, to in weights)
        elif ground(area.code) <= wanted:
            kind, weight, reason = "covered", 0.0, f"The ground of {_called(area)} has come already, with {_and(used)}."
        else:
            continue
        rows.append(Carry(*to, kind, weight, whole, missing, broken, reason))
    return rows


def _first_choice(area: Area, target: Area) -> tuple[bool, int, bool, int, str]:
    """The order in which areas are taken: the wanted one, then the largest; of the same ground, the newest."""
    newest = -(area.start or date.min).toordinal()
    return (area.code != target.code, -len(ground(area.code)), area.level != "lad", newest, area.code)


def _check(weights: Weights) -> None:
    totals: dict[str, float] = {}
    for (area, to), weight in weights.items():
        totals[area] = totals.get(area, 0.0) + weight
        if not 0 <= weight <= 1 or totals[area] > 1 + 1e-9:
            raise WatlingError(
                f"The weights of {_called(area_of(area))} are no shares of it: {weight:g} to {_called(area_of(to))}, "
                f"{totals[area]:g} in all. Each must be between 0 and 1, and all of them at most 1."
            )


def _names(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({areas()[owner(piece)].name for piece in pieces}))


def _recoded(area: Area, target: Area) -> str:
    if area.name == target.name and area.level == target.level:
        return f"{area.name} had the code {area.code}; it is {target.code} at this vintage."
    return f"{_called(area)} covers the same ground as {_called(target)}."


def _merged(used: list[Area], target: Area, missing: tuple[str, ...]) -> str:
    if missing:
        return f"{_called(target)} also takes in {_listed(missing)}, for which there is no value."
    return f"{_and(used)} together are {_called(target)}."


def _divided(area: Area, target: Area, weighed: bool) -> str:
    heirs = [heir for heir in areas().values() if heir.level == target.level and _alive_together(heir, target)]
    into = [heir.name for heir in heirs if ground(heir.code) & ground(area.code)]
    if len(into) < 6:
        where = f"{_called(area)} lies in {_listed(into)}"
    else:
        where = f"{_called(target)} is part of {_called(area)}"
    divided = "are divided by the weight given" if weighed else "cannot be divided without weights"
    return f"{where}. Its values {divided}."


def _alive_together(one: Area, other: Area) -> bool:
    day = other.start or other.end or date.max
    return exists_on(one, day)


def _called(area: Area) -> str:
    return f"{area.name} ({area.code})"


def _and(found: list[Area]) -> str:
    return _listed([area.name for area in sorted(found, key=lambda area: area.code)])


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
