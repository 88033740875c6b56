"""Charts: plain records to Vega-Lite specifications in one house style, and those to drawings.

Every record is a mapping; the arguments name its keys. Where a record has a ``text``, that is what is written beside
its mark, so that a chart shows a number as its page does; otherwise the value is put in words here. Where it has
``lower`` and ``upper``, they are drawn as a thin line. A missing value is None: its place says "not available", and
nothing is drawn for it, least of all zero.

``width`` is the whole drawing's, in CSS pixels. Room for words is reckoned here and not left to Vega, so that nothing
is cut off and a drawing has the same size wherever it is made.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt
import vl_convert

from watling.figures.wording import MISSING, quantity
from watling.methods import periods
from watling.publishing.drawing import FONT, INK, PAPER, QUIET, RULE, beside, ink_on, png, text_width, tint, wrapped

Record = Mapping[str, Any]
Spec = dict[str, Any]

WIDTH = 640
SIZE = 17
SMALL = 15
LINE = 20
GAP = 12
EDGE = 4
GREY = "#6f777b"
ABSENT: Spec = {"fill": QUIET, "fontStyle": "italic", "fontSize": SMALL}
LINES = "split(datum.value, '\\n')"
IS_KNOWN = "isValid(datum.value)"
IS_MISSING = "!isValid(datum.value)"

STYLE: Spec = {
    "font": FONT,
    "background": PAPER,
    "aria": False,
    "view": {"stroke": None},
    "text": {"font": FONT, "fontSize": SIZE, "fill": INK, "lineHeight": LINE, "lineBreak": "\n", "baseline": "middle"},
    "point": {"size": 150, "opacity": 1, "strokeWidth": 2.5, "filled": True},
    "axis": {
        "domain": False,
        "ticks": False,
        "title": None,
        "gridColor": RULE,
        "labelFontSize": SIZE,
        "labelColor": INK,
        "labelLimit": 0,
        "labelLineHeight": LINE,
        "labelOverlap": False,
        "labelFlush": False,
    },
    "legend": {
        "title": None,
        "orient": "none",
        "columnPadding": 24,
        "rowPadding": 6,
        "labelFontSize": SIZE,
        "labelColor": INK,
        "labelLimit": 0,
        "symbolSize": 150,
        "symbolStrokeWidth": 2.5,
    },
}


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
    names = _distinct(records, series)
    if len(names) > 2:
        raise ValueError(f"a baseline and a latest value are two series; there are {len(names)}: {', '.join(names)}")
    stacked = len(names) == 2 and any(_bounds(record) for record in records)
    labels = dict.fromkeys([*(order or ()), *_distinct(records, category)])
    down = _Names.of(labels, width, least=60 if stacked else 44)
    decimals = _decimals(records, value)
    found = {(str(record[category]), str(record[series])): record for record in records}
    rows: list[dict[str, Any]] = []
    for label, lines in down.lines.items():
        keys: list[dict[str, Any]] = [
            {"category": lines, "series": name, "latest": name == names[-1]} for name in names
        ]
        pair = [_row(found.get((label, key["series"])), value, unit, decimals, key) for key in keys]
        rows += pair if stacked else _beside_each_other(pair)
    ends = [*_ends(rows), *([reference[1]] if reference else [])]
    least = 20 if unit.startswith("percent") else 0.2 * max(map(abs, ends), default=1)
    domain = _domain(ends, least)
    for row in rows:
        if "against" in row and _share(row["against"], domain) > 0.5:
            row["side"] = "left"  # where there is more room
    needs = [_needs(row, domain) for row in rows]
    if reference:
        half = text_width(_reference_words(reference, unit), SIZE) / 2
        needs.append((_share(reference[1], domain), half, half))
    plot = _plot(width - down.room, needs)
    scale = alt.Scale(domain=domain, zero=False, nice=False)
    key = _Key.of(names if len(names) == 2 else [], down.room + plot.left, width)

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
    layers = [guides.encode(y=down.y("category", away=plot.left), x=start, x2=alt.value(-plot.left))]
    if reference:
        layers += _reference(reference, unit, x["value"])
    if not stacked:
        span = {"x": alt.X("min(value):Q", axis=None, scale=scale), "x2": "max(value):Q"}
        layers.append(known.mark_rule(strokeWidth=6, stroke=tint(accent, 0.3)).encode(**span))
    layers.append(known.mark_rule(strokeWidth=2).encode(x=x["lower"], x2="upper:Q", stroke=stroke))
    layers.append(known.mark_point().encode(x=x["value"], fill=fill, stroke=stroke))
    layers += _words(every, x)
    return _finished(layers, plot, down.height, left=down.room + plot.left, top=above, bottom=2 * EDGE)


def bars(
    records: Sequence[Record],
    category: str,
    value: str,
    unit: str,
    accent: str,
    colour_by: str | None = None,
    width: int = WIDTH,
) -> Spec:
    """Horizontal bars from zero, one a category in the order they come, each with its number.

    ``colour_by`` names a key of up to four values that the bars are coloured by, with a key above.
    """
    palette = [accent, beside(accent), GREY, tint(accent, 0.45)]
    kinds = _distinct(records, colour_by) if colour_by else [""]
    if len(kinds) > len(palette):
        raise ValueError(f"bars have up to {len(palette)} colours; '{colour_by}' has {len(kinds)}: {', '.join(kinds)}")
    decimals = _decimals(records, value)
    down = _Names.of(_distinct(records, category), width, least=40)
    rows = []
    for record in records:
        kind = str(record[colour_by]) if colour_by else ""
        row = _row(record, value, unit, decimals, {"category": down.lines[str(record[category])], "colour": kind})
        if row["value"] is None:
            row["against"] = 0
        elif row["value"] < 0:
            row["side"] = "left"
        rows.append(row)
    domain = _domain([0, *_ends(rows)])
    plot = _plot(width - down.room, [_needs(row, domain) for row in rows])
    key = _Key.of(kinds if colour_by else [], down.room + plot.left, width)

    every = alt.Chart(alt.InlineData(rows)).encode(y=down.y("category", away=plot.left))
    known = every.transform_filter(IS_KNOWN)
    scale = alt.Scale(domain=domain, nice=False)
    x = {end: alt.X(f"{end}:Q", axis=None, scale=scale) for end in ("value", "lower", "upper", "against")}
    colours = alt.Scale(domain=kinds, range=palette[: len(kinds)])
    zero = alt.Chart(alt.InlineData([{"value": 0}]))
    layers = [
        known.mark_bar(size=24).encode(
            x=x["value"], fill=alt.Fill("colour:N", scale=colours, legend=key.legend(key.height))
        ),
        known.transform_filter("datum.lower < datum.upper")
        .mark_rule(strokeWidth=2, stroke=INK)
        .encode(x=x["lower"], x2="upper:Q"),
        known.transform_filter("datum.side == 'left'")
        .mark_text(align="right", dx=-GAP + 4)
        .encode(x=x["lower"], text="text:N"),
        known.transform_filter("datum.side == 'right'")
        .mark_text(align="left", dx=GAP - 4)
        .encode(x=x["upper"], text="text:N"),
        every.transform_filter(IS_MISSING)
        .mark_text(align="left", dx=GAP - 4, **ABSENT)
        .encode(x=x["against"], text="text:N"),
        zero.mark_rule(strokeWidth=1.5, stroke=INK).encode(x=x["value"]),
    ]
    return _finished(layers, plot, down.height, left=down.room + plot.left, top=key.height, bottom=EDGE)


def lines(
    records: Sequence[Record],
    period: str,
    series: str,
    value: str,
    unit: str,
    accent: str,
    lower: str | None = None,
    upper: str | None = None,
    width: int = WIDTH,
) -> Spec:
    """Lines over time, one a series, each named at its end with its last number; a missing value breaks the line.

    Periods are ISO 8601 and stand at their last day. ``lower`` and ``upper`` name the keys of a band. There are up to
    four series; the axis begins at zero unless the values lie far from it.
    """
    names = _distinct(records, series)
    colours = [accent, beside(accent), INK, GREY][: len(names)]
    if len(names) > len(colours):
        raise ValueError(f"a chart of lines has up to {len(colours)} series; there are {len(names)}")
    decimals = _decimals(records, value)
    rows = []
    for record in sorted(records, key=lambda record: periods.last_day(record[period])):
        bounds = {"lower": record.get(lower or "lower"), "upper": record.get(upper or "upper")}
        row = _row({**record, **bounds}, value, unit, decimals, {"series": str(record[series])})
        rows.append(row | {"day": periods.last_day(record[period]).toordinal()})
    low, high = _domain(_ends(rows))
    ticks = _ticks(low if low < 0 or low > 0.6 * high else 0, high)
    height = 300

    ends = _line_ends(rows, names, (ticks[0], ticks[-1]), height)
    days = {periods.last_day(record[period]).toordinal(): periods.label(record[period]) for record in records}
    dates = {day: wrapped(days[day], 96, SMALL) for day in sorted(days)}
    tick_texts = {tick: [quantity(tick, unit, _decimals([{"tick": each} for each in ticks], "tick"))] for tick in ticks}
    ticks_room = round(max(text_width(text, SMALL) for (text,) in tick_texts.values())) + GAP
    end_room = max((text_width(line, SIZE, bold=True) for end in ends for line in end["text"].split("\n")), default=0)
    first, last = min(days), max(days)
    half = max(text_width(line, SMALL) for each in dates.values() for line in each) / 2
    domain = [float(first), float(last)] if first < last else [first - 1.0, last + 1.0]
    inner = width - 2 * EDGE - ticks_room - GAP - end_room
    plot = _Plot(left=0, width=round(inner), right=round(end_room) + GAP)
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
    every = alt.Chart(alt.InlineData(rows)).encode(x=x)
    stroke = alt.Stroke("series:N", scale=scale, legend=None)
    fill = alt.Fill("series:N", scale=scale, legend=None)
    band = every.transform_filter("datum.lower < datum.upper").mark_area(opacity=0.14)
    gaps = alt.Chart(alt.InlineData(_gaps(rows, names))).encode(x=x)
    layers = [
        band.encode(y=alt.Y("lower:Q", **up), y2="upper:Q", fill=fill),
        gaps.mark_rule(stroke=GREY, strokeDash=[2, 3]),
        every.mark_line(strokeWidth=3, strokeJoin="round", strokeCap="round").encode(y=y, stroke=stroke),
        every.transform_filter(IS_KNOWN).mark_point(size=55, strokeWidth=0).encode(y=y, fill=fill),
        gaps.mark_text(align="center", **ABSENT).encode(y=alt.value(height - GAP - LINE), text="text:N"),
        alt.Chart(alt.InlineData(ends))
        .mark_text(align="left", dx=GAP, fontWeight="bold")
        .encode(x=x, y=alt.Y("at:Q", **up), text="text:N", fill=fill),
    ]
    highest = max((end["at"] for end in ends), default=ticks[-1])
    top = max(GAP, math.ceil((highest - ticks[-1]) / (ticks[-1] - ticks[0]) * height + LINE / 2))
    deepest = max(len(each) for each in shown.values())
    return _finished(layers, plot, height, left=ticks_room, top=top, bottom=14 + deepest * LINE)


def matrix(
    records: Sequence[Record],
    row: str,
    column: str,
    value: str,
    text: str,
    unit: str,
    accent: str,
    width: int = WIDTH,
) -> Spec:
    """A heat-map with the number written in each cell; the deeper the tint, the further from zero.

    ``text`` is the key of what is written; where it is None the value is put in words. Where there are values below
    zero they take the second colour. A missing value is an empty cell in a dashed outline, which the line below the
    cells explains; where there is no record there is no cell.
    """
    row_names, column_names = _distinct(records, row), _distinct(records, column)
    down = _Names.of(row_names, width, least=34)
    step = (width - 2 * EDGE - down.room) / max(len(column_names), 1)
    level = all(text_width(word, SIZE) < step - 8 for name in column_names for word in name.split())
    rooms = [step - 8] if level else [120, 160, 200, 240]
    headings = [{name: wrapped(name, room, SIZE) for name in column_names} for room in rooms]
    chosen = min(headings, key=lambda heads: max(step, LINE * max(map(len, heads.values()))))
    deepest = max(map(len, chosen.values()))
    longest = max(text_width(line, SIZE) for each in chosen.values() for line in each)
    heads = {name: "\n".join(each) for name, each in chosen.items()}
    decimals = _decimals(records, value)
    furthest = max((abs(record[value]) for record in records if _known(record, value)), default=1) or 1
    cells: list[dict[str, Any]] = []
    for record in records:
        place = {"row": down.lines[str(record[row])], "column": heads[str(record[column])]}
        cell = place | {"value": float(record[value]) if _known(record, value) else None}
        if _known(record, value):
            colour = accent if record[value] >= 0 else beside(accent)
            fill = tint(colour, 0.06 + 0.84 * abs(record[value]) / furthest)
            words = record.get(text) or quantity(record[value], unit, decimals)
            cells.append(cell | {"text": str(words), "fill": fill, "ink": ink_on(fill)})
        else:
            cells.append(cell | {"text": str(record.get(text) or ""), "fill": PAPER, "ink": QUIET})
    widest = max([1.0, *(text_width(cell["text"], 1) for cell in cells)])
    size = max(11, min(SIZE, math.floor((step - 6) / widest)))
    x = alt.X(
        "column:N",
        scale=alt.Scale(domain=list(heads.values()), padding=0),
        axis=alt.Axis(
            orient="top",
            labelExpr=LINES,
            labelAngle=0 if level else -90,
            labelAlign="center" if level else "left",
            labelBaseline="bottom" if level else "middle",
            labelPadding=_by_lines(lambda count: 8 + (count - 1) * LINE) if level else 8,
            labelOffset=0 if level else _by_lines(lambda count: -(count - 1) * LINE / 2),
        ),
    )
    base = alt.Chart(alt.InlineData(cells)).encode(x=x, y=down.y("row"))
    blank: Spec = {"fill": PAPER, "stroke": "#b1b4b6", "strokeDash": [3, 3], "strokeWidth": 1}
    box: Spec = {"width": {"band": 0.95}, "height": {"band": 0.92}, "cornerRadius": 2}
    layers = [
        base.transform_filter(IS_KNOWN).mark_rect(**box).encode(fill=alt.Fill("fill:N", scale=None)),
        base.transform_filter(IS_MISSING).mark_rect(**box, **blank),
        base.transform_filter("datum.text")
        .mark_text(fontSize=size)
        .encode(text="text:N", fill=alt.Fill("ink:N", scale=None)),
    ]
    if missing := any(cell["value"] is None for cell in cells):
        foot = alt.Chart(alt.InlineData([{"text": MISSING}])).encode(y=alt.value(down.height + 20))
        layers.append(foot.mark_point(shape="square", size=200, **blank).encode(x=alt.value(10)))
        layers.append(foot.mark_text(align="left", dx=GAP + 4, **ABSENT).encode(x=alt.value(10), text="text:N"))
    depth = 14 + (deepest * LINE if level else math.ceil(longest))
    plot = _Plot(left=0, width=round(step * len(column_names)), right=0)
    return _finished(layers, plot, down.height, left=down.room, top=depth, bottom=40 if missing else EDGE)


def draw_svg(spec: Spec) -> str:
    """A specification as an SVG; the same one is drawn once."""
    return _drawn(json.dumps(spec, sort_keys=True))


def draw_png(spec: Spec, scale: float = 2) -> bytes:
    """A specification as a PNG, ``scale`` pixels to a CSS pixel."""
    return png(draw_svg(spec), scale)


@lru_cache(maxsize=512)
def _drawn(specification: str) -> str:
    return str(vl_convert.vegalite_to_svg(specification))


# Records


def _distinct(records: Sequence[Record], key: str) -> list[str]:
    """The values of a key, in the order they come."""
    if not records:
        raise ValueError("a chart needs at least one record")
    return list(dict.fromkeys(str(record[key]) for record in records))


def _known(record: Record | None, value: str) -> bool:
    number = None if record is None else record.get(value)
    return number is not None and not math.isnan(number)


def _bounds(record: Record) -> tuple[float, float] | None:
    """A record's lower and upper bound, if it has both and they differ."""
    low, high = record.get("lower"), record.get("upper")
    return (float(low), float(high)) if low is not None and high is not None and low < high else None


def _row(record: Record | None, value: str, unit: str, decimals: int, keys: Mapping[str, Any]) -> dict[str, Any]:
    """A record as it is drawn: its keys, its value, its bounds (the value itself where it has none) and its words."""
    row = {**keys, "side": "right"}
    if record is None or not _known(record, value):
        return row | {"value": None, "lower": None, "upper": None, "text": MISSING}
    number = float(record[value])
    low, high = _bounds(record) or (number, number)
    text = str(record.get("text") or quantity(number, unit, decimals))
    return row | {"value": number, "lower": low, "upper": high, "text": text}


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


def _ends(rows: Iterable[Record]) -> list[float]:
    return [row[end] for row in rows for end in ("value", "lower", "upper") if row[end] is not None]


def _domain(ends: Sequence[float], least: float = 0) -> tuple[float, float]:
    """From the lowest to the highest, widened evenly to the least span; never from a number to itself."""
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    wider = max(least - (high - low), 0 if low < high else 2) / 2
    return low - wider, high + wider


def _decimals(records: Iterable[Record], value: str) -> int:
    """One decimal place where any value has one, otherwise none."""
    return int(any(round(record[value], 1) % 1 for record in records if _known(record, value)))


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


# Layout


def _words(every: alt.Chart, x: Mapping[str, alt.X]) -> list[alt.Chart]:
    """The words of a dot plot: each on its side of its mark, and where nothing is known at the start of its line."""
    known, missing = (every.transform_filter(test).encode(text="text:N") for test in (IS_KNOWN, IS_MISSING))
    layers = [
        missing.transform_filter("!isValid(datum.against)").mark_text(**ABSENT, align="left").encode(x=alt.value(0))
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


@dataclass(frozen=True)
class _Plot:
    """The width of the plot, and how far words reach beyond it on either side."""

    left: int
    width: int
    right: int


def _needs(row: Record, domain: tuple[float, float]) -> tuple[float, float, float]:
    """Where across the plot a row's words hang, from 0 to 1, and the room they take to the left and to the right."""
    end = {"left": "lower", "right": "upper"}[row["side"]]
    at = row.get("against", domain[0]) if row["value"] is None else row[end]
    words = GAP + (text_width(row["text"], SMALL) if row["value"] is None else text_width(row["text"], SIZE, bold=True))
    return _share(at, domain), words * (row["side"] == "left"), words * (row["side"] == "right")


def _share(value: float, domain: tuple[float, float]) -> float:
    return (value - domain[0]) / (domain[1] - domain[0])


def _plot(room: float, needs: Iterable[tuple[float, float, float]]) -> _Plot:
    """The widest plot whose words, each hung at a share of it with its needs to left and right, stay in the room."""
    needs = list(needs)
    left = right = 8.0
    for _ in range(30):
        width = max(room - 2 * EDGE - left - right, 24)
        left = max([8.0, *(before - share * width for share, before, _ in needs)])
        right = max([8.0, *(after - (1 - share) * width for share, _, after in needs)])
    left, right = math.ceil(left), math.ceil(right)
    return _Plot(left, round(room) - 2 * EDGE - left - right, right)


@dataclass(frozen=True)
class _Names:
    """The names of an axis of categories, down the left side, in lines of about a third of the drawing's width.

    In the data a name is its lines with line ends between, for an expression can split them. No expression may hold a
    name itself: Vega takes the text "if" in one for its own word.
    """

    lines: Mapping[str, str]
    least: int

    @classmethod
    def of(cls, labels: Iterable[str], width: int, least: int) -> _Names:
        return cls({label: "\n".join(wrapped(label, max(width * 0.34, 170), SIZE)) for label in labels}, least)

    @property
    def room(self) -> int:
        return (
            round(max((text_width(line, SIZE) for each in self.lines.values() for line in each.split("\n")), default=0))
            + GAP
        )

    @property
    def step(self) -> int:
        """The height of a row."""
        return max(self.least, 16 + LINE * max((each.count("\n") + 1 for each in self.lines.values()), default=1))

    @property
    def height(self) -> int:
        """The height of the plot."""
        return self.step * len(self.lines)

    def y(self, field: str, away: int = 0) -> alt.Y:
        axis = alt.Axis(
            labelExpr=LINES,
            labelAlign="left",
            labelPadding=self.room,
            labelOffset=_by_lines(lambda count: -(count - 1) * LINE / 2),
            offset=away,
            grid=False,
        )
        return alt.Y(f"{field}:N", scale=alt.Scale(domain=list(self.lines.values()), padding=0), axis=axis)


def _guides(rows: Sequence[Record], plot: _Plot, domain: tuple[float, float]) -> list[Record]:
    """Where what is drawn of each name begins, in the unit of the values: so far leads a quiet line from the name."""
    unit = (domain[1] - domain[0]) / plot.width
    starts: dict[str, float] = {}
    for row in rows:
        at = row.get("against", -math.inf) if row["value"] is None else row["lower"]
        _, left, _ = _needs(row, domain)
        start = at - (max(left, GAP) + 4) * unit
        starts[row["category"]] = min(start, starts.get(row["category"], math.inf))
    return [{"category": name, "start": at} for name, at in starts.items() if at > domain[0] - plot.left * unit]


def _by_lines(measure: Callable[[int], float]) -> Spec:
    """A measure of an axis's label that hangs on how many lines it has, for Vega goes by the first line alone."""
    several = [{"test": f"length({LINES}) == {count}", "value": measure(count)} for count in range(2, 7)]
    return {"condition": several, "value": measure(1)}


def _lookup(words: Mapping[Any, Sequence[str]]) -> str:
    """An expression that gives each of an axis's numbers its lines of words."""
    return f"{json.dumps(list(words.values()), ensure_ascii=False)}[indexof({list(words)}, datum.value)]"


@dataclass(frozen=True)
class _Key:
    """The key to the colours, above the plot: from the drawing's left edge, in one line or in one column."""

    rows: int
    left: int

    @classmethod
    def of(cls, names: Sequence[str], left: int, width: int) -> _Key:
        needed = sum(text_width(name, SIZE) + 48 for name in names)
        return cls(0 if not names else 1 if needed < width else len(names), left)

    @property
    def height(self) -> int:
        return self.rows * 26 + 12 if self.rows else 0

    def legend(self, above: int) -> alt.Legend | None:
        if not self.rows:
            return None
        return alt.Legend(
            direction="horizontal" if self.rows == 1 else "vertical", legendX=-self.left, legendY=-above + EDGE
        )


def _reference_words(reference: tuple[str, float], unit: str) -> str:
    label, value = reference
    return f"{label} {quantity(value, unit, _decimals([{'value': value}], 'value'))}"


def _reference(reference: tuple[str, float], unit: str, x: alt.X) -> list[alt.Chart]:
    """A dashed rule down the plot, its label above."""
    base = alt.Chart(alt.InlineData([{"value": reference[1], "text": _reference_words(reference, unit)}])).encode(x=x)
    return [
        base.mark_rule(stroke=GREY, strokeDash=[2, 3], strokeWidth=1.5),
        base.mark_text(fill=INK, y=-GAP).encode(text="text:N"),
    ]


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
    """Where a series has no value: the day, and the words that say so."""
    return [
        {"day": row["day"], "text": MISSING if len(names) == 1 else f"{row['series']}:\n{MISSING}"}
        for row in rows
        if row["value"] is None
    ]


def _finished(layers: Sequence[alt.Chart], plot: _Plot, height: int, left: int, top: int, bottom: int) -> Spec:
    """The layers as one specification, with so much room on each side of the plot."""
    padding = {"left": left + EDGE, "right": plot.right + EDGE, "top": top + EDGE, "bottom": bottom}
    chart = alt.layer(*layers).properties(width=plot.width, height=height, padding=padding, autosize="none")
    spec: Spec = chart.to_dict()
    return {**spec, "config": STYLE}
