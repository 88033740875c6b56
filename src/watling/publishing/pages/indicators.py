"""Indicators: the list of all, and one page of definition for each."""

from __future__ import annotations

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
from watling.publishing.document import Block, Bullets, Cell, Column, Page, Span, Table, Terms, cell, spans
from watling.publishing.pages.parts import heading, paragraph
from watling.publishing.pages.trace import label
from watling.publishing.view import View

PATH = "indicators/"
TITLE = "Indicators"


def pages(view: View) -> list[Page]:
    return [index(view), *(definition(view, id, indicator) for id, indicator in view.indicators.items())]


def index(view: View) -> Page:
    blocks: list[Block] = [
        paragraph(
            "Every indicator Watling knows, by theme, and the latest figure of each for ", view.region.title, "."
        ),
        core_table(view),
    ]
    summary = f"Every indicator, its latest figure for {view.region.title}, and its definition."
    return Page(PATH, TITLE, summary, tuple(blocks), section="data/", wide=True)


def core_table(view: View) -> Table:
    """All indicators with the latest figure of the region; for those without one, that there is none."""
    rows = []
    for id, indicator in sorted(view.indicators.items(), key=lambda pair: (pair[1].theme, pair[1].title)):
        series = view.figures.of(id, view.region.code)
        latest = view.get(id)
        anywhere = view.figures.of(id)
        if latest:
            shown, period = view.cell(latest), periods.label(latest.period)
        elif series:
            shown, period = cell(f"by {' and '.join(_dimensions(series))}"), periods.label(series[-1].period)
        elif anywhere:
            shown, period = cell("by area"), periods.label(anywhere[-1].period)
        else:
            shown, period = cell("no figures", tag="missing", raw=""), ""
        rows.append(
            (
                cell(Span(indicator.title, link=f"{PATH}{id}/")),
                cell(indicator.theme),
                cell(period),
                shown,
                cell(indicator.polarity),
            )
        )
    columns = (
        Column("Indicator"),
        Column("Theme"),
        Column("Latest"),
        Column("Value", numeric=True),
        Column("Polarity"),
    )
    return Table("core-indicators", f"Indicators for {view.region.title}", columns, tuple(rows), filter_by=("Theme",))


def _dimensions(figures: list[Figure]) -> list[str]:
    return list(dict.fromkeys(name for figure in figures for name in figure.breakdown))


def definition(view: View, id: str, indicator: Indicator) -> Page:
    blocks: list[Block] = [
        paragraph(indicator.description),
        Terms(
            (
                ("Id", spans(id)),
                ("Theme", spans(indicator.theme)),
                ("Unit", spans(indicator.unit or "as each project states it")),
                ("Polarity", spans(indicator.polarity)),
                ("How it is composed", spans(composition_words(indicator.composition))),
                ("Change that counts", spans(progress_words(indicator))),
                ("What it cannot show", spans(indicator.cannot_show)),
            )
        ),
    ]
    if indicator.caveats:
        blocks += [heading("Caveats", "caveats"), Bullets(tuple(spans(text) for text in indicator.caveats))]
    if indicator.breaks:
        broken = tuple(spans(f"{periods.label(one.on.isoformat())}: {one.reason}.") for one in indicator.breaks)
        blocks += [heading("Breaks in the series", "breaks"), Bullets(broken)]
    figures = view.figures.of(id)
    blocks.append(heading("Figures", "figures"))
    if figures:
        blocks.append(figures_table(view, id, figures))
    else:
        blocks.append(paragraph(f"The pack of {view.region.title} holds no figures for this indicator."))
    return Page(
        f"{PATH}{id}/", indicator.title, indicator.description, tuple(blocks), section="data/", breadcrumbs=((TITLE, PATH),)
    )  # fmt: skip


def figures_table(view: View, id: str, figures: list[Figure]) -> Table:
    rows = tuple(
        (
            cell(view.name(figure.area)),
            cell(periods.label(figure.period)),
            cell(label(view, figure)),
            view.cell(figure),
            cell(view.interval(figure)),
            _comparison(figure),
        )
        for figure in figures
    )
    columns = (
        Column("Area"), Column("Period"), Column("Of"), Column("Value", numeric=True), Column("Between"), Column("Against the comparator"),
    )  # fmt: skip
    return Table(f"indicator-{id}", view.indicators[id].title, columns, rows)


def _comparison(figure: Figure) -> Cell:
    return cell(figure.comparison or "–", raw=figure.comparison or "")


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
    rule = indicator.progress
    if rule is None:
        return "Progress is not assessed."
    size = f"{rule.minimum_change:g}" + (
        "% of the baseline" if rule.relative else " percentage points" if indicator.unit == "percent" else ""
    )
    since = {None: "the earliest period", "P1Y": "a year before", "P2Y": "two years before"}.get(rule.since, rule.since)
    return f"{size} or more, where no interval is published. The baseline is {since}."
