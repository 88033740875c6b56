"""How many enterprises there are of each size."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import Break, Indicator, Progress, Sum

indicator = Indicator(
    title="Enterprises by size",
    description="Enterprises on the register in March, by number of people employed.",
    theme="business",
    unit="enterprises",
    composition=Sum("ubc-enterprises-by-size"),
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    breaks=(Break(date(2015, 3, 1), "businesses registered for PAYE alone are counted from here on"),),
    caveats=(
        "Counts are rounded to 5.",
        "Businesses without employees on PAYE and below the VAT threshold are not on the register.",
    ),
    cannot_show="How many people the enterprises employ here: an enterprise is counted at its head office.",
    labels={"size": "Size"},
    core=True,
)
