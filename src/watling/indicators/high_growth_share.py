"""Enterprises that grow fast, of those large enough to tell."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="High-growth share of enterprises",
    description=(
        "Enterprises whose employment grew by more than 20% a year over three years, in per cent of those with ten "
        "employees or more."
    ),
    theme="business",
    unit="percent",
    composition=Ratio(Sum("ons-high-growth-enterprises"), Sum("ons-enterprises-with-ten-employees")),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "Few enterprises in most authorities: with counts within 5, the bounds are wide.",
        "Growth by merger or takeover is not taken out.",
    ),
    cannot_show="Growth of small enterprises, or of turnover.",
    core=True,
)
