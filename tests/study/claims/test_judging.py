"""The rule of verdicts, and what it rests on: intervals, shares, conditions."""

import numpy as np
import pandas as pd
import pytest

from simul_agir.study.claims.condition import Limit, best_limit, find_condition, folds_of
from simul_agir.study.claims.effects import Effects
from simul_agir.study.claims.judging import judge, verdict_of, weakest
from simul_agir.study.claims.resampling import Interval, interval_of_mean, interval_of_share

WIDE, NARROW = Interval(0.5, 0.4, 0.6), Interval(0.9, 0.8, 1.0)


def interval(low: float, high: float) -> Interval:
    return Interval((low + high) / 2, low, high)


@pytest.mark.parametrize(
    ("points", "mean", "share", "conditioned", "verdict"),
    [
        (50, interval(0.2, 0.3), NARROW, False, "holds"),
        (50, interval(0.2, 0.3), WIDE, False, "holds_when"),
        (50, interval(0.05, 0.3), NARROW, False, "cannot_tell"),
        (50, interval(0.05, 0.3), WIDE, True, "holds_when"),
        (50, interval(-0.1, 0.05), WIDE, False, "refuted"),
        (50, interval(-0.1, 0.05), WIDE, True, "holds_when"),
        (9, interval(0.2, 0.3), NARROW, False, "cannot_tell"),
        (9, interval(-0.1, 0.0), WIDE, False, "cannot_tell"),
    ],
)
def test_the_verdict_follows_from_interval_share_and_condition(
    points: int, mean: Interval, share: Interval, conditioned: bool, verdict: str
) -> None:
    assert verdict_of(points, 0.1, mean, share, conditioned) == verdict


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


def test_an_interval_misses_the_truth_about_as_rarely_as_it_says() -> None:
    chance = np.random.default_rng(8)
    missed = 0
    for seed in range(150):
        found = interval_of_mean(effects(40, 5, chance, middle=0.25), seed, level=0.9)
        missed += not found.low <= 0.25 <= found.high
    assert 3 <= missed <= 27  # 15 in the mean


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


def test_the_limit_that_sets_effects_apart_is_found() -> None:
    chance = np.random.default_rng(3)
    table = pd.DataFrame({"x": chance.uniform(size=200), "dilution": np.arange(200) % 4})
    means = 0.5 * (table["dilution"].to_numpy() <= 1) + chance.normal(0, 0.1, 200)
    assert best_limit(means, table) == Limit("dilution", 1.0, at_least=False)


def test_points_of_one_contract_lie_in_one_fold() -> None:
    contracts = np.arange(60) % 20
    folds = folds_of(contracts, 1)
    assert all(len(set(folds[contracts == each])) == 1 for each in range(20))
    assert np.bincount(folds).tolist() == [12] * 5


def test_where_there_is_no_condition_none_is_found() -> None:
    chance = np.random.default_rng(6)
    found = [find_condition(effects(120, 4, chance, middle=0.05), 0.1, seed) for seed in range(12)]
    assert sum(each is not None for each in found) == 0


def test_the_same_lives_give_the_same_judgement() -> None:
    one, other = (judge(effects(60, 4, np.random.default_rng(2), middle=0.2), 0.1, seed=3) for _ in range(2))
    assert one == other


def test_without_points_nothing_is_told() -> None:
    nothing = Effects(np.zeros((0, 4)), np.zeros(0, int), pd.DataFrame({"x": []}))
    assert judge(nothing, 0.1).verdict == "cannot_tell"
