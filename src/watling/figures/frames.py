"""Frames: figures in the making, outside the engine.

A frame has the columns of :data:`COLUMNS` and a row for each area, period and breakdown. ``value`` is NaN where it is
missing; ``lower`` and ``upper`` are NaN where there is no bound; ``note`` says in a sentence what a reader must know of
the row (why it is missing, what was chosen); ``releases`` is a sorted tuple of SHA-256; ``order`` is the first row of
the release a value comes from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import pandas as pd

from watling.methods import Bounds, Floats, bounds
from watling.methods.growth import implied_base, implied_base_of_ratio
from watling.sources.observation import breakdown_text

KEYS = ["area", "period", "breakdown"]
COLUMNS = [*KEYS, "value", "lower", "upper", "interval", "status", "unit", "note", "releases", "order"]

TYPES = dict.fromkeys([*KEYS, "interval", "status", "unit", "note"], "str") | dict.fromkeys(
    ["value", "lower", "upper", "order"], "float64"
)

# From the least to the gravest: a figure has the gravest status of what it is made from.
GRAVITY = ["final", "r", "p", "e", "low", "u", "z", "c", "x"]


def gravest(statuses: Iterable[str]) -> str:
    """The gravest of some statuses.

    >>> gravest(["final", "p", "r"])
    'p'
    """
    return max(statuses, key=GRAVITY.index, default="final")


def dimensions(breakdown: str) -> frozenset[str]:
    """The dimensions that a breakdown's canonical text names."""
    return frozenset(json.loads(breakdown))


def finest(breakdowns: Iterable[str]) -> frozenset[str]:
    """The dimensions of the finest of some breakdowns, which are the parts that totals are made of.

    >>> sorted(finest(['{}', '{"sex":"Male"}', '{"age":"16-24","sex":"Male"}']))
    ['age', 'sex']
    """
    return max(map(dimensions, breakdowns), key=len)


def project(breakdown: str, keeping: Iterable[str]) -> str:
    """A breakdown's canonical text, reduced to some dimensions.

    >>> project('{"age":"16-24","sex":"Male"}', ("sex",))
    '{"sex":"Male"}'
    """
    cells = json.loads(breakdown)
    return breakdown_text({name: cells[name] for name in keeping})


def merged(releases: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The releases of several rows as those of one."""
    return tuple(sorted(set().union(*releases)))


def implied_bases(
    of: pd.DataFrame, by: pd.DataFrame, how: Literal["growth", "ratio"], period: str | None
) -> pd.DataFrame:
    """The bases from which the published changes or ratios ``by`` lead to the values ``of``.

    With a period all bases of an area are of that one, and their ranges are intersected.
    """
    pairs = _pair(of, by, KEYS)
    implied = implied_base if how == "growth" else implied_base_of_ratio
    value, low, high = implied(pairs["value"], pairs["value_2"], _ends(pairs, "_2"), _ends(pairs))
    pairs = _finished(pairs.assign(low=low, high=high), value, (low, high), pairs["unit"])
    pairs["interval"] = "derived"
    pairs["status"] = [gravest([status, "e"]) for status in pairs["status"]]
    pairs["note"] = [_joined([note, "derived: not itself published"]) for note in pairs["note"]]
    if period is None:
        return pairs
    rows = [_in_common(group) | {"period": period} for _, group in pairs.groupby(["area", "breakdown"])]
    return pd.DataFrame(rows, columns=pairs.columns).replace(np.inf, np.nan)


def _in_common(bases: pd.DataFrame) -> dict[str, Any]:
    """The one base that several pairs imply: the range that fits them all, and its middle."""
    known = bases.dropna(subset=["value"])
    common = bounds.intersect((0, np.inf), *zip(known["low"], known["high"], strict=True))
    fits = len(known) > 0 and not common.empty
    if fits:
        ratios = "1 published ratio" if len(known) == 1 else f"{len(known)} published ratios"
        note = f"derived from {ratios}: not itself published; shown as the middle of its range"
    elif known.empty:
        note = "no published ratio leads to it"
    else:
        note = "the published ratios imply ranges that do not meet"
    first = {str(name): value for name, value in bases.iloc[0].items()}
    return first | {
        "value": (common.lower + common.upper) / 2 if fits else np.nan,
        "lower": common.lower if fits else np.nan,
        "upper": common.upper if fits else np.nan,
        "status": gravest(known["status"]) if fits else "x",
        "note": note,
        "releases": merged(bases["releases"]),
    }


def _pair(first: pd.DataFrame, second: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Two frames side by side, the second's columns with ``_2``, and what the two have in common merged."""
    pairs = first.merge(second, on=on, suffixes=("", "_2"))
    pairs["status"] = [gravest(both) for both in zip(pairs["status"], pairs["status_2"], strict=True)]
    pairs["note"] = [_joined(both) for both in zip(pairs["note"], pairs["note_2"], strict=True)]
    pairs["releases"] = [merged(both) for both in zip(pairs["releases"], pairs["releases_2"], strict=True)]
    return pairs


def _joined(notes: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(note for note in notes if note))


def _ends(frame: pd.DataFrame, suffix: str = "") -> Bounds:
    """The bounds of the values, each the value itself where there is none."""
    value = frame[f"value{suffix}"]
    lower, upper = (frame[f"{end}{suffix}"].fillna(value).to_numpy(float) for end in ("lower", "upper"))
    return lower, upper


def _finished(pairs: pd.DataFrame, value: Floats, ends: Bounds, unit: str | pd.Series) -> pd.DataFrame:
    """Pairs with what was made of them.

    Where neither side has bounds the value is exact, and has none either. What is infinite is no value and no bound.
    """
    bounded = pairs[["lower", "upper", "lower_2", "upper_2"]].notna().any(axis=1)
    lower, upper = (np.where(bounded & np.isfinite(end), end, np.nan) for end in ends)
    interval = [max(both) for both in zip(pairs["interval"], pairs["interval_2"], strict=True)]
    value = np.where(np.isfinite(value), value, np.nan)
    return pairs.assign(value=value, lower=lower, upper=upper, interval=interval, unit=unit)
