"""An emulator finds the polynomial that it is, and says what it leaves."""

import numpy as np
import pytest

from simul_agir.validation.emulator import Emulator

PLACES = np.random.default_rng(3).random((400, 6))


def curved(places: np.ndarray) -> np.ndarray:
    return 1.0 + places[:, 0] - 2.0 * places[:, 1] ** 2 + 3.0 * places[:, 0] * places[:, 1]


def test_a_quadratic_is_found() -> None:
    emulator = Emulator.of(PLACES, curved(PLACES))
    assert emulator is not None
    others = np.random.default_rng(4).random((50, 6))
    assert emulator.at(others) == pytest.approx(curved(others), abs=1e-4)
    assert emulator.variance < 1e-6


def test_the_variance_is_that_of_the_noise() -> None:
    noise = np.random.default_rng(5).normal(0.0, 0.3, len(PLACES))
    emulator = Emulator.of(PLACES, curved(PLACES) + noise)
    assert emulator is not None
    assert emulator.variance == pytest.approx(0.09, rel=0.2)


def test_values_that_are_missing_are_left_out() -> None:
    values = curved(PLACES)
    values[:100] = np.nan
    emulator = Emulator.of(PLACES, values)
    assert emulator is not None
    assert emulator.at(PLACES[:100]) == pytest.approx(curved(PLACES[:100]), abs=1e-4)


def test_too_few_points_make_none() -> None:
    assert Emulator.of(PLACES[:20], curved(PLACES[:20])) is None
