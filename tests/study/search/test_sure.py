"""What each arm is worth, against arithmetic by hand; what is known goes into the verdict."""

import json

import numpy as np
import pytest

from simul_agir.study.search.sequential import Question, Search
from simul_agir.study.search.sure import Sure, sure_of, sure_verdict

ARMS = ("none", "a", "b")
VALUES = np.array([[0.0, 1.0, 0.95], [0.5, 0.4, 0.5], [0.2, 1.0, 0.4], [0.1, 0.8, 0.9]])
QUESTION = Question(0.95, 0.1, 2000)


def answer(
    kept: tuple[bool, ...] = (False, True, True),
    decided: bool = True,
    question: Question = QUESTION,
    values: np.ndarray = VALUES,
) -> Sure:
    found = Search(
        question=question,
        values=values,
        decided=decided,
        enough=len(values) if decided else 5000,
        kept=kept,
        left_out_after=tuple(None if each else 100 for each in kept),
        below=tuple(None if each else 1 for each in kept),
        kim_nelson=1,
        kim_nelson_runs=100,
    )
    return sure_of(found, ARMS, "none", seed=1)


def test_regret_is_counted_from_the_highest_arm_of_each_run() -> None:
    none, a, b = answer().arms
    assert none.regret.mean == pytest.approx((1.0 + 0.0 + 0.8 + 0.8) / 4)
    assert a.regret.mean == pytest.approx((0.0 + 0.1 + 0.0 + 0.1) / 4)
    assert b.regret.mean == pytest.approx((0.05 + 0.0 + 0.6 + 0.0) / 4)


def test_a_regret_of_the_smallest_effect_is_not_small() -> None:
    assert [worth.small_regret for worth in answer().arms] == [0.25, 0.5, 0.75]


def test_arms_that_tie_share_a_run() -> None:
    assert [worth.highest for worth in answer().arms] == [0.125, 0.5, 0.375]


def test_chances_of_being_best_sum_to_one() -> None:
    assert sum(worth.probability_best for worth in answer().arms) == pytest.approx(1.0)


def test_without_a_stated_goal_it_is_the_smallest_effect_above_the_reference() -> None:
    assert [worth.satisficing for worth in answer().arms] == [0.0, 0.75, 0.75]


def test_a_stated_goal_is_a_level_of_the_ladder() -> None:
    stated = answer(question=Question(0.95, 0.1, 2000, goal=0.8))
    assert [worth.satisficing for worth in stated.arms] == [0.0, 0.75, 0.5]


def test_common_luck_is_measured_by_the_variance_of_the_difference() -> None:
    luck = answer().chance_of("a", "b")
    assert luck.common == pytest.approx(np.var(VALUES[:, 1] - VALUES[:, 2], ddof=1))
    assert luck.separate == pytest.approx(np.var(VALUES[:, 1], ddof=1) + np.var(VALUES[:, 2], ddof=1))
    assert luck.ratio == pytest.approx(luck.common / luck.separate)
    with pytest.raises(KeyError):
        answer().chance_of("a", "money")


def test_separate_luck_is_that_of_runs_paired_with_other_runs() -> None:
    chance = np.random.default_rng(3)
    values = chance.normal(size=(4000, 1)) + 0.5 * chance.normal(size=(4000, 3))
    luck = answer(values=values).chance_of("a", "b")
    others = np.var(values[:-1, 1] - values[1:, 2], ddof=1)
    assert luck.separate == pytest.approx(others, rel=0.05)
    assert luck.ratio == pytest.approx(0.2, abs=0.02)


def test_where_nothing_varies_there_is_no_ratio() -> None:
    assert answer(values=np.ones((4, 3))).luck[0].ratio is None


def test_kept_arms_stand_from_the_highest_mean_down() -> None:
    assert answer().kept == ("a", "b")
    assert answer().left_out == ("none",)


def test_the_json_holds_what_was_asked_and_what_was_found() -> None:
    told = answer().to_dict()
    assert list(told) == [
        "probability",
        "smallest_effect",
        "most_runs",
        "goal",
        "decided",
        "runs",
        "enough_runs",
        "kept",
        "arms",
        "variance_of_difference",
        "kim_nelson",
    ]
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert len(told["variance_of_difference"]) == 3


def means(values: np.ndarray) -> dict[str, float]:
    return dict(zip(ARMS, values.mean(axis=0).tolist(), strict=True))


def test_the_verdict_sorts_the_others_by_what_is_known() -> None:
    verdict = sure_verdict(answer(), means(VALUES))
    assert (verdict.best, verdict.below, verdict.too_small) == ("a", ("none",), ())
    assert verdict.not_separable == ("b",)
    assert verdict.probability == answer().arms[1].probability_best


def test_an_arm_left_out_by_less_than_the_effect_does_not_matter() -> None:
    question = Question(0.95, 0.7, 2000)
    verdict = sure_verdict(answer((False, True, False), question=question), means(VALUES))
    assert verdict.too_small == ("b", "none")
    assert not verdict.decided


def test_arms_that_end_alike_have_no_best() -> None:
    same = np.repeat(VALUES[:, :1], 3, axis=1)
    assert sure_verdict(answer((True, True, True), values=same), means(same)).best is None
