"""What is new: the figures that an edition adds, removes and revises against the one before it."""

from __future__ import annotations

from dataclasses import dataclass

from watling.figures.figure import Figure, FigureSet


@dataclass(frozen=True)
class Changes:
    """``first`` is True for the first edition of a pack, which changes nothing."""

    first: bool
    added: tuple[Figure, ...] = ()
    removed: tuple[Figure, ...] = ()
    revised: tuple[tuple[Figure, Figure], ...] = ()

    def __len__(self) -> int:
        return len(self.added) + len(self.removed) + len(self.revised)


def compare(before: FigureSet | None, now: FigureSet) -> Changes:
    """The changes from one edition's figures to the next; a figure is revised where its value, bounds, status or
    rating differ."""
    if before is None:
        return Changes(first=True)
    return Changes(
        first=False,
        added=tuple(figure for figure in now if figure.id not in before),
        removed=tuple(figure for figure in before if figure.id not in now),
        revised=tuple(
            (before.by_id(figure.id), figure)
            for figure in now
            if figure.id in before and _said(before.by_id(figure.id)) != _said(figure)
        ),
    )


def counted(changes: Changes) -> dict[str, int] | None:
    """How many figures were added, removed and revised; None for the first edition."""
    if changes.first:
        return None
    return {"added": len(changes.added), "removed": len(changes.removed), "revised": len(changes.revised)}


def _said(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.lower, figure.upper, figure.status, figure.rating
