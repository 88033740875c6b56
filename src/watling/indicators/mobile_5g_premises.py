"""5G at premises, by how many operators give it."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="5G coverage of premises by operators",
    description="Share of premises that have 5G outdoors from none, one, two, three or all four operators.",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished(
        "ofcom-mobile-5g-premises", reason="Only percentages are published for each number of operators."
    ),
    decimals=1,
    compare=True,
    caveats=(
        "High confidence is a predicted chance of coverage of about 80%, very high confidence of about 95%.",
        "Operators' predictions; what a phone finds on the spot may differ.",
    ),
    cannot_show="Coverage inside buildings, or how fast a connection is.",
    labels={"operators": "Operators", "confidence": "Confidence"},
    core=True,
)
