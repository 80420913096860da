"""Tests of `verification.limit`: a limit."""

import pytest

from simul_agir.verification import LIMITS, RunOptions
from simul_agir.verification.bounded_confidence import at_rest, simulated


def test_the_reference_simulation_keeps_the_mean_and_comes_to_rest() -> None:
    values = {**LIMITS["bounded_confidence"].defaults, "actors": 30.0, "runs": 20.0, "tolerance": 0.25}
    ends = simulated(values, RunOptions(3))
    assert ends.shape == (20, 30)
    assert all(at_rest(run, 0.25) for run in ends)
    begun = RunOptions(3).start(9).uniform(0.0, 1.0, (30, 20))
    assert ends.mean(axis=1) == pytest.approx(begun.mean(axis=0), abs=1e-12)
