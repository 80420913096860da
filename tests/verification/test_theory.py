"""What the verification takes for theory is held against counting, brute force, and numbers from elsewhere."""

from itertools import combinations, product

import numpy as np
import pytest

from simul_agir.verification import LIMITS, Luck, granovetter, reputation
from simul_agir.verification.bounded_confidence import at_rest, clusters, simulated
from simul_agir.verification.gossip import relative_variance, shrinking, spread
from simul_agir.verification.mandate import expectations as mandate_expectations
from simul_agir.verification.network import connected_web, laplacian, meeting_chances
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


def test_chances_of_an_end_are_those_of_counting() -> None:
    exact = granovetter.end_chances(6, 0.25, 0.2)
    draws = np.random.default_rng(1).normal(0.25, 0.2, (20_000, 6))
    counted = np.array([granovetter.counted_end(each) for each in draws])
    found = np.bincount(np.round(6 * counted).astype(int), minlength=7) / 20_000
    assert exact.sum() == pytest.approx(1.0)
    assert found == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize(("sigma", "chance"), granovetter.PUBLISHED.items())
def test_chances_of_a_cascade_are_those_that_were_simulated_elsewhere(sigma: float, chance: float) -> None:
    chances = granovetter.end_chances(100, 0.25, sigma)
    assert chances[51:].sum() == pytest.approx(chance, abs=granovetter.PUBLISHED_ERROR)


def test_the_tangency_is_granovetters() -> None:
    """12.2221 %, and 6.20 % taking part just below it (without end); at 12.3 % of a hundred, nearly all."""
    sigma = granovetter.tangency(0.25)
    assert sigma == pytest.approx(0.122221, abs=5e-7)
    assert granovetter.fixed_point(0.25, sigma - 1e-9) == pytest.approx(0.0620, abs=5e-4)
    assert granovetter.fixed_point(0.25, sigma + 1e-4) > 0.99


def test_the_stationary_mean_of_a_beta_reputation() -> None:
    values = {"misunderstanding": 0.3, "trust_memory": 0.95, "failure_weight": 1.0}
    values |= {"trust_prior": 0.6, "prior_weight": 2.0, "meeting_record": 0.5}
    assert reputation.stationary_trust(values) == pytest.approx(0.76 / 1.1)
    mean, _ = reputation.trust_after(values, 1200)
    assert mean[-1] == pytest.approx(0.76 / 1.1, abs=5e-6)


@pytest.mark.parametrize("weight", [1.0, 2.0])
def test_trust_after_some_outcomes_is_that_of_all_possible_ones(weight: float) -> None:
    values = {"misunderstanding": 0.3, "trust_memory": 0.8, "failure_weight": weight}
    values |= {"trust_prior": 0.7, "prior_weight": 2.0, "meeting_record": 0.5}
    mean = square = 0.0
    for outcomes in product((True, False), repeat=5):
        good, bad = 4 * 0.5 - 1.4, 4 * 0.5 - 0.6
        for success in outcomes:
            good, bad = 0.9 * good + 0.5 * success, 0.9 * bad + 0.5 * weight * (not success)
        chance = 0.7 ** sum(outcomes) * 0.3 ** (5 - sum(outcomes))
        trust = (good + 1.4) / (good + bad + 2)
        mean, square = mean + chance * trust, square + chance * trust**2
    found = reputation.trust_after(values, 5)
    assert found[0][5] == pytest.approx(mean, abs=1e-5)
    assert found[1][5] == pytest.approx(square, abs=reputation.GRID_ERROR)


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


def test_webs_are_connected_both_ways_and_within_what_an_actor_keeps_in_mind() -> None:
    for actors, alters in ((4, 16), (40, 2), (40, 16)):
        web = connected_web(actors, alters, Luck(1))
        pairs = set(zip(web.sources.tolist(), web.targets.tolist(), strict=True))
        assert {(j, i) for i, j in pairs} == pairs
        assert {(i, (i + 1) % actors) for i in range(actors)} <= pairs
        assert np.bincount(web.sources).max() <= 32


def test_groups_further_apart_than_the_tolerance_never_meet_again() -> None:
    sizes, widths = clusters(np.array([0.1, 0.75, 0.15, 0.7, 0.45]), 0.31)
    assert sizes.tolist() == [5]
    sizes, widths = clusters(np.array([0.1, 0.75, 0.15, 0.7, 0.45]), 0.26)
    assert sizes.tolist() == [2, 3]
    assert widths == pytest.approx([0.05, 0.3])
    assert not at_rest(np.array([0.0, 0.2, 0.4]), 0.3)
    assert at_rest(np.array([0.0, 0.2, 0.9]), 0.3)


def test_the_reference_simulation_keeps_the_mean_and_comes_to_rest() -> None:
    values = {**LIMITS["bounded_confidence"].defaults, "actors": 30.0, "runs": 20.0, "tolerance": 0.25}
    ends = simulated(values, Luck(3))
    assert ends.shape == (20, 30)
    assert all(at_rest(run, 0.25) for run in ends)
    begun = Luck(3).start(9).uniform(0.0, 1.0, (30, 20))
    assert ends.mean(axis=1) == pytest.approx(begun.mean(axis=0), abs=1e-12)


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
