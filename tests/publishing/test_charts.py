"""Charts as a reader gets them: what the SVG says, and that nothing of it is cut off or made up."""

from __future__ import annotations

import itertools
import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from xml.etree import ElementTree

import altair as alt
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from watling.publishing import charts
from watling.publishing.drawing import FONT, text_width

ACCENT = "#1d70b8"
SVG = "{http://www.w3.org/2000/svg}"

RATES = [
    {"group": "Male", "period": "2020", "rate": 69.0},
    {"group": "Male", "period": "2021", "rate": 65.1},
    {"group": "Female", "period": "2020", "rate": 60.4},
    {"group": "Female", "period": "2021", "rate": None},
    {"group": "Other", "period": "2020", "rate": None},
    {"group": "Other", "period": "2021", "rate": None},
]
INTERVALS = [{**RATES[0], "lower": 66.0, "upper": 72.0}, {**RATES[1], "lower": 62.0, "upper": 68.0}]
CHANGES = [
    {"group": "Male", "change": -23.8, "kind": "falls"},
    {"group": "Female", "change": None, "kind": "falls"},
    {"group": "Level", "change": 0.0, "kind": "level"},
    {"group": "All", "change": 4.0, "kind": "rises"},
]
INDEX = [
    {"month": month, "area": area, "index": index}
    for area, values in {"South East Midlands": [100, None, 178, 118], "England": [100, 140, 182, 131]}.items()
    for month, index in zip(["2020-01", "2020-05", "2020-11", "2021-11"], values, strict=True)
]
BAND = [{**record, "low": 90, "high": 190} for record in INDEX]
GRID = [
    {"group": "Digital", "sector": "Retail", "growth": 12.0, "words": "+12%"},
    {"group": "Digital", "sector": "Care", "growth": 0.0, "words": "0%"},
    {"group": "Sales", "sector": "Retail", "growth": None, "words": None},
    {"group": "Legal", "sector": "Care", "growth": -8.0, "words": None},
]

SPECS = {
    "paired": lambda: charts.paired(RATES, "group", "period", "rate", "percent", ACCENT, reference=("England", 74.9)),
    "bars": lambda: charts.bars(CHANGES, "group", "change", "percent change", ACCENT, colour_by="kind"),
    "lines": lambda: charts.lines(INDEX, "month", "area", "index", "percent", ACCENT),
    "matrix": lambda: charts.matrix(GRID, "group", "sector", "growth", "words", "percent change", ACCENT),
}


YEARS = [{"year": str(year), "area": "Luton", "rate": 60 + year % 7} for year in range(2012, 2025)]


def broken(*days: date) -> charts.Spec:
    """Lines over years with breaks on some days."""
    breaks = [(day, f"break {number}") for number, day in enumerate(days, start=1)]
    return charts.lines(YEARS, "year", "area", "rate", "percent", ACCENT, breaks=breaks)


def drawing(spec: charts.Spec) -> ElementTree.Element:
    return ElementTree.fromstring(charts.draw_svg(spec))


def texts(spec: charts.Spec) -> list[str]:
    return ["\n".join(text.itertext()) if len(text) else text.text or "" for text in drawing(spec).iter(f"{SVG}text")]


def marks(spec: charts.Spec, kind: str) -> list[ElementTree.Element]:
    """The drawn items of one kind of mark (symbol, rect, rule, line …), apart from axes and keys."""
    groups = [group for group in drawing(spec).iter(f"{SVG}g") if f"mark-{kind} role-mark" in group.get("class", "")]
    return [item for group in groups for item in group if item.get("d") or item.tag.endswith("line")]


def placed_texts(spec: charts.Spec) -> Iterator[tuple[str, float, float, float, float]]:
    """Each text that stands level, with its left, right, baseline and size on the page."""

    def walk(element: ElementTree.Element, x: float, y: float) -> Iterator[tuple[str, float, float, float, float]]:
        transform = element.get("transform", "")
        for move in re.findall(r"translate\(([^)]*)\)", transform):
            across, down = (float(part) for part in move.split(","))
            x, y = x + across, y + down
        if element.tag == f"{SVG}text" and "rotate" not in transform:
            size = float(element.get("font-size", "0").removesuffix("px"))
            lines = [line for line in element.itertext() if line]
            width = max(text_width(line, size, element.get("font-weight") == "bold") for line in lines)
            left = x - width * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
            yield " ".join(lines), left, left + width, y, size
        for child in element:
            yield from walk(child, x, y)

    yield from walk(drawing(spec), 0, 0)


def assert_nothing_cut_off(spec: charts.Spec, width: int) -> None:
    root = drawing(spec)
    assert root.get("width") == str(width)
    height = float(root.get("height", "0"))
    for text, left, right, base, size in placed_texts(spec):
        assert left >= -1, text
        assert right <= width + 1, text
        assert size * 0.6 <= base <= height, text


# What every chart keeps to


@pytest.mark.parametrize(
    "make",
    [
        *SPECS.values(),
        lambda: charts.paired(INTERVALS, "group", "period", "rate", "percent", ACCENT),
        lambda: charts.lines(BAND, "month", "area", "index", "percent", ACCENT, lower="low", upper="high"),
        lambda: broken(date(2020, 6, 1), date(2021, 1, 1)),
    ],
    ids=[*SPECS, "paired with intervals", "lines with a band", "lines with breaks"],
)
def test_every_chart_is_valid_vega_lite(make: Callable[[], charts.Spec]) -> None:
    """Charts are built unvalidated, for speed; here each kind is held against the whole schema."""
    alt.LayerChart.from_dict(make(), validate=True)


@pytest.mark.parametrize("name", SPECS)
def test_every_chart_is_as_wide_as_asked_and_nothing_is_cut_off(name: str) -> None:
    assert_nothing_cut_off(SPECS[name](), charts.WIDTH)


@pytest.mark.parametrize("name", SPECS)
def test_every_chart_says_what_is_missing(name: str) -> None:
    assert "not available" in " ".join(texts(SPECS[name]()))


@pytest.mark.parametrize("name", SPECS)
def test_no_chart_writes_a_hyphen_for_a_minus_or_asks_for_another_font(name: str) -> None:
    spec = SPECS[name]()
    assert not [text for text in texts(spec) if re.search(r"-\d", text)]
    assert {text.get("font-family") for text in drawing(spec).iter(f"{SVG}text")} == {FONT}


@pytest.mark.parametrize("name", SPECS)
def test_a_chart_carries_its_data_and_asks_for_none(name: str) -> None:
    spec = SPECS[name]()
    assert spec["datasets"]
    assert '"url"' not in json.dumps(spec)


def test_the_same_whatever_the_hash_seed() -> None:
    """Specifications and drawings, made in two processes whose sets and hashes are ordered otherwise."""
    script = (
        "import hashlib, json, sys; sys.path.insert(0, 'tests/publishing')\n"
        "from test_charts import SPECS, charts\n"
        "text = ''.join(json.dumps(make()) + charts.draw_svg(make()) for make in SPECS.values())\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64


def test_a_chart_is_drawn_once() -> None:
    assert charts.draw_svg(SPECS["bars"]()) is charts.draw_svg(SPECS["bars"]())


def test_a_picture_has_as_many_pixels_as_asked() -> None:
    picture = charts.draw_png(SPECS["bars"](), scale=1.5)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 960


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "a \"b\" 'c' \\", "${x} {{y}}", "'] + ['", "if", "datum"]
)
def test_a_name_is_only_ever_words(name: str) -> None:
    spec = charts.bars([{"group": name, "change": 3}], "group", "change", "people", ACCENT)
    svg = charts.draw_svg(spec)
    assert "<script" not in svg
    assert " ".join(name.split()) in " ".join(" ".join(texts(spec)).split())


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one record"):
        charts.bars([], "group", "change", "people", ACCENT)


# A drawing takes a while: few examples, and none made smaller.
unhurried = settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
values = st.one_of(st.none(), st.floats(-900, 900).map(lambda value: round(value, 1)))
words = st.text("abcdefghijklmnopqrstuvwxyzABCDEFG", min_size=1, max_size=12)
names = st.lists(words, min_size=1, max_size=6).map(" ".join)


@unhurried
@given(st.dictionaries(names, st.tuples(values, values), min_size=1, max_size=5), st.sampled_from([480, 640, 900]))
def test_no_pair_is_cut_off(groups: dict[str, tuple[float | None, float | None]], width: int) -> None:
    records = [
        {"group": group, "period": period, "value": value}
        for group, pair in groups.items()
        for period, value in zip(["2020", "2021"], pair, strict=True)
    ]
    spec = charts.paired(records, "group", "period", "value", "percent change", ACCENT, width=width)
    assert_nothing_cut_off(spec, width)
    assert len(marks(spec, "symbol")) == sum(value is not None for pair in groups.values() for value in pair)


@unhurried
@given(st.dictionaries(names, values, min_size=1, max_size=6), st.sampled_from([400, 640, 900]))
def test_no_bar_is_cut_off(groups: dict[str, float | None], width: int) -> None:
    records = [{"group": group, "value": value} for group, value in groups.items()]
    spec = charts.bars(records, "group", "value", "people", ACCENT, width=width)
    assert_nothing_cut_off(spec, width)
    assert len(marks(spec, "rect")) == sum(value is not None for value in groups.values())


# Each chart


def test_paired_shows_what_is_known_and_no_more() -> None:
    spec = SPECS["paired"]()
    assert len(marks(spec, "symbol")) == 3
    said = texts(spec)
    assert {"69.0%", "65.1%", "60.4%", "2021: not available", "not available", "England 74.9%"} <= set(said)
    assert said.count("not available") == 1  # one for the group of which nothing is known


def test_not_a_number_is_missing_too() -> None:
    records = [{"group": "Male", "change": math.nan}, {"group": "All", "change": np.int64(4)}]
    spec = charts.bars(records, "group", "change", "people", ACCENT)
    assert len(marks(spec, "rect")) == 1
    assert {"not available", "4"} <= set(texts(spec))


def test_paired_puts_the_lower_value_left() -> None:
    at = {text: left for text, left, *_ in placed_texts(SPECS["paired"]())}
    assert at["65.1%"] < at["69.0%"]


def test_paired_keeps_the_words_of_its_page() -> None:
    records = [{"group": "Businesses", "year": "2021", "count": 93690, "text": "about 94 thousand"}]
    assert "about 94 thousand" in texts(charts.paired(records, "group", "year", "count", "businesses", ACCENT))


def test_paired_in_order() -> None:
    spec = charts.paired(RATES, "group", "period", "rate", "percent", ACCENT, order=["Other", "Female"])
    at = {text: base for text, _, _, base, _ in placed_texts(spec)}
    assert at["Other"] < at["Female"] < at["Male"]


def test_paired_draws_intervals() -> None:
    spec = charts.paired(INTERVALS, "group", "period", "rate", "percent", ACCENT)
    assert {line.get("stroke") for line in marks(spec, "rule")} >= {charts.GREY, ACCENT}
    without = charts.paired(RATES[:2], "group", "period", "rate", "percent", ACCENT)
    assert not {line.get("stroke") for line in marks(without, "rule") if abs(float(line.get("x2", "0"))) > 1} & {ACCENT}
    assert_nothing_cut_off(spec, charts.WIDTH)


def test_a_small_change_looks_small() -> None:
    records = [{"group": "Positive", "year": year, "share": share} for year, share in (("2019", 90), ("2021", 91))]
    at = {
        text: left
        for text, left, *_ in placed_texts(charts.paired(records, "group", "year", "share", "percent", ACCENT))
    }
    assert at["91%"] - at["90%"] < 0.25 * charts.WIDTH


def test_paired_refuses_a_third_series() -> None:
    with pytest.raises(ValueError, match="there are 3: 2020, 2021, 2019"):
        charts.paired([*RATES, {**RATES[0], "period": "2019"}], "group", "period", "rate", "percent", ACCENT)


def test_bars_write_every_number_with_its_sign() -> None:
    assert {"−23.8%", "+4.0%", "0.0%", "not available"} <= set(texts(SPECS["bars"]()))


def test_a_missing_bar_is_not_a_bar_of_zero() -> None:
    lengths = [re.search(r"h(-?[\d.]+)", bar.get("d", "")) for bar in marks(SPECS["bars"](), "rect")]
    assert [round(float(length.group(1))) == 0 for length in lengths if length] == [False, True, False]


def test_bars_refuse_a_fifth_colour() -> None:
    records = [{"group": str(number), "change": 1, "kind": str(number)} for number in range(5)]
    with pytest.raises(ValueError, match="'kind' has 5"):
        charts.bars(records, "group", "change", "people", ACCENT, colour_by="kind")


def test_a_missing_value_breaks_a_line() -> None:
    paths = [line.get("d", "") for line in marks(SPECS["lines"](), "line")]
    assert sorted(path.count("M") for path in paths) == [1, 2]
    assert len(marks(SPECS["lines"](), "symbol")) == 7


def test_lines_are_named_at_their_ends_with_their_last_number() -> None:
    said = [" ".join(text.split()) for text in texts(SPECS["lines"]())]
    assert {"South East Midlands 118%", "England 131%", "South East Midlands: not available"} <= set(said)


@unhurried
@given(st.lists(st.tuples(st.integers(-500, 90_000), st.integers(-500, 90_000)), min_size=1, max_size=6))
def test_no_line_is_cut_off(pairs: list[tuple[int, int]]) -> None:
    records = [
        {"year": str(2015 + place), "kind": kind, "count": count, "low": count - 100, "high": count + 100}
        for place, pair in enumerate(pairs)
        for kind, count in zip(["Enterprise births", "Enterprise deaths"], pair, strict=True)
    ]
    spec = charts.lines(records, "year", "kind", "count", "people", ACCENT, lower="low", upper="high")
    assert_nothing_cut_off(spec, charts.WIDTH)


def test_matrix_colours_zero_and_leaves_the_missing_white() -> None:
    cells = marks(SPECS["matrix"](), "rect")
    assert len(cells) == 4
    dashed = [cell for cell in cells if cell.get("stroke-dasharray")]
    assert [cell.get("fill") for cell in dashed] == ["#ffffff"]
    assert "#ffffff" not in {cell.get("fill") for cell in cells if cell not in dashed}
    assert {"+12%", "0%", "−8%", "not available"} <= set(texts(SPECS["matrix"]()))


def test_matrix_tints_further_from_zero_deeper() -> None:
    records = [{"row": "a", "column": str(value), "value": value, "text": None} for value in (1, 5, 10)]
    spec = charts.matrix(records, "row", "column", "value", "text", "people", ACCENT)
    reds = [int(cell.get("fill", "#000000")[1:3], 16) for cell in marks(spec, "rect")]
    assert reds == sorted(reds, reverse=True)
    assert len(set(reds)) == 3


# Breaks in a series


def subpaths(spec: charts.Spec) -> int:
    """How many pieces the lines of a chart are drawn in."""
    return sum(item.get("d", "").count("M") for item in marks(spec, "line"))


def test_no_line_crosses_a_break_and_a_rule_with_its_word_stands_there() -> None:
    whole, once, twice = broken(), broken(date(2020, 1, 1)), broken(date(2016, 1, 1), date(2020, 1, 1))
    assert (subpaths(whole), subpaths(once), subpaths(twice)) == (1, 2, 3)
    assert (len(marks(whole, "rule")), len(marks(once, "rule")), len(marks(twice, "rule"))) == (0, 1, 2)
    assert [text for text in texts(twice) if text.startswith("break")] == ["break 1", "break 2"]


def test_a_break_outside_the_series_is_not_drawn() -> None:
    assert marks(broken(date(2001, 1, 1), date(2030, 1, 1)), "rule") == []


def test_words_of_breaks_close_together_stand_apart_and_nothing_is_cut_off() -> None:
    spec = broken(date(2019, 7, 1), date(2020, 1, 1), date(2021, 1, 1))
    assert_nothing_cut_off(spec, charts.WIDTH)
    placed = [each for each in placed_texts(spec) if each[0].startswith("break")]
    assert len(placed) == 3
    for one, other in itertools.combinations(placed, 2):
        assert one[3] != other[3] or one[2] <= other[1] or other[2] <= one[1]


def test_a_long_series_is_a_line_without_a_point_at_each_value() -> None:
    months = [
        {"month": f"{year}-{month:02d}", "area": "Luton", "count": 1000 + month}
        for year in range(2015, 2025)
        for month in range(1, 13)
    ]
    long = charts.lines(months, "month", "area", "count", "people", ACCENT)
    assert len(marks(long, "symbol")) == 0
    assert len(marks(charts.lines(months[:24], "month", "area", "count", "people", ACCENT), "symbol")) == 24
    assert len(charts.draw_svg(long)) < 15_000
