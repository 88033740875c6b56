"""Lettering and colours."""

from __future__ import annotations

import re

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from watling.publishing.drawing import FONT, INK, PAPER, beside, contrast, ink_on, text_width, tint, wrapped

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
words = st.lists(st.text("abcdefghijkmnopqrstuvwxyzABCWM", min_size=1, max_size=14), min_size=1, max_size=8)


@pytest.mark.parametrize("text", ["Milton Keynes", "−23.8% (2019/20)", "West Northamptonshire", "£265,000,000"])
def test_text_width_is_what_vega_measures(text: str) -> None:
    """Vega pads an axis of names by the width of the widest, less the space its edges take without one."""

    def drawn(name: str) -> float:
        spec = {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "data": {"values": [{"name": name}]},
            "mark": "point",
            "width": 10,
            "encoding": {"y": {"field": "name", "title": None, "axis": {"labelLimit": 0, "labelFontSize": 17}}},
            "config": {"font": FONT},
        }
        return float(re.search(r'width="([\d.]+)"', vl_convert.vegalite_to_svg(spec)).group(1))

    assert drawn(text) - drawn("i") == pytest.approx(text_width(text, 17) - text_width("i", 17), abs=2)


@given(words, st.integers(20, 300))
def test_wrapping_keeps_every_word_and_the_room(parts: list[str], room: int) -> None:
    lines = wrapped(" ".join(parts), room, 16)
    assert " ".join(lines).split() == parts
    widest_word = max(text_width(part, 16) for part in parts)
    assert all(text_width(line, 16) <= max(room, widest_word) for line in lines)


@given(words, st.integers(40, 300))
def test_wrapping_takes_no_line_more_than_it_must(parts: list[str], room: int) -> None:
    wide = max(room, max(text_width(part, 16) for part in parts))
    needed, used = 1, 0.0
    for part in parts:
        with_it = used + (text_width(" ", 16) if used else 0) + text_width(part, 16)
        needed, used = (needed, with_it) if with_it <= wide or not used else (needed + 1, text_width(part, 16))
    assert len(wrapped(" ".join(parts), room, 16)) <= needed


@given(colours)
def test_ink_is_read_on_any_colour(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= 4.5


@given(colours)
def test_contrast_is_the_same_either_way_and_within_its_scale(colour: str) -> None:
    assert contrast(colour, PAPER) == contrast(PAPER, colour)
    assert 1 <= contrast(colour, INK) <= 21


@given(colours, st.floats(0, 1))
def test_a_tint_lies_between_white_and_the_colour(colour: str, share: float) -> None:
    for place in (1, 3, 5):
        full, mixed = int(colour[place : place + 2], 16), int(tint(colour, share)[place : place + 2], 16)
        assert full <= mixed <= 255


@pytest.mark.parametrize(("accent", "second"), [("#1d70b8", "#d55e00"), ("#00703c", "#d55e00"), ("#d4351c", "#0072b2")])
def test_the_second_colour_stands_off_from_the_accent(accent: str, second: str) -> None:
    assert beside(accent) == second
