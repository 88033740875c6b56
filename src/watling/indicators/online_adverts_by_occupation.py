"""Online job adverts by occupation."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Online job adverts by occupation",
    description="Job adverts live on the web in the month, by sub-major group of occupations (SOC 2020).",
    theme="labour demand",
    unit="adverts",
    composition=Sum("dfe-online-adverts-by-occupation"),
    caveats=(
        "Experimental statistics from an index of websites: an advert may stand for several jobs, or for none.",
        "The occupation is worked out by machine from the advert's title; some remain unknown.",
        "Given for the newest month only.",
    ),
    cannot_show="Shortages: a trade with many adverts may have many applicants.",
    labels={"occupation": "Occupation"},
    core=True,
)
