"""What the documentation says of indicators, sources and methods, written from the code when the pages are built.

A page asks for a part by a comment on a line of its own, such as ``<!-- indicators -->``. So the page cannot say
less than the code does, nor anything else.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import Any

import watling.methods
from watling.indicators import all_indicators
from watling.methods.periods import EXAMPLES
from watling.packs.contract import Measure
from watling.packs.pack import Pack
from watling.sources import all_sources
from watling.sources.contract import Column, Contract
from watling.sources.source import Source

PACKS = Path(__file__).resolve().parents[1] / "packs"
WHOLE = next(field.default for field in fields(Source) if field.name == "part")
LEVELS = {
    "lad": "local authorities",
    "county": "counties",
    "region": "regions",
    "country": "countries",
    "lsip": "LSIP areas",
    "combined authority": "combined authorities",
    "lep": "former LEPs",
}
SHOWN = 12
"""As many codes of a column are listed."""
UNDERLINED = re.compile(r"^(\S.*)\n-{3,}$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """MkDocs calls this for each page before it is rendered."""
    for name, written in PARTS.items():
        comment = f"<!-- {name} -->"
        if comment in markdown:
            markdown = markdown.replace(comment, "\n".join(written()))
    return markdown


def indicators() -> Iterator[str]:
    for id, indicator in all_indicators().items():
        yield f"## {indicator.title} {{ #{id} }}\n"
        yield f"{indicator.description}\n"
        facts = {
            "Id": f"`{id}`",
            "Theme": indicator.theme,
            "Unit": indicator.unit,
            "Polarity": indicator.polarity,
            "Broken down by": " and ".join(name.lower() for name in indicator.labels.values()),
            "Composition": f"`{indicator.composition!r}`",
            "Caveats": " ".join(indicator.caveats),
            "Cannot show": indicator.cannot_show,
            "Not comparable across": "; ".join(f"{one.on:%-d %B %Y} ({one.reason})" for one in indicator.breaks),
        }
        yield from (f"- **{name}:** {fact}" for name, fact in facts.items() if fact)
        yield ""


def sources() -> Iterator[str]:
    """The publishers' sources, by publisher."""
    by_publisher = sorted(all_sources().items(), key=lambda item: (item[1].publisher, item[0]))
    for publisher, of_publisher in groupby(by_publisher, key=lambda item: item[1].publisher):
        yield f"## {publisher}\n"
        for id, source in of_publisher:
            yield f"### {source.title} {{ #{id} }}\n"
            if source.note:
                yield f"{source.note}\n"
            facts = {
                "Id": f"`{id}`",
                "Address": f"<{source.address}>",
                "Cadence": source.cadence,
                "Licence": source.licence,
                "To get it": f"`watling fetch {id}`" if source.requests else "download it and `watling add` the file",
                "Which releases stand": stands(source),
                "Rows of a whole file": f"{source.contract.rows[0]:,} to {source.contract.rows[1]:,}",
                "Areas of a whole release": ", ".join(areas(source.contract)),
                "Periods": ", ".join(f"{form}, such as `{EXAMPLES[form]}`" for form in source.contract.periods),
                "Gives": "" if source.observe else "a table of places, and no values",
            }
            yield from (f"- **{name}:** {fact}" for name, fact in facts.items() if fact)
            yield ""
            if source.contract.measures:
                yield "Measures:\n"
                yield from (f"- {measure(one)}" for one in source.contract.measures)
                yield ""
            yield f'??? note "The columns of its file ({len(source.contract.columns)})"\n'
            yield from (f"    - {line}" for line in columns(source.contract))
            yield ""


def stands(source: Source) -> str:
    if source.by_period:
        return "of each period the newest that has it"
    return "the newest" if source.part is WHOLE else "of each part the newest"


def areas(contract: Contract) -> Iterator[str]:
    for level, least in contract.areas.items():
        yield f"at least {least} {LEVELS[level]}" if level in LEVELS else f"the {level.title()}"


def measure(one: Measure) -> str:
    least, most = (None if end is None else f"{end:g}" for end in (one.minimum, one.maximum))
    between = f"{least} to {most}" if least and most else f"{least} or more" if least else f"{most} or less"
    said = [
        one.unit,
        between if least or most else "",
        "whole numbers" if one.whole else "",
        f"rounded to {one.rounded_to:g}" if one.rounded_to else "",
    ]
    return f"`{one.measure}`: {', '.join(filter(None, said))}"


def columns(contract: Contract) -> Iterator[str]:
    """The columns of a file, in its order; neighbours that must look alike on one line."""
    for rule, alike in groupby(contract.columns.items(), key=lambda item: item[1]):
        yield ", ".join(f"`{name}`" for name, _ in alike) + looks(rule)


def looks(column: Column) -> str:
    said = []
    if column.codes:
        said.append(f"one of {listed(column.codes)}")
    if column.pattern:
        said.append(f"text as in `{column.pattern}`")
    if not column.required:
        said.append("may be left out")
    return f": {'; '.join(said)}" if said else ""


def listed(codes: Sequence[str]) -> str:
    shown = ", ".join(f"`{code}`" if code else "nothing" for code in codes[:SHOWN])
    return f"{shown} and {len(codes) - SHOWN} more" if len(codes) > SHOWN else shown


def tables() -> Iterator[str]:
    """The tables of the packs, by document."""
    for settings in sorted(PACKS.glob("*/pack.toml")):
        pack = Pack(settings.parent)
        yield f"## The pack of the {pack.settings.title} {{ #{pack.name} }}\n"
        for key, document in pack.settings.documents.items():
            yield f"### {document.title} {{ #{pack.name}-{key} }}\n"
            yield f"{document.publisher}. Published: {document.published}. {document.licence.rstrip('.')}.\n"
            for name, table in pack.tables.items():
                if table.contract.document == key:
                    yield f"- **{table.contract.title}.** {table.contract.place}. `{pack.name}/{name}`"
            yield ""


def methods() -> Iterator[str]:
    for found in sorted(pkgutil.iter_modules(watling.methods.__path__), key=lambda found: found.name):
        module = importlib.import_module(f"watling.methods.{found.name}")
        yield f"## {found.name.replace('_', ' ').capitalize()} {{ #{found.name} }}\n"
        yield prose(inspect.getdoc(module) or "")
        for name, function in vars(module).items():
            if inspect.getmodule(function) is module and inspect.isroutine(function) and not name.startswith("_"):
                yield f"### {name} {{ #{found.name}-{name} }}\n"
                yield f"`{name}({', '.join(inspect.signature(function).parameters)})`\n"
                yield prose(inspect.getdoc(function) or "")


def prose(docstring: str) -> str:
    """A docstring as Markdown: examples, tables and indented passages are set as code."""
    blocks = []
    for block in re.split(r"\n\s*\n", UNDERLINED.sub(r"**\1**\n", docstring)):
        if block.startswith((">>>", "===", "    ")):
            text = re.sub(r"``(.+?)``", r"\1    ", textwrap.dedent(block))  # as wide as before, so that columns stand
            blocks.append(f"```{'pycon' if '>>>' in block else 'text'}\n{text}\n```")
        else:
            blocks.append(re.sub(r":\w+:`~?([^`]+)`", r"`\1`", block).replace("``", "`").replace("::\n", ":\n"))
    return "\n\n".join(blocks) + "\n"


PARTS = {"indicators": indicators, "sources": sources, "tables": tables, "methods": methods}
