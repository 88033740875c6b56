"""4G on the land, by how many operators give it."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="4G coverage of the land by operators",
    description="Share of the area that has 4G outdoors from none, one, two, three or all four operators.",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished(
        "ofcom-mobile-4g-geographic", reason="The shares are of areas of land that are not published beside them."
    ),
    decimals=1,
    compare=True,
    caveats=(
        "The shares of one authority add up to 100%: each is of land with exactly so many operators.",
        "Operators' predictions; what a phone finds on the spot may differ.",
    ),
    cannot_show="How good a connection is at the spot, in a vehicle or when many use it.",
    labels={"operators": "Operators"},
    core=True,
)
