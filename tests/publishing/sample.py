"""A report that holds every kind of block, and text that a renderer could take for markup."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from watling.publishing.document import (
    Bullets,
    Callout,
    Cell,
    Chapter,
    Chart,
    Column,
    Details,
    Downloads,
    Heading,
    Map,
    Paragraph,
    Report,
    Span,
    Table,
    Terms,
    Tile,
    Tiles,
    cell,
    plain,
    spans,
)
from watling.publishing.pdf import TAGS

ODD = (
    r"#set text(red) $x^2$ *not bold* _not italic_ @ref <b>not HTML</b> \alpha \\ [a](b) `code` // no comment"
    """ "-- '' & {{ x }}"""
)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def figure(text: str, indicator: str = "claimants") -> Span:
    return Span(text, figure=f"{indicator}:south-east-midlands:2021-11")


def spec(names: list[str], values: list[float], width: int = 640) -> dict[str, Any]:
    """Bars, as a plain Vega-Lite specification."""
    rows = [{"name": name, "value": value} for name, value in zip(names, values, strict=True)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": rows},
        "width": width,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "height": {"step": 34},
        "mark": {"type": "bar", "color": "#0b6066"},
        "encoding": {
            "x": {"field": "value", "type": "quantitative", "title": None},
            "y": {"field": "name", "type": "nominal", "title": None, "sort": None},
        },
        "config": {"font": "Arial, sans-serif", "axis": {"labelFontSize": 17, "labelLimit": 0}},
    }


AGES = Table(
    "claimants-by-age",
    "Claimants by age, November 2021 against January 2020",
    (Column("Age"), Column("January 2020", numeric=True), Column("November 2021", numeric=True)),
    (
        (cell("16 to 24"), cell(figure("5,890")), cell(figure("7,845"))),
        (cell("25 to 49"), cell(figure("16,245")), cell(figure("26,480"))),
        (cell("50 and over"), cell(figure("6,955")), cell(figure("12,490"))),
    ),
    note=spans("Counts are rounded to 5. Source: Office for National Statistics."),
)
RATINGS = Table(
    "ratings",
    "Every word that a table may colour",
    (Column("Occupational group"), Column("Vacancies", numeric=True), Column("Grade or status")),
    tuple((cell(f"Group {n}"), cell(figure(f"{n},105")), cell(tag, tag=tag)) for n, tag in enumerate(TAGS, start=1)),
)
WIDE = Table(
    "wide",
    "Local authorities side by side",
    (Column("Authority"), *(Column(f"Measure {n}", numeric=n < 8) for n in range(1, 10))),
    tuple(
        (
            cell(name),
            *(cell(f"{n * 1_234:,}") for n in range(1, 8)),
            cell("England is lower, and the difference is significant"),
            cell("Final"),
        )
        for name in ("Bedford", "Central Bedfordshire", "Luton", "Milton Keynes", "North Northamptonshire")
    ),
)
LONG = Table(
    "long",
    "A table of two hundred rows",
    (Column("Release"), Column("Row", numeric=True), Column("Value", numeric=True)),
    tuple((cell(f"Release {n}"), cell(str(n)), cell(f"−{n * 7:,}.5%")) for n in range(1, 201)),
)
ODDITIES = Table(
    "odd",
    f"Odd text: {ODD}",
    (Column("Kind"), Column("#Text*"), Column("", numeric=True)),
    (
        (cell("Markup"), cell(ODD), cell("£1.50")),
        (cell("Hash"), cell(HASH), cell("≥ 10")),
        (cell(""), Cell(()), cell(Span("missing"), tag="missing")),
    ),
)
EMPTY = Table("empty", "Nothing was published", (Column("Area"), Column("Value", numeric=True)), ())
DEGREES = Table(
    "degrees",
    "Employment rate by group",
    (Column("Group"), Column("Rate", numeric=True)),
    ((cell("Women"), cell(figure("74.6%"))), (cell("Men"), cell(figure("81.3%")))),
)
AREAS = Table(
    "members",
    "Members",
    (Column("Authority"), Column("People", numeric=True)),
    ((cell("Luton"), cell(figure("213,528"))),),
)

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 420" width="640" height="420">
<path d="M60 60L320 40L340 200L80 240Z" fill="#0b6066" stroke="white" stroke-width="3"/>
<path d="M320 40L580 90L560 260L340 200Z" fill="#6d9fa3" stroke="white" stroke-width="3"/>
<path d="M80 240L340 200L560 260L420 400L120 380Z" fill="#b5cfd1" stroke="white" stroke-width="3"/>
<text x="140" y="150" font-family="Arial, sans-serif" font-size="17" fill="white">Milton Keynes</text></svg>"""

AGES_CHART = Chart(
    "claimants-by-age-chart",
    "More people claim in every age group than in January 2020",
    "Claimants rose in all three age groups; the rise was largest among people aged 25 to 49.",
    spec(["16 to 24", "25 to 49", "50 and over"], [7845, 26480, 12490]),
    AGES,
)

REPORT = Report(
    name="local-skills-report",
    title="Local Skills Report",
    subtitle="Skills, jobs and businesses in the South East Midlands",
    publisher="South East Midlands Skills Panel",
    date="Figures published by January 2022",
    summary="What the region’s employers need, what its people can do, and what is being done about the difference.",
    accent="#0b6066",
    chapters=(
        Chapter(
            "1",
            "Foreword",
            "foreword",
            (
                Paragraph(
                    spans(
                        "There were ",
                        figure("46,815"),
                        " claimants in November 2021, ",
                        figure("−23.8%"),
                        " on a year before. ",
                        Span("Strong words", strong=True),
                        ", ",
                        Span("a stressed word", emphasis=True),
                        ", ",
                        Span("a web page", link="https://www.example.org/a_b?c=d#e"),
                        " and ",
                        Span("a page of the site", link="labour-supply/"),
                        ". Signs: − – ≥ £ % “quoted” café Łódź.",
                    )
                ),
                Tiles(
                    (
                        Tile(
                            figure("46,815"), "claimants", spans("In November 2021; ", figure("−23.8%"), " in a year.")
                        ),
                        Tile(figure("1,974,000"), "people live here", spans("In mid-2020.")),
                        Tile(
                            figure("90,640"),
                            "vacancies",
                            spans("Adverts in the year to March 2021, across ten sectors."),
                        ),
                        Tile(Span("Not published"), "full fibre"),
                    )
                ),
                Heading(2, "What was found", "found"),
                Bullets((spans("Vacancies fell by ", figure("12.4%"), "."), spans("Apprenticeship starts fell."))),
                Heading(3, "In order", "order"),
                Bullets((spans("Digital skills."), spans("Green skills.")), ordered=True),
                Callout(
                    "note",
                    "About the figures",
                    (Paragraph(spans("Suppressed is never zero.")), Bullets((spans("One."),))),
                ),
                Callout("warning", "Two values were published", (Paragraph(spans("Both are shown.")), EMPTY)),
                Terms(
                    (
                        ("Claimant", spans("A person who claims benefits chiefly because of being unemployed.")),
                        ("Region", spans("Six local authorities.")),
                    )
                ),
                Downloads((("Claimants", "data/tables/claimants.csv", "CSV, 3 KB"),)),
            ),
        ),
        Chapter(
            "2",
            "Skills strengths and needs",
            "needs",
            (
                Heading(2, "Claimants", "claimants"),
                Paragraph(spans("The chart shows each age group; the table behind it stands at the end.")),
                AGES_CHART,
                Heading(2, "Ratings", "ratings"),
                RATINGS,
                Heading(4, "A heading that skips a level", "skips"),
                Map(
                    "members-map",
                    "The six members",
                    "Milton Keynes lies in the middle of the region.",
                    SVG,
                    AREAS,
                    spans("Simple shapes."),
                ),
                Chart(
                    "small-1",
                    "Women and men",
                    "Men are employed more often.",
                    spec(["Women", "Men"], [74.6, 81.3], 360),
                    DEGREES,
                ),
                Chart(
                    "small-2",
                    "The same again",
                    "Men are employed more often.",
                    spec(["Women", "Men"], [74.6, 81.3], 360),
                    DEGREES,
                ),
                DEGREES,
            ),
        ),
        Chapter(
            "3", "Wide and long", "wide", (WIDE, Details("Show every row", (Paragraph(spans("All of them.")), LONG)))
        ),
        Chapter(
            "Annex A", f"Odd text: {ODD}", "odd", (Heading(2, ODD, "odd-2"), Paragraph(spans(ODD, " ", HASH)), ODDITIES)
        ),
    ),
)


def texts(report: Report = REPORT) -> list[str]:
    """Every text that a reader should find in a report, wherever it stands."""
    found: list[str] = []

    def walk(value: Any) -> None:
        match value:
            case Table():
                found.extend([value.caption, *(column.header for column in value.columns), plain(value.note)])
                found.extend(plain(each.content) for row in value.rows for each in row)
            case Chart() | Map():
                found.extend([value.title, value.words, plain(value.note)])
                walk(value.table)
            case Heading() | Chapter():
                found.append(value.text if isinstance(value, Heading) else value.title)
                walk(getattr(value, "blocks", ()))
            case Callout() | Details():
                found.append(value.title if isinstance(value, Callout) else value.summary)
                walk(value.blocks)
            case Tile():
                found.extend([value.number.text, value.label, plain(value.detail)])
            case Paragraph():
                found.append(plain(value.content))
            case Bullets():
                found.extend(map(plain, value.items))
            case Tiles():
                walk(value.tiles)
            case Terms():
                found.extend(text for term, content in value.pairs for text in (term, plain(content)))
            case Downloads():
                found.extend(text for file in value.files for text in file)
            case tuple():
                for each in value:
                    walk(each)

    walk(report.chapters)
    return [text for text in found if text]


def figures(content: Any = REPORT) -> list[str]:
    """The figures in a report, as they are shown."""
    if isinstance(content, Span):
        return [content.text] if content.figure else []
    if is_dataclass(content):
        return [text for each in fields(content) for text in figures(getattr(content, each.name))]
    return [text for each in content for text in figures(each)] if isinstance(content, tuple) else []


WRITE_AGAIN = """
import sys
from pathlib import Path
from sample import REPORT
from watling.publishing.{module} import {function}
{function}(REPORT, Path(sys.argv[1]))
"""


def written_elsewhere(folder: Path, module: str, function: str) -> bytes:
    """The sample as another process writes it, with another hash seed, time zone, locale and folder."""
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONPATH": paths}
    script = WRITE_AGAIN.format(module=module, function=function)
    subprocess.run([sys.executable, "-c", script, "file"], cwd=folder, env=environment, check=True)
    return (folder / "file").read_bytes()
