"""Computing: every indicator's figures for a region, its members, its comparators and the areas it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pandas as pd

from watling.figures.composer import Composer
from watling.figures.definition import Indicator, Rated
from watling.figures.figure import Figure, FigureSet
from watling.figures.rating import Rating, Unrated, rate, rating_figures
from watling.methods.significance import comparisons
from watling.packs.decisions import RatingRule
from watling.places.regions import Region


def compute(
    indicators: Mapping[str, Indicator], composer: Composer, rule: RatingRule
) -> tuple[FigureSet, dict[tuple[str, str], Rating | Unrated]]:
    """All figures, and the ratings of the region's sectors and groups."""
    region = composer.region
    composed = {id: one for id, one in indicators.items() if not isinstance(one.composition, Rated)}
    frames = composer.frames((one.composition for one in composed.values()), composer.covered)
    made: list[Figure] = []
    for id, indicator in composed.items():
        made += list(_figures(id, indicator, frames[indicator.composition], region))
    figures = FigureSet(made)
    ratings = rate(rule, figures, region.code)
    return FigureSet([*made, *rating_figures(ratings, figures, region.code)]), ratings


def _figures(id: str, indicator: Indicator, frame: pd.DataFrame, region: Region) -> Iterator[Figure]:
    """The figures of an indicator's frame, each held against the first comparator where that makes sense."""
    compared = _compared(indicator, frame, region) if indicator.compare and region.comparators else [None] * len(frame)
    breakdowns = {text: json.loads(text) for text in frame["breakdown"].unique()}
    numbers = (_known(frame[name]) for name in ("value", "lower", "upper"))
    texts = (frame[name].tolist() for name in ("area", "period", "breakdown", "unit", "status", "interval", "note"))
    for area, period, breakdown, unit, status, interval, note, value, lower, upper, comparison, releases in zip(
        *texts, *numbers, compared, frame["releases"], strict=True
    ):
        yield Figure(
            indicator=id,
            area=area,
            period=period,
            breakdown=breakdowns[breakdown],
            value=value,
            unit=unit,
            status=status,
            lower=lower,
            upper=upper,
            interval=interval,
            comparison=comparison,
            note=note,
            releases=releases,
        )


def _compared(indicator: Indicator, frame: pd.DataFrame, region: Region) -> list[str | None]:
    """The word for each row against the first comparator's of its period and breakdown; None where there is none."""
    against, on = region.comparators[0].code, ["period", "breakdown"]
    needed = [*on, "value", "lower", "upper", "interval"]
    other = frame.loc[frame["area"] == against, needed]
    both = frame[["area", *needed]].merge(other, how="left", on=on, suffixes=("", "_2"))
    sampled = (both["interval"] == "sampling") & (both["interval_2"] == "sampling")
    words = comparisons(
        both["value"],
        both["lower"],
        both["upper"],
        both["value_2"],
        both["lower_2"],
        both["upper_2"],
        indicator.polarity,
        sampled,
    )
    return [None if area == against else word for area, word in zip(both["area"], words, strict=True)]


def _known(values: pd.Series) -> list[float | None]:
    return [None if value != value else value for value in values.tolist()]
