"""Tests of `simulation.run_numbers`: numbers by which runs are known: seeds, and the replicates of a seed."""

import numpy as np
from tests.simulation.test_ensemble import PLACE, RUNS, together  # noqa: F401

from simul_agir.simulation import Ensemble, simulate


def test_another_seed_or_replicate_is_another_luck(together: dict[str, Ensemble]) -> None:
    runs = together["none"].values
    assert len({run.tobytes() for run in runs}) == RUNS
    assert not np.array_equal(simulate(PLACE, runs=RUNS, seed=5).values, runs)
