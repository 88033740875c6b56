"""Online job postings, by sector and occupational group."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum, Total

indicator = Indicator(
    title="Vacancies",
    description="Online job postings over twelve months, by sector of the employer and occupational group of the job.",
    theme="labour demand",
    unit="postings",
    composition=Total(Sum("vacancies"), keeping=((), ("sector",), ("group",))),
    polarity="none",
    caveats=(
        "Totals add up the occupational groups that are listed for a sector; smaller groups are not published.",
        "A posting is not a job: one posting may fill several jobs, and one job may be posted more than once.",
    ),
    cannot_show="Jobs that are filled without an advert on the web.",
    labels={"sector": "Sector", "group": "Occupational group"},
)
