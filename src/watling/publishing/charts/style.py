"""The house style of charts: their sizes, colours and lettering, and the expressions they share."""

from __future__ import annotations

from typing import Any

from watling.publishing.drawing import FONT, INK, PAPER, QUIET, RULE

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
