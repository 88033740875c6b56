"""Numbers for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

counts = st.integers(min_value=0, max_value=10**7).map(float)
positive = st.integers(min_value=1, max_value=10**7).map(float)
numbers = st.floats(min_value=-1e7, max_value=1e7, allow_subnormal=False)
halves = st.integers(min_value=0, max_value=10**5).map(lambda hundredths: hundredths / 100)


@st.composite
def bounded(draw: st.DrawFn, values: st.SearchStrategy[float] = numbers) -> tuple[float, float, float]:
    """Bounds and a point between them: (lower, point, upper)."""
    lower, point, upper = sorted(draw(st.tuples(values, values, values)))
    return lower, point, upper
