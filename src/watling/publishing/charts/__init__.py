"""Charts: plain records to Vega-Lite specifications in one house style, and those to drawings.

Every record is a mapping; the arguments name its keys. Where a record has a ``text``, that is what is written beside
its mark, so that a chart shows a number as its page does; otherwise the value is put in words here. Where it has
``lower`` and ``upper``, they are drawn as a thin line. A missing value is None: its place says "not available", and
nothing is drawn for it, least of all zero.

``width`` is the whole drawing's, in CSS pixels.
"""

from __future__ import annotations

from watling.publishing.charts.bar_chart import bars
from watling.publishing.charts.dot_plot import paired
from watling.publishing.charts.heat_map import matrix
from watling.publishing.charts.line_chart import lines
from watling.publishing.charts.records import Record
from watling.publishing.charts.rendering import draw_png, draw_svg
from watling.publishing.charts.style import GREY, WIDTH, Spec

__all__ = ["GREY", "WIDTH", "Record", "Spec", "bars", "draw_png", "draw_svg", "lines", "matrix", "paired"]
