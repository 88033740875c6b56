"""A bar chart: one horizontal bar for each category."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from watling.publishing.charts.layout import Key, Names, Plot, extent, room_needed
from watling.publishing.charts.records import Record, decimal_places, distinct, numbers, row_of
from watling.publishing.charts.specification import finished, unvalidated
from watling.publishing.charts.style import ABSENT, EDGE, GAP, GREY, IS_KNOWN, IS_MISSING, WIDTH, Spec
from watling.publishing.drawing import INK, beside, tint


@unvalidated()
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
    kinds = distinct(records, colour_by) if colour_by else [""]
    if len(kinds) > len(palette):
        raise ValueError(f"bars have up to {len(palette)} colours; '{colour_by}' has {len(kinds)}: {', '.join(kinds)}")
    decimals = decimal_places(records, value)
    down = Names.of(distinct(records, category), width, least=40)
    rows = []
    for record in records:
        kind = str(record[colour_by]) if colour_by else ""
        row = row_of(record, value, unit, decimals, {"category": down.lines[str(record[category])], "colour": kind})
        if row["value"] is None:
            row["against"] = 0
        elif row["value"] < 0:
            row["side"] = "left"
        rows.append(row)
    domain = extent([0, *numbers(rows)])
    plot = Plot.of(width - down.room, [room_needed(row, domain) for row in rows])
    key = Key.of(kinds if colour_by else [], down.room + plot.left, width)

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
        .encode(x=x["lower"], x2=alt.X2("upper:Q")),
        known.transform_filter("datum.side == 'left'")
        .mark_text(align="right", dx=-GAP + 4)
        .encode(x=x["lower"], text=alt.Text("text:N")),
        known.transform_filter("datum.side == 'right'")
        .mark_text(align="left", dx=GAP - 4)
        .encode(x=x["upper"], text=alt.Text("text:N")),
        every.transform_filter(IS_MISSING)
        .mark_text(align="left", dx=GAP - 4, **ABSENT)
        .encode(x=x["against"], text=alt.Text("text:N")),
        zero.mark_rule(strokeWidth=1.5, stroke=INK).encode(x=x["value"]),
    ]
    return finished(layers, plot, down.height, left=down.room + plot.left, top=key.height, bottom=EDGE)
