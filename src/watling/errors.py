"""Errors that tell a person what was wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class WatlingError(Exception):
    """Anything that stops Watling and that a person can mend."""


@dataclass
class InputError(WatlingError):
    """A file that is not what it must be.

    ``row`` counts lines of the file from 1, the heading being line 1, so that it is the number an editor or a
    spreadsheet shows. ``column`` is the heading's own text.

    >>> print(InputError(Path("claimants.csv"), "'12a' is not a number", row=4, column="claimants",
    ...                  expected="a whole number such as 61470", remedy="correct the cell"))
    claimants.csv, row 4, column 'claimants': '12a' is not a number; expected a whole number such as 61470.
    To mend it: correct the cell.
    """

    file: Path
    problem: str
    row: int | None = None
    column: str | None = None
    expected: str | None = None
    remedy: str | None = None

    def __post_init__(self) -> None:
        super().__init__(str(self))

    def __str__(self) -> str:
        place = str(self.file)
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column '{self.column}'"
        sentence = f"{place}: {self.problem}"
        if self.expected:
            sentence += f"; expected {self.expected}"
        sentence += "."
        if self.remedy:
            sentence += f" To mend it: {self.remedy}."
        return sentence


class NoSource(InputError):
    """A file that is of no known source."""


class InputErrors(WatlingError):
    """Several input errors found in one reading, so that a person mends them in one go."""

    def __init__(self, errors: list[InputError]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))


def raise_all(errors: Sequence[InputError]) -> None:
    """Raise the errors found in one reading: one as it is, several as InputErrors, and where there is none, nothing."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise InputErrors(list(errors))
