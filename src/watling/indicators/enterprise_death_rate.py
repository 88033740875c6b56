"""Enterprises that ceased, as a share of those active."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, WeightedMean

indicator = Indicator(
    title="Enterprise death rate",
    description="Enterprises that ceased in the year, in per cent of active enterprises.",
    theme="business",
    unit="percent",
    composition=WeightedMean("ons-enterprise-death-rate", weight="ons-active-enterprises"),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.5, since="P1Y"),
    caveats=(
        "The latest two years are provisional: an enterprise may yet become active again.",
        "For several areas together the mean is weighted by active enterprises, which gives all deaths over all "
        "active enterprises.",
        "Where one address registers many enterprises at a time, it distorts a local figure.",
    ),
    cannot_show="Why enterprises cease: some are sold, merged or retired from.",
    core=True,
)
