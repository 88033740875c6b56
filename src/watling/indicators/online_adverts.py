"""Online job adverts by month."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Online job adverts",
    description="Job adverts live on the web in the month, each counted once though it stands on several sites.",
    theme="labour demand",
    unit="adverts",
    composition=Sum("dfe-online-adverts"),
    caveats=(
        "Experimental statistics from an index of websites: an advert may stand for several jobs, or for none.",
        "London is one area, not divided into boroughs.",
        "Not adjusted for the season: compare a month with the same month of another year.",
    ),
    cannot_show="Jobs that are filled without an advert on the web, and how hard an advert was to fill.",
    core=True,
)
