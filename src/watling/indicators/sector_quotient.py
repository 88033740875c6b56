"""How much more of a sector an area has than England."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import Break, Indicator, Quotient, Ratio, Sum, Total

indicator = Indicator(
    title="Location quotient of sectors",
    description="A sector's share of the area's employment over that of England's: 2 is twice as much.",
    theme="labour demand",
    unit="quotient",
    composition=Quotient(Ratio(Sum("bres-employment"), Total(Sum("bres-employment"), keeping=((),)))),
    decimals=2,
    breaks=(Break(date(2015, 9, 1), "businesses registered for PAYE alone are counted from here on"),),
    caveats=(
        "From a survey of businesses whose sampling error is not published; the bounds are those of rounding alone.",
        "Employees and working owners are counted; the self-employed without VAT or PAYE are not.",
        "In small sectors rounding alone moves the quotient: see its bounds.",
    ),
    cannot_show="Whether the sector is large, or growing: a small sector may be twice as common as in England.",
    labels={"industry": "Industry"},
    core=True,
)
