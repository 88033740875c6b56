"""Places as Nomis writes them: in its downloads a kind and a name (``ladu:Adur``), in its API a code.

A kind whose names are local authorities, counties, regions or countries must be known: what is not found keeps its
text, and the contract says so. Other kinds (areas that somebody drew, wards, constituencies, travel-to-work areas) and
names without a kind are found where Watling has the area, and left out where it has not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

import pandas as pd

from watling.places.areas import Area, UnknownArea, areas, exists_on, find_area, plain_name
from watling.places.ready import members_on

CODED = re.compile(r"[EWSNK]\d{8}")

PLACE = r"(\w[\w ]+:.+|[EWSNK]\d{8})"
"""The form of a place: a kind and a name, or a code."""

OURS = re.compile(r"(E0[6-9]|E1[02]|W06|S12|N09|[EWSN]92)\d{6}|K0200000[12]|K03000001")
"""The codes of local authorities, counties, regions, countries, Great Britain and the United Kingdom."""

KINDS = {
    "country": ("country", "great britain", "united kingdom"),
    "gor": ("region",),
    "ladu": ("lad",),
    "lacu": ("county", "lad"),
}
"""The kinds whose names must be known, and the levels they are of."""

OTHERS = {"lep": ("lep",), "nuts316": ("lad", "county"), "cauth": ("combined authority",)}
"""The kinds that are looked up where they can be. A NUTS 3 area of 2016 that has the name of an authority or a county
is that authority or county; the others are groups of them, or parts."""

NUTS = date(2016, 12, 31)
"""The day whose authorities and counties the areas of NUTS 2016 are made of."""

DRAWN = "User Defined Geography"
LONGEST = 35
"""The name of an area that a user drew is cut after so many letters."""

SPELT = {
    "rhondda cynon taff": "rhondda cynon taf",
    "edinburgh city of": "city of edinburgh",
    "na h eileanan siar western isles": "na h eileanan siar",
}
"""Names that Nomis spells otherwise than the ONS."""


def codes(texts: pd.Series, on: date) -> pd.Series:
    """The code of each place, as of the day of a download; empty where it is left out.

    >>> places = pd.Series(["ladu:Adur", "country:England", "E06000042", "nuts316:UKF12 East Derbyshire"])
    >>> list(codes(places, date(2023, 4, 24)))
    ['E07000223', 'E92000001', 'E06000042', '']
    """
    return texts.map({text: _code(text, on) for text in texts.unique()})


def misdrawn(rows: pd.DataFrame, values: pd.Series, key: list[str], unit: float) -> set[str]:
    """The areas that somebody drew and that are not what their names say: the codes of those whose values are not the
    sums of their authorities', as far as rounding to ``unit`` allows.

    ``rows`` have ``area`` and ``code``; ``key`` are the columns that tell the values of one area apart.
    """
    drawn = rows["area"].str.startswith(DRAWN)
    local = rows["area"].str.startswith(("ladu:", "lacu:"))
    if not drawn.any() or not local.any():
        return set()
    day = max(areas()[code].start or date.min for code in rows.loc[local, "code"].unique() if code in areas())
    table = rows.assign(value=values)[drawn | local].pivot_table(index=key, columns="code", values="value", sort=False)
    found = set()
    for code in rows.loc[drawn, "code"].unique():
        members = [area.code for area in members_on(code, day)]
        if code in table.columns and members and set(members) <= set(table.columns):
            apart = (table[members].sum(axis=1, skipna=False) - table[code]).abs()
            if (apart > unit / 2 * (len(members) + 1)).any():
                found.add(str(code))
    return found


@cache
def _code(text: str, on: date) -> str:
    if CODED.fullmatch(text):
        return text if text in areas() or OURS.fullmatch(text) else ""
    kind, _, name = text.partition(":")
    if kind == "name":
        return _named_so(name, on)
    if kind == DRAWN:
        return _drawn(name, on)
    levels = KINDS.get(kind) or OTHERS.get(kind, ())
    if kind == "nuts316":
        name, on = name.partition(" ")[2].removesuffix(" CC"), NUTS
    found = [area for level in levels for area in _named(level).get(_plain(name), ())]
    if not found:
        return text if kind in KINDS else ""
    return min(found, key=lambda area: (not exists_on(area, on), levels.index(area.level), area.code)).code


def _named_so(name: str, on: date) -> str:
    try:
        return find_area(name, on).code
    except UnknownArea:
        return ""


def _drawn(text: str, on: date) -> str:
    """The area that a user drew: ``Buckinghamshire-LSIP - from dn81838``. A name that was cut is found by its start.

    LSIP areas had no codes before August 2023, and are found for what was downloaded earlier too; combined authorities
    change with their names, and must have been alive on the day.
    """
    name = re.sub(r" - from dn\d+$", "", text)
    cut = len(name) >= LONGEST
    stem, _, ending = name.rpartition("-")
    if not stem or not ("LSIP".startswith(ending) or "MCA".startswith(ending)):
        stem, ending = name, ""
    stem = _plain(re.sub(r" LEP \(.*", "", stem))
    combined = ending.startswith("M")
    names = _named("combined authority" if combined else "lsip")
    found = list(names.get(stem, ())) or [of[-1] for known, of in names.items() if cut and known.startswith(stem)]
    if combined:
        found = [area for area in found if exists_on(area, on)]
    return found[-1].code if found and len({area.name for area in found}) == 1 else ""


def _plain(name: str) -> str:
    """A name with what is left out when names are written short left out."""
    plain = plain_name(name)
    return " ".join(word for word in SPELT.get(plain, plain).split() if word not in ("and", "the"))


@cache
def _named(level: str) -> Mapping[str, tuple[Area, ...]]:
    """The areas of a level by each of their names, the earliest first."""
    names: defaultdict[str, list[Area]] = defaultdict(list)
    for area in areas().values():
        if area.level == level:
            for name in {_plain(name) for name in (area.name, *area.also)}:
                names[name].append(area)
    return {name: tuple(found) for name, found in names.items()}
