"""Employers who find digital skills hard to recruit."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Employers who find digital skills hard to find",
    description="Share of employers who say that applicants with digital skills are difficult to find.",
    theme="labour demand",
    unit="percent",
    composition=AsPublished(
        "digital-skills-hard-to-find", reason="A survey's percentage; how many employers were asked is not stated."
    ),
    polarity="lower is better",
    compare=True,
    caveats=("A survey without a published interval.",),
    cannot_show="Which digital skills.",
)
