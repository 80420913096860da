"""Tests of `verification.gossip`: gossip without tolerance."""

from itertools import combinations, product

import numpy as np
import pytest

from simul_agir.verification.gossip import relative_variance, shrinking, spread


@pytest.mark.parametrize("mu", [0.1, 0.5])
def test_moments_of_gossip_are_those_of_all_possible_encounters(mu: float) -> None:
    start = np.random.default_rng(3).dirichlet(np.ones(3), 4)
    ends = []
    for pairs in product(list(combinations(range(4), 2)), repeat=3):
        y = start.copy()
        for i, j in pairs:
            gap = y[j] - y[i]
            y[i] += mu * gap
            y[j] -= mu * gap
        ends.append(spread(y) / spread(start))
    assert np.mean(ends) == pytest.approx((1 - shrinking(4, mu)) ** 3)
    assert np.var(ends) == pytest.approx(relative_variance(start, mu, np.array([3]))[0])
