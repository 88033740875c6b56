"""Computing: every indicator's figures for a region, its members, its comparators and the areas it came from."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from watling.figures.composer import Composer
from watling.figures.definition import Indicator, Rated
from watling.figures.figure import Figure, FigureSet
from watling.figures.rating import Rating, Unrated, rate, rating_figures
from watling.methods.significance import compare
from watling.packs.decisions import RatingRule
from watling.places.regions import Region, predecessors


def compute(
    indicators: Mapping[str, Indicator], composer: Composer, rule: RatingRule
) -> tuple[FigureSet, dict[tuple[str, str], Rating | Unrated]]:
    """All figures, and the ratings of the region's sectors and groups."""
    region = composer.region
    covered = {region.code, *(a.code for a in (*region.members, *region.comparators)), *predecessors(region)}
    made: list[Figure] = []
    for id, indicator in indicators.items():
        if not isinstance(indicator.composition, Rated):
            frame = composer.frame(indicator.composition)
            made += list(_figures(id, indicator, frame[frame["area"].isin(covered)], region))
    figures = FigureSet(made)
    ratings = rate(rule, figures, region.code)
    return FigureSet([*made, *rating_figures(ratings, figures, region.code)]), ratings


def _figures(id: str, indicator: Indicator, frame: pd.DataFrame, region: Region) -> Iterable[Figure]:
    records = frame.to_dict("records")
    against = region.comparators[0].code if region.comparators else None
    others = {(r["period"], r["breakdown"]): r for r in records if r["area"] == against} if indicator.compare else {}
    for r in records:
        other = others.get((r["period"], r["breakdown"])) if r["area"] != against else None
        yield Figure(
            indicator=id,
            area=r["area"],
            period=r["period"],
            breakdown=json.loads(r["breakdown"]),
            value=_known(r["value"]),
            unit=r["unit"],
            status=r["status"],
            lower=_known(r["lower"]),
            upper=_known(r["upper"]),
            interval=r["interval"],
            comparison=_compare(r, other, indicator) if other else None,
            note=r["note"],
            releases=r["releases"],
        )


def _compare(record: Mapping[Hashable, Any], other: Mapping[Hashable, Any], indicator: Indicator) -> str | None:
    value, lower, upper = (float(record[name]) for name in ("value", "lower", "upper"))
    other_value, other_lower, other_upper = (float(other[name]) for name in ("value", "lower", "upper"))
    sampled = record["interval"] == other["interval"] == "sampling"
    return compare(value, lower, upper, other_value, other_lower, other_upper, indicator.polarity, sampled)


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
