"""People without qualifications."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="No qualifications",
    description="Share of people aged 16 to 64 who have no qualification.",
    theme="skills and learning",
    unit="percent",
    composition=AsPublished(
        "ons-no-qualifications",
        reason="Only percentages and their intervals are published here, without the numbers of people.",
    ),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=2.0, since="P1Y"),
    caveats=(
        "Official statistics in development: fewer people answer the survey than did, so changes are uncertain "
        "beyond their intervals.",
        "Not updated after 2023 until the publisher has reweighted the survey.",
        "For many authorities the sample holds fewer than ten such people; those estimates are unreliable, "
        "and ONS gives no interval for them.",
    ),
    cannot_show="What people without a certificate can do.",
    core=True,
)
