"""Morris and Sobol' on functions whose answer is known, with and without luck."""

import sys
from collections.abc import Callable

import numpy as np
import pytest
from SALib.analyze import morris, sobol

from simul_agir.locale import RequestError
from simul_agir.study.sensitivity import indices
from simul_agir.study.sensitivity.indices import Floats, effects, morris_places, sobol_indices, sobol_places

# Ishigami and Homma 1990 with a = 7, b = .1: first, total, variance, by algebra.
FIRST, TOTAL, VARIANCE = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437), 13.8446
RUNS = 20


def ishigami(places: Floats) -> Floats:
    x = np.pi * (2 * places - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def mean(values: Floats) -> Floats:
    return np.asarray(values.mean(axis=1))


def variance(values: Floats) -> Floats:
    return np.asarray(values.var(axis=1, ddof=1))


@pytest.fixture(scope="module")
def design() -> Floats:
    return sobol_places(3, 1024, 1)


def noisy(numbers: Floats, size: float, seed: int = 1, runs: int = RUNS) -> Floats:
    return numbers[:, None] + size * np.random.default_rng(seed).normal(size=(len(numbers), runs))


def test_ishigamis_indices_are_those_of_algebra(design: Floats) -> None:
    found = sobol_indices(3, noisy(ishigami(design), 0.0), mean, 1)
    assert found.first == pytest.approx(FIRST, abs=0.04)
    assert found.total == pytest.approx(TOTAL, abs=0.04)
    assert found.variance == pytest.approx(VARIANCE, rel=0.05)
    assert found.luck == pytest.approx(0.0, abs=1e-9)
    for low, true, high in zip(found.total_low, TOTAL, found.total_high, strict=True):
        assert low <= true <= high
    for low, true, high in zip(found.first_low, FIRST, found.first_high, strict=True):
        assert low <= true <= high


def test_without_luck_they_are_salibs_own(design: Floats) -> None:
    numbers = ishigami(design)
    told = sobol.analyze(indices.problem(3), numbers, calc_second_order=False, num_resamples=2)
    found = sobol_indices(3, noisy(numbers, 0.0), mean, 1)
    assert found.first == pytest.approx(told["S1"], abs=1e-9)
    assert found.total == pytest.approx(told["ST"], abs=1e-9)
    assert found.plain_total == pytest.approx(told["ST"])


def test_what_luck_adds_is_taken_out(design: Floats) -> None:
    """Luck of its own at each point, as large as all the rest: SALib takes it for interactions of everything."""
    size = np.sqrt(VARIANCE * RUNS)
    found = sobol_indices(3, noisy(ishigami(design), float(size)), mean, 1)
    assert found.total == pytest.approx(TOTAL, abs=0.12)
    assert found.plain_total.sum() > sum(TOTAL) + 0.5
    assert found.luck == pytest.approx(0.5, abs=0.08)
    assert found.variance == pytest.approx(VARIANCE, rel=0.15)


def test_three_runs_are_enough_to_measure_luck(design: Floats) -> None:
    """Resampled runs spread by a third too little here: left at that, the factors would seem to move a third more."""
    found = sobol_indices(3, noisy(ishigami(design), float(np.sqrt(VARIANCE * 3)), runs=3), mean, 1)
    assert found.luck == pytest.approx(0.5, abs=0.05)
    assert found.variance == pytest.approx(VARIANCE, rel=0.15)


def test_luck_that_all_points_share_is_no_variance_between_them(design: Floats) -> None:
    shared = 100 * np.random.default_rng(1).normal(size=RUNS)
    found = sobol_indices(3, ishigami(design)[:, None] + shared, mean, 1)
    assert found.total == pytest.approx(sobol_indices(3, noisy(ishigami(design), 0.0), mean, 1).total)
    assert found.luck == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_nothing_but_luck_is_moved_by_nothing(design: Floats, seed: int) -> None:
    found = sobol_indices(3, noisy(np.ones(len(design)), 1.0, seed), mean, seed)
    assert not found.moved
    assert np.isnan(found.total).all()


def test_a_constant_is_moved_by_nothing(design: Floats) -> None:
    assert not sobol_indices(3, np.ones((len(design), RUNS)), mean, 1).moved


def test_what_moves_the_variance_between_runs_is_found(design: Floats) -> None:
    """Only the second factor sets how far runs differ."""
    values = noisy(np.zeros(len(design)), 1.0) * (0.5 + 2 * design[:, 1:2])
    found = sobol_indices(3, values, variance, 1)
    assert found.moved
    assert found.total[1] > 0.8
    assert max(found.total[0], found.total[2]) < 0.15


def test_morris_effects_of_a_plane_are_its_slopes() -> None:
    places = morris_places(3, 10, 1)
    found = effects(places, noisy(places @ np.array([3.0, -2.0, 0.0]), 0.0), mean, 1)
    assert found.mean == pytest.approx([3, -2, 0])
    assert found.size == pytest.approx([3, 2, 0])
    assert found.spread == pytest.approx([0, 0, 0], abs=1e-9)
    assert found.distinct.tolist() == [True, True, False]


def test_morris_sizes_are_salibs_own() -> None:
    places = morris_places(3, 10, 2)
    told = morris.analyze(indices.problem(3), places, ishigami(places), num_levels=indices.LEVELS)
    found = effects(places, noisy(ishigami(places), 0.0), mean, 1)
    assert found.size == pytest.approx(told["mu_star"])
    own = indices._elementary(places, ishigami(places)[:, None])
    assert np.abs(own).mean(axis=0)[:, 0] == pytest.approx(told["mu_star"])


def test_an_effect_that_luck_alone_feigns_is_not_told() -> None:
    places = morris_places(3, 12, 1)
    found = effects(places, noisy(5 * places[:, 0], 2.0), mean, 1)
    assert found.distinct.tolist() == [True, False, False]
    assert found.size[1:] == pytest.approx(found.luck[1:], rel=0.5)


@pytest.mark.parametrize("draw", [morris_places, sobol_places])
def test_a_design_is_the_same_for_the_same_seed(draw: Callable[[int, int, int], Floats]) -> None:
    assert np.array_equal(draw(4, 8, 5), draw(4, 8, 5))
    assert not np.array_equal(draw(4, 8, 5), draw(4, 8, 6))
    assert ((draw(4, 8, 5) >= 0) & (draw(4, 8, 5) <= 1)).all()


def test_a_library_that_is_missing_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample.sobol", None)
    with pytest.raises(RequestError, match=r"simul-agir\[study\]"):
        sobol_places(2, 4, 1)
