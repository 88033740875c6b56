"""The layout of charts: the plot, the names down its side and the key above it, with room for all their words.

Room is reckoned here and not left to Vega, so that nothing is cut off and a drawing has the same size wherever it is
made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from watling.publishing.charts.records import Record
from watling.publishing.charts.style import EDGE, GAP, LINE, LINES, SIZE, SMALL, Spec
from watling.publishing.drawing import text_width, wrapped


def extent(ends: Sequence[float], least: float = 0) -> tuple[float, float]:
    """From the lowest to the highest, widened evenly to the least span; never from a number to itself."""
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    wider = max(least - (high - low), 0 if low < high else 2) / 2
    return low - wider, high + wider


def share(value: float, domain: tuple[float, float]) -> float:
    """How far across a domain a value stands: 0 at its lowest, 1 at its highest."""
    return (value - domain[0]) / (domain[1] - domain[0])


def room_needed(row: Record, domain: tuple[float, float]) -> tuple[float, float, float]:
    """Where across the plot a row's words hang, from 0 to 1, and the room they take to the left and to the right."""
    end = {"left": "lower", "right": "upper"}[row["side"]]
    at = row.get("against", domain[0]) if row["value"] is None else row[end]
    words = GAP + (text_width(row["text"], SMALL) if row["value"] is None else text_width(row["text"], SIZE, bold=True))
    return share(at, domain), words * (row["side"] == "left"), words * (row["side"] == "right")


@dataclass(frozen=True)
class Plot:
    """The width of the plot, and how far words reach beyond it on either side."""

    left: int
    width: int
    right: int

    @classmethod
    def of(cls, room: float, needs: Iterable[tuple[float, float, float]]) -> Plot:
        """The widest plot whose words, each hung at a share of it with its needs to left and right, fit the room.

        Where none does, a third of the room is plot, and words reach past the edge rather than the plot vanish.
        """
        needs = list(needs)
        room = round(room) - 2 * EDGE
        for width in range(room - 16, 23, -1):
            left = math.ceil(max([8.0, *(before - share * width for share, before, _ in needs)]))
            right = math.ceil(max([8.0, *(after - (1 - share) * width for share, _, after in needs)]))
            if left + width + right <= room:
                return cls(left, room - left - right, right)
        return cls(left, room // 3, right)


@dataclass(frozen=True)
class Names:
    """The names of an axis of categories, down the left side, in lines of about a third of the drawing's width.

    In the data a name is its lines with line ends between, for an expression can split them. No expression may hold a
    name itself: Vega takes the text "if" in one for its own word.
    """

    lines: Mapping[str, str]
    least: int

    @classmethod
    def of(cls, labels: Iterable[str], width: int, least: int) -> Names:
        """The labels in lines, each row at least so high."""
        return cls({label: "\n".join(wrapped(label, max(width * 0.34, 170), SIZE)) for label in labels}, least)

    @property
    def room(self) -> int:
        """The width that the names take."""
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
        """The axis, so far away from the plot."""
        axis = alt.Axis(
            labelExpr=LINES,
            labelAlign="left",
            labelPadding=self.room,
            labelOffset=by_lines(lambda count: -(count - 1) * LINE / 2),
            offset=away,
            grid=False,
        )
        return alt.Y(f"{field}:N", scale=alt.Scale(domain=list(self.lines.values()), padding=0), axis=axis)


def by_lines(measure: Callable[[int], float]) -> Spec:
    """A measure of an axis's label that hangs on how many lines it has, for Vega goes by the first line alone."""
    several = [{"test": f"length({LINES}) == {count}", "value": measure(count)} for count in range(2, 7)]
    return {"condition": several, "value": measure(1)}


@dataclass(frozen=True)
class Key:
    """The key to the colours, above the plot: from the drawing's left edge, in one line or in one column."""

    rows: int
    left: int

    @classmethod
    def of(cls, names: Sequence[str], left: int, width: int) -> Key:
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
