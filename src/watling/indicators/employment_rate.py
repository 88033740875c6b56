"""The share of people of a group who are in work."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Employment rate by group",
    description="Share of people in employment, by sex, ethnic group and disability.",
    theme="labour supply",
    unit="percent",
    composition=AsPublished(
        "employment-rate", reason="Only rates are published, not the numbers of people and their sampling error."
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=3.0),
    caveats=(
        "From a sample survey; its intervals were not published with it, and for small groups they are wide.",
        "The two periods overlap by six months.",
        "The rates by sex lie below most rates of the other groups: they probably cover a wider age range.",
    ),
    cannot_show="Whether a small group's rate really changed.",
    labels={"characteristic": "Characteristic", "group": "Group"},
)
