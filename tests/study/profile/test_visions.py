import numpy as np
import pytest

from simul_agir.study.profile import Vision, best_shares, drawn_weights, nearest_flip, regrets


def test_weights_are_uniform_over_the_simplex() -> None:
    weights = drawn_weights(3, seed=1, visions=20000)
    assert np.allclose(weights.sum(axis=1), 1.0)
    assert np.allclose(weights.mean(axis=0), 1 / 3, atol=0.01)
    # Dirichlet(1, 1, 1): P(first weight > 1/2) = (1/2)^2
    assert (weights[:, 0] > 0.5).mean() == pytest.approx(0.25, abs=0.01)


def test_two_arms_that_win_one_family_each_share_the_visions() -> None:
    units = np.array([[[1.0, 0.0], [0.0, 1.0]]])
    shares, undecided, clear = best_shares(units, drawn_weights(2, seed=1, visions=20000))
    assert shares == pytest.approx([0.5, 0.5], abs=0.02)
    # |w - (1 - w)| < .2 where w is uniform: one vision in five
    assert undecided == pytest.approx(0.2, abs=0.02)
    assert clear.sum() == pytest.approx(1 - undecided)


def test_arms_that_tie_share_every_vision() -> None:
    shares, undecided, _ = best_shares(np.zeros((1, 4, 2)), drawn_weights(2, seed=3))
    assert shares == pytest.approx([0.25] * 4)
    assert undecided == 1.0


def test_regret_is_what_the_best_has_more() -> None:
    units = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    # by hand: E|w1 - w2|/2 + ... = E max - E own; E max(w, 1-w) = 3/4, E own = 1/2 and 0
    assert regrets(units, drawn_weights(2, 1, 40000)) == pytest.approx([0.25, 0.25, 0.75], abs=0.01)


def test_the_nearest_flip_is_the_weight_that_must_move() -> None:
    units = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]])
    # at (.7, .3) the first leads; both are level at (.5, .5): a weight of .2 moves
    assert nearest_flip(units, np.array([0.7, 0.3]), 0) == [0.0, pytest.approx(0.2), None]


def test_a_vision_is_brought_to_a_sum_of_one() -> None:
    assert Vision({"needs": 2.0, "ladder": 1.0}).over(["ladder", "needs", "hours"]) == pytest.approx(
        [1 / 3, 2 / 3, 0]
    )


@pytest.mark.parametrize("weights", [{"needs": -1.0}, {"needs": 0.0}, {"need": 1.0}, {"needs": float("nan")}])
def test_a_vision_that_weighs_nothing_is_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"unknown|weights"):
        Vision(weights).over(["ladder", "needs"])
