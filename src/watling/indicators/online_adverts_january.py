"""Online job adverts in January."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Online job adverts in January",
    description="Online job adverts, average over January, in units of a set number of adverts, 2017 to 2022.",
    theme="labour demand",
    unit="units of adverts",
    composition=Sum("ons-online-adverts"),
    decimals=1,
    caveats=(
        "Adverts were divided by a number that is not published: sizes to hold against each other, not counts.",
        "Adverts whose authority is not known are in no authority's value; most of London's are not known.",
        "One month a year, and one website: a change may be one of recruiting habits.",
    ),
    cannot_show="Jobs that are not advertised online, and anything after January 2022.",
    core=True,
)
