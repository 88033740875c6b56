"""How online job adverts changed from one January to the next."""

from __future__ import annotations

from watling.figures.definition import Growth, Indicator, Sum

indicator = Indicator(
    title="Change in online job adverts in January",
    description="Online job adverts in January against the January before, 2018 to 2022.",
    theme="labour demand",
    unit="percent change",
    composition=Growth(Sum("ons-online-adverts"), since="P1Y"),
    polarity="higher is better",
    decimals=1,
    compare=True,
    caveats=(
        "Adverts were divided by a number that is not published: sizes to hold against each other, not counts.",
        "Adverts whose authority is not known are in no authority's value; most of London's are not known.",
        "One month a year, and one website: a change may be one of recruiting habits.",
    ),
    cannot_show="Jobs that are not advertised online, and anything after January 2022.",
    core=True,
)
