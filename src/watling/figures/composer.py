"""Composing: from observations and a composition to a frame of values, one row for each area, period and breakdown.

The sums over a region's members are Ibis expressions, so that the engine that holds the observations does them;
what is left is small and is done in NumPy by the functions of watling.methods.

A frame has the columns of :data:`COLUMNS`. ``value`` is NaN where it is missing; ``lower`` and ``upper`` are NaN where
there is no bound; ``note`` says in a sentence what a reader must know of the row (why it is missing, what was chosen);
``releases`` is a sorted tuple of SHA-256; ``order`` is the first row of the release a value comes from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import ibis
import numpy as np
import pandas as pd
from ibis import _
from ibis.expr.types import Table

from watling.evidence.observations import settle
from watling.figures.definition import (
    AsPublished,
    Composition,
    Growth,
    Implied,
    Quotient,
    Rated,
    Ratio,
    Sum,
    Total,
    WeightedMean,
)
from watling.methods import bounds, growth, periods
from watling.methods.composing import weighted_mean
from watling.packs.decisions import Choice
from watling.places.regions import Region
from watling.sources.observation import breakdown_text

KEYS = ["area", "period", "breakdown"]
COLUMNS = [*KEYS, "value", "lower", "upper", "interval", "status", "unit", "note", "releases", "order"]

TYPES = dict.fromkeys([*KEYS, "interval", "status", "unit", "note"], "str") | dict.fromkeys(
    ["value", "lower", "upper", "order"], "float64"
)

UNWEIGHTED = "a member has no value or no weight"

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


def project(breakdown: str, keeping: Iterable[str]) -> str:
    """A breakdown's canonical text, reduced to some dimensions.

    >>> project('{"age":"16-24","sex":"Male"}', ("sex",))
    '{"sex":"Male"}'
    """
    cells = json.loads(breakdown)
    return breakdown_text({name: cells[name] for name in keeping})


class Composer:
    """Composes observations for one region, each quantity settled once by the pack's choices.

    Frames are kept, so that a composition used by several indicators is composed once.
    """

    def __init__(self, observations: Table, region: Region, choices: Sequence[Choice] = ()) -> None:
        self.all_observations = observations
        self.observations = settle(observations, choices)
        self.region = region
        self._measures = set(observations.select("measure").distinct().to_pandas()["measure"])
        self._frames: dict[Composition, pd.DataFrame] = {}

    def frame(self, composition: Composition) -> pd.DataFrame:
        """The frame of a composition, in the order its values are published."""
        if composition not in self._frames:
            frame = self._compose(composition)[COLUMNS].astype(TYPES)
            self._frames[composition] = frame.sort_values(["order", *KEYS], ignore_index=True)
        return self._frames[composition]

    def _compose(self, composition: Composition) -> pd.DataFrame:
        match composition:
            case Sum(measure):
                return self._leaf(measure)
            case AsPublished(measure, reason):
                return self._leaf(measure, refused=reason)
            case Total(of, keeping):
                return _totals(self.frame(of), keeping)
            case Ratio(numerator, denominator, within, scale):
                return _ratio(self.frame(numerator), self.frame(denominator), within, scale)
            case WeightedMean(value, weight):
                return self._weighted_mean(value, weight)
            case Quotient(of, against):
                return _quotient(self.frame(of), against)
            case Growth(of, since):
                return _growth(self.frame(of), since if isinstance(since, str) else self.frame(since))
            case Implied():
                return _implied(self.frame(composition.of), self.frame(composition.by), composition)
            case Rated():
                raise TypeError("a rating is made from figures, not from observations: see watling.figures.rating")

    def _leaf(self, measure: str, refused: str | None = None) -> pd.DataFrame:
        """What is published of a measure, and for the region what its members give where it is not itself published."""
        if measure not in self._measures:
            return pd.DataFrame(columns=COLUMNS)
        found = self.observations.filter(_.measure == measure)
        published = found.select(
            *KEYS, "value", "lower", "upper", "interval", "status", "unit", "doubt", "release", order=_.row
        )
        direct: pd.DataFrame = published.to_pandas()
        direct["releases"] = [(release,) for release in direct["release"]]
        direct = direct.rename(columns={"doubt": "note"})
        members = {member.code: member.name for member in self.region.members}
        composed: pd.DataFrame = found.filter(_.area.isin(list(members))).group_by("period", "breakdown").aggregate(
            value=_.value.sum(),
            lower=ibis.coalesce(_.lower, _.value, 0.0).sum(),
            upper=ibis.coalesce(_.upper, _.value).sum(),
            squares=(((_.upper - _.lower) / 2) ** 2).sum(),
            bounded=_.lower.count(),
            known=_.value.count(),
            interval=_.interval.max(),
            unit=_.unit.min(),
            order=_.row.min(),
            have=ibis.ifelse(_.value.notnull(), _.area, ibis.null("string")).collect(),
            statuses=_.status.collect(),
            release=_.release.collect(),
        ).to_pandas()  # fmt: skip
        composed = composed.astype(dict.fromkeys(("value", "lower", "upper", "squares"), float))
        composed.insert(0, "area", self.region.code)
        here = set(
            direct.loc[direct["area"] == self.region.code, ["period", "breakdown"]].itertuples(index=False, name=None)
        )
        keys = composed[["period", "breakdown"]].itertuples(index=False, name=None)
        composed = composed[_mask(key not in here for key in keys)].copy()
        composed["releases"] = [tuple(sorted(set(releases))) for releases in composed.pop("release")]
        composed["status"] = [gravest(statuses) for statuses in composed.pop("statuses")]
        if refused is not None:
            composed[["value", "lower", "upper"]] = np.nan
            composed["status"], composed["interval"], composed["note"] = "x", "", refused
        else:
            _close(composed, members)
        return pd.concat([direct, composed[COLUMNS]] if len(composed) else [direct], ignore_index=True)

    def _weighted_mean(self, value: str, weight: str) -> pd.DataFrame:
        values, weights, region = self._leaf(value, refused=UNWEIGHTED), self._leaf(weight), self.region.code
        parts = values.merge(weights, on=KEYS, suffixes=("", "_weight"))
        members = {member.code for member in self.region.members}
        published = values[values["note"] != UNWEIGHTED]
        own = published.loc[published["area"] == region, ["period", "breakdown"]]
        here = set(own.itertuples(index=False, name=None))
        rows = []
        for (period, breakdown), group in parts[parts["area"].isin(members)].groupby(["period", "breakdown"]):
            if (period, breakdown) in here:
                continue
            mean = weighted_mean(group["value"], group["value_weight"]) if set(group["area"]) == members else np.nan
            whole = not np.isnan(mean)
            rows.append(
                {
                    "area": region,
                    "period": period,
                    "breakdown": breakdown,
                    "value": mean,
                    "lower": np.nan,
                    "upper": np.nan,
                    "interval": "",
                    "status": gravest(group["status"]) if whole else "x",
                    "unit": group["unit"].iloc[0],
                    "note": "" if whole else UNWEIGHTED,
                    "releases": _merge([*group["releases"], *group["releases_weight"]]),
                    "order": group["order"].min(),
                }  # fmt: skip
            )
        return pd.concat([published, pd.DataFrame(rows, columns=COLUMNS)], ignore_index=True)


def _close(composed: pd.DataFrame, members: dict[str, str]) -> None:
    """Finish sums over members: intervals by root sum of squares where sampled, by addition where rounded; a missing
    member makes the value missing and leaves only what the sum is at least."""
    complete = composed["known"] == len(members)
    sampled = (composed["interval"] == "sampling") & complete
    half = np.sqrt(composed["squares"])
    composed["lower"] = composed["lower"].where(~sampled, composed["value"] - half)
    composed["upper"] = composed["upper"].where(~sampled, composed["value"] + half).where(complete)
    exact = complete & (composed["bounded"] == 0)
    composed.loc[exact, ["lower", "upper"]] = np.nan
    composed.loc[~complete, "value"] = np.nan
    composed["status"] = composed["status"].where(complete, "x")
    composed["interval"] = composed["interval"].where(complete, "parts")
    absent = [[name for code, name in members.items() if code not in (have or ())] for have in composed["have"]]
    composed["note"] = [f"not available for {', '.join(names)}" if names else "" for names in absent]


def _mask(flags: Iterable[bool]) -> np.ndarray:
    """Flags as a mask of rows; an empty list would be read as a list of columns."""
    return np.fromiter(flags, dtype=bool)


def _merge(releases: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted(set().union(*releases)))


def _join_notes(notes: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(note for note in notes if note))


def _totals(frame: pd.DataFrame, keeping: tuple[tuple[str, ...], ...]) -> pd.DataFrame:
    if frame.empty:
        return frame
    by_text = {text: dimensions(text) for text in frame["breakdown"].unique()}
    finest = max(by_text.values(), key=len)
    parts = frame[_mask(by_text[text] == finest for text in frame["breakdown"])]
    totals = [frame]
    present = set(frame[KEYS].itertuples(index=False, name=None))
    for kept in keeping:
        if not set(kept) < finest:
            continue
        coarse = {text: project(text, kept) for text in parts["breakdown"].unique()}
        rows = []
        wholes = parts.assign(part=parts["breakdown"], breakdown=parts["breakdown"].map(coarse)).groupby(KEYS)
        for (area, period, breakdown), group in wholes:
            if (area, period, breakdown) in present:
                continue
            units = sorted(set(group["unit"]))
            if len(units) > 1:
                note = f"its parts are in {' and '.join(units)}, and are not added up"
                group = group.assign(value=np.nan, lower=np.nan, upper=np.nan, status="x", note=note)
            bounded = group["lower"].notna().any()
            lower, upper = group["lower"].fillna(group["value"]), group["upper"].fillna(group["value"])
            whole = group["value"].notna().all()
            rows.append(
                {
                    "area": area,
                    "period": period,
                    "breakdown": breakdown,
                    "value": group["value"].sum() if whole else np.nan,
                    "lower": lower.sum(min_count=1) if bounded or not whole else np.nan,
                    "upper": upper.sum() if bounded and upper.notna().all() else np.nan,
                    "interval": group["interval"].max() if whole else "parts",
                    "status": gravest(group["status"]),
                    "unit": units[0],
                    "note": _join_notes([*group["note"], _absent(group, kept)]),
                    "releases": _merge(group["releases"]),
                    "order": group["order"].min(),
                }  # fmt: skip
            )
        if rows:
            totals.append(pd.DataFrame(rows, columns=COLUMNS))
    return pd.concat(totals, ignore_index=True)


def _absent(parts: pd.DataFrame, kept: tuple[str, ...]) -> str:
    """Which parts have no value, where their own notes do not say it."""
    silent = parts.loc[parts["value"].isna() & ~parts["note"].str.contains("not available|not added up"), "part"]
    names = [", ".join(value for name, value in json.loads(text).items() if name not in kept) for text in silent]
    return f"not available for {' or '.join(names)}" if names else ""


def _pair(first: pd.DataFrame, second: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Two frames side by side, the second's columns with ``_2``, and what the two have in common merged."""
    pairs = first.merge(second, on=on, suffixes=("", "_2"))
    pairs["status"] = [gravest(both) for both in zip(pairs["status"], pairs["status_2"], strict=True)]
    pairs["note"] = [_join_notes(both) for both in zip(pairs["note"], pairs["note_2"], strict=True)]
    pairs["releases"] = [_merge(both) for both in zip(pairs["releases"], pairs["releases_2"], strict=True)]
    for suffix in ("", "_2"):
        for end in ("lower", "upper"):
            pairs[f"{end}_or_value{suffix}"] = pairs[f"{end}{suffix}"].fillna(pairs[f"value{suffix}"])
    return pairs


def _ends(pairs: pd.DataFrame, suffix: str) -> tuple[np.ndarray, np.ndarray]:
    return pairs[f"lower_or_value{suffix}"].to_numpy(), pairs[f"upper_or_value{suffix}"].to_numpy()


def _set_bounds(pairs: pd.DataFrame, lower: np.ndarray, upper: np.ndarray) -> pd.DataFrame:
    """Set bounds where either side has any; where neither has, the value is exact. What is infinite is no bound."""
    bounded = pairs[["lower", "upper", "lower_2", "upper_2"]].notna().any(axis=1)
    pairs["lower"] = pd.Series(lower, pairs.index).where(bounded & np.isfinite(lower))
    pairs["upper"] = pd.Series(upper, pairs.index).where(bounded & np.isfinite(upper))
    pairs["interval"] = [max(both) for both in zip(pairs["interval"], pairs["interval_2"], strict=True)]
    pairs.loc[~np.isfinite(pairs["value"].astype(float)), "value"] = np.nan
    return pairs


def _ratio(numerator: pd.DataFrame, denominator: pd.DataFrame, within: tuple[str, ...], scale: float) -> pd.DataFrame:
    wanted = frozenset(within)
    whole = denominator[_mask(dimensions(text) == wanted for text in denominator["breakdown"])]
    parts = numerator[_mask(wanted <= dimensions(text) for text in numerator["breakdown"])].copy()
    parts["within"] = pd.Series([project(text, within) for text in parts["breakdown"]], parts.index, dtype="str")
    pairs = _pair(parts, whole.rename(columns={"breakdown": "within"}), ["area", "period", "within"])
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs["value"] = scale * pairs["value"] / pairs["value_2"]
        lower, upper = bounds.ratio_bounds(*_ends(pairs, ""), *_ends(pairs, "_2"))
    pairs["unit"] = "percent" if scale == 100 else "ratio"
    return _set_bounds(pairs, scale * np.asarray(lower), scale * np.asarray(upper))


def _quotient(frame: pd.DataFrame, against: str) -> pd.DataFrame:
    other = frame[frame["area"] == against].drop(columns="area")
    pairs = _pair(frame[frame["area"] != against], other, ["period", "breakdown"])
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs["value"] = pairs["value"] / pairs["value_2"]
        lower, upper = bounds.ratio_bounds(*_ends(pairs, ""), *_ends(pairs, "_2"))
    pairs["unit"] = "quotient"
    return _set_bounds(pairs, np.asarray(lower), np.asarray(upper))


def _growth(latest: pd.DataFrame, since: str | pd.DataFrame) -> pd.DataFrame:
    if isinstance(since, str):
        earlier = pd.Series([periods.earlier(period, since) for period in latest["period"]], latest.index, dtype="str")
        base = latest.rename(columns={"period": "base_period"})
        latest, on = latest.assign(base_period=earlier), ["area", "base_period", "breakdown"]
    else:
        base, on = since, KEYS
    pairs = _pair(latest, base, on)
    base_lower, base_upper = _ends(pairs, "_2")
    lower, upper = bounds.growth_bounds(base_lower, base_upper, *_ends(pairs, ""))
    pairs["value"] = np.asarray(growth.growth(pairs["value_2"].to_numpy(float), pairs["value"].to_numpy(float)))
    pairs["unit"] = "percent change"
    return _set_bounds(pairs, np.asarray(lower), np.asarray(upper))


def _implied(of: pd.DataFrame, by: pd.DataFrame, composition: Implied) -> pd.DataFrame:
    pairs = _pair(of, by, KEYS)
    with np.errstate(divide="ignore", invalid="ignore"):
        if composition.how == "growth":
            factors = [
                1 + pairs[name].to_numpy(float) / 100 for name in ("value_2", "lower_or_value_2", "upper_or_value_2")
            ]
        else:
            factors = [pairs[name].to_numpy(float) for name in ("value_2", "lower_or_value_2", "upper_or_value_2")]
        lower, upper = bounds.ratio_bounds(*_ends(pairs, ""), factors[1], factors[2])
        pairs["value"] = pairs["value"].to_numpy(float) / factors[0]
    pairs = _set_bounds(pairs.assign(low=lower, high=upper), np.asarray(lower), np.asarray(upper))
    pairs["interval"] = "derived"
    pairs["status"] = [gravest([status, "e"]) for status in pairs["status"]]
    pairs["note"] = [_join_notes([note, "derived: not itself published"]) for note in pairs["note"]]
    if composition.period is None:
        return pairs
    rows = []
    for (area, breakdown), group in pairs.groupby(["area", "breakdown"]):
        known = group.dropna(subset=["value"])
        low, high = known["low"].max(), known["high"].min()
        fits = bool(low <= high)
        note = "no published ratio leads to it" if known.empty else "the published ratios imply ranges that do not meet"
        if fits:
            ratios = "1 published ratio" if len(known) == 1 else f"{len(known)} published ratios"
            note = f"derived from {ratios}: not itself published; shown as the middle of its range"
        rows.append(
            {
                **group.iloc[0].to_dict(),
                "area": area,
                "breakdown": breakdown,
                "period": composition.period,
                "value": (low + high) / 2 if fits else np.nan,
                "lower": low if fits else np.nan,
                "upper": high if fits else np.nan,
                "status": gravest(known["status"]) if fits else "x",
                "note": note,
                "releases": _merge(group["releases"]),
            }  # fmt: skip
        )
    return pd.DataFrame(rows, columns=pairs.columns).replace(np.inf, np.nan)
