"""Enterprises that grow fast."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="High-growth enterprises",
    description=(
        "Enterprises whose employment grew by more than 20% a year over three years, in per cent of those "
        "with ten employees or more."
    ),
    theme="business",
    unit="percent",
    composition=AsPublished(
        "ons-high-growth-rate",
        reason="The numbers it is a share of, of enterprises with ten employees or more, are not published beside it.",
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=("Few enterprises in most authorities, so it moves much from year to year.",),
    cannot_show="Growth of small enterprises, or of turnover.",
    core=True,
)
