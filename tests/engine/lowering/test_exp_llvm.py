"""Exponential decay is what mathematics says, to the last digit or the one before, of one dose as of eight."""

import math
from typing import Any

import numba
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from simul_agir.engine.lowering.actors_llvm import eight_from
from simul_agir.engine.lowering.exp_llvm import left_after
from simul_agir.engine.lowering.grid_llvm import lean

DOSES = some.one_of(some.floats(0, 1), some.floats(0, 700), some.floats(0, 1e-12))


@numba.njit
def _left(doses: Any, out: Any) -> None:
    given, found = lean(doses), lean(out)
    found[0, eight_from(0)] = left_after(given[eight_from(0)])
    for place in range(8):
        found[1, place] = left_after(given[place])


@settings(deadline=None)  # the first example compiles
@given(arrays(np.float64, 8, elements=DOSES))
def test_what_is_left_is_the_exponential_to_the_last_digits(doses: np.ndarray) -> None:
    out = np.zeros((2, 8))
    _left(doses, out)
    expected = np.array([math.exp(-dose) for dose in doses.tolist()])
    assert out[0].tolist() == out[1].tolist()
    assert np.all(np.abs(out[0] - expected) <= np.spacing(expected))


def test_nothing_leaves_all_and_a_dose_beyond_all_numbers_leaves_nothing_that_counts() -> None:
    out = np.zeros((2, 8))
    _left(np.array([0.0, 1e-300, 5e-17, 1e3, 1e300, np.inf, 700.0, 2.0]), out)
    assert out[0].tolist() == out[1].tolist()
    assert out[0, :3].tolist() == [1.0, 1.0, 1.0]
    assert np.all(out[0, 3:7] < 1e-303)
    assert np.all(1.0 - 0.7 * out[0, 3:7] == 1.0)
