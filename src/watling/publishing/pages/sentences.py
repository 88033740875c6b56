"""Sentences: what a figure says in a line, against the comparator and against the year before."""

from __future__ import annotations

from collections.abc import Sequence

from watling.figures import wording
from watling.figures.figure import Figure
from watling.figures.standing import Change, change
from watling.methods import periods
from watling.publishing.document import Cell, Span, Spans, cell, spans
from watling.publishing.pages.parts import capital, listed, when
from watling.publishing.view import View

AGAINST = {
    "better": "better than",
    "worse": "worse than",
    "similar": "similar to",
    "higher": "higher than",
    "lower": "lower than",
}
NOT_FINAL = {"p": "provisional", "r": "revised", "e": "estimated", "u": "unreliable", "low": "low"}
HIDDEN = {"c": "suppressed", "x": "not available", "z": "not applicable", "low": "low", "u": "unreliable"}

# Units that a value's own text already says, or that are no word for what is counted.
UNSAID = ("percent", "percent change", "trend", "GBP", "quotient", "ratio", "index")


def unit_words(figure: Figure) -> str:
    """The unit behind a value, where the value's own text does not say it.

    >>> unit_words(Figure("claimants", "E06000055", "2021-11", {}, 8525, "people", "final"))
    ' people'
    """
    return "" if figure.unit in UNSAID or figure.unit.startswith("GBP") or not figure.unit else f" {figure.unit}"


def amount(view: View, figure: Figure) -> Spans:
    """A figure in bold with its unit, its survey interval and what it is other than final."""
    said: list[str | Span] = [Span(view.text(figure), strong=True, figure=figure.id), unit_words(figure)]
    if figure.interval == "sampling" and view.interval(figure):
        said.append(f" (95% interval {view.interval(figure)})")
    if figure.status in NOT_FINAL:
        said.append(f", {NOT_FINAL[figure.status]}")
    return spans(*said)


def in_period(period: str) -> str:
    """A period with its preposition.

    >>> in_period("2021-11"), in_period("2022-01/2022-12"), in_period("2025-01-15")
    ('in November 2021', 'in the year to December 2022', 'on 15 January 2025')
    """
    words = when(period)
    article = "the " if words.startswith(("academic", "year to")) else ""
    return f"{'on' if periods.form_of(period) == 'date' else 'in'} {article}{words}"


def latest_sentence(view: View, series: Sequence[Figure]) -> Spans:
    """The latest of a series of the region: its value, how it compares with the comparator, and what has changed."""
    figure = series[-1]
    if figure.value is None and figure.lower is None and figure.upper is None:
        return spans(*not_there(view, figure))
    said: list[str | Span] = [*amount(view, figure), f" {in_period(figure.period)}", *compared(view, figure), ". "]
    if figure.value is None and figure.note:
        said.append(f"{capital(figure.note.rstrip('.'))}. ")
    said += changed(view, series)
    return spans(*said)


def not_there(view: View, figure: Figure) -> list[str | Span]:
    """That a figure has no value, and why, in the figure's own words."""
    why = figure.note.rstrip(".") or wording.status(figure)
    lead = Span(capital(HIDDEN.get(figure.status, "not available")), strong=True, figure=figure.id)
    return [lead, f" for {view.name(figure.area)} {in_period(figure.period)}: {why}."]


def compared(view: View, figure: Figure) -> list[str | Span]:
    """How a figure compares with that of the comparator; nothing where it is not compared or has no other."""
    if not view.comparator or not view.indicators[figure.indicator].compare:
        return []
    other = view.figures.get(figure.indicator, view.comparator, figure.period, figure.breakdown)
    if other is None or other.value is None or figure.comparison is None:
        return []
    sampled = figure.interval == other.interval == "sampling" and figure.comparison != "similar"
    word = ("significantly " if sampled else "") + AGAINST[figure.comparison]
    return [f": {word} {view.comparator_name} (", view.span(other), ")"]


def changed(view: View, series: Sequence[Figure]) -> list[str | Span]:
    """What became of the latest figure since a year before, as a sentence; nothing where there is no year before."""
    found = change(series, view.indicators[series[-1].indicator])
    if found is None:
        return []
    then = since(found)
    before: list[str | Span] = [" (", view.span(found.baseline), ")"]
    if found.size is None:
        return [f"Not compared with {then}", *before, f": {found.reason}."]
    if found.status == "no clear change":
        return [f"No clear change on {then}", *before, "."]
    verdict = f": {found.status}" if found.status in ("improved", "worsened") else ""
    both = found.baseline.interval == found.latest.interval == "sampling"
    significant = ", significantly so" if both and not verdict else ""
    return [f"{capital(size_words(found))} on {then}", *before, significant, verdict, "."]


def since(found: Change) -> str:
    """The period of a change's baseline, in words: a year before, or which it is."""
    year = periods.earlier(found.latest.period, "P1Y") == found.baseline.period
    return "a year before" if year else when(found.baseline.period)


def size_words(found: Change) -> str:
    """How large a change is: ``up 1.2 percentage points``, ``down 5.3%``, ``no change``.

    >>> def figure(value, unit):
    ...     return Figure("rate", "E06000055", "2021", {}, value, unit, "final")
    >>> size_words(Change(figure(70, "percent"), figure(71.24, "percent"), "improved", 1.24, False, ""))
    'up 1.2 percentage points'
    >>> size_words(Change(figure(200, "people"), figure(150, "people"), "lower", -25.0, True, ""))
    'down 25.0%'
    """
    assert found.size is not None
    if found.size == 0:
        return "no change"
    way = "up" if found.size > 0 else "down"
    size = abs(found.size)
    if found.relative:
        return f"{way} {wording.number(size, 1 if size >= 0.05 else 2)}%"
    if found.latest.unit in ("percent", "percent change"):
        words = wording.number(size, 1 if size >= 0.05 else 2)
        return f"{way} {words} percentage point{'' if words == '1.0' else 's'}"
    return f"{way} {wording.number(size, 2 if size < 10 else 1)}"


def change_cell(view: View, series: Sequence[Figure]) -> Cell:
    """A table's cell for what became of the latest figure since a year before."""
    found = change(series, view.indicators[series[-1].indicator]) if series else None
    if found is None:
        return cell("–", raw="")
    if found.size is None:
        return cell("not comparable", tag="not comparable")
    words = size_words(found)
    if found.status == "no clear change":
        return cell(f"{words}: no clear change" if found.size else words)
    tag = found.status if found.status in ("improved", "worsened") else None
    return cell(words, tag=tag)


def extremes(view: View, figures: Sequence[Figure], of: int) -> list[str | Span]:
    """Where the value is highest and where lowest among so many areas; nothing for fewer than three values."""
    known = sorted((f for f in figures if f.value is not None), key=lambda f: f.value or 0)
    if len(known) < 3 or known[0].value == known[-1].value:
        return []
    ends = []
    for word, end in (("highest", known[-1]), ("lowest", known[0])):
        same = [f for f in known if f.value == end.value]
        ends.append((word, listed([view.name(f.area) for f in same]), end))
    (_, high, most), (_, low, least) = ends
    among = "It" if len(known) == of else f"Of the {len(known)} of {of} authorities with a value it"
    return [f"{among} is highest in {high} (", view.span(most), f") and lowest in {low} (", view.span(least), ")."]
