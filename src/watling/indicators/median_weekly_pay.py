"""What employees earn in a week, in the middle."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import AsPublished, Break, Indicator, Progress

indicator = Indicator(
    title="Median weekly pay",
    description=(
        "Gross weekly pay of the employee in the middle, full-time and part-time, by where employees live, in April."
    ),
    theme="labour supply",
    unit="GBP a week",
    composition=AsPublished(
        "ons-median-weekly-pay", reason="The median of several areas cannot be made from their medians."
    ),
    polarity="higher is better",
    compare=True,
    progress=Progress(minimum_change=2.0, relative=True, since="P1Y"),
    breaks=(
        Break(date(2011, 4, 1), "In 2011 the survey went over to another classification of occupations."),
        Break(date(2021, 4, 1), "In 2021 the survey went over to another classification of occupations."),
    ),
    caveats=(
        "In pounds of each year: not adjusted for prices.",
        "The latest year is provisional, and the year before it revised.",
        "The self-employed are not in it.",
    ),
    cannot_show="What a household has to live on, or pay for the same hours.",
    core=True,
)
