"""Premises that cannot have 30 Mbit/s, at one day."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

BELOW = percent("ons-premises-below-30", rounded_to=0.1)

source = local_statistics(
    dataset="premises-below-30",
    title="premises below 30 Mbit/s",
    page="premises-below-30mbps",
    cadence="three times a year",
    series={"Premises below 30Mbps": BELOW, "Premises below 30Mbits": BELOW},
    period="month",
    snapshot=True,
    rows=(360, 450),
    areas={"lad": 350},
    note=(
        "From Ofcom. Each release is one snapshot. Until September 2024 with local authorities only. Figures "
        "for larger areas are the publisher's own sums."
    ),
)
