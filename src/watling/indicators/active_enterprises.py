"""Enterprises with turnover or employment."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Sum

indicator = Indicator(
    title="Active enterprises",
    description="Enterprises that had turnover or employees at any time in the year.",
    theme="business",
    unit="enterprises",
    composition=Sum("ons-active-enterprises"),
    polarity="higher is better",
    progress=Progress(minimum_change=2.0, relative=True, since="P1Y"),
    caveats=(
        "Only enterprises registered for VAT or PAYE.",
        "An enterprise is counted where it is registered, with all its branches.",
        "Where one address registers many enterprises at a time, it distorts a local figure.",
    ),
    cannot_show="How many people work in the area.",
    core=True,
)
