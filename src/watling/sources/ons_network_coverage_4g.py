"""Land with an outdoor 4G signal, at one day."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

COVERED = percent("ons-4g-coverage", rounded_to=0.01)

source = local_statistics(
    dataset="network-coverage-4g",
    earlier="4g-coverage",
    title="4G coverage",
    page="4g-coverage",
    cadence="three times a year",
    series={"4G coverage": COVERED, "4G coverage provided by at least one mobile network provider": COVERED},
    period="month",
    snapshot=True,
    rows=(360, 450),
    areas={"lad": 350},
    note=(
        "From Ofcom. Each release is one snapshot. Until September 2024 with local authorities only. Figures "
        "for larger areas are the publisher's own sums."
    ),
)
