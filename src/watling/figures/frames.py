"""Frames: figures in the making, and the arithmetic of compositions on them.

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

from watling.methods import Bounds, Floats, bounds, divide, periods
from watling.methods.composing import total
from watling.methods.growth import growth, implied_base, implied_base_of_ratio
from watling.methods.intervals import root_sum_of_squares
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


def keys(frame: pd.DataFrame, columns: list[str]) -> list[tuple[Any, ...]]:
    """What some columns hold, a tuple for each row."""
    return list(frame[columns].itertuples(index=False, name=None))


def mask(flags: Iterable[bool]) -> np.ndarray:
    """Flags as a mask of rows; an empty list would be read as a list of columns."""
    return np.fromiter(flags, dtype=bool)


def merged(releases: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The releases of several rows as those of one."""
    return tuple(sorted(set().union(*releases)))


def with_rows(frame: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A frame and more rows below it."""
    return pd.concat([frame, pd.DataFrame(rows, columns=COLUMNS)], ignore_index=True) if rows else frame


def totals(frame: pd.DataFrame, keeping: tuple[tuple[str, ...], ...]) -> pd.DataFrame:
    """A frame and, below its parts, their sums over every dimension but those kept, for each set to keep.

    The parts are the rows of the most dimensions. A total that is itself published stands as published.
    """
    if frame.empty:
        return frame
    whole = finest(frame["breakdown"].unique())
    parts = frame[mask(dimensions(text) == whole for text in frame["breakdown"])]
    published = set(keys(frame, KEYS))
    rows = []
    for kept in keeping:
        if set(kept) < whole:
            coarse = parts["breakdown"].map({text: project(text, kept) for text in parts["breakdown"].unique()})
            for key, group in parts.assign(part=parts["breakdown"], breakdown=coarse).groupby(KEYS):
                if key not in published:
                    rows.append(dict(zip(KEYS, key, strict=True)) | _added_up(group, kept))
    return with_rows(frame, rows)


def _added_up(parts: pd.DataFrame, kept: tuple[str, ...]) -> dict[str, Any]:
    """A total without its keys: bounds by addition, the intervals of a survey by root sum of squares.

    Where a part is missing, so is the total, and what is left is what it is at least. Parts of several units are not
    added up.
    """
    units = sorted(set(parts["unit"]))
    if len(units) > 1:
        note = f"its parts are in {' and '.join(units)}, and are not added up"
        parts = parts.assign(value=np.nan, lower=np.nan, upper=np.nan, status="x", note=note)
    value, (low, high) = total(parts["value"]), _ends(parts)
    whole, bounded = not np.isnan(value), parts["lower"].notna().any()
    interval = parts["interval"].max() if whole else "parts"
    lower = total(low[~np.isnan(low)]) if bounded or not whole else np.nan
    upper = total(high) if bounded else np.nan
    if interval == "sampling":
        half = root_sum_of_squares((high - low) / 2)
        lower, upper = value - half, value + half
    return {
        "value": value,
        "lower": lower,
        "upper": upper,
        "interval": interval,
        "status": gravest(parts["status"]),
        "unit": units[0],
        "note": _joined([*parts["note"], _absent(parts, kept)]),
        "releases": merged(parts["releases"]),
        "order": parts["order"].min(),
    }


def _absent(parts: pd.DataFrame, kept: tuple[str, ...]) -> str:
    """Which parts have no value, where their own notes do not say it."""
    silent = parts.loc[parts["value"].isna() & ~parts["note"].str.contains("not available|not added up"), "part"]
    names = [", ".join(value for name, value in json.loads(text).items() if name not in kept) for text in silent]
    return f"not available for {' or '.join(names)}" if names else ""


def ratios(numerator: pd.DataFrame, denominator: pd.DataFrame, within: tuple[str, ...], scale: float) -> pd.DataFrame:
    """``scale * numerator / denominator``; the denominator is matched on the dimensions ``within``."""
    wanted = frozenset(within)
    whole = denominator[mask(dimensions(text) == wanted for text in denominator["breakdown"])]
    parts = numerator[mask(wanted <= dimensions(text) for text in numerator["breakdown"])].copy()
    parts["within"] = pd.Series([project(text, within) for text in parts["breakdown"]], parts.index, dtype="str")
    pairs = _pair(parts, whole.rename(columns={"breakdown": "within"}), ["area", "period", "within"])
    lower, upper = bounds.ratio_bounds(*_ends(pairs), *_ends(pairs, "_2"))
    value = divide(scale * pairs["value"], pairs["value_2"])
    return _finished(pairs, value, (scale * lower, scale * upper), "percent" if scale == 100 else "ratio")


def quotients(frame: pd.DataFrame, against: str) -> pd.DataFrame:
    """Each area's values over those of the area ``against``."""
    other = frame[frame["area"] == against].drop(columns="area")
    pairs = _pair(frame[frame["area"] != against], other, ["period", "breakdown"])
    value = divide(pairs["value"], pairs["value_2"])
    return _finished(pairs, value, bounds.ratio_bounds(*_ends(pairs), *_ends(pairs, "_2")), "quotient")


def changes(latest: pd.DataFrame, since: str | pd.DataFrame) -> pd.DataFrame:
    """Change in per cent: on the period as long before as ``since`` says (``P1Y``), or on the values of a base."""
    if isinstance(since, str):
        earlier = pd.Series([periods.earlier(period, since) for period in latest["period"]], latest.index, dtype="str")
        base = latest.rename(columns={"period": "base_period"})
        pairs = _pair(latest.assign(base_period=earlier), base, ["area", "base_period", "breakdown"])
    else:
        pairs = _pair(latest, since, KEYS)
    change_bounds = bounds.growth_bounds(*_ends(pairs, "_2"), *_ends(pairs))
    return _finished(pairs, growth(pairs["value_2"], pairs["value"]), change_bounds, "percent change")


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
