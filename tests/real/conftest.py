"""Tests on the publishers' own files, which stand beside the project and are never part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

OPENDATA = Path(__file__).resolve().parents[3] / "shared" / "opendata"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, saying so, where the files are not there."""
    if OPENDATA.is_dir():
        return
    absent = pytest.mark.skip(reason=f"the publishers' files are not there: {OPENDATA}")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(absent)
