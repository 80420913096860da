"""What a rule makes of eight actors at once is what it makes of each alone, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul_agir.engine.layout import WIDTH
from simul_agir.simulation import Batch
from simul_agir.simulation import batch as batches
from territories import plain, scenario

STANCES = ("none", "residents", "conditional_aid", "resilience")


@given(st.integers(0, 40))
def test_whole_eights_are_taken_together_and_the_others_alone(count: int) -> None:
    taken = plain().actors.in_eights(count)
    assert taken % WIDTH == 0
    assert taken <= count < taken + WIDTH


@given(st.lists(st.floats(-5, 5), min_size=8, max_size=8), st.floats(-5, 5))
def test_where_chooses_each_by_itself(values: list[float], bar: float) -> None:
    who, eight = plain().actors, np.array(values)
    chosen = who.where(eight > bar, eight, bar)
    assert chosen.tolist() == [who.where(value > bar, value, bar) for value in values]
    assert int(who.those(eight > bar)) == sum(1 << place for place, value in enumerate(values) if value > bar)


@given(st.integers(1, 20), st.integers(0, 2), st.randoms(use_true_random=False))
def test_parts_and_their_sums_are_those_of_each(domains: int, which: int, random: object) -> None:
    who, draws = plain().actors, np.random.default_rng(random.randrange(2**32))
    grid = draws.normal(size=(11, 3, domains))
    for start in range(0, domains, WIDTH):
        eight = who.part(grid, who.eight_from(3), which, start)
        each = [who.part(grid, i, which, start) for i in range(3, 11)]
        assert np.array_equal(eight, each)
        assert who.sums(eight).tolist() == [float(who.sums(one)) for one in each]
        assert who.sums_of_sizes(eight).tolist() == [float(who.sums_of_sizes(one)) for one in each]


@pytest.mark.parametrize("stance", STANCES)
@pytest.mark.parametrize("actors", [7, 8, 19])
def test_a_life_by_eights_is_the_life_one_by_one(
    actors: int, stance: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = scenario(actors=actors, domains=4, months=9, warm_up=4, seed=actors, effort=1.5)
    monkeypatch.setattr(batches, "live", plain().schedule.live)
    monkeypatch.setattr(batches, "handle", lambda world: world)
    together = Batch.begin(place, stance, 1, seed=2).run_until(9)
    monkeypatch.setattr(plain().actors, "in_eights", lambda _: 0)
    alone = Batch.begin(place, stance, 1, seed=2).run_until(9)
    for name, array in together.state.arrays().items():
        assert np.array_equal(alone.state.arrays()[name], array), name
    assert np.array_equal(alone.indicators, together.indicators)
