"""Tests of `simulation.single_arm`: one arm lived month by month, by itself."""

import numpy as np
from tests.simulation.test_arm import PLACE, THEN

from simul_agir.simulation import Batch, simulate_arms


def test_an_arm_lives_what_a_batch_lives_that_is_turned_by_hand() -> None:
    (found,) = simulate_arms(PLACE, [THEN], 5, seed=4).values()
    batch = Batch.begin(PLACE, "residents", 5, seed=4).run_until(9).branch("conditional_aid")
    assert np.array_equal(found.values, batch.run_until(24).indicators)
