"""Announcing: how a long piece of work says what it is doing and how much of it is done."""

from __future__ import annotations

from collections.abc import Callable

Announce = Callable[[str, float], None]
"""Called with what is being done, and the share of the whole work done before it, from 0 to 1."""


def silent(what: str, share: float) -> None:
    """Says nothing."""
