"""What the tests of the methods share: numbers to try, and time enough on a busy machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("methods", deadline=None)
settings.load_profile("methods")
