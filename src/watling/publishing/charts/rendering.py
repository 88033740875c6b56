"""Specifications to drawings."""

from __future__ import annotations

import json
from functools import lru_cache

import vl_convert

from watling.publishing.charts.style import Spec
from watling.publishing.drawing import png


def draw_svg(spec: Spec) -> str:
    """A specification as an SVG; the same one is drawn once."""
    return _drawn(json.dumps(spec, sort_keys=True))


def draw_png(spec: Spec, scale: float = 2) -> bytes:
    """A specification as a PNG, ``scale`` pixels to a CSS pixel."""
    return png(draw_svg(spec), scale)


@lru_cache(maxsize=512)
def _drawn(specification: str) -> str:
    return str(vl_convert.vegalite_to_svg(specification))
