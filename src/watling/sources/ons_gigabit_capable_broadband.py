"""Premises that can have a gigabit connection, at one day."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

GIGABIT = percent("ons-gigabit-availability", rounded_to=0.1)

source = local_statistics(
    dataset="gigabit-capable-broadband",
    title="gigabit-capable broadband",
    page="gigabit-capable-broadband",
    cadence="three times a year",
    series={"Gigabit capable broadband": GIGABIT, "Premises with gigabit capable broadband": GIGABIT},
    period="month",
    snapshot=True,
    rows=(360, 450),
    areas={"lad": 350},
    note=(
        "From Ofcom. Each release is one snapshot. Until September 2024 with local authorities only. Figures "
        "for larger areas are the publisher's own sums."
    ),
)
