"""What the verification takes for theory is held against counting, brute force, and numbers from elsewhere."""

from itertools import combinations, product

import numpy as np
import pytest

from simul_agir.verification import LIMITS, Luck
from simul_agir.verification.bounded_confidence import clusters, simulated
from simul_agir.verification.gossip import relative_variance, shrinking, spread
from simul_agir.verification.mandate import expectations as mandate_expectations
from simul_agir.verification.network import laplacian, meeting_chances
from simul_agir.verification.stubborn import expectations
from simul_agir.verification.turnover import monthly_chance


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


def test_mean_dynamics_among_the_stubborn_are_those_of_one_encounter_after_the_other() -> None:
    limit = LIMITS["stubborn"]
    place = limit.scenario({**limit.defaults, "actors": 8}, Luck(4))
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


def test_the_fixed_point_with_return_to_the_mandate_is_friedkins_and_johnsens() -> None:
    limit = LIMITS["mandate"]
    place = limit.scenario({**limit.defaults, "actors": 6}, Luck(4))
    begun, pull = place.landscape.mandate[:, 0], place.parameters["mandate_pull"]
    rate = place.parameters["convergence"] * place.landscape.attributes["openness"]
    month = np.linalg.matrix_power(np.eye(6) - rate[:, None] * laplacian(meeting_chances(place)), 3)
    path, fixed = mandate_expectations(place, np.full((2, 400), 3.0))
    assert fixed == pytest.approx((1 - pull) * month @ fixed + pull * begun)
    assert path[0] == pytest.approx((1 - pull) * month @ begun + pull * begun)
    assert path[-1] == pytest.approx(fixed, abs=1e-6)


def test_a_share_a_year_is_a_chance_a_month() -> None:
    assert monthly_chance({"turnover": 0.25, "turnover_scale": 1.0}) == pytest.approx(1 - 0.75 ** (1 / 12))
    assert monthly_chance({"turnover": 1.0, "turnover_scale": 4.0}) == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("tolerance", [0.2, 0.3])
def test_small_crowds_of_bounded_confidence_end_as_ndlibs_do(tolerance: float) -> None:
    """ndlib's AlgorithmicBias with gamma = 0 is Deffuant and Weisbuch's model on the complete graph."""
    import networkx
    from ndlib.models import ModelConfig, opinions

    actors, runs = 40, 80
    ends = []
    for run in range(runs):
        np.random.seed(run)  # noqa: NPY002 (ndlib draws from the one global generator)
        model = opinions.AlgorithmicBiasModel(networkx.complete_graph(actors), seed=run)
        setting = ModelConfig.Configuration()
        setting.add_model_parameter("epsilon", tolerance)
        setting.add_model_parameter("gamma", 0)
        model.set_initial_status(setting)
        model.iteration_bunch(40)
        ends.append(np.array(list(model.status.values())))
    theirs = np.array([len(clusters(end, tolerance)[0]) for end in ends], float)
    values = {**LIMITS["bounded_confidence"].defaults, "actors": actors, "runs": 400, "tolerance": tolerance}
    ours = np.array([len(clusters(run, tolerance)[0]) for run in simulated(values, Luck(1))], float)
    error = np.sqrt(theirs.var(ddof=1) / runs + ours.var(ddof=1) / 400)
    assert abs(theirs.mean() - ours.mean()) < 4.5 * error
