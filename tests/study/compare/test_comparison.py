"""Tests of `study.compare.comparison`: the answer to "which stance?"."""

import pytest
from tests.study.compare.test_common_random_numbers import FIELDS

from simul_agir.study import OUTCOMES, Comparison


def test_the_answer_as_json_holds_the_fields_that_are_promised(comparison: Comparison) -> None:
    answer = comparison.to_dict()
    assert list(answer) == FIELDS
    assert set(answer["scenario"]) == {"name", "hash"}
    assert set(answer["arms"][0]) == {"stance", "outcomes", "stages", "bottlenecks", "cost"}
    assert set(answer["arms"][0]["outcomes"]["index"]) == {"mean", "low", "high"}
    assert set(answer["differences"][0]) == {"a", "b", "outcome", "mean", "low", "high", "probability"}
    assert set(answer["verdict"]) == {"best", "probability", "not_separable"}
    assert {"version", "python", "numpy", "numba", "platform", "time"} == set(answer["provenance"])


def test_every_pair_of_arms_is_compared_on_every_outcome(comparison: Comparison) -> None:
    pairs = {frozenset((d.a, d.b)) for d in comparison.differences}
    assert len(pairs) == 10
    assert len(comparison.differences) == 10 * len(OUTCOMES)


def test_shared_luck_cancels_out(comparison: Comparison) -> None:
    found = comparison.difference("residents", "none").estimate
    alone = comparison.arm("residents").outcomes["index"]
    assert found.high is not None
    assert found.low is not None
    assert alone.high is not None
    assert alone.low is not None
    assert found.high - found.low < alone.high - alone.low


def test_a_difference_can_be_seen_from_either_arm(comparison: Comparison) -> None:
    one, other = comparison.difference("residents", "none"), comparison.difference("none", "residents")
    assert other.estimate.mean == -one.estimate.mean
    assert (other.estimate.low, other.estimate.high) == (-(one.estimate.high or 0), -(one.estimate.low or 0))
    assert other.probability == pytest.approx(1 - one.probability)


def test_the_best_of_clear_arms_is_found(comparison: Comparison) -> None:
    assert comparison.verdict.best == "residents"
    assert comparison.verdict.decided
    assert "none" in comparison.verdict.below
    assert "resilience" in (*comparison.verdict.not_separable, *comparison.verdict.too_small)


def test_the_tidy_table_holds_every_arm(comparison: Comparison) -> None:
    table = comparison.frame()
    assert set(table["stance"]) == {arm.stance for arm in comparison.arms}


def test_an_arm_that_was_not_compared_is_not_found(comparison: Comparison) -> None:
    with pytest.raises(KeyError):
        comparison.arm("money")
