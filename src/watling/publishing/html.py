"""Pages and reports as HTML: GOV.UK Frontend's structure in a region's own name and colours.

Everything works without JavaScript, and every link inside the site is relative, so that the site may be copied to any
folder and read from any plain file server. The templates beside this module hold the markup; here are the parts that
need thought: where a link leads, ids that stay apart, a table's filters and a drawing's place in the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from watling.publishing.document import Block, Chart, Heading, Map, Page, Report, Span, Spans, Table, plain
from watling.publishing.drawing import PAPER, contrast

# What a tag may stand for: grades, statuses of progress, how a figure compares, its status or its release's. Each has
# its colours in the stylesheet.
GRADES = ("urgent attention", "attention", "review", "good", "no learner measure")
PROGRESS = ("improved", "no clear change", "worsened", "not comparable")
AGAINST = ("better", "worse")
STATUSES = ("not final", "partial", "stale", "missing")
TAGS = (*GRADES, *PROGRESS, *AGAINST, *STATUSES)

# A drawing up to this wide, in CSS pixels, may stand beside another, and is never made wider than it was drawn.
SMALL_DRAWING = 520

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


@dataclass(frozen=True)
class Site:
    """What every page of a site has in common.

    Parameters
    ----------
    title, summary
        The region's name, and a sentence on the site.
    accent, accent_dark
        Two colours, ``#rrggbb``. ``accent_dark`` is behind white text and is the colour of links: its contrast with
        white must be at least 5 to 1.
    navigation
        (label, path) of the pages in the header, in order.
    figure_path
        From a figure's id to the path, from the site's root, of the place where it is traced:
        ``figures/claimants/south-east-midlands/#2021-11``. It raises an error for an id it does not know.
    footer, footer_links
        Words at the foot of each page, and (label, link) above them.
    edition
        Which edition this is, in words.
    """

    title: str
    summary: str
    accent: str
    accent_dark: str
    navigation: tuple[tuple[str, str], ...]
    figure_path: Callable[[str], str]
    footer: Spans = ()
    footer_links: tuple[tuple[str, str], ...] = ()
    edition: str = ""

    def __post_init__(self) -> None:
        for colour in (self.accent, self.accent_dark):
            if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
                raise ValueError(f"{colour!r} is not a colour; expected #rrggbb, such as #1d70b8")
        ratio = contrast(self.accent_dark, PAPER)
        if ratio < 5:
            raise ValueError(
                f"accent_dark {self.accent_dark} has a contrast of {ratio:.1f} to 1 with white; expected at least 5 "
                "to 1, so that white text on it can be read. Choose a darker colour."
            )


def render_page(page: Page, site: Site) -> str:
    """The page as one HTML document.

    Raises
    ------
    ValueError
        For a link, a tag, a table's name or a filter that a page cannot carry.
    """
    writer = _Writer(site, page.path)
    body = writer.blocks(page.blocks)
    sections = writer.sections if page.path and len(writer.sections) > 2 else []
    return _document(
        "page.html",
        writer,
        title=page.title,
        summary=page.summary,
        language="en-GB",
        section=page.section or page.path.partition("/")[0],
        breadcrumbs=page.breadcrumbs,
        wide=page.wide,
        one_page=page.one_page,
        contents=sections,
        body=body,
    )


def render_report(report: Report, site: Site, path: str) -> str:
    """The report as one HTML document at ``path``: its cover, its contents, its chapters.

    The chapters' titles are at level 2, so the headings inside them go one level down.
    """
    writer = _Writer(site, path, deeper=1)
    anchors = [writer.unique(chapter.anchor) for chapter in report.chapters]  # before any heading takes one
    chapters = [
        {"number": chapter.number, "title": chapter.title, "anchor": anchor, "body": writer.blocks(chapter.blocks)}
        for chapter, anchor in zip(report.chapters, anchors, strict=True)
    ]
    return _document(
        "report.html",
        writer,
        title=report.title,
        summary=report.summary,
        language=report.language,
        section=path.partition("/")[0],
        breadcrumbs=(),
        wide=True,
        report=report,
        chapters=chapters,
    )


def anchor_id(anchor: str) -> str:
    """An anchor as an id that HTML allows: an id holds no space.

    >>> anchor_id("2021-11:sector=Advanced manufacturing")
    '2021-11:sector=Advanced_manufacturing'
    """
    return "_".join(anchor.split())


@dataclass(frozen=True)
class _Filter:
    """A column a reader may filter by: its place, its heading, and a number for each of its values."""

    key: str
    column: int
    header: str
    values: dict[str, int]


@dataclass(frozen=True)
class _Drawing:
    id: str
    svg: Markup
    small: bool


class _Writer:
    """Writes one document's blocks, and keeps what they have in common: where the root is, and which ids are taken."""

    def __init__(self, site: Site, path: str, deeper: int = 0) -> None:
        self.site = site
        self.path = path
        self.root = "../" * path.count("/")
        self.deeper = deeper
        self.styles: list[str] = []
        self.sections: list[tuple[str, str]] = []
        self._ids = {"main-content", "site-menu"}
        self._regions: set[str] = set()

    # Blocks

    def blocks(self, blocks: Sequence[Block]) -> Markup:
        """Blocks one after another; small drawings that follow each other stand side by side."""
        html: list[str] = []
        for drawn, run in groupby(blocks, lambda block: isinstance(block, Chart | Map)):
            if not drawn:
                html.extend(self._block(block) for block in run)
                continue
            drawings = [(block, self._drawing(block)) for block in run if isinstance(block, Chart | Map)]
            for small, figures in groupby(drawings, lambda pair: pair[1].small):
                written = [_macros().figure(block, self, drawing) for block, drawing in figures]
                beside = small and len(written) > 1
                html.extend(['<div class="side-by-side">', *written, "</div>"] if beside else written)
        return Markup("".join(html))

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                anchor = self.unique(block.anchor)
                if block.level == 2:
                    self.sections.append((anchor, block.text))
                return str(_macros().heading(block, block.level + self.deeper, anchor))
            case Table():
                return self.table(block)
            case _:
                return str(getattr(_macros(), type(block).__name__.lower())(block, self))

    def table(self, table: Table, download: bool = True) -> Markup:
        if not re.fullmatch(r"[A-Za-z0-9_-]*", table.name):
            raise ValueError(f"the table's name {table.name!r} is not a slug: it may hold letters, digits, '-' and '_'")
        # Landmarks of one name cannot be told apart: the first region of a name is one, the next is only a group.
        role = "group" if table.caption in self._regions else "region"
        self._regions.add(table.caption)
        identifier = self.unique(f"table-{table.name}".rstrip("-"))
        filters = _filters(table) if table.rows else []
        for column in filters:
            self.styles.extend(
                f"#{identifier}:has(option.{column.key}-{number}:checked) tbody tr:not(.{column.key}-{number})"
                "{display:none}"
                for number in column.values.values()
            )
        download = download and bool(table.name)
        written: Markup = _macros().table(table, self, identifier, role, filters, self._rows(table, filters), download)
        return written

    def _rows(self, table: Table, filters: list[_Filter]) -> Markup:
        """The body's rows. Written here and not in the template, which would take several times as long."""
        numeric = [" class=n" if column.numeric else "" for column in table.columns]
        html: list[str] = []
        for row in table.rows:
            classes = " ".join(f"{f.key}-{f.values[plain(row[f.column].content)]}" for f in filters)
            html.append(f'<tr class="{classes}">' if classes else "<tr>")
            opening, closing = "<th scope=row", "</th>"
            for cell, n in zip(row, numeric, strict=True):
                content = self._inline(cell.content)
                if cell.tag is not None:
                    content = f'<strong class="govuk-tag {_tag_class(cell.tag)}">{content}</strong>'
                anchor = f' id="{escape(self.unique(cell.anchor))}"' if cell.anchor else ""
                html.append(f"{opening}{n}{anchor}>{content}{closing}")
                opening, closing = "<td", "</td>"
            html.append("</tr>\n")
        return Markup("".join(html))

    def _drawing(self, block: Chart | Map) -> _Drawing:
        identifier = self.unique(f"figure-{block.name}")
        if isinstance(block, Chart):
            from watling.publishing.charts import draw_svg

            return _drawing(draw_svg(block.spec), identifier)
        return _drawing(block.svg, identifier)

    # Spans and links

    def inline(self, content: Iterable[Span]) -> Markup:
        """Spans as HTML. A figure is a quiet link to its trace and carries its id."""
        return Markup(self._inline(content))

    def _inline(self, content: Iterable[Span]) -> str:
        html = ""
        for span in content:
            text = _escaped(span.text)
            if span.emphasis:
                text = f"<em>{text}</em>"
            if span.strong:
                text = f"<strong>{text}</strong>"
            if span.figure is not None:
                href = escape(self.href(self.site.figure_path(span.figure)))
                text = f'<a class="figure" href="{href}" data-figure="{escape(span.figure)}">{text}</a>'
            elif span.link is not None:
                text = f'<a class="govuk-link" href="{escape(self.href(span.link))}"{self.rel(span.link)}>{text}</a>'
            html += text
        return html

    def href(self, link: str) -> str:
        """Where a link leads, seen from this document.

        ``link`` is an address on the web, a path from the site's root, or an anchor in this document (``#notes``).
        """
        if _external(link):
            return link
        path, hash_mark, anchor = link.partition("#")
        if path.startswith("/") or ".." in path.split("/") or ":" in path or "\\" in path:
            raise ValueError(
                f"{link!r} is not a link a page can carry; expected an address that starts with https:// or a path "
                "from the site's root, such as labour-supply/"
            )
        fragment = hash_mark + quote(anchor_id(anchor), safe="/:@!$&'()*+,;=?~")
        if hash_mark and path in ("", self.path):
            return fragment
        return (self.root + quote(path) or "./") + fragment

    def rel(self, link: str) -> Markup:
        return Markup(' rel="noopener"') if _external(link) else Markup("")

    @staticmethod
    def has_digit(text: str) -> bool:
        return any(map(str.isdigit, text))

    # Ids

    def unique(self, anchor: str) -> str:
        """An id that nothing else in the document has: the anchor itself, the second time with ``-2``."""
        wanted = identifier = anchor_id(anchor)
        number = 1
        while identifier in self._ids:
            number += 1
            identifier = f"{wanted}-{number}"
        self._ids.add(identifier)
        return identifier


def _document(template: str, writer: _Writer, *, section: str, **parts: Any) -> str:
    site, path = writer.site, writer.path
    navigation = [
        {
            "text": label,
            "href": writer.href(link),
            "current": link == path,
            "active": link.strip("/") == section.strip("/"),
        }
        for label, link in site.navigation
    ]
    breadcrumbs = [
        {"text": label, **({} if link == path else {"href": writer.href(link)})}
        for label, link in parts.pop("breadcrumbs")
    ]
    return (
        _environment()
        .get_template(template)
        .render(
            site=site,
            path=path,
            writer=writer,
            navigation=navigation,
            breadcrumbs=breadcrumbs,
            contents_id=writer.unique("contents"),
            **parts,
        )
    )


def _filters(table: Table) -> list[_Filter]:
    headers = [column.header for column in table.columns]
    filters = []
    for number, header in enumerate(table.filter_by):
        if header not in headers:
            raise ValueError(f"table {table.name} cannot be filtered by {header!r}; its columns are {headers}")
        column = headers.index(header)
        values: dict[str, int] = {}
        for row in table.rows:
            values.setdefault(plain(row[column].content), len(values))
        filters.append(_Filter(f"f{number}", column, header, values))
    return filters


def _drawing(svg: str, identifier: str) -> _Drawing:
    """An SVG made ready to stand in a page: one image, named by its title and words, its ids its own."""
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        for name, value in list(element.items()):
            if name == "role" or name.startswith("aria-"):
                del element.attrib[name]
            elif name == "id":
                element.set(name, f"{identifier}-{value}")
            elif name in ("href", f"{{{XLINK}}}href") and value.startswith("#"):
                element.set(name, f"#{identifier}-{value[1:]}")
            elif "url(#" in value:
                element.set(name, value.replace("url(#", f"url(#{identifier}-"))
    root.set("role", "img")
    root.set("aria-labelledby", f"{identifier}-title {identifier}-words")
    width = re.fullmatch(r"([\d.]+)(px)?", root.get("width", ""))
    small = width is not None and float(width[1]) <= SMALL_DRAWING
    return _Drawing(identifier, Markup(ElementTree.tostring(root, encoding="unicode")), small)


def _escaped(text: str) -> str:
    """Text as HTML. A word too long for a phone, such as a hash, may be broken every 16 characters."""
    if len(text) < 32:
        return str(escape(text))
    marked = re.sub(r"\S{32,}", lambda word: "\0".join(re.findall(".{1,16}", word[0])), text)
    return str(escape(marked)).replace("\0", "<wbr>")


def _external(link: str) -> bool:
    return link.startswith(("https://", "http://", "mailto:"))


def _tag_class(tag: str) -> str:
    if tag not in TAGS:
        raise ValueError(f"{tag!r} is not a tag; expected one of {', '.join(TAGS)}")
    return "tag--" + tag.replace(" ", "-")


@cache
def _environment() -> Environment:
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    loader = ChoiceLoader([PackageLoader("watling.publishing"), govuk])
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False)


@cache
def _macros() -> Any:
    return _environment().get_template("blocks.html").module
