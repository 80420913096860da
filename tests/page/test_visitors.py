"""Thirty visitors at once for a minute: no fault, no stall beyond two seconds, memory that does not grow."""

import pytest
from benchmarks.visitors import measure


@pytest.mark.slow
def test_thirty_visitors_neither_stop_nor_slow_one_another() -> None:
    seen = measure(30, 60.0)
    assert seen.faults == []
    assert seen.worst <= 2.0
    assert seen.late <= 1.1 * seen.early
