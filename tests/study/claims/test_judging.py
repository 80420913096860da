"""The rule of verdicts, and what it rests on: intervals, shares, conditions."""

import numpy as np
import pandas as pd
import pytest

from simul_agir.study.claims.effects import Effects
from simul_agir.study.claims.judging import judge, weakest
from simul_agir.study.claims.resampling import Interval, interval_of_mean, interval_of_share

WIDE, NARROW = Interval(0.5, 0.4, 0.6), Interval(0.9, 0.8, 1.0)


def interval(low: float, high: float) -> Interval:
    return Interval((low + high) / 2, low, high)


def test_a_claim_is_as_weak_as_its_weakest_part() -> None:
    assert weakest(["holds", "holds_when"]) == "holds_when"
    assert weakest(["holds_when", "cannot_tell", "holds"]) == "cannot_tell"
    assert weakest(["cannot_tell", "refuted"]) == "refuted"
    assert weakest(["holds"]) == "holds"


def effects(
    points: int, runs: int, chance: np.random.Generator, middle: float = 0.0, spread: float = 0.3
) -> Effects:
    """Effects that scatter over points and runs, and three features that have nothing to do with them."""
    values = chance.normal(middle, spread, (points, 1)) + chance.normal(0, 0.2, (points, runs))
    table = pd.DataFrame({name: chance.uniform(size=points) for name in "xyz"})
    return Effects(values, np.arange(points), table)


def test_points_of_one_contract_are_drawn_together() -> None:
    chance = np.random.default_rng(1)
    contracts = np.repeat(np.arange(25), 8)
    values = np.repeat(chance.normal(size=25), 8)[:, None] * np.ones((1, 3))
    table = pd.DataFrame({"x": np.zeros(200)})
    together = interval_of_mean(Effects(values, contracts, table), 1)
    apart = interval_of_mean(Effects(values, np.arange(200), table), 1)
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_few_contracts_have_students_interval() -> None:
    values = np.array([[1.0], [2.0], [3.0], [6.0]])
    found = interval_of_mean(Effects(values, np.arange(4), pd.DataFrame({"x": np.zeros(4)})), 1)
    half = 5.8409 * np.std(values, ddof=1) / 2  # Student's 99.5 % point with 3 degrees of freedom
    assert (found.low, found.high) == pytest.approx((3 - half, 3 + half), abs=1e-3)


def test_a_share_has_an_interval_within_0_and_1() -> None:
    found = interval_of_share(np.arange(40) < 36, np.arange(40), 1)
    assert found.middle == 0.9
    assert 0.6 < found.low < 0.9 < found.high <= 1.0


def test_the_same_lives_give_the_same_judgement() -> None:
    one, other = (judge(effects(60, 4, np.random.default_rng(2), middle=0.2), 0.1, seed=3) for _ in range(2))
    assert one == other


def test_without_points_nothing_is_told() -> None:
    nothing = Effects(np.zeros((0, 4)), np.zeros(0, int), pd.DataFrame({"x": []}))
    assert judge(nothing, 0.1).verdict == "cannot_tell"
