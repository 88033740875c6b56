"""New enterprises as a share of those active."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, WeightedMean

indicator = Indicator(
    title="Enterprise birth rate",
    description="Enterprises born in the year, in per cent of active enterprises.",
    theme="business",
    unit="percent",
    composition=WeightedMean("ons-enterprise-birth-rate", weight="ons-active-enterprises"),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.5, since="P1Y"),
    caveats=(
        "For several areas together the mean is weighted by active enterprises, which gives all births over all "
        "active enterprises.",
        "Where one address registers many enterprises at a time, it distorts a local figure.",
    ),
    cannot_show="How long new enterprises last, or how many people they employ.",
    core=True,
)
