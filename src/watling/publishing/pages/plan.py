"""Strategy and action plan: categories, actions, and the present status of what measures them."""

from __future__ import annotations

from watling.delivery.plan import Action, Category, MeasuredBy
from watling.figures.progress import ORDER
from watling.methods import periods
from watling.publishing.document import Block, Bullets, Page, Span, Spans, Table, cell, spans
from watling.publishing.pages.parts import (
    capital,
    columns,
    heading,
    indicator_link,
    numeric,
    paragraph,
    section_page,
)
from watling.publishing.view import View

PATH = "plan/"


def page(view: View) -> Page:
    """The page of the navigation."""
    summary = f"What {view.region.title} set out to do, with whom, by when, and how what measures it stands."
    return section_page(view, PATH, view.plan.title, summary, body(view))


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    plan = view.plan
    if not plan.categories and not plan.actions:
        return [paragraph(f"This pack holds no strategy and no actions for {view.region.title} yet.")]
    if not plan.actions:
        nothing = "The pack holds no actions for these yet, so there is nothing to follow here."
        return [heading(plan.title, "categories"), _categories(view), paragraph(nothing)]
    blocks: list[Block] = [heading("The categories", "categories"), _categories(view), _overview(view)]
    for category in plan.categories:
        blocks.append(heading(f"{category.id}: {category.title}", _anchor(category)))
        for action in plan.actions:
            if action.category == category.id:
                blocks += _action(view, action)
    return blocks


def _anchor(category: Category) -> str:
    return f"category-{category.id.lower()}"


def _categories(view: View) -> Table:
    """The categories; where there are actions, each with their number and leading to them."""
    actions = view.plan.actions
    detailed = any(category.detail for category in view.plan.categories)
    rows = []
    for category in view.plan.categories:
        name = Span(category.id, link=f"{PATH}#{_anchor(category)}") if actions else category.id
        detail = [cell(category.detail)] if detailed else []
        count = [cell(str(sum(action.category == category.id for action in actions)))] if actions else []
        rows.append((cell(name), cell(category.title), *detail, *count))
    headers = columns("Category" if actions else "No.", "What it is")
    if detailed:
        headers += columns("Workstreams")
    if actions:
        headers += columns(numeric("Actions"))
    return Table("strategy-categories", view.plan.title, headers, tuple(rows))


def _overview(view: View) -> Table:
    rows = tuple(
        (
            cell(Span(action.id, link=f"{PATH}#{action.id.lower()}")),
            cell(action.title),
            cell(_when(action)),
            cell(*_summary(action)),
        )
        for action in view.plan.actions
    )
    return Table("actions", "All actions", columns("Action", "What", "When", "What measures it, at present"), rows)


def _when(action: Action) -> str:
    due = f" (due {periods.label(action.due)})" if action.due else ""
    return capital(action.timeframe) + due


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
        paragraph(Span("When: ", strong=True), _when(action), "."),
        paragraph(Span("For: ", strong=True), ", ".join(action.cohorts), "."),
        paragraph(Span("With: ", strong=True), ", ".join(action.partners), "."),
        Bullets(tuple(_measured(view, measured) for measured in action.measures)),
    ]


def _measured(view: View, measured: MeasuredBy) -> Spans:
    """A measure in one line: the status of its assessments or, without any, where its latest figures stand."""
    start = Span(f"{capital(measured.phrase)}: ", strong=True)
    if not measured.indicators:
        return spans(start, f"no indicator measures this. {measured.why_not}")
    rest = f" {measured.why_not}" if measured.why_not else ""
    if not measured.assessments:
        links: list[str | Span] = []
        for id in measured.indicators:
            links += [", " if links else "", indicator_link(view, id)]
            latest = view.get(id)
            if latest:
                links += [" (", view.span(latest), f", {periods.label(latest.period)})"]
        return spans(start, "measured by ", *links, "; there is no assessment of progress for it.", rest)
    counts: dict[str, list[str]] = {}
    for one in measured.assessments:
        label = ", ".join(one.breakdown.values()) or view.indicators[one.indicator].title
        counts.setdefault(one.status, []).append(label)
    said = "; ".join(
        f"{status}: {len(labels)} ({', '.join(labels[:3])}{', …' if len(labels) > 3 else ''})"
        for status, labels in counts.items()
    )
    return spans(start, said, ". ", Span("See the assessment", link="progress/"), ".", rest)


def strategy(view: View) -> list[Block]:
    """The categories alone, for the report's chapter on strategy."""
    if not view.plan.categories:
        return [paragraph(f"This pack holds no strategy for {view.region.title} yet.")]
    return [_categories(view)]
