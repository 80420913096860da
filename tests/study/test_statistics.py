"""The statistics agree with arithmetic done by hand, and with scipy."""

import numpy as np
import pytest
from scipy import stats

from simul_agir.study import statistics


def column(values: list[float]) -> np.ndarray:
    return np.array(values, dtype=float)[:, None]


def test_bootstrapped_means_are_means_of_rows_drawn_with_replacement() -> None:
    values = np.array([[1.0, 10.0], [2.0, 20.0], [4.0, 40.0]])
    boot = statistics.bootstrap_means(values, seed=3, resamples=500)
    assert boot.shape == (500, 2)
    possible = {(a + b + c) / 3 for a in (1, 2, 4) for b in (1, 2, 4) for c in (1, 2, 4)}
    assert {round(mean, 9) for mean in boot[:, 0]} == {round(mean, 9) for mean in possible}


def test_a_resample_keeps_together_what_happened_in_one_run() -> None:
    values = np.array([[1.0, 10.0], [2.0, 20.0], [4.0, 40.0]])
    boot = statistics.bootstrap_means(values, seed=3, resamples=500)
    assert np.allclose(boot[:, 1], 10 * boot[:, 0])


def test_the_same_seed_gives_the_same_resamples_and_another_gives_others() -> None:
    values = np.random.default_rng(0).normal(size=(50, 2))
    again = [statistics.bootstrap_means(values, seed) for seed in (5, 5, 6)]
    assert np.array_equal(again[0], again[1])
    assert not np.array_equal(again[0], again[2])


def test_resamples_do_not_depend_on_how_they_are_cut_into_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(0).normal(size=(40, 1))
    whole = statistics.bootstrap_means(values, 5)
    monkeypatch.setattr(statistics, "_BLOCK", 400)
    assert np.allclose(statistics.bootstrap_means(values, 5), whole)


def test_the_interval_is_scipys_bca_interval() -> None:
    skewed = np.random.default_rng(1).exponential(size=200)
    boot = statistics.bootstrap_means(skewed[:, None], seed=2, resamples=9000)
    low, high = statistics.interval_of_mean(skewed[:, None], boot)
    theirs = stats.bootstrap((skewed,), np.mean, n_resamples=9000, method="BCa", rng=np.random.default_rng(4))
    assert low[0] == pytest.approx(theirs.confidence_interval.low, abs=0.012)
    assert high[0] == pytest.approx(theirs.confidence_interval.high, abs=0.012)


def test_bias_and_acceleration_are_efrons() -> None:
    """On one bootstrap: the acceleration from the means that leave one run out, the bias from the share below the mean."""
    skewed = np.random.default_rng(1).exponential(size=125)
    boot = statistics.bootstrap_means(skewed[:, None], seed=2)
    without = np.array([np.delete(skewed, r).mean() for r in range(125)])
    gaps = without.mean() - without
    acceleration = (gaps**3).sum() / (6 * (gaps**2).sum() ** 1.5)
    bias = stats.norm.ppf((boot < skewed.mean()).mean())
    shifted = bias + stats.norm.ppf([0.025, 0.975])
    expected = np.quantile(boot, stats.norm.cdf(bias + shifted / (1 - acceleration * shifted)))
    low, high = statistics.interval_of_mean(skewed[:, None], boot)
    assert [low[0], high[0]] == pytest.approx(expected, abs=1e-6)


def test_the_interval_holds_the_true_mean_as_often_as_it_says() -> None:
    chance = np.random.default_rng(8)
    samples = chance.normal(3.0, 1.0, size=(50, 400))
    boot = statistics.bootstrap_means(samples, seed=1)
    low, high = statistics.interval_of_mean(samples, boot)
    assert np.mean((low <= 3.0) & (high >= 3.0)) == pytest.approx(0.95, abs=0.035)


def test_few_runs_get_students_interval() -> None:
    values = column([1.0, 2.0, 3.0, 6.0])
    low, high = statistics.interval_of_mean(values, statistics.bootstrap_means(values, 1))
    theirs = stats.t.interval(0.95, 3, loc=3.0, scale=stats.sem([1, 2, 3, 6]))
    assert (low[0], high[0]) == pytest.approx(theirs)


def test_one_run_gets_no_interval() -> None:
    low, high = statistics.interval_of_mean(column([1.0]), column([1.0]))
    assert np.isnan(low[0])
    assert np.isnan(high[0])


def test_runs_that_never_differ_have_an_interval_of_no_width() -> None:
    values = column([0.3] * 30)
    low, high = statistics.interval_of_mean(values, statistics.bootstrap_means(values, 1))
    assert low[0] == high[0] == pytest.approx(0.3)


def test_ties_count_half() -> None:
    assert statistics.probability_above(column([1.0, -1.0, 0.0, 2.0]))[0] == pytest.approx(0.625)


def test_few_runs_are_flipped_in_every_way() -> None:
    differences = column([1.0, 2.0, 4.0])
    assert statistics.sign_flip(differences, seed=1)[0] == pytest.approx(2 / 8)


def test_many_runs_are_flipped_at_random_as_scipy_does() -> None:
    # Both sides draw from a fixed seed: unseeded, scipy's 10,000 flips alone spread by .007 (one standard error).
    differences = np.random.default_rng(3).normal(0.15, 1.0, size=120)
    theirs = stats.permutation_test(
        (differences, np.zeros(120)),
        lambda a, b, axis: np.mean(a - b, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=100_000,
        batch=10_000,
        random_state=np.random.default_rng(4),
    )
    assert statistics.sign_flip(differences[:, None], seed=1)[0] == pytest.approx(theirs.pvalue, abs=0.02)


def test_no_difference_at_all_is_never_called_one() -> None:
    assert statistics.sign_flip(np.zeros((50, 1)), seed=1)[0] == 1.0
    assert statistics.sign_flip(np.zeros((5, 1)), seed=1)[0] == 1.0


def test_holm_by_hand() -> None:
    # Ordered: .01 x 4, .02 x 3, .03 x 2, .5 x 1, each at least the one before.
    assert statistics.holm(np.array([0.03, 0.01, 0.5, 0.02])) == pytest.approx([0.06, 0.04, 0.5, 0.06])


def test_a_larger_p_value_never_ends_below_a_smaller_one() -> None:
    assert statistics.holm(np.array([0.01, 0.02, 0.021])) == pytest.approx([0.03, 0.04, 0.04])


def test_flips_at_random_never_find_a_chance_of_nothing() -> None:
    """What was observed is one of the flips."""
    found = statistics.sign_flip(np.full((40, 1), 1.0), seed=1, flips=99)
    assert found == pytest.approx([0.01])


def test_holm_never_passes_one() -> None:
    assert statistics.holm(np.array([0.9, 0.8])).max() == 1.0


def test_the_chance_of_being_best_is_shared_by_arms_that_tie() -> None:
    boot = np.array([[1.0, 2.0, 2.0], [3.0, 1.0, 1.0]])
    assert statistics.probability_best(boot) == pytest.approx([0.5, 0.25, 0.25])


@pytest.mark.parametrize("shape", [(2000, 100, 10), (9999, 20, 3), (7, 5, 1), (300, 400, 130)])
def test_a_product_by_blocks_is_the_product(shape: tuple[int, int, int]) -> None:
    rng = np.random.default_rng(1)
    left, right = rng.normal(size=shape[:2]), rng.normal(size=shape[1:])
    assert statistics.product(left, right) == pytest.approx(left @ right, rel=1e-12, abs=1e-12)


def test_draws_that_are_kept_are_those_that_would_be_drawn_again() -> None:
    values = np.random.default_rng(2).normal(size=(30, 4))
    first = [statistics.bootstrap_means(values, 3), statistics.sign_flip(values, 3)]
    statistics._kept.cache_clear()
    again = [statistics.bootstrap_means(values, 3), statistics.sign_flip(values, 3)]
    other = [statistics.bootstrap_means(values, 4), statistics.sign_flip(values, 4)]
    for one, two, three in zip(first, again, other, strict=True):
        assert np.array_equal(one, two)
        assert not np.array_equal(one, three)


def test_resamples_that_equal_the_mean_do_not_move_an_interval_by_their_last_bit() -> None:
    values = np.tile([0.0, 0.0, 1.0], 40)[:, None] / 3.0
    boot = statistics.bootstrap_means(values, 3)
    low, high = statistics.interval_of_mean(values, boot)
    for bits in (-1e-16, 1e-16):
        assert np.allclose(
            statistics.interval_of_mean(values, boot + bits), (low, high), rtol=0.0, atol=1e-12
        )
