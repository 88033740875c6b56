"""Every figure of the South East Midlands, traced to the cells it was made from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest

from given import observations, region
from watling.errors import WatlingError
from watling.figures.composer import Composer
from watling.figures.compute import compute
from watling.figures.definition import Growth, Indicator, Quotient, Rated, Sum, Total, WeightedMean
from watling.figures.figure import Figure
from watling.figures.lineage import Lineage, Step
from watling.figures.rating import explain
from watling.indicators import all_indicators
from watling.packs.decisions import RatingRule

from .conftest import Evidence

INDICATORS = all_indicators()


@pytest.fixture(scope="module")
def traced(evidence: Evidence) -> list[tuple[Figure, Step]]:
    """Each figure with its step."""
    lineage = Lineage(evidence.composer, INDICATORS)

    def step(figure: Figure) -> Step:
        indicator = INDICATORS[figure.indicator]
        if isinstance(indicator.composition, Rated):
            return explain(figure, evidence.rule, evidence.figures, lineage, INDICATORS)
        return lineage.trace(figure, indicator)

    return [(figure, step(figure)) for figure in evidence.figures]


def steps(step: Step) -> Iterator[Step]:
    yield step
    for inner in step.inputs:
        yield from steps(inner)


def test_a_trace_ends_in_the_figure_itself(traced: list[tuple[Figure, Step]]) -> None:
    assert len(traced) > 1000
    for figure, step in traced:
        assert (step.value, step.lower, step.upper, step.unit) == (
            figure.value,
            figure.lower,
            figure.upper,
            figure.unit,
        )
        assert step.figure == figure.id
        assert step.note == figure.note


def test_every_cell_stands_in_the_kept_release_at_its_row_and_column(
    traced: list[tuple[Figure, Step]], evidence: Evidence
) -> None:
    files: dict[str, list[list[str]]] = {}
    cells = {cell for _, step in traced for cell in step.cells()}
    assert len(cells) > 400
    for cell in cells:
        if cell.release not in files:
            text = (evidence.releases / cell.release).read_text("utf-8-sig")
            files[cell.release] = list(csv.reader(io.StringIO(text, newline="")))
        heading, row = files[cell.release][0], files[cell.release][cell.row - 1]
        assert row[heading.index(cell.column)] == cell.published


def test_a_figure_names_the_releases_of_the_cells_it_uses(traced: list[tuple[Figure, Step]]) -> None:
    for figure, step in traced:
        if step.cells():
            used = {cell.release for cell in step.cells() if cell.used}
            assert set(figure.releases) <= {cell.release for cell in step.cells()}
            assert used <= set(figure.releases), figure.id


def test_every_figure_that_has_a_value_leads_to_a_cell(traced: list[tuple[Figure, Step]]) -> None:
    assert [figure.id for figure, step in traced if figure.value is not None and not step.cells()] == []


def test_each_step_is_what_its_rule_makes_of_what_went_in(traced: list[tuple[Figure, Step]]) -> None:
    done = {one for _, step in traced for one in steps(step)}
    seen = set()
    for step in done:
        values = [one.value for one in step.inputs]
        wanted = None if None in values else by_hand(step.rule, [value for value in values if value is not None])
        if wanted is not None:
            assert step.value == pytest.approx(wanted), step.title
            seen.add(step.rule)
    assert {"added up", "(latest / base − 1) × 100", "latest / (1 + growth / 100)"} <= seen
    assert any(rule.startswith("the first over the second") for rule in seen)


def by_hand(rule: str, values: list[float]) -> float | None:
    """The number that a rule's words lead to; None for those that do not lead to one number."""
    match rule:
        case "added up" | "added up over the members of the region":
            return sum(values)
        case "the first over the second":
            return values[0] / values[1]
        case "the first over the second, times 100":
            return 100 * values[0] / values[1]
        case "(latest / base − 1) × 100":
            return 100 * values[0] / values[1] - 100
        case "latest / (1 + growth / 100)":
            return values[0] / (1 + values[1] / 100)
        case _:
            return None


def test_the_change_in_claimants_leads_to_its_two_cells_and_not_to_the_text_that_says_otherwise(
    evidence: Evidence,
) -> None:
    figure = evidence.figures.by_id("claimants-change:south-east-midlands:2021-11")
    step = Lineage(evidence.composer, INDICATORS).trace(figure, INDICATORS["claimants-change"])
    assert step.rule == "(latest / base − 1) × 100"
    cells = [
        (cell.source.rpartition("/")[2], cell.row, cell.column, cell.published, cell.used) for cell in step.cells()
    ]
    assert cells == [
        ("claimants", 3, "claimants", "46815", True),
        ("headline_figures", 6, "value", "46818", False),
        ("claimants", 2, "claimants", "61470", True),
    ]


def test_a_backtest_of_the_change_in_claimants(evidence: Evidence) -> None:
    """61,470 to 46,815 is −23.8%, between −23.848 and −23.834 by the rounding of both to five; England's is −25.8%."""
    here = evidence.figures.by_id("claimants-change:south-east-midlands:2021-11")
    assert [round(number or 0, 3) for number in (here.value, here.lower, here.upper)] == [-23.841, -23.848, -23.834]
    england = evidence.figures.by_id("claimants-change:E92000001:2021-11")
    assert round(england.value or 0, 1) == -25.8
    assert here.comparison == "worse"


def test_a_region_is_traced_through_its_members_and_says_which_is_missing() -> None:
    place = region("Bedford", "Luton", "Milton Keynes")
    rows = [{"area": "Bedford", "value": 5}, {"area": "Luton", "value": "[c]"}]
    composer = Composer(observations(place, rows, measure="people", period="2021"), place)
    indicators = {"people": Indicator("People", "", "", "people", Sum("people"))}
    figures, _ = compute(indicators, composer, RatingRule())
    step = Lineage(composer, indicators).trace(figures.by_id(f"people:{place.code}:2021"), indicators["people"])
    assert step.rule == "added up over the members of the region"
    assert [(one.title, one.value) for one in step.inputs] == [
        ("People: Bedford, 2021", 5),
        ("People: Luton, 2021", None),
    ]
    assert step.note == "not available for Luton, Milton Keynes"


def test_a_total_is_traced_to_its_finest_parts_alone() -> None:
    place, total = region("Bedford"), Total(Sum("people"), keeping=((), ("sex",)))
    finest = [{"sex": sex, "age": age} for sex in ("Female", "Male") for age in ("16-24", "25+")]
    rows = [{"breakdown": breakdown, "value": 10} for breakdown in (*finest, {"sex": "Female"})]
    composer = Composer(observations(place, rows, measure="people", period="2021", area="Bedford"), place)
    indicator = Indicator("People", "", "", "people", total)
    whole = Figure("people", place.find("Bedford"), "2021", {}, 40, "people", "final")
    step = Lineage(composer, {"people": indicator}).trace(whole, indicator)
    assert (step.value, [part.value for part in step.inputs]) == (40, [10, 10, 10, 10])


def test_means_and_quotients_are_traced_to_both_their_sides() -> None:
    place = region()
    rows = [{"area": area, "value": 10} for area in ("Bedford", "Luton", "England")]
    rows += [{"area": area, "value": 4, "measure": "pupils"} for area in ("Bedford", "Luton")]
    composer = Composer(observations(place, rows, measure="people", period="2021"), place)
    indicators = {
        "mean": Indicator("Mean", "", "", "people", WeightedMean("people", "pupils")),
        "quotient": Indicator("Quotient", "", "", "quotient", Quotient(Sum("people"))),
        "growth": Indicator("Growth", "", "", "percent change", Growth(Sum("people"), since=Sum("pupils"))),
    }
    figures, _ = compute(indicators, composer, RatingRule())
    lineage = Lineage(composer, indicators)
    values = {}
    for id in indicators:
        step = lineage.trace(figures.by_id(f"{id}:{place.code}:2021"), indicators[id])
        values[id] = (step.value, [one.value for one in step.inputs], len(step.cells()))
    assert values == {
        "mean": (10, [10, 4, 10, 4], 4),
        "quotient": (2, [20, 10], 3),
        "growth": (150, [20, 8], 4),
    }


def test_a_rating_is_explained_by_its_criteria(evidence: Evidence) -> None:
    lineage = Lineage(evidence.composer, INDICATORS)
    figure = next(figure for figure in evidence.figures.of("supply-and-demand") if figure.value)
    with pytest.raises(WatlingError, match="explained by its criteria"):
        lineage.trace(figure, INDICATORS["supply-and-demand"])
    step = explain(figure, evidence.rule, evidence.figures, lineage, INDICATORS)
    points = [int(one.title.partition(" of 3 points")[0].rpartition(" ")[2]) for one in step.inputs]
    assert sum(points) == figure.value
    assert len(step.inputs) == len(evidence.rule.criteria)
