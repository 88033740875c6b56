"""Corrections: a publisher's known errors, each in a small file ``corrections/*.toml`` of the pack.

measure = "gigabit"
period = "2025-01"
reason = "The values of July 2025 stand under January 2025 in the release of 12 January 2026."
evidence = "The release of 14 January 2026 gives the same values under July 2025."

[[values]]
area = "E06000042"
expect = 95.7      # what the publisher says; when it no longer does, the correction has had its day
correct = 94.0     # or: status = "x"
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, model_validator

from watling.errors import InputError, raise_all
from watling.methods import periods
from watling.packs.contract import Strict
from watling.packs.pack import Pack
from watling.packs.reading import read_toml
from watling.places.areas import UnknownArea, find_area


class Corrected(Strict):
    """One value: the area, what is expected to be published, and what is right, or the status of a value withheld."""

    area: str
    expect: float
    correct: float | None = None
    status: str = "r"

    @model_validator(mode="after")
    def one_of_both(self) -> Corrected:
        """A value is either put right or withheld."""
        if self.correct is None and self.status == "r":
            raise ValueError("say what is right with 'correct', or withhold the value with status = \"x\"")
        return self


class CorrectionFile(Strict):
    """``corrections/<name>.toml``."""

    measure: str
    period: str
    reason: str = Field(min_length=10)
    evidence: str = Field(min_length=10)
    source: str | None = None
    breakdown: dict[str, str] = Field(default_factory=dict)
    values: tuple[Corrected, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Correction:
    """A correction and the file it stands in; ``areas`` are the codes of its values, in their order."""

    file: Path
    content: CorrectionFile
    areas: tuple[str, ...]

    @property
    def note(self) -> str:
        """What a reader must know of a corrected value."""
        return self.content.reason.rstrip(".")


def read_corrections(pack: Pack) -> list[Correction]:
    """The pack's corrections, in order of file. Raises InputError, or InputErrors where there are several."""
    found: list[Correction] = []
    errors: list[InputError] = []
    for file in sorted((pack.folder / "corrections").glob("*.toml")):
        try:
            content = read_toml(file, CorrectionFile)
            period = periods.to_iso(content.period)
            areas = tuple(find_area(value.area).code for value in content.values)
        except InputError as error:
            errors.append(error)
        except UnknownArea as error:
            errors.append(InputError(file, str(error).rstrip("."), column="values.area"))
        except ValueError as error:
            errors.append(InputError(file, str(error), column="period"))
        else:
            found.append(Correction(file, content.model_copy(update={"period": period}), areas))
    raise_all(errors)
    return found
