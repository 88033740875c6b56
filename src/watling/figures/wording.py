"""Figures in words: the one place where a number becomes text, so that it is the same on every page and paper."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from watling.figures.definition import Indicator
from watling.figures.figure import Figure
from watling.sources.observation import STATUSES

MINUS = "\u2212"
TRENDS = {1.0: "increasing", 0.0: "level", -1.0: "decreasing"}
MISSING = "not available"


def number(value: float, decimals: int) -> str:
    """A number with commas and a true minus sign.

    >>> number(-23.84, 1), number(46815, 0)
    ('−23.8', '46,815')
    """
    text = f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def quantity(value: float, unit: str, decimals: int) -> str:
    """A number with its sign or unit mark.

    >>> quantity(-23.84, "percent change", 1), quantity(87, "percent change", 0), quantity(20, "percent", 0)
    ('−23.8%', '+87%', '20%')
    >>> quantity(265000000, "GBP", 0), quantity(46815, "people", 0), quantity(1, "trend", 0)
    ('£265,000,000', '46,815', 'increasing')
    """
    if unit == "trend":
        return TRENDS[value]
    text = number(value, decimals)
    if unit == "percent":
        return f"{text}%"
    if unit == "percent change":
        sign = "+" if value > 0 and text.strip("0.,") else ""
        return f"{sign}{text}%"
    if unit.startswith("GBP"):
        return f"{MINUS}£{text[1:]}" if text.startswith(MINUS) else f"£{text}"
    return text


def shown(figure: Figure, indicator: Indicator) -> str:
    """A figure as it is shown: its value, or what is known of it, or that it is not available. Never zero for nothing.

    An estimate published without bounds ("around a fifth") is shown as one: about 20%.
    """
    decimals = indicator.decimals
    if figure.value is not None:
        text = quantity(figure.value, figure.unit, decimals)
        return f"about {text}" if figure.status == "e" and not figure.interval else text
    if figure.lower and figure.upper is not None:  # at least zero says nothing of a count
        return f"{quantity(figure.lower, figure.unit, decimals)} to {quantity(figure.upper, figure.unit, decimals)}"
    if figure.upper is not None:
        return f"under {quantity(figure.upper, figure.unit, decimals)}"
    if figure.lower:
        return f"at least {quantity(figure.lower, figure.unit, decimals)}"
    return MISSING


def interval(figure: Figure, indicator: Indicator) -> str:
    """The bounds in words, rounded outwards, with as many places as keep them from growing by half; empty without any.

    "−23.85% to −23.83%" says more than "−23.9% to −23.8%", and 84.5% to 85.5% is not 84% to 86%.
    """
    if figure.lower is None or figure.upper is None or figure.lower == figure.upper == figure.value:
        return ""
    for decimals in range(indicator.decimals, indicator.decimals + 4):
        low, high = _outwards(figure.lower, decimals, floor), _outwards(figure.upper, decimals, ceil)
        if high - low <= 1.5 * (figure.upper - figure.lower):
            break
    return f"{quantity(low, figure.unit, decimals)} to {quantity(high, figure.unit, decimals)}"


def _outwards(value: float, decimals: int, way: Callable[[float], int]) -> float:
    """A number cut to some places by floor or ceil; what is beyond the sixth place of those is noise."""
    scale = 10.0**decimals
    return way(round(value * scale, 6)) / scale


def status(figure: Figure) -> str:
    """The status in words."""
    return STATUSES[figure.status]


def breakdown(figure: Figure, indicator: Indicator) -> str:
    """The breakdown in words: ``Male, 16-24``; ``all`` where there is none."""
    order = list(indicator.labels)
    names = sorted(figure.breakdown, key=lambda name: (order.index(name) if name in order else len(order), name))
    return ", ".join(figure.breakdown[name] for name in names) or "all"
