"""What part of the online job adverts is for each sub-major group of occupations."""

from __future__ import annotations

from watling.figures.definition import Indicator, Ratio, Sum, Total

indicator = Indicator(
    title="Share of online job adverts by occupation",
    description="Share of the month's job adverts on the web that are for a sub-major group of occupations (SOC 2020).",
    theme="labour demand",
    unit="percent",
    composition=Ratio(
        Sum("dfe-online-adverts-by-occupation"), Total(Sum("dfe-online-adverts-by-occupation"), keeping=((),))
    ),
    decimals=1,
    compare=True,
    caveats=(
        "Experimental statistics from an index of websites: an advert may stand for several jobs, or for none.",
        "The occupation is worked out by machine from the advert's title; some remain unknown.",
        "Given for the newest month only.",
        "Of the adverts of all occupations, unknown ones included.",
    ),
    cannot_show="The share of jobs: occupations differ in how often their jobs are advertised on the web.",
    labels={"occupation": "Occupation"},
    core=True,
)
