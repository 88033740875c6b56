"""Claimants for each online job advert."""

from __future__ import annotations

from watling.figures.definition import Indicator, Ratio, Sum

indicator = Indicator(
    title="Claimants per online job advert",
    description="People who claim benefits because they are unemployed, for each job advert on the web in the month.",
    theme="labour demand",
    unit="ratio",
    composition=Ratio(Sum("claimant-count"), Sum("dfe-online-adverts"), scale=1),
    decimals=2,
    compare=True,
    caveats=(
        "Claimants are rounded to 5.",
        "Claimants are counted where they live, adverts where the job is: people travel.",
        "Experimental statistics from an index of websites: an advert may stand for several jobs, or for none.",
        "Some who claim are in work with low earnings; not all who are unemployed claim.",
    ),
    cannot_show="Whether those who claim have the skills the adverts ask for.",
    core=True,
)
