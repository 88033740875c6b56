"""What an indicator is: a definition that composes observations into figures.

A composition says how figures come from observations; its bounds and its lineage follow from it:

    Sum(measure)                         counts, added over the members of a region
    AsPublished(measure, reason)         shown for published areas, refused for composed ones
    Total(of, keeping)                   an additive composition added up over its breakdown
    Ratio(numerator, denominator)        shares and rates; never an average of percentages
    WeightedMean(value, weight)          a mean of published means, weighted by what they are means of
    Quotient(of, against)                location quotient against a comparator area
    Growth(of, since)                    change on an earlier period, or on another composition
    Implied(of, by)                      the base that a published percentage or ratio implies, with bounds
    Rated(...)                           a grade by the pack's rule, from other indicators' figures
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Polarity = Literal["higher is better", "lower is better", "none"]


@dataclass(frozen=True)
class Sum:
    """A count. For a region it is the sum over its members; one missing member makes the sum missing."""

    measure: str


@dataclass(frozen=True)
class AsPublished:
    """A value only its publisher can make (a percentage, a median, an index, a rank). ``reason`` says why."""

    measure: str
    reason: str


@dataclass(frozen=True)
class Total:
    """The sum of ``of`` over every dimension not kept, for each set of dimensions in ``keeping``.

    Parts stay in the frame beside their totals. A total that is itself published stands as published.
    """

    of: Composition
    keeping: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Ratio:
    """``numerator / denominator * scale``; the denominator is matched on the dimensions ``within``."""

    numerator: Composition
    denominator: Composition
    within: tuple[str, ...] = ()
    scale: float = 100.0


@dataclass(frozen=True)
class WeightedMean:
    """``sum(value * weight) / sum(weight)`` over a region's members; as published where it is."""

    value: str
    weight: str


@dataclass(frozen=True)
class Quotient:
    """``of`` in the area over ``of`` in the area ``against`` (a share over a share: location quotient)."""

    of: Composition
    against: str = "E92000001"


@dataclass(frozen=True)
class Growth:
    """Change in per cent: on the period as long before as ``since`` says (``P1Y``), or on another composition."""

    of: Composition
    since: str | Composition


@dataclass(frozen=True)
class Implied:
    """The base from which a published change or ratio leads to ``of``.

    ``how`` is ``growth`` (``by`` is a change in per cent: base = of / (1 + by / 100)) or ``ratio`` (base = of / by).
    With ``period`` all bases are of that one period, and their ranges are intersected.
    """

    of: Composition
    by: Composition
    how: Literal["growth", "ratio"]
    period: str | None = None


@dataclass(frozen=True)
class Rated:
    """Points by the pack's rule (``decisions/rating.csv``), graded by its grades; see watling.figures.rating."""


Composition = Sum | AsPublished | Total | Ratio | WeightedMean | Quotient | Growth | Implied | Rated


@dataclass(frozen=True)
class Break:
    """A day across which values cannot be compared, and why."""

    on: date
    reason: str


@dataclass(frozen=True)
class Progress:
    """How a change over time is judged.

    ``minimum_change`` is the least change that counts where no interval is published, in the indicator's unit, or in
    per cent of the baseline where ``relative``. ``since`` (``P1Y``) says how long before the latest period the
    baseline lies; without it the baseline is the earliest period.
    """

    minimum_change: float
    relative: bool = False
    since: str | None = None


@dataclass(frozen=True)
class Indicator:
    """A definition. Its id is its file's name with hyphens.

    ``decimals`` is the number of places shown. ``compare`` says whether the figure means the same for areas of any
    size, so that a comparison with England makes sense. ``labels`` name breakdowns for readers. ``core`` indicators are
    made from official statistics and shown for every region; the others are a pack's own.
    """

    title: str
    description: str
    theme: str
    unit: str
    composition: Composition
    polarity: Polarity = "none"
    decimals: int = 0
    compare: bool = False
    progress: Progress | None = None
    breaks: tuple[Break, ...] = ()
    caveats: tuple[str, ...] = ()
    cannot_show: str = ""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    core: bool = False


def measures(composition: Composition) -> tuple[str, ...]:
    """The measures a composition reads.

    >>> measures(Growth(Sum("claimants"), since="P1Y"))
    ('claimants',)
    """
    match composition:
        case Sum(measure) | AsPublished(measure):
            found: list[str] = [measure]
        case Total(of) | Quotient(of):
            found = [*measures(of)]
        case Ratio(first, second) | Implied(first, second):
            found = [*measures(first), *measures(second)]
        case WeightedMean(value, weight):
            found = [value, weight]
        case Growth(of, since):
            found = [*measures(of), *(() if isinstance(since, str) else measures(since))]
        case Rated():
            found = []
    return tuple(dict.fromkeys(found))
