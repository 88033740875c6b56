"""An opened workspace: the figures of its current edition and their lineage, from Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from watling.errors import WatlingError
from watling.evidence.workspace import Edition, Workspace
from watling.figures import table
from watling.figures.figure import Figure, FigureSet
from watling.indicators import all_indicators
from watling.methods import periods
from watling.packs import decisions
from watling.packs.corrections import read_corrections
from watling.packs.pack import Pack
from watling.places.areas import UnknownArea
from watling.places.regions import Region
from watling.publishing.build import region_of

if TYPE_CHECKING:
    import pandas as pd

    from watling.figures.definition import Indicator
    from watling.figures.lineage import Lineage, Step


@dataclass(frozen=True)
class Opened:
    """The current edition of a workspace, as it was built."""

    workspace: Workspace
    edition: Edition

    @classmethod
    def of(cls, folder: Path) -> Opened:
        """The current edition of a workspace's folder. Raises WatlingError where there is none."""
        workspace = Workspace(folder)
        return cls(workspace, workspace.require_current())

    @cached_property
    def pack(self) -> Pack:
        """The pack as it stood when the edition was built."""
        return Pack(self.edition.folder / "pack" / self.edition.facts["pack"])

    @cached_property
    def region(self) -> Region:
        """The pack's region."""
        return region_of(self.pack)

    @cached_property
    def figure_set(self) -> FigureSet:
        """Every figure of the edition."""
        return table.read(self.edition.folder / "figures.parquet")

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by id."""
        return all_indicators()

    def select(self, indicator: str | None = None, area: str | None = None, period: str | None = None) -> list[Figure]:
        """Figures of an indicator (by id), an area (by code or name) and a period.

        A period is ISO 8601, or written as in a table: ``2019/20``. Raises WatlingError for an indicator or an area
        that does not exist, and for a period that is none.
        """
        if indicator is not None and indicator not in self.indicators:
            raise WatlingError(f"There is no indicator '{indicator}'. List them with: watling indicators")
        try:
            code = None if area is None else self.region.find(area)
            iso = None if period is None else periods.to_iso(period)
        except (UnknownArea, ValueError) as error:
            raise WatlingError(str(error)) from None
        return [
            figure
            for figure in self.figure_set
            if (indicator is None or figure.indicator == indicator)
            and (code is None or figure.area == code)
            and (iso is None or figure.period == iso)
        ]

    def figures(self, indicator: str | None = None, area: str | None = None, period: str | None = None) -> pd.DataFrame:
        """The selected figures as a tidy frame, one row a figure: see :meth:`select`.

        The columns are those of ``figures.parquet`` (watling.figures.table.SCHEMA).
        """
        frame: pd.DataFrame = table.to_arrow(self.select(indicator, area, period)).to_pandas()
        return frame

    @cached_property
    def _lineage(self) -> Lineage:
        # Imported here, as in trace, so that looking figures up does not wait for the engine.
        from watling.evidence import observations
        from watling.evidence.correcting import corrected
        from watling.figures.composer import Composer
        from watling.figures.lineage import Lineage

        files = [self.workspace.observations / name for name in self.edition.facts["observations"]]
        published = corrected(observations.read(files), read_corrections(self.pack))
        composer = Composer(published, self.region, decisions.choices(self.pack), decisions.weights(self.pack))
        return Lineage(composer, self.indicators)

    def trace(self, figure_id: str) -> Step:
        """The steps from a figure back to the published cells. Raises UnknownFigure."""
        from watling.figures import rating

        figure = self.figure_set.by_id(figure_id)
        if figure.indicator != rating.INDICATOR:
            return self._lineage.trace(figure, self.indicators[figure.indicator])
        rule = decisions.rating_rule(self.pack)
        return rating.explain(figure, rule, self.figure_set, self._lineage, self.indicators)
