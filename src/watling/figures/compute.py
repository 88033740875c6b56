"""Computing: every indicator's figures for a region, its members, its comparators and the areas it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import get_args

import numpy as np
import pandas as pd

from watling.figures.composer import Composer
from watling.figures.definition import Indicator, Polarity, Rated
from watling.figures.figure import Figure, FigureSet
from watling.figures.rating import Rating, Unrated, rate, rating_figures
from watling.methods.significance import comparisons
from watling.packs.decisions import RatingRule
from watling.places.regions import Region

ENDS = ("value", "lower", "upper", "value_2", "lower_2", "upper_2")
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)


def compute(
    indicators: Mapping[str, Indicator], composer: Composer, rule: RatingRule
) -> tuple[FigureSet, dict[tuple[str, str], Rating | Unrated]]:
    """All figures, and the ratings of the region's sectors and groups."""
    region = composer.region
    composed = {id: one for id, one in indicators.items() if not isinstance(one.composition, Rated)}
    frames = composer.frames((one.composition for one in composed.values()), composer.covered)
    rows = pd.concat([frames[one.composition].assign(indicator=id) for id, one in composed.items()], ignore_index=True)
    made = list(_figures(rows, _compared(rows, composed, region)))
    figures = FigureSet(made)
    ratings = rate(rule, figures, region.code)
    return FigureSet([*made, *rating_figures(ratings, figures, region.code)]), ratings


def _figures(rows: pd.DataFrame, words: np.ndarray) -> Iterator[Figure]:
    breakdowns = {text: json.loads(text) for text in rows["breakdown"].unique()}
    names = ("indicator", "area", "period", "breakdown", "value", "unit", "status", "lower", "upper", "interval")
    columns = {name: rows[name].tolist() for name in (*names, "note", "releases")} | {"comparison": words}
    columns |= {name: [None if end != end else end for end in columns[name]] for name in ("value", "lower", "upper")}
    columns["breakdown"] = [breakdowns[text] for text in columns["breakdown"]]
    for cells in zip(*columns.values(), strict=True):
        yield Figure(**dict(zip(columns, cells, strict=True)))


def _compared(rows: pd.DataFrame, indicators: Mapping[str, Indicator], region: Region) -> np.ndarray:
    """The word for each row against the first comparator's of its period and breakdown; None where there is none."""
    words = np.full(len(rows), None, dtype=object)
    if not region.comparators:
        return words
    against, on = region.comparators[0].code, ["indicator", "period", "breakdown"]
    kept = [*on, "value", "lower", "upper", "interval"]
    other = rows.loc[rows["area"] == against, kept]
    both = rows[["area", *kept]].merge(other, how="left", on=on, suffixes=("", "_2"))
    sampled = (both["interval"] == "sampling") & (both["interval_2"] == "sampling")
    held = both["indicator"].map({id: one.polarity if one.compare else "" for id, one in indicators.items()})
    for polarity in POLARITIES:
        some = (held == polarity) & (both["area"] != against)
        a, a_low, a_high, b, b_low, b_high = (both.loc[some, name] for name in ENDS)
        said = comparisons(a, a_low, a_high, b, b_low, b_high, polarity, sampled[some])
        words[some.to_numpy()] = said
    return words
