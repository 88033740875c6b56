"""A line chart: values over time."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import altair as alt

from watling.figures.wording import MISSING, quantity
from watling.methods import periods
from watling.publishing.charts.layout import Plot, extent
from watling.publishing.charts.records import Record, decimal_places, distinct, numbers, row_of
from watling.publishing.charts.specification import finished, unvalidated
from watling.publishing.charts.style import ABSENT, EDGE, GAP, GREY, LINE, SIZE, SMALL, WIDTH, Spec
from watling.publishing.drawing import INK, QUIET, beside, text_width, wrapped

# A series of more values than this is drawn without a point at each.
MOST_DOTS = 40


@unvalidated()
def lines(
    records: Sequence[Record],
    period: str,
    series: str,
    value: str,
    unit: str,
    accent: str,
    lower: str | None = None,
    upper: str | None = None,
    breaks: Sequence[tuple[date, str]] = (),
    width: int = WIDTH,
) -> Spec:
    """Lines over time, one a series, each named at its end with its last number; a missing value breaks the line.

    Periods are ISO 8601 and stand at their last day. ``lower`` and ``upper`` name the keys of a band. There are up to
    four series; the axis begins at zero unless the values lie far from it. ``breaks`` are days across which values
    cannot be compared, each with a short word: a rule stands there with its word above, and no line crosses it.
    """
    names = distinct(records, series)
    colours = [accent, beside(accent), INK, GREY][: len(names)]
    if len(names) > len(colours):
        raise ValueError(f"a chart of lines has up to {len(colours)} series; there are {len(names)}")
    decimals = decimal_places(records, value)
    rows = []
    for record in sorted(records, key=lambda record: periods.last_day(record[period])):
        bounds = {"lower": record.get(lower or "lower"), "upper": record.get(upper or "upper")}
        row = row_of({**record, **bounds}, value, unit, decimals, {"series": str(record[series])})
        day = periods.last_day(record[period])
        rows.append(row | {"day": day.toordinal(), "part": sum(on <= day for on, _ in breaks)})
    low, high = extent(numbers(rows))
    ticks = _ticks(low if low < 0 or low > 0.6 * high else 0, high)
    height = 300

    ends = _line_ends(rows, names, (ticks[0], ticks[-1]), height)
    days = {periods.last_day(record[period]).toordinal(): _ending(record[period]) for record in records}
    dates = {day: wrapped(days[day], 48, SMALL) for day in sorted(days)}
    tick_places = decimal_places([{"tick": tick} for tick in ticks], "tick")
    tick_texts = {tick: [quantity(tick, unit, tick_places)] for tick in ticks}
    ticks_room = round(max(text_width(text, SMALL) for (text,) in tick_texts.values())) + GAP
    end_room = max((text_width(line, SIZE, bold=True) for end in ends for line in end["text"].split("\n")), default=0)
    first, last = min(days), max(days)
    half = max(text_width(line, SMALL) for each in dates.values() for line in each) / 2
    domain = [float(first), float(last)] if first < last else [first - 1.0, last + 1.0]
    inner = width - 2 * EDGE - ticks_room - GAP - end_room
    plot = Plot(left=0, width=round(inner), right=round(end_room) + GAP)
    every_nth = math.ceil(len(dates) * (2 * half + 14) / inner)
    shown = {day: text for place, (day, text) in enumerate(reversed(dates.items())) if place % every_nth == 0}
    inset = min(half, inner / 4)
    margin = (domain[1] - domain[0]) * inset / (inner - 2 * inset)

    x = alt.X(
        "day:Q",
        scale=alt.Scale(domain=[domain[0] - margin, domain[1]], zero=False, nice=False),
        axis=alt.Axis(values=sorted(shown), labelExpr=_lookup(shown), labelFontSize=SMALL, labelPadding=10, grid=False),
    )
    up: Spec = {
        "scale": alt.Scale(domain=[ticks[0], ticks[-1]], zero=False, nice=False),
        "axis": alt.Axis(
            values=ticks,
            labelExpr=_lookup(tick_texts),
            labelFontSize=SMALL,
            labelColor=QUIET,
            labelAlign="left",
            labelPadding=ticks_room,
            grid=True,
        ),
    }
    y = alt.Y("value:Q", **up)
    scale = alt.Scale(domain=names, range=colours)
    every = alt.Chart(alt.InlineData(_dotted(rows))).encode(x=x)
    part = alt.Detail("part:O")
    stroke = alt.Stroke("series:N", scale=scale, legend=None)
    fill = alt.Fill("series:N", scale=scale, legend=None)
    band = every.transform_filter("datum.lower < datum.upper").mark_area(opacity=0.14)
    gaps = alt.Chart(alt.InlineData(_gaps(rows, names))).encode(x=x)
    crossed = [(_between(days, on.toordinal()), word) for on, word in sorted(breaks) if first < on.toordinal() <= last]
    rules, above = _breaks(crossed, x, plot.width / (domain[1] - domain[0] + margin))
    layers = [
        band.encode(y=alt.Y("lower:Q", **up), y2=alt.Y2("upper:Q"), fill=fill, detail=part),
        gaps.mark_rule(stroke=GREY, strokeDash=[2, 3]),
        *rules,
        every.mark_line(strokeWidth=3, strokeJoin="round", strokeCap="round").encode(y=y, stroke=stroke, detail=part),
        every.transform_filter("datum.dot").mark_point(size=55, strokeWidth=0).encode(y=y, fill=fill),
        gaps.mark_text(align="center", **ABSENT).encode(y=alt.YValue(height - GAP - LINE), text=alt.Text("text:N")),
        alt.Chart(alt.InlineData(ends))
        .mark_text(align="left", dx=GAP, fontWeight="bold")
        .encode(x=x, y=alt.Y("at:Q", **up), text=alt.Text("text:N"), fill=fill),
    ]
    highest = max((end["at"] for end in ends), default=ticks[-1])
    top = max(GAP + above, math.ceil((highest - ticks[-1]) / (ticks[-1] - ticks[0]) * height + LINE / 2))
    deepest = max(len(each) for each in shown.values())
    return finished(layers, plot, height, left=ticks_room, top=top, bottom=14 + deepest * LINE)


def _ending(period: str) -> str:
    """A period in few words for the axis; several months by their last, where the value stands.

    >>> _ending("2022-01/2022-12"), _ending("2021-11")
    ('Dec 2022', 'Nov 2021')
    """
    return periods.short(period[8:] if periods.form_of(period) == "interval" else period)


def _ticks(low: float, high: float) -> list[float]:
    """Four to seven round numbers that reach from below the low to above the high.

    >>> _ticks(0, 182), _ticks(2.1, 3)
    ([0, 50, 100, 150, 200], [2, 2.2, 2.4, 2.6, 2.8, 3])
    """
    power = 10.0 ** math.floor(math.log10(high - low))
    step = next(size * power for size in (0.2, 0.5, 1, 2, 5) if (high - low) / (size * power) <= 5)
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [round(place * step, 6) for place in range(first, last + 1)]
    return [int(tick) if tick == int(tick) else tick for tick in ticks]  # an expression looks 3 up, not 3.0


def _lookup(words: Mapping[Any, Sequence[str]]) -> str:
    """An expression that gives each of an axis's numbers its lines of words."""
    return f"{json.dumps(list(words.values()), ensure_ascii=False)}[indexof({list(words)}, datum.value)]"


def _line_ends(rows: Sequence[Record], names: Sequence[str], scale: tuple[float, float], height: int) -> list[Record]:
    """Each series' name and last number, at its last point, moved apart where they would overlap."""
    unit = (scale[1] - scale[0]) / height
    ends: list[dict[str, Any]] = []
    for name in names:
        known = [row for row in rows if row["series"] == name and row["value"] is not None]
        if known:
            words = [*wrapped(name, 130, SIZE, bold=True), known[-1]["text"]]
            last = {"series": name, "day": known[-1]["day"], "at": known[-1]["value"]}
            ends.append(last | {"lines": len(words), "text": "\n".join(words)})
    ends.sort(key=lambda end: end["at"])
    pushed = 0.0
    for below, end in pairwise(ends):
        apart = ((below["lines"] + end["lines"]) * LINE / 2 + 4) * unit
        pushed += max(0.0, below["at"] + apart - end["at"])
        end["at"] = max(end["at"], below["at"] + apart)
    # Words are placed by their first line, and those pushed up share the way with those below.
    return [end | {"at": end["at"] - pushed / 2 + (end["lines"] - 1) * LINE / 2 * unit} for end in ends]


def _gaps(rows: Sequence[Record], names: Sequence[str]) -> list[Record]:
    """Where a series has no value: the day, and at the first of a run of such days the words that say so."""
    gaps: list[Record] = []
    for name in names:
        before: Record | None = None
        for row in (row for row in rows if row["series"] == name):
            if row["value"] is None:
                words = MISSING if len(names) == 1 else f"{name}:\n{MISSING}"
                gaps.append({"day": row["day"], "text": words if before is None or before["value"] is not None else ""})
            before = row
    return gaps


def _dotted(rows: Sequence[Record]) -> list[Record]:
    """The rows, each with whether its point is drawn: of long series only those that no line would show."""
    counts = Counter((row["series"], row["part"]) for row in rows if row["value"] is not None)
    few = max(Counter(row["series"] for row in rows).values()) <= MOST_DOTS
    return [
        {**row, "dot": row["value"] is not None and (few or counts[row["series"], row["part"]] == 1)} for row in rows
    ]


def _between(days: Collection[int], on: int) -> float:
    """Halfway between the days either side of a break: values stand at their last day, and the rule at none of them."""
    return (max(day for day in days if day < on) + min(day for day in days if day >= on)) / 2


def _breaks(days: Sequence[tuple[float, str]], x: alt.X, scale: float) -> tuple[list[alt.Chart], int]:
    """A rule at each break with its word above, and the room the words take; those that would touch stand higher.

    ``scale`` is how many pixels a day takes.
    """
    if not days:
        return [], 0
    ends: list[float] = []
    rows = []
    for day, word in days:
        half = text_width(word, SMALL) / 2 + 4
        at = day * scale
        level = next((place for place, end in enumerate(ends) if end <= at - half), len(ends))
        ends[level : level + 1] = [at + half]
        rows.append({"day": day, "text": word, "level": level})
    base = alt.Chart(alt.InlineData(rows)).encode(x=x)
    words = [
        base.transform_filter(f"datum.level == {level}")
        .mark_text(align="center", y=-GAP - level * LINE, fontSize=SMALL, fill=QUIET)
        .encode(text=alt.Text("text:N"))
        for level in range(len(ends))
    ]
    return [base.mark_rule(stroke=QUIET, strokeDash=[6, 4], strokeWidth=1.5), *words], len(ends) * LINE
