"""Strategy and action plan: categories, actions, and the present status of what measures them."""

from __future__ import annotations

from watling.delivery.plan import Action, MeasuredBy
from watling.figures.progress import ORDER
from watling.methods import periods
from watling.publishing.document import Block, Bullets, Cell, Column, Page, Paragraph, Span, Spans, Table, cell, spans
from watling.publishing.pages.parts import heading, paragraph
from watling.publishing.view import View
from watling.publishing.words import around

PATH = "plan/"


def page(view: View) -> Page:
    summary = f"What {view.region.title} set out to do, with whom, by when, and how what measures it stands."
    return Page(PATH, view.plan.title, summary, around(view, "plan", body(view)), section=PATH)


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    plan = view.plan
    blocks: list[Block] = []
    if not plan.categories and not plan.actions:
        blocks.append(paragraph(f"This pack holds no strategy and no actions for {view.region.title} yet."))
    elif not plan.actions:
        blocks += [heading(plan.title, "categories"), _categories(view)]
        blocks.append(paragraph("The pack holds no actions for these yet, so there is nothing to follow here."))
    else:
        blocks += [heading("The categories", "categories"), _categories(view), _overview(view)]
        for category in plan.categories:
            blocks.append(heading(f"{category.id}: {category.title}", f"category-{category.id.lower()}"))
            for action in plan.actions:
                if action.category == category.id:
                    blocks += _action(view, action)
    return blocks


def _categories(view: View) -> Table:
    detail = any(category.detail for category in view.plan.categories)
    rows = tuple(
        (
            cell(
                Span(category.id, link=f"{PATH}#category-{category.id.lower()}") if view.plan.actions else category.id
            ),
            cell(category.title),
            *((cell(category.detail),) if detail else ()),
            *((cell(str(sum(a.category == category.id for a in view.plan.actions))),) if view.plan.actions else ()),
        )
        for category in view.plan.categories
    )
    columns = (
        Column("No." if not view.plan.actions else "Category"), Column("What it is"), *((Column("Workstreams"),) if detail else ()),
        *((Column("Actions", numeric=True),) if view.plan.actions else ()),
    )  # fmt: skip
    return Table("strategy-categories", view.plan.title, columns, rows)


def _overview(view: View) -> Table:
    rows = tuple(
        (
            Cell((Span(action.id, link=f"{PATH}#{action.id.lower()}"),)),
            cell(action.title),
            cell(_when(action)),
            cell(*_summary(action)),
        )
        for action in view.plan.actions
    )
    columns = (Column("Action"), Column("What"), Column("When"), Column("What measures it, at present"))
    return Table("actions", "All actions", columns, rows)


def _when(action: Action) -> str:
    return (
        action.timeframe[:1].upper()
        + action.timeframe[1:]
        + (f" (due {periods.label(action.due)})" if action.due else "")
    )


def _summary(action: Action) -> Spans:
    """How many of an action's assessments have each status, or that nothing measures it."""
    counts = dict.fromkeys(ORDER, 0)
    for measured in action.measures:
        for one in measured.assessments:
            counts[one.status] += 1
    said = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    without = sum(not measured.indicators for measured in action.measures)
    if without:
        said += ("; " if said else "") + f"{without} measure{'s' if without > 1 else ''} without an indicator"
    return spans(said or "an indicator without an assessment")


def _action(view: View, action: Action) -> list[Block]:
    return [
        heading(f"{action.id}. {action.title}", action.id.lower(), level=3),
        Paragraph(spans(Span("When: ", strong=True), _when(action), ".")),
        Paragraph(spans(Span("For: ", strong=True), ", ".join(action.cohorts), ".")),
        Paragraph(spans(Span("With: ", strong=True), ", ".join(action.partners), ".")),
        Bullets(tuple(item for measured in action.measures for item in _measured(view, measured))),
    ]


def _measured(view: View, measured: MeasuredBy) -> list[Spans]:
    """One line for each indicator of a measure: its status now and where the figures stand."""
    start = Span(f"{measured.phrase[:1].upper()}{measured.phrase[1:]}: ", strong=True)
    if not measured.indicators:
        return [spans(start, f"no indicator measures this. {measured.why_not}")]
    rest = f" {measured.why_not}" if measured.why_not else ""
    if not measured.assessments:
        links: list[str | Span] = []
        for id in measured.indicators:
            links += [", " if links else "", Span(view.indicators[id].title, link=f"indicators/{id}/")]
            latest = view.get(id)
            if latest:
                links += [" (", view.span(latest), f", {periods.label(latest.period)})"]
        return [spans(start, "measured by ", *links, "; there is no assessment of progress for it.", rest)]
    counts: dict[str, list[str]] = {}
    for one in measured.assessments:
        label = ", ".join(one.breakdown.values()) or view.indicators[one.indicator].title
        counts.setdefault(one.status, []).append(label)
    said = "; ".join(
        f"{status}: {len(labels)} ({', '.join(labels[:3])}{', …' if len(labels) > 3 else ''})"
        for status, labels in counts.items()
    )
    return [spans(start, said, ". ", Span("See the assessment", link="progress/"), ".", rest)]


def strategy(view: View) -> list[Block]:
    """The categories alone, for the report's chapter on strategy."""
    if not view.plan.categories:
        return [paragraph(f"This pack holds no strategy for {view.region.title} yet.")]
    return [_categories(view)]
