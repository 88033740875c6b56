"""Labour demand: the sectors, their occupational groups with ratings, the matrix, and totals by group."""

from __future__ import annotations

from watling.figures.figure import Figure, slug
from watling.figures.rating import NOT_RATED, Rating
from watling.methods import periods
from watling.packs.decisions import GRADES
from watling.publishing import charts
from watling.publishing.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Page,
    Paragraph,
    Span,
    Spans,
    Table,
    cell,
    spans,
)
from watling.publishing.pages.parts import caveats, heading, missing, paragraph
from watling.publishing.view import View
from watling.publishing.words import around

PATH = "labour-demand/"
TITLE = "Labour demand"


def pages(view: View) -> list[Page]:
    """The overview and one page for each sector."""
    return [overview(view), *(sector_page(view, sector) for sector in view.sectors)]


def overview(view: View) -> Page:
    summary = f"Which jobs are advertised in {view.region.title}, by sector and occupational group, and where supply falls short."
    return Page(PATH, TITLE, summary, around(view, "labour-demand", body(view)), section=PATH, wide=True)


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    blocks: list[Block] = []
    if not view.sectors:
        blocks.append(missing(view, "vacancies", "vacancy-growth", "employment-trend", "top-occupations"))
    else:
        blocks += [heading("The sectors", "sectors"), sectors_table(view)]
        blocks += [heading("Sectors by occupational group", "matrix"), *matrix(view)]
        blocks += [heading("Occupational groups across sectors", "groups"), *groups(view)]
        blocks += [heading("How the ratings are made", "rule"), *rule(view)]
        blocks += caveats(view, "vacancies", "vacancy-growth", "vacancy-growth-composed", "supply-and-demand")
    blocks += digital(view)
    return blocks


def digital(view: View) -> list[Block]:
    """What is published of the demand for digital skills."""
    found = [view.get(id) for id in ("digital-postings-share", "digital-skills-hard-to-find")]
    rows = [
        (cell(view.indicators[figure.indicator].title), cell(periods.label(figure.period)), view.cell(figure))
        for figure in found
        if figure
    ]
    if not rows:
        return [heading("Digital skills in demand", "digital"), missing(view, "digital-postings-share")]
    columns = (Column("Measure"), Column("Period"), Column("Value", numeric=True))
    table = Table("digital-skills-demand", "Demand for digital skills, as published", columns, tuple(rows))
    return [heading("Digital skills in demand", "digital"), table, *caveats(view, "digital-postings-share")]


def sectors_table(view: View) -> Table:
    """One row a sector: trends, postings, growth, and how many of its groups have each of the two most pressing grades."""
    rows = []
    for sector in view.sectors:
        rated = [rating for rating in view.rated if rating.sector == sector]
        pressing = [sum(rating.shown == grade for rating in rated) for grade in GRADES[:2]]
        rows.append(
            (
                Cell((Span(sector, link=sector_path(sector)),)),
                view.cell(view.get("employment-trend", sector=sector)),
                view.cell(view.get("vacancy-trend", sector=sector)),
                view.cell(view.get("vacancies", sector=sector)),
                view.cell(view.get("vacancy-growth-composed", sector=sector)),
                *(cell(str(count)) for count in pressing),
            )
        )
    columns = (
        Column("Sector"),
        Column("Employment"),
        Column("Vacancies, trend"),
        Column("Vacancies", numeric=True),
        Column("Growth, composed", numeric=True),
        Column("Groups needing urgent attention", numeric=True),
        Column("Groups needing attention", numeric=True),
    )
    period = _period(view)
    note = spans(
        "Postings of the listed occupational groups. Growth is composed from the groups: the earlier year's number is "
        "implied by each group's published growth."
    )
    return Table("sectors", f"The sectors, {period}", columns, tuple(rows), note)


def sector_path(sector: str) -> str:
    return f"{PATH}{slug(sector)}/"


def _period(view: View) -> str:
    found = view.periods("vacancies", view.region.code)
    return periods.label(found[-1]) if found else ""


def _in_group_order(view: View) -> list[str]:
    """Occupational groups, the one with most postings first."""
    totals = {
        figure.breakdown["group"]: figure
        for figure in view.figures.of("vacancies", view.region.code)
        if set(figure.breakdown) == {"group"}
    }
    return sorted(totals, key=lambda group: -(totals[group].value or 0))


def matrix(view: View) -> list[Block]:
    """Sector by occupational group: postings as a chart, and the ratings as a table."""
    order = _in_group_order(view)
    records: list[dict[str, str | float | None]] = []
    rows = []
    for group in order:
        cells: list[Cell] = [cell(group)]
        for sector in view.sectors:
            figure = view.get("vacancies", sector=sector, group=group)
            if figure is None:
                cells.append(cell("–", raw=""))
                records.append({"row": group, "column": sector, "value": None, "text": ""})
            else:
                cells.append(view.cell(figure))
                records.append({"row": group, "column": sector, "value": figure.value, "text": view.text(figure)})
        rows.append(tuple(cells))
    columns = (Column("Occupational group"), *(Column(sector, numeric=True) for sector in view.sectors))
    table = Table(
        "vacancies-sector-by-group", f"Vacancies by sector and occupational group, {_period(view)}", columns, tuple(rows),
        spans("A dash marks a group that is not listed for the sector: its number is not published, which is not zero."),
    )  # fmt: skip
    most = max(view.figures.of("vacancies", view.region.code), key=_cell_value)
    words = (
        f"Most postings stand where a sector meets its own group; the largest cell is {most.breakdown.get('group')} in "
        f"{most.breakdown.get('sector')} with {view.text(most)}. Business operations and digital jobs are asked for in "
        "many sectors. Empty cells are not published."
    )
    spec = charts.matrix(
        records,
        row="row",
        column="column",
        value="value",
        text="text",
        unit="postings",
        accent=view.pack.settings.look.accent,
    )
    blocks: list[Block] = [
        Chart("vacancies-matrix", f"Vacancies by sector and occupational group, {_period(view)}", words, spec, table)
    ]
    if view.ratings:
        blocks.append(ratings_matrix(view, order))
    return blocks


def _cell_value(figure: Figure) -> float:
    return figure.value or 0 if {"sector", "group"} <= set(figure.breakdown) else 0


def ratings_matrix(view: View, order: list[str]) -> Table:
    rows = []
    for group in order:
        cells = [cell(group)]
        for sector in view.sectors:
            figure = view.get("supply-and-demand", sector=sector, group=group)
            cells.append(rating_cell(figure) if figure else cell("–", raw=""))
        rows.append(tuple(cells))
    columns = (Column("Occupational group"), *(Column(sector) for sector in view.sectors))
    return Table(
        "ratings-sector-by-group", f"Supply and demand ratings by sector and occupational group, {_period(view)}",
        columns, tuple(rows), spans("The grade is by the rule below, or set by an analyst where the sector's page says so."),
    )  # fmt: skip


def rating_cell(figure: Figure) -> Cell:
    """A rating in words and colour, leading to what it was made from."""
    grade = figure.rating or NOT_RATED
    return Cell((Span(grade, figure=figure.id),), tag=None if grade == NOT_RATED else grade, raw=grade)


def groups(view: View) -> list[Block]:
    """Each occupational group over all sectors that list it."""
    order = _in_group_order(view)
    rows = []
    records: list[dict[str, str | float | None]] = []
    for group in order:
        total = view.get("vacancies", group=group)
        listed = sum(view.get("vacancies", sector=sector, group=group) is not None for sector in view.sectors)
        rows.append(
            (
                cell(group),
                view.cell(total),
                view.cell(view.get("vacancy-growth-composed", group=group)),
                cell(str(listed)),
            )
        )
        records.append({"category": group, "value": total.value if total else None})
    all_groups = view.get("vacancies")
    rows.append(
        (cell("All listed groups"), view.cell(all_groups), view.cell(view.get("vacancy-growth-composed")), cell(""))
    )
    columns = (
        Column("Occupational group"),
        Column("Vacancies", numeric=True),
        Column("Growth, composed", numeric=True),
        Column("Sectors that list it", numeric=True),
    )
    table = Table(
        "vacancies-by-group",
        f"Vacancies by occupational group across all sectors, {_period(view)}",
        columns,
        tuple(rows),
    )
    spec = charts.bars(
        records, category="category", value="value", unit="postings", accent=view.pack.settings.look.accent
    )
    first, second = (view.get("vacancies", group=group) for group in order[:2])
    assert first and second  # there are at least two groups
    words = f"{order[0]} has the most postings, {view.text(first)}, then {order[1]} with {view.text(second)}."
    return [Chart("vacancies-by-group-chart", f"Vacancies by occupational group, {_period(view)}", words, spec, table)]


def rule(view: View) -> list[Block]:
    """The pack's rule as a table."""
    if not view.rule.criteria:
        return [paragraph("This pack has no rating rule (decisions/rating.csv), so nothing is rated.")]
    rows = [
        (
            cell(Span(one.name, link=f"indicators/{one.indicator}/")),
            cell("from this value up" if one.direction == "higher" else "from this value down"),
            *(cell(f"{threshold:g}") for threshold in one.thresholds),
            cell(one.why),
        )
        for one in view.rule.criteria
    ]
    columns = (
        Column("Criterion"), Column("Points are given"), Column("1 point", numeric=True), Column("2 points", numeric=True),
        Column("3 points", numeric=True), Column("Why"),
    )  # fmt: skip
    grades = [
        (cell(grade.name, tag=grade.name), cell(f"{grade.from_points:g}"), cell(grade.meaning))
        for grade in view.rule.grades
    ]
    return [
        paragraph(
            "Each group in each sector gets points by the table, and a grade by their sum. A group without a measure of "
            "learners gets none: its rating says “no learner measure”. The thresholds are the panel’s, and are kept in "
            "decisions/rating.csv and decisions/grades.csv of the pack."
        ),
        Table("rating-rule", "Points of the supply and demand rating", columns, tuple(rows)),
        Table(
            "rating-grades",
            "Grades by the sum of points",
            (Column("Grade"), Column("From points", numeric=True), Column("Meaning")),
            tuple(grades),
        ),
    ]


def sector_page(view: View, sector: str) -> Page:
    found = [
        figure
        for figure in view.figures.of("vacancies", view.region.code, sector=sector)
        if "group" in figure.breakdown
    ]
    total = view.get("vacancies", sector=sector)
    growth = view.get("vacancy-growth-composed", sector=sector)
    trends = [
        f"{words} is " if index == 0 else f"; {words} are "
        for index, words in enumerate(("Employment in the sector", "vacancies"))
    ]
    sentence: list[str | Span] = []
    for words, figure in zip(
        trends, (view.get("employment-trend", sector=sector), view.get("vacancy-trend", sector=sector)), strict=True
    ):
        if figure:
            sentence += [words, view.span(figure)]
    blocks: list[Block] = []
    if sentence:
        blocks.append(paragraph(*sentence, ", as the report states it."))
    if total and growth:
        blocks.append(
            paragraph(
                view.span(total), f" postings stand in the listed groups ({_period(view)}), ", view.span(growth),
                f" on the year to March 2020, composed from the groups’ published growth (between {view.interval(growth)} by rounding).",
            )
        )  # fmt: skip
    blocks += [heading("Occupational groups", "groups"), groups_table(view, sector, found)]
    explained = [rating for rating in view.rated if rating.sector == sector]
    if explained:
        blocks += [heading("What led to each rating", "ratings"), ratings_table(view, explained)]
        overridden = [rating for rating in explained if rating.override]
        if overridden:
            items = [
                spans(
                    f"{r.group}: the rule gives {r.grade}; set to {r.shown} by {r.override.by}, because {r.override.reason}"
                )
                for r in overridden
                if r.override
            ]
            blocks += [heading("Ratings set by an analyst", "overrides", level=3), Bullets(tuple(items))]
    ranked = sorted(
        view.figures.of("top-occupations", view.region.code, sector=sector), key=lambda figure: figure.value or 0
    )
    blocks.append(heading("Most advertised occupations", "top-ten"))
    if ranked:
        rows = tuple((view.cell(figure), cell(figure.breakdown["occupation"])) for figure in ranked)
        columns = (Column("Rank"), Column("Occupation"))
        blocks.append(Table(f"top-ten-{slug(sector)}", f"Most advertised occupations, {sector}", columns, rows))
    else:
        blocks.append(missing(view, "top-occupations"))
    blocks += caveats(view, "vacancies", "vacancy-growth", "top-occupations", "supply-and-demand")
    summary = f"Vacancies, ratings and most advertised occupations of the sector {sector} in {view.region.title}."
    return Page(
        sector_path(sector), sector, summary, tuple(blocks), section=PATH, breadcrumbs=((TITLE, PATH),), wide=True
    )  # fmt: skip


def groups_table(view: View, sector: str, found: list[Figure]) -> Table:
    rows = []
    for figure in found:
        group = figure.breakdown["group"]
        rating = view.get("supply-and-demand", sector=sector, group=group)
        rows.append(
            (
                cell(group, anchor=slug(group)),
                view.cell(figure),
                view.cell(view.get("vacancy-share", sector=sector, group=group)),
                view.cell(view.get("vacancy-growth", sector=sector, group=group)),
                view.cell(view.get("vacancies-base", sector=sector, group=group)),
                rating_cell(rating) if rating else cell("not rated"),
            )
        )
    total = view.get("vacancies", sector=sector)
    rows.append(
        (
            cell("All listed groups"), view.cell(total), cell(""),
            view.cell(view.get("vacancy-growth-composed", sector=sector)), view.cell(view.get("vacancies-base", sector=sector)), cell(""),
        )
    )  # fmt: skip
    columns = (
        Column("Occupational group"), Column("Vacancies", numeric=True), Column("Share of the sector", numeric=True),
        Column("Growth on the year to March 2020", numeric=True), Column("Year to March 2020, implied", numeric=True),
        Column("Supply and demand"),
    )  # fmt: skip
    note = spans("The year to March 2020 is derived from the published growth, not itself published.")
    return Table(
        f"groups-{slug(sector)}", f"Occupational groups, {sector}, {_period(view)}", columns, tuple(rows), note
    )


def ratings_table(view: View, found: list[Rating]) -> Table:
    """Each rating with the value and points of every criterion, how far the next grades are, and whether it holds."""
    criteria = [one.criterion.name for one in found[0].scored]
    rows = []
    for rating in found:
        figure = view.get("supply-and-demand", sector=rating.sector, group=rating.group)
        assert figure is not None  # every rating is a figure
        rows.append(
            (
                cell(rating.group),
                rating_cell(figure),
                *(_scored_cell(view, one.figure, one.points) for one in rating.scored),
                Cell((Span(str(rating.points), figure=figure.id),), raw=str(rating.points)),
                cell(*distance_words(rating)),
                cell("yes" if rating.holds else f"no: {rating.least} to {rating.most} points within the bounds"),
            )
        )
    columns = (
        Column("Occupational group"), Column("Grade"), *(Column(f"{name} (points)", numeric=True) for name in criteria),
        Column("Points", numeric=True), Column("To the next grade"), Column("Holds within the bounds"),
    )  # fmt: skip
    return Table(
        f"ratings-{slug(found[0].sector)}", f"What led to each rating, {found[0].sector}", columns, tuple(rows)
    )


def _scored_cell(view: View, figure: Figure | None, points: int) -> Cell:
    if figure is None:
        return cell("no value (0)")
    return Cell((view.span(figure), Span(f" ({points})")), raw=f"{view.raw(figure)} ({points})")


def distance_words(rating: Rating) -> Spans:
    """How far a rating is from the next more and less pressing grade."""
    words = []
    for distance, way in ((rating.up, "more"), (rating.down, "fewer")):
        if distance is None:
            continue
        points = f"{abs(distance.points)} {way} point{'s' if abs(distance.points) > 1 else ''} to {distance.grade}"
        if distance.criterion is None:
            words.append(f"{points}: no single change brings it")
        else:
            direction = next(
                one.criterion.direction for one in rating.scored if one.criterion.name == distance.criterion
            )
            past = "" if way == "more" else "below " if direction == "higher" else "above "
            words.append(f"{points}: {distance.criterion} from {distance.value:.4g} to {past}{distance.threshold:g}")
    return spans("; ".join(words) or "there is no other grade")


def sector_in_short(view: View, sector: str) -> list[Block]:
    """A sector for the report: its sentences, its occupational groups and its most advertised occupations."""
    found: list[Block] = [heading(sector, slug(sector), level=3)]
    for block in sector_page(view, sector).blocks:
        if isinstance(block, Paragraph) or (isinstance(block, Table) and not block.name.startswith("ratings-")):
            found.append(block)
    return found
