"""People claiming unemployment-related benefits, as a share of residents."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import AsPublished, Break, Indicator, Progress

indicator = Indicator(
    title="Claimant rate",
    description=(
        "People claiming unemployment-related benefits in per cent of residents aged 16 to 64, a mean of the "
        "months of the year."
    ),
    theme="labour supply",
    unit="percent",
    composition=AsPublished(
        "ons-claimant-rate", reason="Only rates are published here, without the numbers of claimants and of residents."
    ),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.5, since="P1Y"),
    breaks=(
        Break(
            date(2015, 4, 1),
            "From April 2015 Universal Credit claimants are counted by whether they must search for work, "
            "before by whether they had work.",
        ),
    ),
    caveats=(
        "Every year is over the population of mid-2023, so early years are not the rates of their day.",
        "The rules of the benefits decide who is counted: as Universal Credit took over, more people had to search "
        "for work.",
    ),
    cannot_show=(
        "How many people are without work: many who look for work do not claim, and some who claim have work."
    ),
    core=True,
)
