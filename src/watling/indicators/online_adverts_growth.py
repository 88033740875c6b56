"""How online job adverts changed in a year."""

from __future__ import annotations

from watling.figures.definition import Growth, Indicator, Sum

indicator = Indicator(
    title="Growth in online job adverts",
    description="Change in the job adverts live on the web in a month on the same month a year before.",
    theme="labour demand",
    unit="percent change",
    composition=Growth(Sum("dfe-online-adverts"), since="P1Y"),
    decimals=1,
    compare=True,
    caveats=(
        "Experimental statistics from an index of websites: an advert may stand for several jobs, or for none.",
        "The websites that are searched change, which moves all areas: compare with England.",
    ),
    cannot_show="Whether more people were hired: an advert may stay for long, or never be filled.",
    core=True,
)
