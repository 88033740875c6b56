"""The ten occupations most often advertised in a sector."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Most advertised occupations",
    description="The rank of an occupation among its sector's postings, 1 being the most advertised.",
    theme="labour demand",
    unit="rank",
    composition=AsPublished(
        "top-occupations", reason="Ranks cannot be added or averaged; the counts are not published."
    ),
    polarity="none",
    caveats=("Occupations are named as in the report, not coded to SOC 2020.",),
    cannot_show="How far apart two ranks are.",
    labels={"sector": "Sector", "occupation": "Occupation"},
)
