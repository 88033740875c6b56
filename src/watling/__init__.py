"""Watling: a region's evidence on digital infrastructure, skills and the labour market, and the plan made from it.

From Python::

    import watling

    evidence = watling.open("workspace")
    evidence.figures(indicator="claimants", area="E92000001")   # a tidy frame
    evidence.trace("claimants-change:south-east-midlands:2021-11")   # its lineage
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watling.publishing.opened import Opened

__version__ = "0.1.0"


def open(workspace: str | Path = "workspace") -> Opened:
    """The current edition of a workspace. Raises WatlingError where nothing has been built in it."""
    from watling.publishing.opened import Opened

    return Opened.of(Path(workspace))
