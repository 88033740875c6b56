"""Assessment of progress: every baseline against its latest value, worst first, to be filtered."""

from __future__ import annotations

from watling.figures import wording
from watling.figures.figure import Figure
from watling.figures.progress import ORDER, Assessment
from watling.methods import periods
from watling.publishing.document import Block, Cell, Page, Span, Table, cell
from watling.publishing.pages.parts import columns, heading, numeric, paragraph, section_page
from watling.publishing.pages.trace import path_of
from watling.publishing.view import View

PATH = "progress/"
TITLE = "Assessment of progress"


def page(view: View) -> Page:
    """The page of the navigation."""
    summary = f"What has improved and what has worsened in {view.region.title}, and what cannot be said."
    return section_page(view, PATH, TITLE, summary, body(view), wide=True)


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    if not view.assessed:
        return [paragraph(f"No indicator of {view.region.title} has both a baseline and a latest value yet.")]
    return [summary_table(view), heading("Every assessment, worst first", "assessments"), assessments_table(view)]


def summary_table(view: View) -> Table:
    """How many assessments have each status."""
    counts = {status: sum(one.status == status for one in view.assessed) for status in ORDER}
    rows = tuple((cell(status, tag=tag(status)), cell(str(count))) for status, count in counts.items() if count)
    return Table("progress-summary", "Assessments by status", columns("Status", numeric("Number")), rows)


def assessments_table(view: View) -> Table:
    """Every assessment, worst first: what it is of, both values, the change, the status and what decided."""
    rows = tuple(_row(view, one) for one in view.assessed)
    names = ("Indicator", "Theme", "Area", "Baseline", "Latest")
    headers = columns(*names, numeric("Change"), "Status", "What decided")
    title = "Every assessment of progress, worst first"
    return Table("assessment-of-progress", title, headers, rows, filter_by=("Status", "Theme"))


def tag(status: str) -> str | None:
    """The colour a status has; higher and lower are neither good nor bad and have none."""
    return None if status in ("higher", "lower") else status


def _row(view: View, one: Assessment) -> tuple[Cell, ...]:
    indicator = view.indicators[one.indicator]
    label = ", ".join([indicator.title, *one.breakdown.values()])
    return (
        cell(Span(label, link=f"indicators/{one.indicator}/")),
        cell(indicator.theme),
        cell(view.name(one.area)),
        _dated(view, one.baseline),
        _dated(view, one.latest),
        change_cell(view, one),
        cell(one.status, tag=tag(one.status)),
        cell(one.reason),
    )


def _dated(view: View, figure: Figure | None) -> Cell:
    """A figure with its period, short; a dash where there is none."""
    if figure is None:
        return cell("–", raw="")
    base = view.cell(figure)
    return Cell((*base.content, Span(f" ({periods.short(figure.period)})")), base.tag, raw=base.raw)


def change_text(view: View, one: Assessment) -> str:
    """The change in words: per cent of the baseline, percentage points, or the indicator's unit."""
    indicator = view.indicators[one.indicator]
    if one.change is None:
        return "–"
    if one.relative:
        return wording.quantity(one.change, "percent change", 1)
    text = wording.number(one.change, max(indicator.decimals, 0))
    signed = f"+{text}" if one.change > 0 and text.strip("0.,") else text
    return f"{signed} points" if indicator.unit == "percent" else signed


def change_cell(view: View, one: Assessment) -> Cell:
    """The change, leading to the place of the latest figure, where the baseline and the rule stand."""
    text = change_text(view, one)
    if one.latest is None or text == "–":
        return cell(text, raw="")
    raw = text.replace("\u2212", "-").replace(",", "").removesuffix(" points").removesuffix("%").removeprefix("+")
    return Cell((Span(text, link=path_of(one.latest.id)),), raw=raw)
