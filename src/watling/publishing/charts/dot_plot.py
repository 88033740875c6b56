"""A dot plot: a baseline and a latest value for each category."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from watling.figures.wording import MISSING, quantity
from watling.publishing.charts.layout import Key, Names, Plot, extent, room_needed, share
from watling.publishing.charts.records import Record, bounds, decimal_places, distinct, numbers, row_of
from watling.publishing.charts.specification import finished, unvalidated
from watling.publishing.charts.style import ABSENT, EDGE, GAP, GREY, IS_KNOWN, IS_MISSING, LINE, SIZE, WIDTH, Spec
from watling.publishing.drawing import INK, PAPER, QUIET, RULE, text_width, tint


@unvalidated()
def paired(
    records: Sequence[Record],
    category: str,
    series: str,
    value: str,
    unit: str,
    accent: str,
    order: Sequence[str] | None = None,
    reference: tuple[str, float] | None = None,
    width: int = WIDTH,
) -> Spec:
    """A dot plot: for each category a ring for the baseline and a dot for the latest value, joined by a line.

    The first series met is the baseline, the second the latest; one alone is drawn as the latest. ``order`` puts the
    categories in order, otherwise they stand as they come. ``reference`` is a label and a value at which a dashed rule
    is drawn, such as England's. There is no axis, for each dot has its number, and none need begin at zero, for places
    are compared and not lengths; but the plot spans at least 20 percentage points, or a fifth of the largest value, so
    that a small change looks small. Where there are intervals, the latest stands below the baseline.
    """
    names = distinct(records, series)
    if len(names) > 2:
        raise ValueError(f"a baseline and a latest value are two series; there are {len(names)}: {', '.join(names)}")
    stacked = len(names) == 2 and any(bounds(record) for record in records)
    labels = dict.fromkeys([*(order or ()), *distinct(records, category)])
    down = Names.of(labels, width, least=60 if stacked else 44)
    held = [{value: reference[1]}] if reference else []
    decimals = decimal_places([*records, *held], value)
    found = {(str(record[category]), str(record[series])): record for record in records}
    rows: list[dict[str, Any]] = []
    for label, lines in down.lines.items():
        keys: list[dict[str, Any]] = [
            {"category": lines, "series": name, "latest": name == names[-1]} for name in names
        ]
        pair = [row_of(found.get((label, key["series"])), value, unit, decimals, key) for key in keys]
        rows += pair if stacked else _beside_each_other(pair)
    ends = [*numbers(rows), *([reference[1]] if reference else [])]
    least = 20 if unit.startswith("percent") else 0.2 * max(map(abs, ends), default=1)
    domain = extent(ends, least)
    for row in rows:
        if "against" in row and share(row["against"], domain) > 0.5:
            row["side"] = "left"  # where there is more room
    needs = [room_needed(row, domain) for row in rows]
    if reference:
        half = text_width(_reference_words(reference, unit, decimals), SIZE) / 2
        needs.append((share(reference[1], domain), half, half))
    plot = Plot.of(width - down.room, needs)
    scale = alt.Scale(domain=domain, zero=False, nice=False)
    key = Key.of(names if len(names) == 2 else [], down.room + plot.left, width)

    every = alt.Chart(alt.InlineData(rows)).encode(y=down.y("category", away=plot.left))
    if stacked:
        levels = [down.step / 2 - 24, down.step / 2 + 24]  # two points stand at a quarter and three quarters
        every = every.encode(yOffset=alt.YOffset("series:N", scale=alt.Scale(domain=names, range=levels)))
    known = every.transform_filter(IS_KNOWN)
    x = {end: alt.X(f"{end}:Q", axis=None, scale=scale) for end in ("value", "lower", "upper", "against")}
    above = key.height + (24 if reference else 0)
    legend = key.legend(above)
    fill = alt.Fill("series:N", legend=legend, scale=alt.Scale(domain=names, range=[PAPER, accent][-len(names) :]))
    stroke = alt.Stroke("series:N", legend=legend, scale=alt.Scale(domain=names, range=[GREY, accent][-len(names) :]))

    guides = alt.Chart(alt.InlineData(_guides(rows, plot, domain))).mark_rule(stroke=RULE)
    start = alt.X("start:Q", axis=None, scale=scale)
    layers = [guides.encode(y=down.y("category", away=plot.left), x=start, x2=alt.X2Value(-plot.left))]
    if reference:
        layers += _reference(reference, _reference_words(reference, unit, decimals), x["value"])
    if not stacked:
        span = {"x": alt.X("min(value):Q", axis=None, scale=scale), "x2": alt.X2("max(value):Q")}
        layers.append(known.mark_rule(strokeWidth=6, stroke=tint(accent, 0.3)).encode(**span))
    layers.append(known.mark_rule(strokeWidth=2).encode(x=x["lower"], x2=alt.X2("upper:Q"), stroke=stroke))
    layers.append(known.mark_point().encode(x=x["value"], fill=fill, stroke=stroke))
    layers += _words(every, x)
    return finished(layers, plot, down.height, left=down.room + plot.left, top=above, bottom=2 * EDGE)


def _beside_each_other(pair: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of one category that share a line: the lower value's words on the left, those of a missing value below
    the known one's, and one "not available" where neither is known."""
    known = sorted((row for row in pair if row["value"] is not None), key=lambda row: row["value"])
    if not known:
        return pair[-1:]
    if len(known) == 2:
        known[0]["side"] = "left"
    for row in pair:
        if row["value"] is None:
            row |= {"text": f"{row['series']}: {MISSING}", "against": known[0]["value"]}
    return pair


def _words(every: alt.Chart, x: Mapping[str, alt.X]) -> list[alt.Chart]:
    """The words of a dot plot: each on its side of its mark, and where nothing is known at the start of its line."""
    known, missing = (every.transform_filter(test).encode(text=alt.Text("text:N")) for test in (IS_KNOWN, IS_MISSING))
    layers = [
        missing.transform_filter("!isValid(datum.against)").mark_text(**ABSENT, align="left").encode(x=alt.XValue(0))
    ]
    for side, end, look in (
        ("left", "lower", {"align": "right", "dx": -GAP}),
        ("right", "upper", {"align": "left", "dx": GAP}),
    ):
        on_side = f"datum.side == '{side}'"
        latest, baseline = (
            known.transform_filter(f"{test} && {on_side}") for test in ("datum.latest", "!datum.latest")
        )
        below = missing.transform_filter(f"isValid(datum.against) && {on_side}")
        layers += [
            latest.mark_text(**look, fontWeight="bold").encode(x=x[end]),
            baseline.mark_text(**look, fill=QUIET).encode(x=x[end]),
            below.mark_text(**look, **ABSENT, dy=LINE - 2).encode(x=x["against"]),
        ]
    return layers


def _guides(rows: Sequence[Record], plot: Plot, domain: tuple[float, float]) -> list[Record]:
    """Where what is drawn of each name begins, in the unit of the values: so far leads a quiet line from the name."""
    unit = (domain[1] - domain[0]) / plot.width
    starts: dict[str, float] = {}
    for row in rows:
        at = row.get("against", -math.inf) if row["value"] is None else row["lower"]
        _, left, _ = room_needed(row, domain)
        start = at - (max(left, GAP) + 4) * unit
        starts[row["category"]] = min(start, starts.get(row["category"], math.inf))
    return [{"category": name, "start": at} for name, at in starts.items() if at > domain[0] - plot.left * unit]


def _reference_words(reference: tuple[str, float], unit: str, decimals: int) -> str:
    label, value = reference
    return f"{label} {quantity(value, unit, decimals)}"


def _reference(reference: tuple[str, float], words: str, x: alt.X) -> list[alt.Chart]:
    """A dashed rule down the plot, its words above."""
    base = alt.Chart(alt.InlineData([{"value": reference[1], "text": words}])).encode(x=x)
    return [
        base.mark_rule(stroke=GREY, strokeDash=[2, 3], strokeWidth=1.5),
        base.mark_text(fill=INK, y=-GAP).encode(text=alt.Text("text:N")),
    ]
