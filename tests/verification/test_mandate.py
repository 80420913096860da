"""Tests of `verification.mandate`: gossip with return to the mandate."""

import numpy as np
import pytest

from simul_agir.verification import LIMITS, RunOptions
from simul_agir.verification.mandate import expectations as mandate_expectations
from simul_agir.verification.network import laplacian, meeting_chances


def test_the_fixed_point_with_return_to_the_mandate_is_friedkins_and_johnsens() -> None:
    limit = LIMITS["mandate"]
    place = limit.scenario({**limit.defaults, "actors": 6}, RunOptions(4))
    begun, pull = place.landscape.mandate[:, 0], place.parameters["mandate_pull"]
    rate = place.parameters["convergence"] * place.landscape.attributes["openness"]
    month = np.linalg.matrix_power(np.eye(6) - rate[:, None] * laplacian(meeting_chances(place)), 3)
    path, fixed = mandate_expectations(place, np.full((2, 400), 3.0))
    assert fixed == pytest.approx((1 - pull) * month @ fixed + pull * begun)
    assert path[0] == pytest.approx((1 - pull) * month @ begun + pull * begun)
    assert path[-1] == pytest.approx(fixed, abs=1e-6)
