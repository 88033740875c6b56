"""The claimant count as a share of residents aged 16 to 64, a mean of each year's months."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

source = local_statistics(
    dataset="claimant-count",
    title="claimant count rate",
    page="claimant-count",
    cadence="once a year, in January",
    series={"Claimant Count": percent("ons-claimant-rate", rounded_to=0.1)},
    period="year",
    rows=(9_900, 14_000),
    areas={"lad": 350, "county": 20, "combined authority": 10, "region": 9, "country": 4},
    note="Claimants over the population aged 16 to 64 of mid-2023, for every year.",
)
