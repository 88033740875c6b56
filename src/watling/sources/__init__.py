"""Sources: one file a dataset. A file's name, with hyphens, is the source's id; nothing else registers it.

Beside them stand what a source is (source, request, contract, observation), the reader of a pack's own tables
(pack_table) and, in ``readers/``, what several sources of one publisher share.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from watling.errors import WatlingError

if TYPE_CHECKING:
    from watling.sources.source import Source

WORKINGS = {"contract", "observation", "pack_table", "readers", "request", "source"}


@cache
def all_sources() -> Mapping[str, Source]:
    """Every source by id, in order of id, found by walking this folder."""
    names = sorted({module.name for module in pkgutil.iter_modules(__path__)} - WORKINGS)
    return {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}").source for name in names}


def find_source(id: str) -> Source:
    """The source of an id. Raises WatlingError where there is none."""
    try:
        return all_sources()[id]
    except KeyError:
        raise WatlingError(f"There is no source '{id}'. List them with: watling sources") from None


def recognise(file: Path, content: bytes) -> list[str]:
    """The ids of the sources whose file this is."""
    return [id for id, source in all_sources().items() if source.recognises(file.name, content)]
