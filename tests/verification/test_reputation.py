"""Tests of `verification.reputation`: trust only."""

from itertools import product

import pytest

from simul_agir.verification import reputation


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
