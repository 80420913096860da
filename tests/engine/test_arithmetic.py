"""The rules' own exponential, logarithm, power and normal law are those of mathematics, and the same bits however made."""

from typing import Any

import mpmath
import numpy as np
import pytest

from simul_agir.engine.arithmetic import agir_exp, agir_log, agir_normal, agir_pow
from simul_agir.engine.native.build import left_to_numba

Floats = np.ndarray[Any, np.dtype[np.float64]]
MANY = 4000
CLOSE = 1.0  # units in the last place: exponential, logarithm, power
CLOSE_NORMAL = 8.0
EDGES = [
    *(0.0, -0.0, 1.0, -1.0, 0.5, 2.0, np.inf, -np.inf, np.nan, 5e-324, -5e-324, 2.0**-1022, 1.7976931348623157e308),
    *(709.782712893384, 709.8, -708.4, -745.13, -745.2, 1e300, -1e300, 0.075, 0.925, 2.0**-33, 1.0 - 2.0**-33),
    *(1.4142135623730951, 1.2247448713915890, 1.7320508075688772, 3.0, 1e-30, 0.1, 0.9, 1.0 + 2.0**-52),
]  # fmt: skip


@pytest.fixture(scope="module")
def chance() -> np.random.Generator:
    """Numbers to try."""
    return np.random.default_rng(16)


def units_off(found: Floats, exact: list[mpmath.mpf]) -> float:
    """The largest distance from what is exact, in units of the last place."""
    distances = [
        abs(mpmath.mpf(float(each)) - true) / float(np.spacing(abs(float(true))))
        for each, true in zip(found, exact, strict=True)
    ]
    return float(max(distances))


@pytest.fixture(autouse=True)
def _many_digits() -> Any:
    with mpmath.workprec(160):
        yield


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (-700, 709), (-1e-9, 1e-9), (-0.4, 0.4)])
def test_the_exponential_is_right_to_the_last_place(
    chance: np.random.Generator, low: float, high: float
) -> None:
    x = chance.uniform(low, high, MANY)
    assert units_off(agir_exp(x), [mpmath.exp(float(each)) for each in x]) < CLOSE


@pytest.mark.parametrize("spread", [700.0, 1.0, 1e-3, 1e-9])
def test_the_logarithm_is_right_to_the_last_place(chance: np.random.Generator, spread: float) -> None:
    x = np.exp(chance.uniform(-spread, spread, MANY))
    assert units_off(agir_log(x), [mpmath.log(float(each)) for each in x]) < CLOSE


@pytest.mark.parametrize(("spread", "most"), [(1.0, 5.0), (3.0, 100.0), (600.0, 1.0), (1e-12, 1e14)])
def test_the_power_is_right_to_the_last_place(
    chance: np.random.Generator, spread: float, most: float
) -> None:
    x, y = np.exp(chance.uniform(-spread, spread, MANY)), chance.uniform(-most, most, MANY)
    exact = [mpmath.power(float(base), float(exponent)) for base, exponent in zip(x, y, strict=True)]
    assert units_off(agir_pow(x, y), exact) < CLOSE


def test_the_normal_deviate_is_right_to_some_units_of_the_last_place(chance: np.random.Generator) -> None:
    words = np.concatenate([np.arange(500), 2**32 - 1 - np.arange(500), chance.integers(0, 2**32, 1000)])
    u = (words + 0.5) * 2.0**-32
    exact = [mpmath.sqrt(2) * mpmath.erfinv(2 * mpmath.mpf(float(each)) - 1) for each in u]
    assert units_off(agir_normal(u), exact) < CLOSE_NORMAL
    assert np.array_equal(agir_normal(u), -agir_normal(1.0 - u))


def test_normal_deviates_have_mean_0_and_standard_deviation_1() -> None:
    deviates = agir_normal((np.arange(100_000) + 0.5) / 100_000)
    assert abs(deviates.mean()) < 1e-12
    assert abs(deviates.std() - 1.0) < 1e-4


def test_what_grows_never_falls_back(chance: np.random.Generator) -> None:
    for low, high in ((-745.2, 709.8), (-1.0, 1.0), (0.0, 1e-12), (0.3465735902, 0.3465735903)):
        x = np.sort(chance.uniform(low, high, 20_000))
        assert np.all(np.diff(agir_exp(x)) >= 0)
    for low, high in ((0.0, 1.0), (0.999999, 1.000001), (1.41421356, 1.41421357), (0.0, 1e-310)):
        x = np.sort(chance.uniform(low, high, 20_000))
        assert np.all(np.diff(agir_log(x)) >= 0)
        assert np.all(np.diff(agir_pow(x, np.full(len(x), 0.7))) >= 0)
    for low, high in ((0.0, 1.0), (0.0749999, 0.0750001), (0.9249999, 0.9250001), (1e-12, 2e-11)):
        x = np.sort(chance.uniform(low, high, 20_000))
        assert np.all(np.diff(agir_normal(x)) >= 0)


def test_the_ends_of_the_numbers() -> None:
    inf, nan, least = np.inf, np.nan, 5e-324
    with np.errstate(all="ignore"):
        assert agir_exp(np.array([0.0, -0.0, inf, -inf, 709.8, -745.2])).tolist() == [1, 1, inf, 0, inf, 0]
        assert agir_exp(-745.13) == least
        assert agir_log(np.array([1.0, inf, 0.0, -0.0])).tolist() == [0.0, inf, -inf, -inf]
        assert agir_log(least) == pytest.approx(-744.4400719213812, rel=1e-15)
        assert agir_pow(np.array([0, 0, 0, nan, 1, inf, inf, 2, 2, 0.5]),
                        np.array([0, 1, -1, 0, 1e300, 2, -2, inf, -inf, inf])).tolist() == [
            1, 0, inf, 1, 1, inf, 0, inf, 0, 0]  # fmt: skip
        assert agir_normal(0.5) == 0.0
        for none in (agir_exp(nan), agir_log(nan), agir_log(-1.0), agir_pow(-1.0, 2.0), agir_pow(nan, 1.0)):
            assert np.isnan(none)
        assert np.isnan([agir_pow(2.0, nan), *agir_normal(np.array([0.0, 1.0, -1.0, nan]))]).all()


def test_exact_powers_are_exact() -> None:
    for base in range(1, 40):
        for exponent in range(8):
            assert agir_pow(float(base), float(exponent)) == float(base**exponent)
    assert agir_pow(2.0, -1074.0) == 5e-324
    assert agir_pow(4.0, 0.5) == 2.0
    assert agir_pow(0.7, 1.0) == 0.7


def test_compiled_eight_at_a_time_and_one_by_one_they_are_the_same_bits(chance: np.random.Generator) -> None:
    some = chance.uniform(-30, 30, 4 * 480).reshape(4, -1)
    some[1:3] = np.exp(some[1:3])
    some[3] = (chance.integers(0, 2**32, 480) + 0.5) * 2.0**-32
    given = np.hstack([np.tile(EDGES, (4, 1)), np.tile(EDGES[::-1], (4, 1)), some])
    exponents = np.tile(np.concatenate([EDGES, EDGES, chance.uniform(-3, 3, 480)]), (1, 1))
    given, exponents = (each[:, : each.shape[1] // 8 * 8].copy() for each in (given, exponents))
    eights, singles = np.zeros_like(given), np.zeros_like(given)
    left_to_numba("engine.arithmetic_entry")["work_out"](given, exponents, eights, singles)
    with np.errstate(all="ignore"):
        plain = [
            agir_exp(given[0]),
            agir_log(given[1]),
            agir_pow(given[2], exponents[0]),
            agir_normal(given[3]),
        ]
    for place, expected in enumerate(plain):
        for found in (eights[place], singles[place]):
            assert np.array_equal(np.isnan(found), np.isnan(expected))
            same = found.view(np.int64) == expected.view(np.int64)
            assert np.all(same | np.isnan(expected))
