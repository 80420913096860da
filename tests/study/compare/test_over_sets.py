"""Sets of assumptions are counted one by one, and intervals hold luck and assumptions."""

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from many_sets import measured, over_sets
from simul_agir import compare
from simul_agir.locale import RequestError
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.simulation import Ensemble
from simul_agir.simulation.aftermath import MONTHS_AFTER
from simul_agir.study import Comparison, statistics
from simul_agir.study.compare.over_sets import OverSets, fewest_sets, runs_each
from simul_agir.study.compare.verdict import ALPHA

MakeEnsembles = Callable[..., dict[str, Ensemble]]
SMALL = replace(Scenario.load("classroom"), months=6, warm_up=2)
STANCES = ("none", "residents")
TWO = AssumptionSets.of([{}, {"homophily": 3}])
BY_HAND = OverSets(
    TWO,
    ("none", "a"),
    measured([[0.0, 0.2], [0.3, 0.5]], [[0.5, 0.9], [0.2, 0.4]]),
)


def without_time(comparison: Comparison) -> dict[str, object]:
    found = comparison.to_dict()
    found["provenance"] = {key: value for key, value in found["provenance"].items() if key != "time"}
    return found


@pytest.mark.parametrize(
    ("sets", "runs", "expected"),
    [
        (1, None, 200),
        (4, None, 50),
        (20, None, 12),
        (50, None, 12),
        (100, None, 6),
        (1000, None, 1),
        (50, 200, 4),
        (3, 10, 4),
        (5, 1, 1),
    ],
)
def test_runs_are_shared_out_among_the_sets(sets: int, runs: int | None, expected: int) -> None:
    assert runs_each(sets, runs) == expected


def test_the_usual_runs_cost_no_more_than_three_times_a_plain_comparison() -> None:
    assert all(200 <= sets * runs_each(sets, None) <= max(600, sets) for sets in range(1, 1001))


def test_one_set_of_no_change_is_a_plain_comparison() -> None:
    plain, found = (compare(SMALL, STANCES, 30, assumptions=sets) for sets in ("default", [{}]))
    assert found.sentence() == plain.sentence()
    told = without_time(found)
    assert told.pop("assumptions")["sets"] == 1  # type: ignore[index]
    assert told["provenance"].pop("assumptions")  # type: ignore[attr-defined]
    of_plain = without_time(plain)
    assert of_plain.pop("profile")  # sets of one's own have none
    assert of_plain.pop("months_after") == MONTHS_AFTER
    assert told == of_plain


def test_one_set_is_the_scenario_with_its_changes() -> None:
    changed = replace(SMALL, parameters={**SMALL.parameters, "homophily": 3.0})
    plain = compare(changed, STANCES, 10, assumptions="default")
    found = compare(SMALL, STANCES, 10, assumptions=[{"homophily": 3}])
    assert found.arms == plain.arms
    assert "set '1' of assumptions" in found.sentence("en")


def test_the_same_sets_give_the_same_answer_whatever_the_jobs() -> None:
    one, two = (without_time(compare(SMALL, STANCES, 8, jobs=jobs, assumptions=TWO.sets)) for jobs in (1, 2))
    assert json.dumps(one) == json.dumps(two)


def test_sets_are_counted_by_the_means_of_their_runs() -> None:
    assert BY_HAND.best() == ["a", "none"]
    assert BY_HAND.firsts() == {"none": 1, "a": 1}
    apart = BY_HAND.apart("a", "none")
    assert (apart.higher, apart.higher_by_effect) == (1, 1)
    assert apart.low == pytest.approx(-0.1 + 0.1 * 0.7)
    assert apart.high == pytest.approx(-0.1 + 0.9 * 0.7)


def test_spread_between_sets_is_what_luck_does_not_explain() -> None:
    apart = BY_HAND.apart("a", "none")
    within = (np.var([0.5, 0.7], ddof=1) + np.var([-0.1, -0.1], ddof=1)) / 2
    between = np.var([0.6, -0.1], ddof=1)
    assert apart.luck == pytest.approx(np.sqrt(within))
    assert apart.spread == pytest.approx(np.sqrt(between - within / 2))
    assert BY_HAND.apart("none", "none").spread == 0.0


def test_a_single_run_a_set_knows_no_luck() -> None:
    one = OverSets(TWO, ("none", "a"), BY_HAND.runs[:, :, :1])
    assert one.apart("a", "none").luck is None


def test_a_set_in_which_all_end_alike_has_no_best() -> None:
    alike = OverSets(TWO, ("none", "a"), np.ones((2, 2, 3)))
    assert alike.best() == [None, None]
    assert alike.firsts() == {"none": 0, "a": 0}


def test_a_set_with_its_runs_is_one_observation(make_ensembles: MakeEnsembles) -> None:
    found = over_sets(make_ensembles, {"none": 0.0, "residents": 1.0}, sets=5, each=4, turned=0)
    assert found.over_sets is not None
    gaps = found.over_sets.means[:, 1] - found.over_sets.means[:, 0]
    estimate = found.difference("residents", "none").estimate
    low, high = statistics.interval_of_mean(gaps[:, None], np.zeros((1, 1)))
    assert (estimate.low, estimate.high) == (pytest.approx(low[0]), pytest.approx(high[0]))
    assert found.difference("residents", "none").p == pytest.approx(2 / 2**5)


def test_intervals_over_sets_hold_the_mean_of_all_sets_as_often_as_they_say() -> None:
    chance = np.random.default_rng(4)
    sets, each, trials = 50, 12, 400
    means = chance.normal(0.0, 0.2, (sets, 1, trials)) + chance.normal(0.0, 0.4, (sets, each, trials))
    seen = means.mean(axis=1)
    low, high = statistics.interval_of_mean(seen, statistics.bootstrap_means(seen, 1))
    covered = float(((low <= 0.0) & (high >= 0.0)).mean())
    assert 0.92 <= covered <= 0.975


@pytest.mark.parametrize("arms", [2, 3, 6])
def test_so_few_sets_cannot_decide(arms: int) -> None:
    pairs, fewest = arms * (arms - 1) // 2, fewest_sets(arms)
    assert pairs * 2 / 2**fewest < ALPHA <= pairs * 2 / 2 ** (fewest - 1)


def test_the_json_says_which_sets_and_in_how_many_it_holds(make_ensembles: MakeEnsembles) -> None:
    found = over_sets(make_ensembles, {"none": 0.0, "residents": 0.5, "mixed": 0.2}).to_dict()
    block = found["assumptions"]
    assert list(block) == [
        "source",
        "hash",
        "sets",
        "runs_per_set",
        "varied",
        "highest",
        "differences",
        "by_set",
    ]
    assert (block["source"], block["sets"], block["runs_per_set"]) == ("mine.csv", 20, 3)
    assert block["varied"] == ["homophily", "mechanisms.shocks"]
    assert (
        block["highest"] == {"none": 4, "residents": 16, "mixed": 0} or sum(block["highest"].values()) == 20
    )
    to_none = next(each for each in block["differences"] if each["b"] == "none")
    assert (to_none["a"], to_none["sets_higher"], to_none["share"]) == ("residents", 16, 0.8)
    assert block["by_set"][1]["settings"] == {"homophily": 1.05, "mechanisms.shocks": False}
    assert found["provenance"]["assumptions"] == block["hash"]
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_faults_are_told_before_anything_is_lived() -> None:
    with pytest.raises(ScenarioError):
        compare(SMALL, STANCES, assumptions=[{"homophyly": 1}])
    with pytest.raises(RequestError):
        compare(SMALL, STANCES, 0, assumptions=TWO)
    with pytest.raises(RequestError):
        compare(SMALL, ("none",), assumptions=TWO)
