"""How many people work in each sector, by where they work."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import Break, Indicator, Progress, Sum

indicator = Indicator(
    title="Employment by sector",
    description="Employees and working owners by section of SIC 2007, where they work.",
    theme="labour demand",
    unit="jobs",
    composition=Sum("bres-employment"),
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    breaks=(Break(date(2015, 9, 1), "businesses registered for PAYE alone are counted from here on"),),
    caveats=(
        "From a survey of businesses whose sampling error is not published; the bounds are those of rounding alone.",
        "Employees and working owners are counted; the self-employed without VAT or PAYE are not.",
    ),
    cannot_show="Where these people live, or what occupation they have.",
    labels={"industry": "Industry"},
    core=True,
)
