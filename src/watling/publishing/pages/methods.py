"""Methods: how figures, bounds, comparisons, progress and ratings are made, in words."""

from __future__ import annotations

from watling.publishing.document import Block, Page, Span, Terms, spans
from watling.publishing.pages.parts import heading, paragraph, section_page
from watling.publishing.pages.ratings import rule
from watling.publishing.view import View
from watling.sources.observation import STATUSES

PATH = "methods/"
TITLE = "Methods"


def page(view: View) -> Page:
    """The page of the navigation."""
    return section_page(view, PATH, TITLE, "How the figures are made, and what their words mean.", body(view))


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    marks = ((f"[{mark}]" if mark != "final" else "no mark", spans(words)) for mark, words in STATUSES.items())
    return [
        heading("How figures are composed", "composing"),
        paragraph(
            "Counts are added over the authorities of the region. A share is the sum of its parts over the sum of "
            "its wholes; percentages are never averaged. A percentage, median, index or rank that only its publisher "
            "can make is shown for the areas it is published for and refused for any other. One missing part makes a "
            "sum missing: what is known of it is then shown as “at least”."
        ),
        heading("Bounds and intervals", "bounds"),
        paragraph(
            "A value rounded by its publisher may lie half a rounding unit either side of what is printed. Those "
            "bounds are carried through every sum, share and change. Where a survey’s interval is published it is "
            "shown instead. A base that a published percentage implies is given with its bounds and marked as derived."
        ),
        heading("Comparison", "comparison"),
        paragraph(
            "An area is called better or worse than another (higher or lower, where neither is good) only where the "
            "two intervals, or the bounds that rounding leaves, do not overlap; otherwise similar."
        ),
        heading("Assessment of progress", "progress"),
        paragraph(
            "The latest value is held against the baseline. An interval decides where there is one. Where there is "
            "none, a change counts only if rounding alone cannot explain it and it reaches the least change stated for "
            "the indicator. Values either side of a boundary change, a changed definition or a changed way of grading "
            "are not compared."
        ),
        heading("Supply and demand rating", "rating"),
        *rule(view),
        heading("Status of a value", "status"),
        Terms(tuple(marks)),
        heading("Indicators", "indicators"),
        paragraph(
            "Each indicator’s definition, polarity, caveats and limits: ",
            Span("all indicators", link="indicators/"),
            ".",
        ),
    ]
