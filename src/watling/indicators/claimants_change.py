"""How the number of claimants changed over a year."""

from __future__ import annotations

from watling.figures.definition import Growth, Indicator, Sum, Total

indicator = Indicator(
    title="Change in claimants over a year",
    description="The number of claimants against the same month a year before.",
    theme="labour supply",
    unit="percent change",
    composition=Growth(Total(Sum("claimants"), keeping=((), ("sex",), ("age",))), since="P1Y"),
    polarity="lower is better",
    decimals=1,
    compare=True,
    caveats=("The bounds come from the rounding of the two counts; they are not a sampling interval.",),
    cannot_show="Why the number changed: people find work, leave the labour market, move, or lose the entitlement.",
    labels={"sex": "Sex", "age": "Age"},
)
