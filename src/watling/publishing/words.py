"""Words: a pack's Markdown as blocks, every number in it a reference to a figure.

A figure is written ``{{ figure "claimants" area="England" period="2020-11" sex="Male" show="interval" }}``; all but
the indicator may be left out. A dimension whose name has a blank is written with a hyphen.
``{{ include "labour-supply" }}`` on a line of its own stands for the blocks of a page. HTML is shown as the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from watling.errors import InputError
from watling.figures.figure import Figure, slug
from watling.methods import periods
from watling.packs.reading import decode
from watling.places.areas import UnknownArea
from watling.publishing.document import Block, Bullets, Heading, Paragraph, Span, Spans
from watling.publishing.view import View

REFERENCE = re.compile(r"\{\{(.*?)\}\}")
CALL = re.compile(r'\s*(figure|include)\s+"([^"]*)"((?:\s+[\w-]+="[^"]*")*)\s*')
KEYWORD = re.compile(r'([\w-]+)="([^"]*)"')
NO_LINK = re.compile(r"^(?!https?://|mailto:)(/|.*(\.\.|:|\\))")
SHOWS = ("value", "interval", "period", "comparison")
EXAMPLE = '{{ figure "claimants" area="England" }}'
IN_LISTS = ("bullet_list", "ordered_list", "list_item", "paragraph", "inline")


@dataclass(frozen=True)
class Include:
    """Stands where a report takes in the blocks of a page."""

    page: str
    file: Path
    row: int


def blocks(view: View, file: Path) -> list[Block | Include]:
    """The blocks of a Markdown file. Raises InputError, with file and row, for a reference that leads nowhere."""
    text = decode(file.read_bytes(), file)
    lines = [_resolve(view, line, file, row) for row, line in enumerate(text.splitlines(), start=1)]
    tokens = MarkdownIt("commonmark", {"html": False}).parse("\n".join(lines))
    return list(_blocks(tokens, file))


def around(view: View, name: str, body: Sequence[Block]) -> tuple[Block, ...]:
    """A page's blocks: what the pack's words say before their first heading, the body, then the rest of the words.

    So the figures come before the explanations. A page cannot include another.
    """
    file = view.pack.words(name)
    words: list[Block] = []
    for block in blocks(view, file) if file else []:
        if isinstance(block, Include):
            raise InputError(block.file, "a page cannot include another; only a report's chapter can", row=block.row)
        words.append(block)
    first = next((index for index, block in enumerate(words) if isinstance(block, Heading)), len(words))
    return (*words[:first], *body, *words[first:])


def _resolve(view: View, line: str, file: Path, row: int) -> str:
    """A line with each reference made into a link that the tokens carry on: ``#figure:…`` or ``#include:…``

    They begin with ``#`` so that Markdown takes no part of them for a host or a port and puts it in another place.
    """

    def link(found: re.Match[str]) -> str:
        call = CALL.fullmatch(found[1])
        if call is None:
            raise InputError(file, f"'{found[0]}' is not a reference", row=row, expected=EXAMPLE)
        if call[1] == "include":
            return f"[{_escape(call[2])}](<#include:{call[2]}>)"
        keywords = dict(KEYWORD.findall(call[3]))
        shown, figure = _figure(view, call[2], keywords, file, row)
        return f"[{_escape(shown)}](<#figure:{figure.id}>)"

    if half := re.search(r"\{\{|\}\}", REFERENCE.sub("", line)):
        problem = f"'{half[0]}' is not a reference: it has no other half on its line"
        raise InputError(file, problem, row=row, expected=EXAMPLE)
    return REFERENCE.sub(link, line)


def _escape(text: str) -> str:
    return re.sub(r"([\\\[\]*_`<>&!#])", r"\\\1", text)


def _figure(view: View, indicator: str, keywords: dict[str, str], file: Path, row: int) -> tuple[str, Figure]:
    def wrong(problem: str, expected: str | None = None) -> InputError:
        return InputError(file, problem, row=row, expected=expected, remedy="see the ids with: watling figures")

    if indicator not in view.indicators:
        raise wrong(f"there is no indicator '{indicator}'", "one listed by: watling indicators")
    show = keywords.pop("show", "value")
    if show not in SHOWS:
        raise wrong(f'show="{show}" is not known', f"one of {', '.join(SHOWS)}")
    try:
        area = view.region.find(keywords.pop("area", view.region.code))
        period = periods.to_iso(keywords.pop("period")) if "period" in keywords else None
    except (UnknownArea, ValueError) as error:
        raise wrong(str(error)) from None
    breakdown = {name.replace("-", " "): value for name, value in keywords.items()}
    figure = view.figures.get(indicator, area, period, breakdown)
    if figure is None:
        about = ", ".join([view.name(area), *([periods.label(period)] if period else []), *breakdown.values()])
        raise wrong(f"the figure '{indicator}' for {about} does not exist")
    match show:
        case "interval":
            return view.interval(figure) or view.text(figure), figure
        case "period":
            return periods.label(figure.period), figure
        case "comparison":
            return figure.comparison or "not compared", figure
        case _:
            return view.text(figure), figure


def _blocks(tokens: list[Token], file: Path) -> Iterator[Block | Include]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        row = (token.map or [0])[0] + 1
        if token.type == "heading_open":
            text = "".join(span.text for span in _spans(tokens[position + 1], file, row))
            yield Heading(min(4, max(2, int(token.tag[1]))), text, slug(text))
            position += 3
        elif token.type == "paragraph_open":
            inline = tokens[position + 1]
            yield _include(inline, file, row) or Paragraph(_spans(inline, file, row))
            position += 3
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            end = _closing(tokens, position)
            for inner in tokens[position:end]:
                if inner.type.removesuffix("_open").removesuffix("_close") not in IN_LISTS:
                    raise _cannot_be_shown(inner, file, row)
            items = [_spans(inner, file, row) for inner in tokens[position:end] if inner.type == "inline"]
            yield Bullets(tuple(items), ordered=token.type == "ordered_list_open")
            position = end + 1
        elif token.type == "blockquote_open" or token.type == "blockquote_close":
            position += 1
        else:
            raise _cannot_be_shown(token, file, row)


def _cannot_be_shown(token: Token, file: Path, row: int) -> InputError:
    problem = f"'{token.type.replace('_', ' ')}' cannot be shown on every kind of paper"
    return InputError(file, problem, row=row, expected="headings, paragraphs and lists")


def _closing(tokens: list[Token], position: int) -> int:
    """The position of the token that closes the one at a position."""
    level = tokens[position].level
    return next(i for i in range(position + 1, len(tokens)) if tokens[i].level == level and tokens[i].nesting == -1)


def _include(inline: Token, file: Path, row: int) -> Include | None:
    children = inline.children or []
    if len(children) == 3 and str(children[0].attrGet("href") or "").startswith("#include:"):
        return Include(str(children[0].attrGet("href")).removeprefix("#include:"), file, row)
    return None


def _spans(inline: Token, file: Path, row: int) -> Spans:
    found: list[Span] = []
    style = Span("")
    for token in inline.children or []:
        match token.type:
            case "text" | "code_inline":
                found.append(replace(style, text=token.content))
            case "softbreak" | "hardbreak":
                found.append(replace(style, text=" "))
            case "strong_open" | "strong_close":
                style = replace(style, strong=token.nesting == 1)
            case "em_open" | "em_close":
                style = replace(style, emphasis=token.nesting == 1)
            case "link_open":
                target = str(token.attrGet("href") or "")
                if target.startswith("#include:"):
                    raise InputError(file, "an include stands on a line of its own", row=row)
                if target.startswith("#figure:"):
                    style = replace(style, figure=target.removeprefix("#figure:"))
                elif NO_LINK.search(target):
                    expected = "an address with https:// or a path from the site's root such as labour-supply/"
                    raise InputError(file, f"'{target}' is not a link a page can carry", row=row, expected=expected)
                else:
                    style = replace(style, link=target)
            case "link_close":
                style = replace(style, figure=None, link=None)
            case _:
                raise _cannot_be_shown(token, file, row)
    return tuple(span for span in found if span.text)
