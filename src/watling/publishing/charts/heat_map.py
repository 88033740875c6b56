"""A heat-map: a number in each cell of a grid."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt

from watling.figures.wording import MISSING, quantity
from watling.publishing.charts.layout import Names, Plot, by_lines
from watling.publishing.charts.records import Record, decimal_places, distinct, is_known
from watling.publishing.charts.specification import finished, unvalidated
from watling.publishing.charts.style import ABSENT, EDGE, GAP, IS_KNOWN, IS_MISSING, LINE, LINES, SIZE, WIDTH, Spec
from watling.publishing.drawing import PAPER, QUIET, beside, ink_on, text_width, tint, wrapped


@unvalidated()
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
    row_names, column_names = distinct(records, row), distinct(records, column)
    down = Names.of(row_names, width, least=34)
    step = (width - 2 * EDGE - down.room) / max(len(column_names), 1)
    level = all(text_width(word, SIZE) < step - 8 for name in column_names for word in name.split())
    rooms = [step - 8] if level else [120, 160, 200, 240]
    headings = [{name: wrapped(name, room, SIZE) for name in column_names} for room in rooms]
    chosen = min(headings, key=lambda heads: max(step, LINE * max(map(len, heads.values()))))
    deepest = max(map(len, chosen.values()))
    longest = max(text_width(line, SIZE) for each in chosen.values() for line in each)
    heads = {name: "\n".join(each) for name, each in chosen.items()}
    decimals = decimal_places(records, value)
    furthest = max((abs(record[value]) for record in records if is_known(record, value)), default=1) or 1
    cells: list[dict[str, Any]] = []
    for record in records:
        place = {"row": down.lines[str(record[row])], "column": heads[str(record[column])]}
        cell = place | {"value": float(record[value]) if is_known(record, value) else None}
        if is_known(record, value):
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
            labelPadding=by_lines(lambda count: 8 + (count - 1) * LINE) if level else 8,
            labelOffset=0 if level else by_lines(lambda count: -(count - 1) * LINE / 2),
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
        .encode(text=alt.Text("text:N"), fill=alt.Fill("ink:N", scale=None)),
    ]
    if missing := any(cell["value"] is None for cell in cells):
        foot = alt.Chart(alt.InlineData([{"text": MISSING}])).encode(y=alt.YValue(down.height + 20))
        layers.append(foot.mark_point(shape="square", size=200, **blank).encode(x=alt.XValue(10)))
        layers.append(
            foot.mark_text(align="left", dx=GAP + 4, **ABSENT).encode(x=alt.XValue(10), text=alt.Text("text:N"))
        )
    depth = 14 + (deepest * LINE if level else math.ceil(longest))
    plot = Plot(left=0, width=round(step * len(column_names)), right=0)
    return finished(layers, plot, down.height, left=down.room, top=depth, bottom=40 if missing else EDGE)
