"""Composing: from observations and a composition to a frame of values, one row for each area, period and breakdown.

What is added up over a region's members is an Ibis expression, so that the engine that holds the observations does it;
what is left is small and is done by watling.figures.frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import ibis
import numpy as np
import pandas as pd
from ibis import _
from ibis.expr.types import Table

from watling.evidence.observations import settle
from watling.figures import frames
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
from watling.figures.frames import COLUMNS, KEYS, TYPES, gravest, keys, mask, merged, with_rows
from watling.methods.composing import weighted_mean
from watling.packs.decisions import Choice
from watling.places.regions import Region

PART = ["period", "breakdown"]
"""What a region's own value and the sum over its members have in common."""


class Composer:
    """Composes observations for one region, each quantity settled once by the pack's choices.

    Frames are kept, so that a composition used by several indicators is composed once.
    """

    def __init__(self, observations: Table, region: Region, choices: Sequence[Choice] = ()) -> None:
        self.all_observations = observations
        self.observations = settle(observations, choices)
        self.region = region
        self._members = {member.code: member.name for member in region.members}
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
                return frames.totals(self.frame(of), keeping)
            case Ratio(numerator, denominator, within, scale):
                return frames.ratios(self.frame(numerator), self.frame(denominator), within, scale)
            case WeightedMean(value, weight):
                return self._weighted_mean(value, weight)
            case Quotient(of, against):
                return frames.quotients(self.frame(of), against)
            case Growth(of, since):
                return frames.changes(self.frame(of), since if isinstance(since, str) else self.frame(since))
            case Implied(of, by, how, period):
                return frames.implied_bases(self.frame(of), self.frame(by), how, period)
            case Rated():
                raise TypeError("a rating is made from figures, not from observations: see watling.figures.rating")

    @cached_property
    def _published(self) -> pd.DataFrame:
        """Every quantity as it is published, of all measures in one reading."""
        named = self.observations.rename(order="row", releases="release")
        frame: pd.DataFrame = named.select("measure", *COLUMNS).to_pandas()
        frame["releases"] = [(release,) for release in frame["releases"]]
        return frame

    @cached_property
    def _summed(self) -> pd.DataFrame:
        """Every quantity added up over the region's members, of all measures in one reading.

        Intervals are by root sum of squares where sampled, by addition where rounded; a missing member makes the value
        missing and leaves only what the sum is at least.
        """
        parts = self.observations.filter(_.area.isin(list(self._members))).group_by("measure", *PART)
        sums: pd.DataFrame = parts.aggregate(
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
            releases=_.release.collect(),
        ).to_pandas()
        sums = sums.astype(dict.fromkeys(("value", "lower", "upper", "squares"), float))
        sums["status"] = [gravest(statuses) for statuses in sums["statuses"]]
        sums["releases"] = [tuple(sorted(set(releases))) for releases in sums["releases"]]
        sums["note"] = [self._absent(have) for have in sums["have"]]
        whole = sums["known"] == len(self._members)
        sampled, exact = whole & (sums["interval"] == "sampling"), whole & (sums["bounded"] == 0)
        half = np.sqrt(sums["squares"])
        lower = sums["lower"].mask(sampled, sums["value"] - half).mask(exact)
        upper = sums["upper"].mask(sampled, sums["value"] + half).mask(exact | ~whole)
        return sums.assign(
            area=self.region.code,
            value=sums["value"].where(whole),
            lower=lower,
            upper=upper,
            interval=sums["interval"].where(whole, "parts"),
            status=sums["status"].where(whole, "x"),
        )[["measure", *COLUMNS]]

    def _absent(self, have: Sequence[str] | None) -> str:
        """Which members have no value, where some have none; ``have`` are the codes of those that have one."""
        names = [name for code, name in self._members.items() if code not in (have or ())]
        return f"not available for {', '.join(names)}" if names else ""

    def _leaf(self, measure: str, refused: str | None = None) -> pd.DataFrame:
        """What is published of a measure, and for the region what its members give where it is not itself published.

        ``refused`` says why the members give nothing.
        """
        published, sums = (frame[frame["measure"] == measure] for frame in (self._published, self._summed))
        own = set(keys(published[published["area"] == self.region.code], PART))
        sums = sums[mask(key not in own for key in keys(sums, PART))]
        if refused is not None:
            sums = sums.assign(value=np.nan, lower=np.nan, upper=np.nan, status="x", interval="", note=refused)
        return pd.concat([published, sums], ignore_index=True) if len(sums) else published

    def _weighted_mean(self, value: str, weight: str) -> pd.DataFrame:
        """What is published of a mean, and for the region the mean of its members' where it is not itself published."""
        published = self._published[self._published["measure"] == value]
        own = set(keys(published[published["area"] == self.region.code], PART))
        parts = published[published["area"].isin(self._members)].merge(self._leaf(weight), on=KEYS, suffixes=("", "_2"))
        means = [self._mean(group) for key, group in parts.groupby(PART) if key not in own]
        return with_rows(published[COLUMNS], means)

    def _mean(self, parts: pd.DataFrame) -> dict[str, Any]:
        """The row of a mean over the members: their values, and their weights in the columns with ``_2``."""
        every = set(parts["area"]) == set(self._members)
        mean = weighted_mean(parts["value"], parts["value_2"]) if every else np.nan
        whole = not np.isnan(mean)
        first = parts.iloc[0]
        return {
            "area": self.region.code,
            "period": first["period"],
            "breakdown": first["breakdown"],
            "value": mean,
            "lower": np.nan,
            "upper": np.nan,
            "interval": "",
            "status": gravest(parts["status"]) if whole else "x",
            "unit": first["unit"],
            "note": "" if whole else "a member has no value or no weight",
            "releases": merged([*parts["releases"], *parts["releases_2"]]),
            "order": parts["order"].min(),
        }
