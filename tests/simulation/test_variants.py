"""Variants of one scenario live each on runs of their own."""

from dataclasses import replace

import numpy as np

from simul_agir.scenario import Scenario
from simul_agir.simulation.ensemble import simulate_arms
from simul_agir.simulation.variants import simulate_variants

SMALL = replace(Scenario.load("classroom"), months=6, warm_up=2)
OTHER = replace(SMALL, parameters={**SMALL.parameters, "meeting_share": 0.4})
STANCES = ("none", "residents")


def test_each_variant_lives_the_next_runs_of_the_same_seed() -> None:
    found = simulate_variants([SMALL, OTHER], STANCES, 3, seed=5)
    first = simulate_arms(SMALL, STANCES, 3, seed=5)
    second = simulate_arms(OTHER, STANCES, 3, seed=5, first=3)
    for stance in STANCES:
        assert np.array_equal(found[stance].values[:3], first[stance].values)
        assert np.array_equal(found[stance].values[3:], second[stance].values)
        assert np.array_equal(found[stance].final_stages[3:], second[stance].final_stages)


def test_threads_change_nothing() -> None:
    one, two = (simulate_variants([SMALL, OTHER, SMALL], STANCES, 2, 1, jobs) for jobs in (1, 2))
    assert all(np.array_equal(one[stance].values, two[stance].values) for stance in STANCES)
    assert all(np.array_equal(one[stance].bottlenecks, two[stance].bottlenecks) for stance in STANCES)


def test_progress_reaches_the_whole() -> None:
    heard: list[tuple[int, int]] = []
    simulate_variants([SMALL, OTHER], STANCES, 2, progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (2 * 2 * (2 + 2 * 6),) * 2
