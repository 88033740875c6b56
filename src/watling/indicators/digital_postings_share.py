"""Job postings that ask for digital skills."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Job postings that ask for digital skills",
    description="Share of online job postings that explicitly require digital skills.",
    theme="labour demand",
    unit="percent",
    composition=AsPublished(
        "digital-postings-share", reason="Only the percentage is published, with neither count nor list of skills."
    ),
    polarity="none",
    compare=True,
    caveats=("What counts as a digital skill decides the number; the publisher does not say.",),
    cannot_show="Digital skills that employers take for granted and do not mention.",
)
