"""Charts: plain records to Vega-Lite specifications in one house style, and those to drawings.

Every record is a mapping; the arguments name its keys. Where a record has a ``text``, that is what is written beside
the mark, so that a chart shows a number as its page does; otherwise the value is put in words here. Where a record has
``lower`` and ``upper``, they are drawn as a thin line. A missing value is None: its place says "not available" and
nothing is drawn for it, least of all zero.

Sizes are reckoned here and not left to Vega, so that a chart has the same size wherever it is drawn.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

from watling.figures.wording import MISSING, quantity
from watling.methods import periods
from watling.publishing.drawing import (
    FONT,
    INK,
    PAPER,
    QUIET,
    RULE,
    beside,
    ink_on,
    png,
    text_width,
    tint,
    wrapped,
)

Record = Mapping[str, Any]
Spec = dict[str, Any]

WIDTH = 640
SIZE = 17
SMALL = 15
LINE = 20
GREY = "#6f777b"

STYLE: Spec = {
    "font": FONT,
    "background": PAPER,
    "aria": False,
    "view": {"stroke": None},
    "text": {"font": FONT, "fontSize": SIZE, "fill": INK, "lineHeight": LINE, "lineBreak": "\n"},
    "axis": {
        "labelFont": FONT,
        "labelFontSize": SIZE,
        "labelColor": INK,
        "labelLimit": 0,
        "labelLineHeight": LINE,
        "domain": False,
        "ticks": False,
        "title": None,
        "gridColor": RULE,
    },
    "axisQuantitative": {"labelColor": QUIET, "labelFontSize": SMALL},
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
    categories in order, otherwise they stand as they come. ``reference`` is a label and a value that a rule is drawn
    at, such as England's. The axis need not begin at zero: places are compared, not lengths.
    """
    names = list(dict.fromkeys(str(record[series]) for record in records))
    if len(names) > 2:
        raise ValueError(f"a baseline and a latest value are two series; there are {len(names)}: {', '.join(names)}")
    rows = _rows(records, category, order, width)
    baseline, latest = (names[0], names[1]) if len(names) == 2 else (None, names[-1] if names else None)
    apart = 12 if any(_bounds(record) for record in records) and baseline else 0
    rows.step = max(rows.step, 60 if apart else 0)
    marks = _dots(records, category, series, value, unit, rows, baseline, bool(apart))
    known = [mark for mark in marks if mark["value"] is not None]
    ends = [end for mark in known for end in (mark["value"], mark["from"], mark["to"])]
    if reference:
        ends.append(reference[1])
    scale = _scale(ends, known, rows.plot)

    layers = []
    if reference:
        layers += _reference(reference, unit, scale, rows, marks)
    joins = [
        {"row": rows.key[name], "one": pair[0]["value"], "other": pair[1]["value"]}
        for name in rows.names
        if len(pair := [mark for mark in known if mark["row"] == rows.key[name]]) == 2
    ]
    if not apart:
        layers.append(
            _layer(joins).mark_rule(stroke=tint(accent, 0.35), strokeWidth=5).encode(**rows.y, **scale.x("one", "other"))
        )
    for name in filter(None, (baseline, latest)):
        own = [mark for mark in known if mark["series"] == name]
        shift = 0 if not apart else -apart if name == baseline else apart
        colour = GREY if name == baseline else accent
        spread = [mark for mark in own if mark["from"] < mark["to"]]
        layers += [
            _layer(spread).mark_rule(stroke=colour, strokeWidth=2, yOffset=shift).encode(**rows.y, **scale.x("from", "to")),
            _layer(own)
            .mark_point(
                shape="circle",
                size=150,
                opacity=1,
                filled=False,
                stroke=colour,
                strokeWidth=2.5,
                fill=PAPER if name == baseline else colour,
                yOffset=shift,
            )
            .encode(**rows.y, **scale.x("value")),
        ]
        for side, align in (("left", "right"), ("right", "left")):
            layers.append(
                _layer([mark for mark in own if mark["side"] == side])
                .mark_text(
                    align=align,
                    dx=-13 if side == "left" else 13,
                    yOffset=shift + 1,
                    fontWeight="normal" if name == baseline else "bold",
                    fill=QUIET if name == baseline else INK,
                )
                .encode(**rows.y, **scale.x("label_at"), text="text:N")
            )
    layers.append(_absences(marks, rows, scale, {baseline: -apart, latest: apart}))
    key = [(GREY, "ring", baseline), (accent, "dot", latest)]
    return _finished(layers, rows, width, key=[entry for entry in key if entry[2]] if baseline else [], axis=True, head=26 if reference else 0)
