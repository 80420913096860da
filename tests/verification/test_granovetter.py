"""Tests of `verification.granovetter`: engagement only."""

import numpy as np
import pytest

from simul_agir.verification import granovetter


def test_chances_of_an_end_are_those_of_counting() -> None:
    exact = granovetter.end_chances(6, 0.25, 0.2)
    observe_territories = np.random.default_rng(1).normal(0.25, 0.2, (20_000, 6))
    counted = np.array([granovetter.counted_end(each) for each in observe_territories])
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
