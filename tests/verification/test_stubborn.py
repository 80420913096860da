"""Tests of `verification.stubborn`: gossip with actors who never move."""

import numpy as np
import pytest

from simul_agir.verification import LIMITS, RunOptions
from simul_agir.verification.network import laplacian, meeting_chances
from simul_agir.verification.stubborn import expectations


def test_mean_dynamics_among_the_stubborn_are_those_of_one_encounter_after_the_other() -> None:
    limit = LIMITS["stubborn"]
    place = limit.scenario({**limit.defaults, "actors": 8}, RunOptions(4))
    chances = meeting_chances(place)
    assert chances.sum() == pytest.approx(2.0)
    assert np.allclose(chances, chances.T)
    rate = place.parameters["convergence"] * place.landscape.attributes["openness"]
    where = place.landscape.mandate[:, 0].copy()
    step = np.eye(8) - rate[:, None] * laplacian(chances)
    for _ in range(20):
        where = step @ where
    rest, after = expectations(place, 3, np.full((1, 1), 20.0))
    assert after == pytest.approx(where[3:])
    shares = chances / chances.sum(axis=1, keepdims=True)
    inside, outside = shares[3:, 3:], shares[3:, :3]
    fixed = np.linalg.inv(np.eye(5) - inside) @ outside @ place.landscape.mandate[:3, 0]
    assert rest == pytest.approx(fixed)
