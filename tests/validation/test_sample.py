"""Contracts halved once for all, and sampled by size."""

import numpy as np
import pytest

from simul_agir.scenario.contracts import contracts
from simul_agir.validation.sample import PatternError, halves, metropolitan, sample


def test_there_are_343_metropolitan_contracts() -> None:
    assert len(metropolitan()) == len(set(metropolitan())) == 343


def test_the_halves_share_nothing_and_are_alike_in_size() -> None:
    first, second = halves()
    assert set(first) | set(second) == set(metropolitan())
    assert not set(first) & set(second)
    middle = [np.median([contracts()[code].population for code in half]) for half in (first, second)]
    assert middle[0] == pytest.approx(middle[1], rel=0.05)


def test_a_sample_holds_each_stratum_once_and_depends_on_the_seed_only() -> None:
    few = sample(12, seed=3)
    order = [metropolitan().index(code) for code in few]
    assert order == sorted(order)
    assert few == sample(12, seed=3) != sample(12, seed=4)
    assert set(few) <= set(halves()[0])
    assert set(sample(12, seed=3, held_out=True)) <= set(halves()[1])
    assert sample(172) == halves()[0]


@pytest.mark.parametrize("count", [0, 173])
def test_more_than_there_are_cannot_be_had(count: int) -> None:
    with pytest.raises(PatternError):
        sample(count)
