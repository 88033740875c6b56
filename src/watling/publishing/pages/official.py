"""An official statistic's part of a page: what it says in a sentence, its charts, its tables, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from watling.evidence.releases import Release
from watling.figures.figure import Figure, slug
from watling.methods import periods
from watling.publishing.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Details,
    Paragraph,
    Span,
    Table,
    cell,
    plain,
    spans,
)
from watling.publishing.pages.official_charts import by_area, by_part, over_time
from watling.publishing.pages.parts import Shown, capital, heading, linked, numeric, paragraph, table_of, when
from watling.publishing.pages.sentences import HIDDEN, NOT_FINAL, change_cell, extremes, latest_sentence, unit_words
from watling.publishing.view import View
from watling.sources.observation import breakdown_text

Parts = dict[tuple[str, ...], list[Mapping[str, str]]]
"""The breakdowns an indicator has at one period, by the names of their dimensions."""

# Bounds of rounding nearer than this share of the value are left out of tables; each figure's place has them.
HAIR = 0.01

# A breakdown of more rows than this is left to the download.
MOST_ROWS = 40


def areas_of(view: View) -> list[str]:
    """The codes a table of areas has: the region, its members, the publishers' regions it lies in, the comparators.

    A region of one authority is that authority, and is not said twice.
    """
    members = [member.code for member in view.region.members]
    comparators = [area.code for area in view.region.comparators]
    return list(dict.fromkeys([view.region.code, *(members if len(members) > 1 else []), *view.lies_in, *comparators]))


def parts_of(view: View, id: str, period: str) -> Parts:
    """The breakdowns of an indicator at a period: those of the region, or where it has none of its members."""
    found = [f for f in view.figures.of(id, view.region.code) if f.period == period]
    found = found or [f for f in view.figures.of(id) if f.period == period]
    parts: Parts = {}
    for text in dict.fromkeys(breakdown_text(figure.breakdown) for figure in found):
        figure = next(f for f in found if breakdown_text(f.breakdown) == text)
        parts.setdefault(tuple(sorted(figure.breakdown)), []).append(figure.breakdown)
    return parts


def is_published(view: View, id: str) -> bool:
    """Whether any figure of an indicator for the region or its members says anything."""
    here = {view.region.code, *(member.code for member in view.region.members)}
    return any(figure.says for figure in view.figures.of(id) if figure.area in here)


def headline(view: View, id: str, period: str) -> tuple[str, Figure | None]:
    """The region's figure that stands for an indicator in a line: its total, and where there is none the highest of its
    parts, with the words that say which it is."""
    parts = parts_of(view, id, period)
    if () in parts:
        return "", view.get(id, period=period)
    first = parts[min(parts, key=lambda names: len(names))]
    found = [view.figures.get(id, view.region.code, period, one) for one in first]
    known = [figure for figure in found if figure and figure.value is not None]
    if not known:
        return "", None
    most = max(known, key=lambda figure: figure.value or 0)
    return f"{', '.join(most.breakdown.values())} (the highest)", most


def section(view: View, id: str) -> list[Block]:
    """The part of a page that an indicator has, under a heading of its own."""
    period = view.latest_period(id)
    assert period is not None  # only what is published comes here
    parts = parts_of(view, id, period)
    blocks: list[Block] = [heading(view.indicators[id].title, id)]
    total = () in parts
    if total:
        blocks += _total(view, id, period)
    cuts = sorted((names for names in parts if names), key=len)
    for place, names in enumerate(cuts):
        shown = _cut(view, id, period, names, parts[names])
        if not total and place == 0:
            blocks += [_lead(view, id, period), *shown]
        elif shown:
            blocks.append(Details(f"By {' and '.join(names)}", tuple(_plain_tables(shown))))
    return [*blocks, *_behind(view, id, period)]


def _plain_tables(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with a chart's table in its place: charts are for an indicator's main series alone."""
    return [block.table if isinstance(block, Chart) else block for block in blocks]


def _lead(view: View, id: str, period: str) -> Paragraph:
    """What stands in the place of a sentence on the total where there is none."""
    return paragraph(f"{capital(when(period))}. {view.indicators[id].description}")


def _total(view: View, id: str, period: str) -> list[Block]:
    """The main series: a sentence, its course, and its latest value by area."""
    figures = [f for code in areas_of(view) if (f := view.figures.get(id, code, period)) is not None]
    own = view.figures.series(id, view.region.code)
    own = [figure for figure in own if periods.last_day(figure.period) <= periods.last_day(period)]
    members = {member.code for member in view.region.members}
    said = latest_sentence(view, own) if own else spans()
    blocks: list[Block] = []
    if ends := extremes(view, [figure for figure in figures if figure.area in members], len(members)):
        said = (*said, *spans(" ", *ends))
    if said:
        blocks.append(Paragraph(said))
    table = areas_table(view, id, period, figures)
    course = over_time(view, id, {})
    if course:
        return [*blocks, course, table]
    return [*blocks, by_area(view, id, figures, table) or table]


def areas_table(view: View, id: str, period: str, figures: Sequence[Figure]) -> Table:
    """The latest value of each area: its interval, how it compares, what has changed, its rank and its status."""
    indicator = view.indicators[id]
    ranks = view.standings(id)
    at = {figure.area: figure for figure in figures}
    members = {member.code for member in view.region.members}
    codes = [code for code in areas_of(view) if code in at or code in members]
    found = [at.get(code) for code in codes]
    ranked = any(member in ranks for member in members)
    unit = unit_words(figures[0]).strip() if figures else ""
    shown: Shown = [
        ("Area", [cell(view.name(code)) for code in codes], True),
        (numeric(capital(unit) if unit else "Value"), [view.cell(figure) for figure in found], True),
        *_interval_and_comparison(view, found, indicator.compare),
        _changes(view, found),
        ("Rank", [rank_cell(view, id, code) for code in codes], ranked),
        _statuses(view, found),
    ]
    note = spans(f"Rank: the place among {ranks_of(view)}, the highest value first.") if ranked else ()
    return table_of(f"{id}-by-area", f"{indicator.title} by area, {when(period)}", shown, note)


def _interval_and_comparison(view: View, found: Sequence[Figure | None], compare: bool) -> Shown:
    """The columns of intervals and of comparisons, where there is anything in them."""
    known = [figure for figure in found if figure]
    return [
        ("Between", [cell(view.interval(figure) if figure else "") for figure in found], tells(view, known)),
        (
            f"Against {view.comparator_name}",
            [against_cell(figure) for figure in found],
            compare and any(figure.comparison for figure in known),
        ),
    ]


def _changes(view: View, found: Sequence[Figure | None]) -> tuple[str, list[Cell], bool]:
    """The column of what has changed, where anything can be held against a year before."""
    cells = [change_cell(view, view.until(figure)) if figure else cell("–", raw="") for figure in found]
    return "Change on a year before", cells, any(plain(one.content) != "–" for one in cells)


def _statuses(view: View, found: Sequence[Figure | None]) -> tuple[str, list[Cell], bool]:
    """The column of what must be known of the figures, where there is anything to be known of one."""
    needed = any(marks(view, figure) for figure in found if figure)
    return "Status", [status_cell(view, figure) for figure in found], needed


def tells(view: View, figures: Sequence[Figure]) -> bool:
    """Whether the bounds of any figure say more than its number does: not where they are of rounding to a hair."""
    return any(
        view.interval(figure) and (figure.interval != "rounding" or _width(figure) > HAIR * abs(figure.value or 0))
        for figure in figures
    )


def _width(figure: Figure) -> float:
    return (figure.upper or 0) - (figure.lower or 0)


def ranks_of(view: View) -> str:
    """Among whom ranks are given, in words."""
    return f"the local authorities of {' and '.join(view.name(code) for code in sorted(view.countries))}"


def rank_cell(view: View, id: str, code: str, of: bool = True) -> Cell:
    """An authority's rank, of how many, with the range that the intervals leave it where there is one."""
    members = view.region.members
    own = members[0].code if code == view.region.code and len(members) == 1 else code
    found = view.standings(id).get(own)
    if found is None:
        return cell("–", raw="")
    equal = "=" if found.tied else ""
    between = f" ({found.first} to {found.last})" if found.last - found.first > found.tied else ""
    return cell(f"{found.rank}{equal}{f' of {found.of}' if of else ''}{between}")


def against_cell(figure: Figure | None) -> Cell:
    """How a figure compares with the comparator, coloured where that is good or bad."""
    word = figure.comparison if figure else None
    return cell(word, tag=word if word in ("better", "worse") else None) if word else cell("–", raw="")


def marks(view: View, figure: Figure) -> list[str]:
    """What a reader must know of a figure: that it is not final, or why it is not there; a partial or stale release."""
    missing = not figure.says
    words = [HIDDEN.get(figure.status, "") if missing else NOT_FINAL.get(figure.status, "")]
    releases = [release for sha in figure.releases for release in _of_sha(view, figure.indicator, sha)]
    words += ["partial release"] if any(release.partial for release in releases) else []
    words += ["stale"] if any(release.stale for release in releases) else []
    return [word for word in words if word]


def status_cell(view: View, figure: Figure | None) -> Cell:
    """A table's cell of what must be known of a figure."""
    if figure is None:
        return cell("–", raw="")
    found = marks(view, figure)
    if not found:
        return cell("final")
    tag = "partial" if "partial release" in found else "stale" if "stale" in found else "not final"
    return cell(", ".join(found), tag="missing" if not figure.says and tag == "not final" else tag)


def _cut(
    view: View, id: str, period: str, names: tuple[str, ...], breakdowns: Sequence[Mapping[str, str]]
) -> list[Block]:
    """One way of breaking an indicator down: the region beside the comparator at the latest period. Of two dimensions
    the one with fewer values divides it."""
    if len(names) == 1:
        return [_parts_block(view, id, period, names[0], breakdowns, {})]
    counts = {name: len({breakdown[name] for breakdown in breakdowns}) for name in names}
    category = max(names, key=lambda name: counts[name])
    groups: dict[str, list[Mapping[str, str]]] = {}
    fixed: dict[str, dict[str, str]] = {}
    for breakdown in breakdowns:
        rest = {name: value for name, value in breakdown.items() if name != category}
        groups.setdefault(breakdown_text(rest), []).append(breakdown)
        fixed[breakdown_text(rest)] = rest
    blocks = [_parts_block(view, id, period, category, groups[text], rest) for text, rest in fixed.items()]
    return [blocks[0], *_plain_tables(blocks[1:])]


def _parts_block(
    view: View,
    id: str,
    period: str,
    category: str,
    breakdowns: Sequence[Mapping[str, str]],
    fixed: Mapping[str, str],
) -> Block:
    """A chart above its table, or the table alone, of the values of one dimension."""
    pairs = []
    for breakdown in breakdowns[:MOST_ROWS]:
        other = view.figures.get(id, view.comparator, period, breakdown) if view.comparator else None
        pairs.append((breakdown[category], view.figures.get(id, view.region.code, period, breakdown), other))
    table = parts_table(view, id, period, category, pairs, fixed)
    if len(breakdowns) > MOST_ROWS:
        return table
    return by_part(view, id, pairs, table)


def parts_table(
    view: View,
    id: str,
    period: str,
    category: str,
    pairs: Sequence[tuple[str, Figure | None, Figure | None]],
    fixed: Mapping[str, str],
) -> Table:
    """The values of one dimension: the region's with interval and status, the comparator's, and what has changed."""
    indicator = view.indicators[id]
    own = [figure for _, figure, _ in pairs]
    beside = [view.cell(other) for _, _, other in pairs]
    shown: Shown = [
        (capital(category), [cell(label) for label, _, _ in pairs], True),
        (numeric(view.region.title), [view.cell(figure) for figure in own], True),
        (numeric(view.comparator_name), beside, any(other for _, _, other in pairs)),
        *_interval_and_comparison(view, own, indicator.compare),
        _changes(view, own),
        _statuses(view, own),
    ]
    about = ", ".join(fixed.values())
    by = "" if indicator.title.lower().endswith(f"by {category}") else f" by {category}"
    title = f"{indicator.title}{by}{f': {about}' if about else ''}, {when(period)}"
    ending = f"-{slug(' '.join(fixed.values()))}" if fixed else ""
    return table_of(f"{id}-by-{slug(category)}{ending}", title, shown)


def _behind(view: View, id: str, period: str) -> list[Block]:
    """Where an indicator comes from, and what to know of it."""
    releases = releases_of(view, id, period)
    said: list[str | Span] = ["Source: "] if releases else []
    for place, release in enumerate(releases):
        link = Span(release.title, link=f"data/#release-{release.source.rpartition('/')[2]}")
        said += ["; " if place else "", link, f", {release.publisher}, published {periods.label(release.published)}"]
    said += [". "] if releases else []
    said += [Span("Definition and every figure", link=f"indicators/{id}/"), "."]
    blocks: list[Block] = [Paragraph(spans(*said))]
    indicator = view.indicators[id]
    known = [*indicator.caveats, *([indicator.cannot_show] if indicator.cannot_show else [])]
    if known:
        blocks.append(Details("What to know about this", (Bullets(tuple(spans(text) for text in known)),)))
    return blocks


def releases_of(view: View, id: str, period: str | None = None) -> list[Release]:
    """The releases that an indicator's figures of a period (or of any) stand on, the newest of each source."""
    shas = dict.fromkeys(
        sha for figure in view.figures.of(id) if period in (None, figure.period) for sha in figure.releases
    )
    newest: dict[str, Release] = {}
    found = [release for sha in shas for release in _of_sha(view, id, sha)]
    for release in sorted(found, key=lambda release: release.published):
        newest[release.source] = release
    return list(newest.values())


def _of_sha(view: View, id: str, sha: str) -> list[Release]:
    """The releases of some bytes that an indicator may stand on: one file may be of several sources."""
    every = view.releases_by_sha.get(sha, [])
    return [release for release in every if release.source in view.sources_of(id)] or every


def needs(view: View, id: str) -> Cell:
    """Which sources an indicator needs and of which there is no release, for one that is not published here."""
    sources = view.sources_of(id)
    if not sources:
        return cell("no source gives it yet")
    absent = [source.title for key, source in sources.items() if key not in view.kept_sources]
    if absent:
        return cell(f"No release is kept of: {'; '.join(absent)}.")
    return cell("The releases kept have no value for this region or its authorities.")


def publishers(view: View, id: str) -> str:
    """Who publishes what an indicator is made from."""
    return ", ".join(dict.fromkeys(source.publisher for source in view.sources_of(id).values())) or "–"


def fetch_words(view: View, ids: Sequence[str]) -> list[str | Span]:
    """The commands that fetch what some indicators lack."""
    lacking = dict.fromkeys(key for id in ids for key in view.sources_of(id) if key not in view.kept_sources)
    return linked([Span(f"watling fetch {key}", emphasis=True) for key in lacking])
