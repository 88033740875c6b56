"""What part of the enterprises is of each size."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import Break, Indicator, Ratio, Sum

indicator = Indicator(
    title="Share of enterprises by size",
    description="Share of the enterprises on the register in March that are of a size, by number of people employed.",
    theme="business",
    unit="percent",
    composition=Ratio(Sum("ubc-enterprises-by-size"), Sum("ubc-enterprises")),
    decimals=1,
    compare=True,
    breaks=(Break(date(2015, 3, 1), "businesses registered for PAYE alone are counted from here on"),),
    caveats=(
        "Counts are rounded to 5.",
        "Businesses without employees on PAYE and below the VAT threshold are not on the register.",
    ),
    cannot_show="What part of the jobs is in enterprises of a size.",
    labels={"size": "Size"},
    core=True,
)
