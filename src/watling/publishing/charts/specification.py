"""Layers of marks to one Vega-Lite specification.

Altair can hold every object it makes against the schema of Vega-Lite, which takes most of the time of a chart. Whether
a specification is valid hangs on the code here and not on the records, so charts are built unvalidated, and the tests
validate each kind. For speed, too, channels are made as objects: Altair searches its schema for those given as words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import altair as alt
from altair.utils.schemapi import debug_mode

from watling.publishing.charts.layout import Plot
from watling.publishing.charts.style import EDGE, STYLE, Spec


@contextmanager
def unvalidated() -> Iterator[None]:
    """What is made within, or by the function decorated with this, is not held against the schema."""
    with debug_mode(False):
        yield


def finished(layers: Sequence[alt.Chart], plot: Plot, height: int, left: int, top: int, bottom: int) -> Spec:
    """The layers as one specification, with so much room on each side of the plot."""
    padding = {"left": left + EDGE, "right": plot.right + EDGE, "top": top + EDGE, "bottom": bottom}
    chart = alt.layer(*layers, width=plot.width, height=height, padding=padding, autosize="none")
    spec: Spec = chart.to_dict(validate=False)
    return {**spec, "config": STYLE}
