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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import watling.methods
from watling.indicators import all_indicators
from watling.packs.pack import Pack

PACKS = Path(__file__).resolve().parents[1] / "packs"
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
    for settings in sorted(PACKS.glob("*/pack.toml")):
        pack = Pack(settings.parent)
        yield f"## {pack.settings.title} {{ #{pack.name} }}\n"
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


PARTS = {"indicators": indicators, "sources": sources, "methods": methods}
