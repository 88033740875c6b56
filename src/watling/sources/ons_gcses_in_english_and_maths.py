"""Young people with GCSEs in English and maths by age 19."""

from __future__ import annotations

from watling.sources.readers.explore_local_statistics import local_statistics, percent

source = local_statistics(
    dataset="gcses-in-english-and-maths",
    title="GCSEs in English and maths by age 19",
    page="gcses-equivalent-english-maths",
    cadence="once a year, in April",
    series={"GCSEs in English and Maths": percent("ons-gcse-english-and-maths", rounded_to=0.001)},
    period="academic year",
    rows=(2_900, 4_500),
    areas={"lad": 330, "county": 20, "combined authority": 10, "region": 9},
    note=(
        "From the Department for Education, for England. By where the school was at age 15. Years are "
        "published as from September and kept as academic years, from August."
    ),
)
