"""Arrays of a batch that nobody needs are written over by the next."""

from types import SimpleNamespace

import numpy as np

from simul_agir.simulation import Batch
from simul_agir.simulation.buffers import array_in
from territories import scenario


def test_an_array_of_the_same_shape_is_written_over() -> None:
    spare = SimpleNamespace(indicators=np.ones((2, 3)))
    found = array_in(spare, "indicators", (2, 3), 7.0)
    assert found is spare.indicators
    assert (found == 7.0).all()


def test_another_shape_takes_an_array_of_its_own() -> None:
    spare = SimpleNamespace(indicators=np.ones((2, 3)))
    found = array_in(spare, "indicators", (3, 3), 0.5)
    assert found is not spare.indicators
    assert found.shape == (3, 3)
    assert (spare.indicators == 1.0).all()


def test_the_size_of_a_pool_is_the_bytes_of_its_arrays() -> None:
    pool = Batch.begin(scenario(months=3), "none", 2).spare()
    arrays = (*pool.state.arrays().values(), pool.indicators, pool.need_levels)
    assert pool.size == sum(array.nbytes for array in arrays)
    assert pool.spare() is pool
