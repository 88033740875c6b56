"""How the number of businesses changed over a year."""

from __future__ import annotations

from watling.figures.definition import Growth, Indicator, Sum

indicator = Indicator(
    title="Change in businesses over a year",
    description="The number of businesses of a size against the year before.",
    theme="business",
    unit="percent change",
    composition=Growth(Sum("business-counts"), since="P1Y"),
    polarity="higher is better",
    decimals=1,
    compare=True,
    caveats=("Businesses that grow change their size band.",),
    cannot_show="How many began and how many ended: see births and deaths.",
    labels={"size": "Employment"},
)
