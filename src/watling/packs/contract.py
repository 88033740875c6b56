"""What a pack's table must look like: the contract that stands beside each CSV as a TOML file of the same name."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from watling.methods import periods

Role = Literal["area", "period", "breakdown", "value", "measure", "unit", "qualifier", "status", "text"]


class Strict(BaseModel):
    """A model in which a mistyped key is an error, not a key ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Measure(Strict):
    """What a value is a value of, and what it may be.

    ``rounded_to`` is the unit the publisher rounds to (5 for claimants, 1 for whole percentages); the bounds of
    every figure made from the value come from it. Leave it out where values are exact.
    """

    measure: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    unit: str
    rounded_to: float | None = Field(default=None, gt=0)
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    breakdown: dict[str, str] = {}


class Column(Strict):
    """One column. Which of the keys are meant depends on the role:

    area        a name or a code of an area; the region's own name stands for the region
    period      ``form`` restricts how it is written (see watling.methods.periods)
    breakdown   ``dimension`` names it (the heading where left out); ``total`` is the label that stands for all;
                ``labels`` maps published labels to the names shown; ``values`` lists what may stand there
    value       the measure's keys; ``numbers`` gives the number that a published word stands for
    measure     the row's cell says which of the table's ``measures`` it is
    unit        the row's own unit
    qualifier   a word that changes what the number says: ``qualifiers`` maps it to upper, lower or estimate
    status      ``labels`` maps published words to a status ("p", "r", "e" … or "" for final)
    text        kept with the table, not read as a number
    """

    role: Role
    dimension: str | None = None
    total: str | None = None
    labels: dict[str, str] = {}
    values: tuple[str, ...] | None = None
    form: Literal["month", "year", "academic year", "interval", "year from", "date"] | None = None
    numbers: dict[str, float] = {}
    qualifiers: dict[str, Literal["upper", "lower", "estimate"]] = {}
    measure: str | None = Field(default=None, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    unit: str | None = None
    rounded_to: float | None = Field(default=None, gt=0)
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    blank: bool = False


class TableContract(Strict):
    """The contract of one table. ``document`` is a key of the pack's documents, ``place`` where it stands in it."""

    title: str
    file: str
    document: str
    place: str
    note: str = ""
    area: str | None = None
    period: str | None = None
    rows: tuple[int, int] | None = None
    exhaustive: tuple[str, ...] = ()
    columns: dict[str, Column]
    measures: dict[str, Measure] = {}

    @field_validator("period")
    @classmethod
    def in_iso(cls, period: str | None) -> str | None:
        """The period as ISO 8601."""
        return period and periods.to_iso(period)

    @model_validator(mode="after")
    def roles_fit(self) -> TableContract:
        """The columns and their roles make a table that can be read."""
        roles = [column.role for column in self.columns.values()]
        for role in ("area", "period", "measure", "unit", "qualifier", "status"):
            if roles.count(role) > 1:
                raise ValueError(f"two columns have the role {role}; at most one may")
        if "measure" in roles and not self.measures:
            raise ValueError("a column has the role measure, but [measures] lists none")
        for name, column in self.columns.items():
            named = column.measure is not None and (column.unit is not None or "unit" in roles)
            if column.role == "value" and "measure" not in roles and not named:
                raise ValueError(f"column '{name}' has the role value but no measure or no unit")
        dimensions = {c.dimension or name for name, c in self.columns.items() if c.role == "breakdown"}
        for dimension in self.exhaustive:
            if dimension not in dimensions:
                raise ValueError(f"'{dimension}' is called exhaustive, but no column has it as its breakdown")
        if "value" in roles and "period" not in roles and self.period is None:
            raise ValueError("a table of values needs a column with the role period, or a period of its own")
        return self
