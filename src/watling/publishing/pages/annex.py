"""Annex A: every core indicator in a line, by theme, and what is missing; then those of the pack's own."""

from __future__ import annotations

from collections.abc import Sequence

from watling.figures.figure import slug
from watling.methods import periods
from watling.publishing.document import Block, Bullets, Cell, Table, cell, spans
from watling.publishing.pages.indicators import latest_of
from watling.publishing.pages.official import (
    against_cell,
    headline,
    is_published,
    needs,
    publishers,
    releases_of,
)
from watling.publishing.pages.parts import (
    capital,
    columns,
    heading,
    indicator_link,
    numeric,
    paragraph,
    when,
    when_short,
)
from watling.publishing.pages.statistics import THEMES, ids_of
from watling.publishing.view import View


def core_indicators(view: View) -> list[Block]:
    """The blocks of the annex."""
    published = {id for id in view.core if is_published(view, id)}
    blocks: list[Block] = [heading("Official statistics", "official")]
    if published:
        for theme in THEMES:
            ids = [id for id in ids_of(view, theme) if id in published]
            if ids:
                blocks += [heading(capital(theme), f"official-{slug(theme)}", level=3), theme_table(view, theme, ids)]
        absent = [id for theme in THEMES for id in ids_of(view, theme) if id not in published]
        if absent:
            blocks += [heading("What is missing", "official-missing", level=3), missing_table(view, absent)]
    else:
        said = (
            "No release of an official statistic is kept in this edition. Watling has a place for "
            f"{len(view.core)} core indicators; each is shown as soon as its publisher’s release is fetched or added."
        )
        themes = [(theme, [view.indicators[id].title for id in ids_of(view, theme)]) for theme in THEMES]
        items = tuple(spans(f"{capital(theme)}: {', '.join(titles)}.") for theme, titles in themes if titles)
        blocks += [paragraph(said), *([Bullets(items)] if items else [])]
    own = [id for id, indicator in view.indicators.items() if not indicator.core]
    return [*blocks, heading("The pack’s own indicators", "own"), own_table(view, own)]


def theme_table(view: View, theme: str, ids: Sequence[str]) -> Table:
    """A theme's indicators: the period, the region's latest, the comparator's, how they compare, and the source."""
    rows = []
    for id in ids:
        period = view.latest_period(id) or ""
        of, own = headline(view, id, period)
        breakdown = own.breakdown if own else {}
        other = view.figures.get(id, view.comparator, period, breakdown) if view.comparator else None
        rows.append(
            (
                cell(indicator_link(view, id), f": {of}" if of else ""),
                cell(when_short(period)),
                view.cell(own),
                view.cell(other) if other else cell("–", raw=""),
                against_cell(own),
                _source(view, id, period),
            )
        )
    headers = columns(
        "Indicator",
        "Period",
        numeric(view.region.title),
        numeric(view.comparator_name),
        f"Against {view.comparator_name}",
        "Source",
    )
    return Table(f"annex-{slug(theme)}", f"{capital(theme)}: core indicators", headers, tuple(rows))


def _source(view: View, id: str, period: str) -> Cell:
    """Who published what an indicator's latest figures stand on, and when; whether it is partial or stale."""
    said = []
    for one in releases_of(view, id, period):
        marks = [mark for mark, has in (("partial", one.partial), ("stale", bool(one.stale))) if has]
        state = f" ({', '.join(marks)})" if marks else ""
        said.append(f"{one.publisher}, {periods.label(one.published[:7])}{state}")
    return cell("; ".join(dict.fromkeys(said)))


def missing_table(view: View, ids: Sequence[str]) -> Table:
    """The core indicators without a figure: whose they are, and what is missing."""
    rows = tuple((cell(indicator_link(view, id)), cell(publishers(view, id)), needs(view, id)) for id in ids)
    return Table("annex-missing", "Core indicators without a figure", columns("Indicator", "Publisher", "Why"), rows)


def own_table(view: View, ids: Sequence[str]) -> Table:
    """The indicators of the pack's own tables, with the latest figure of the region."""
    rows = []
    for id in sorted(ids, key=lambda id: (view.indicators[id].theme, view.indicators[id].title)):
        shown, period = latest_of(view, id)
        at = cell(when(period) if period else "")
        rows.append((cell(indicator_link(view, id)), cell(view.indicators[id].theme), at, shown))
    headers = columns("Indicator", "Theme", "Latest", numeric("Value"))
    return Table("annex-own", f"Indicators of the pack of {view.region.title}", headers, tuple(rows))
