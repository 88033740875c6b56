"""Nodes: compositions taken apart, so that what is alike in many indicators is composed in one expression.

A node is one composition, by its number. Its inputs are nodes too; a leaf (``Sum``, ``AsPublished``) has none and reads
a measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watling.figures.definition import (
    AsPublished,
    Composition,
    Growth,
    Implied,
    Quotient,
    Rated,
    Ratio,
    Sum,
    Total,
    WeightedMean,
)
from watling.figures.frames import dimensions, finest, project

LACKING = "a member has no value or no weight"
"""Why a mean over members is missing."""


def inputs(composition: Composition) -> tuple[Composition, ...]:
    """The compositions that one is made from.

    >>> inputs(Growth(Sum("claimants"), since="P1Y"))
    (Sum(measure='claimants'),)
    """
    match composition:
        case Sum() | AsPublished():
            return ()
        case Total(of) | Quotient(of):
            return (of,)
        case Ratio(first, second) | Implied(first, second):
            return (first, second)
        case WeightedMean(value, weight):
            return (AsPublished(value, LACKING), Sum(weight))
        case Growth(of, since):
            return (of,) if isinstance(since, str) else (of, since)
        case Rated():
            raise TypeError("a rating is made from figures, not from observations: see watling.figures.rating")


@dataclass(frozen=True)
class Nodes:
    """Compositions and all they are made from, numbered, inputs before what is made from them."""

    numbers: Mapping[Composition, int]
    depths: Mapping[Composition, int]

    @classmethod
    def of(cls, compositions: Iterable[Composition]) -> Nodes:
        """The nodes of some compositions."""
        depths: dict[Composition, int] = {}

        def visit(one: Composition) -> int:
            if one not in depths:
                depths[one] = 1 + max((visit(part) for part in inputs(one)), default=-1)
            return depths[one]

        for composition in compositions:
            visit(composition)
        return cls({one: number for number, one in enumerate(depths)}, depths)

    def leaves(self) -> list[Sum | AsPublished]:
        """The leaves, in order."""
        return [one for one in self.numbers if isinstance(one, Sum | AsPublished)]

    def levels(self) -> list[list[Composition]]:
        """What is made from others, level by level: a level is made from those before it."""
        deepest = max(self.depths.values(), default=0)
        return [[one for one in self.numbers if self.depths[one] == depth] for depth in range(1, deepest + 1)]


@dataclass(frozen=True)
class Catalogue:
    """Which breakdowns the measures have, in the order they are published, and which of them in which period.

    It is taken over all areas, so that a total knows its parts whatever areas are composed.
    """

    breakdowns: Mapping[str, Sequence[str]]
    published: Mapping[str, Mapping[str, frozenset[str]]]
    _found: dict[Composition, tuple[str, ...]] = field(default_factory=dict)

    def breakdowns_of(self, composition: Composition) -> tuple[str, ...]:
        """The breakdowns that a composition may have."""
        if composition not in self._found:
            self._found[composition] = tuple(dict.fromkeys(self._breakdowns(composition)))
        return self._found[composition]

    def _breakdowns(self, composition: Composition) -> Iterable[str]:
        match composition:
            case Sum(measure) | AsPublished(measure) | WeightedMean(measure):
                return self.breakdowns.get(measure, ())
            case Total(of, keeping):
                fine = self.breakdowns_of(of)
                return (*fine, *(coarse for kept in keeping for coarse in projections(fine, kept).values()))
            case Ratio(of) | Quotient(of) | Growth(of) | Implied(of):
                return self.breakdowns_of(of)
            case Rated():
                return ()

    def periods_of(self, composition: Composition) -> tuple[str, ...]:
        """The periods that a composition may have."""
        if isinstance(composition, Sum | AsPublished):
            return tuple(self.published.get(composition.measure, ()))
        own = (composition.period,) if isinstance(composition, Implied) and composition.period else ()
        return tuple(dict.fromkeys([*self.periods_of(inputs(composition)[0]), *own]))


def projections(breakdowns: Sequence[str], kept: tuple[str, ...]) -> dict[str, str]:
    """The finest of some breakdowns, each with what is left of it when only some dimensions are kept.

    Empty where the finest have no more dimensions than those kept.

    >>> projections(['{}', '{"sex":"Male"}'], ())
    {'{"sex":"Male"}': '{}'}
    """
    if not breakdowns:
        return {}
    whole = finest(breakdowns)
    if not set(kept) < whole:
        return {}
    return {text: project(text, kept) for text in breakdowns if dimensions(text) == whole}
