"""Indicators: one file an indicator. A file's name, with hyphens, is the indicator's id; nothing else registers it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from watling.figures.definition import Indicator


@cache
def all_indicators() -> Mapping[str, Indicator]:
    """Every indicator by id, in order of id, found by walking this folder."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}").indicator for name in names}
