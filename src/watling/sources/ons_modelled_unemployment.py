"""Model-based unemployment of people aged 16 and over, from the Annual Population Survey and the claimant count."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

source = local_statistics(
    dataset="modelled-unemployment",
    title="modelled unemployment rate",
    page="modelled-unemployment",
    cadence="once a year; suspended since 2024 until the survey is reweighted",
    series={"Modelled unemployment rate": percent("ons-modelled-unemployment-rate")},
    period="year",
    rows=(7_300, 10_500),
    areas={"lad": 345, "combined authority": 10, "region": 9, "country": 3},
    note="Great Britain. Unitary authorities made since 2009, East and West Suffolk are published without intervals.",
)
