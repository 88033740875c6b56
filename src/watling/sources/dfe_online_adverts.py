"""Online job adverts by month, and by occupation in the newest month (ONS with Textkernel)."""

from __future__ import annotations

from watling.packs.contract import Measure
from watling.sources.readers import data_hub as hub

ADVERTS = "dfe-online-adverts"
BY_OCCUPATION = "dfe-online-adverts-by-occupation"
BY_MAJOR_GROUP = "dfe-online-adverts-by-major-group"

CELLS: hub.Cells = {
    **hub.total("vacancies", ADVERTS),
    **hub.by_occupation("vacancies", BY_OCCUPATION, ("Unknown",)),
    **hub.by_major_group("vacancies", BY_MAJOR_GROUP, ("Unknown",)),
}

source = hub.hub_source(
    title="Local Skills dashboard: online job adverts",
    cadence="several times a year",
    cells=CELLS,
    measures=tuple(
        Measure(measure=name, unit="adverts", minimum=0, whole=True)
        for name in (ADVERTS, BY_OCCUPATION, BY_MAJOR_GROUP)
    ),
    rows=(15_000, 600_000),
    areas={"lad": 250, "lsip": 38, "combined authority": 11, "country": 1},
    periods=("month",),
    note=(
        "From the Office for National Statistics, with Textkernel: experimental. Adverts live in the month, each "
        "counted once though it stands on several sites. London is not divided into boroughs. An advert is not a "
        "vacancy: some stand for several jobs, some jobs are never advertised on the web. Occupations are given for "
        "the newest month."
    ),
)
