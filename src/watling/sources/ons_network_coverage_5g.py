"""Land with an outdoor 5G signal, at one day."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

COVERED = percent("ons-5g-coverage", rounded_to=0.01)

source = local_statistics(
    dataset="network-coverage-5g",
    earlier="5g-coverage",
    title="5G coverage",
    page="5g-coverage",
    cadence="three times a year",
    series={"5G coverage": COVERED, "5G coverage provided by at least one mobile network provider": COVERED},
    period="month",
    snapshot=True,
    rows=(360, 450),
    areas={"lad": 350},
    note=(
        "From Ofcom. Each release is one snapshot. Until September 2024 with local authorities only. Figures "
        "for larger areas are the publisher's own sums."
    ),
)
