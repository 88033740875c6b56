"""Indicators: the list of all, and one page of definition for each."""

from __future__ import annotations

from dataclasses import replace

from watling.figures.definition import (
    AsPublished,
    Composition,
    Growth,
    Implied,
    Indicator,
    Quotient,
    Rated,
    Ratio,
    Sum,
    Total,
    WeightedMean,
)
from watling.figures.figure import Figure
from watling.methods import periods
from watling.publishing.document import Block, Bullets, Cell, Downloads, Page, Table, Terms, cell, spans
from watling.publishing.pages.official import (
    against_cell,
    areas_of,
    fetch_words,
    is_published,
    needs,
    parts_of,
    status_cell,
    tells,
)
from watling.publishing.pages.parts import by_period, columns, heading, indicator_link, numeric, paragraph, unlinked
from watling.publishing.pages.trace import label
from watling.publishing.view import View

# Of a core indicator as many figures at most are shown in a table, and as many of the latest periods; the download has
# every one.
MOST_ROWS = 200
MOST_PERIODS = 8

PATH = "indicators/"
TITLE = "Indicators"


def pages(view: View) -> list[Page]:
    """The list, and a page for each indicator."""
    return [index(view), *(definition(view, id, indicator) for id, indicator in view.indicators.items())]


def index(view: View) -> Page:
    """Every indicator with its latest figure."""
    region = view.region.title
    said = paragraph("Every indicator Watling knows, by theme, and the latest figure of each for ", region, ".")
    summary = f"Every indicator, its latest figure for {region}, and its definition."
    return Page(PATH, TITLE, summary, (said, indicators_table(view)), section="data/", wide=True)


def indicators_table(view: View) -> Table:
    """All indicators with the latest figure of the region; for those without one, that there is none."""
    rows = []
    for id, indicator in sorted(view.indicators.items(), key=lambda pair: (pair[1].theme, pair[1].title)):
        shown, period = latest_of(view, id)
        title, theme, polarity = cell(indicator_link(view, id)), cell(indicator.theme), cell(indicator.polarity)
        kind = cell("official statistic" if indicator.core else "of this pack")
        rows.append((title, theme, kind, cell(periods.label(period) if period else ""), shown, polarity))
    headers = columns("Indicator", "Theme", "Kind", "Latest", numeric("Value"), "Polarity")
    title_of_all = f"Indicators for {view.region.title}"
    return Table("indicators", title_of_all, headers, tuple(rows), filter_by=("Theme", "Kind"))


def latest_of(view: View, id: str) -> tuple[Cell, str]:
    """The region's latest figure and its period; where there is none, by what there are figures, if by anything."""
    latest = view.get(id)
    if latest:
        return view.cell(latest), latest.period
    if here := view.figures.of(id, view.region.code):
        dimensions = dict.fromkeys(name for figure in here for name in figure.breakdown)
        return cell(f"by {' and '.join(dimensions)}"), here[-1].period
    if anywhere := view.figures.of(id):
        return cell("by area"), anywhere[-1].period
    return cell("no figures", tag="missing", raw=""), ""


def definition(view: View, id: str, indicator: Indicator) -> Page:
    """An indicator's page: what it is, how it is composed, what it cannot show, and every figure of it."""
    terms = {
        "Id": id,
        "Theme": indicator.theme,
        "Unit": indicator.unit or "as each project states it",
        "Polarity": indicator.polarity,
        "How it is composed": composition_words(indicator.composition),
        "Change that counts": progress_words(indicator),
        "What it cannot show": indicator.cannot_show,
    }
    blocks: list[Block] = [
        paragraph(indicator.description),
        Terms(tuple((term, spans(words)) for term, words in terms.items())),
    ]
    if indicator.caveats:
        blocks += [heading("Caveats", "caveats"), Bullets(tuple(spans(text) for text in indicator.caveats))]
    if indicator.breaks:
        broken = tuple(spans(f"{periods.label(one.on.isoformat())}: {one.reason}.") for one in indicator.breaks)
        blocks += [heading("Breaks in the series", "breaks"), Bullets(broken)]
    figures = view.figures.of(id)
    blocks.append(heading("Figures", "figures"))
    if indicator.core:
        blocks += _official(view, id, figures)
    elif figures:
        blocks.append(figures_table(view, id, figures))
    else:
        blocks.append(paragraph(f"The pack of {view.region.title} holds no figures for this indicator."))
    path, title, about = f"{PATH}{id}/", indicator.title, indicator.description
    return Page(path, title, about, tuple(blocks), section="data/", breadcrumbs=((TITLE, PATH),))


def _official(view: View, id: str, figures: list[Figure]) -> list[Block]:
    """The latest figures of all areas, the region's over time, and where every one is to be had."""
    period = view.latest_period(id)
    if period is None or not is_published(view, id):
        blocks: list[Block] = [paragraph("Not yet published here. ", needs(view, id).content[0].text)]
        commands = fetch_words(view, [id])
        return [*blocks, paragraph("To fetch what is missing: ", *commands, ".")] if commands else blocks
    file = f"data/indicators/{id}.csv"
    downloads = (
        ("Every figure of this indicator (CSV)", file, f"{len(figures):,} rows: every area, period and breakdown"),
        ("Its description (CSVW)", f"{file}-metadata.json", "JSON"),
    )
    return [latest_table(view, id, period), *course_tables(view, id, period), Downloads(downloads)]


def latest_table(view: View, id: str, period: str) -> Table:
    """The latest figures: of every area where they are few, else of the region and its comparator."""
    breakdowns = [one for group in parts_of(view, id, period).values() for one in group]
    codes = areas_of(view)
    if len(codes) * len(breakdowns) > MOST_ROWS:
        codes = view.compared
    found = [
        figure
        for one in breakdowns
        for code in codes
        if (figure := view.figures.get(id, code, period, one)) is not None
    ]
    between, against = tells(view, found), any(figure.comparison for figure in found)
    rows = []
    for figure in found[:MOST_ROWS]:
        row = [cell(view.name(figure.area)), cell(label(view, figure)), view.cell(figure)]
        row += [cell(view.interval(figure))] if between else []
        row += [against_cell(figure)] if against else []
        rows.append((*row, status_cell(view, figure)))
    headers = columns(
        "Area",
        "Of",
        numeric("Value"),
        *(["Between"] if between else []),
        *([f"Against {view.comparator_name}"] if against else []),
        "Status",
    )
    cut = spans(f"The first {MOST_ROWS} of {len(found):,}; the download has all.") if len(found) > MOST_ROWS else ()
    title = f"{view.indicators[id].title}, {periods.label(period)}"
    return Table(f"latest-{id}", title, headers, tuple(rows), cut)


def course_tables(view: View, id: str, period: str) -> list[Block]:
    """The region's figures over the latest periods, a row for each breakdown."""
    breakdowns = [one for group in parts_of(view, id, period).values() for one in group]
    rows = []
    for one in breakdowns[:MOST_ROWS]:
        series = view.figures.series(id, view.region.code, one)
        if series:
            rows.append((label(view, series[-1]), series[-MOST_PERIODS:]))
    if not rows:
        return []
    title = f"{view.indicators[id].title}: {view.region.title} over time"
    made = by_period(view, f"course-{id}", title, "Of", rows)
    if len(rows) == 1:
        return [made]
    # Of many breakdowns only the latest period leads to its places, which the table above has.
    plain = tuple((row[0], *(unlinked(one) for one in row[1:])) for row in made.rows)
    return [replace(made, rows=plain)]


def figures_table(view: View, id: str, figures: list[Figure]) -> Table:
    """Every figure of an indicator, of all areas."""
    rows = tuple(
        (
            cell(view.name(figure.area)),
            cell(periods.label(figure.period)),
            cell(label(view, figure)),
            view.cell(figure),
            cell(view.interval(figure)),
            cell(figure.comparison or "–", raw=figure.comparison or ""),
        )
        for figure in figures
    )
    headers = columns("Area", "Period", "Of", numeric("Value"), "Between", "Against the comparator")
    return Table(f"indicator-{id}", view.indicators[id].title, headers, rows)


def composition_words(composition: Composition) -> str:
    """A composition as a sentence."""
    match composition:
        case Sum():
            return "A count, added over the members of a region."
        case AsPublished(_, reason):
            return f"As published. {reason} It is refused for areas it is not published for."
        case Total(of, keeping):
            kept = ", ".join(" and ".join(names) if names else "all together" for names in keeping)
            return f"{composition_words(of)} Totals: {kept}."
        case Ratio(_, _, within):
            whole = f" of the same {' and '.join(within)}" if within else ""
            return f"A share: the sum of the parts over the sum of the whole{whole}."
        case WeightedMean():
            return "A mean of published means, weighted by what they are means of."
        case Quotient(_, against):
            return f"A location quotient: the share here over the share in {against}."
        case Growth(_, since):
            base = "the same period a year before" if isinstance(since, str) else "the implied base"
            return f"Change in per cent on {base}, from the sums of both."
        case Implied():
            return "Derived: the base from which a published change or ratio leads to the published count."
        case Rated():
            return "Points by the rule in the pack."


def progress_words(indicator: Indicator) -> str:
    """From which change on progress is spoken of, and since when."""
    rule = indicator.progress
    if rule is None:
        return "Progress is not assessed."
    unit = "% of the baseline" if rule.relative else " percentage points" if indicator.unit == "percent" else ""
    since = {None: "the earliest period", "P1Y": "a year before", "P2Y": "two years before"}.get(rule.since, rule.since)
    return f"{rule.minimum_change:g}{unit} or more, where no interval is published. The baseline is {since}."
