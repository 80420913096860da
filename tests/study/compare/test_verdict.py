"""The verdict says what the numbers allow, and no more."""

import pytest

from simul_agir.study.compare.verdict import Verdict, decide

ARMS = ("none", "a", "b", "c")
MEANS = {"none": 0.4, "a": 1.5, "b": 1.45, "c": 1.46}


def verdict(p_of: dict[str, float]) -> Verdict:
    """The verdict when these arms differ from the best with these p-values."""
    return decide(
        ARMS, MEANS, {frozenset(("a", arm)): p for arm, p in p_of.items()}, dict.fromkeys(ARMS, 0.7)
    )


def test_an_arm_told_apart_by_enough_stands_below() -> None:
    assert verdict({"none": 0.001, "b": 1.0, "c": 1.0}).below == ("none",)


def test_an_arm_told_apart_by_too_little_does_not_matter() -> None:
    found = verdict({"none": 0.001, "b": 0.001, "c": 1.0})
    assert found.too_small == ("b",)
    assert found.not_separable == ("c",)
    assert found.decided


def test_a_large_difference_that_chance_explains_decides_nothing() -> None:
    found = verdict({"none": 0.2, "b": 1.0, "c": 1.0})
    assert not found.decided
    assert found.not_separable == ("c", "b", "none")
    assert found.best == "a"


def test_equal_arms_have_no_best() -> None:
    found = decide(
        ("none", "a"), {"none": 0.5, "a": 0.5}, {frozenset(("none", "a")): 1.0}, {"none": 0.5, "a": 0.5}
    )
    assert found.best is None
    assert found.probability is None
    assert found.not_separable == ("none", "a")


@pytest.mark.parametrize(("p", "standing"), [(0.049, "below"), (0.05, "not_separable")])
def test_what_is_told_from_chance_is_told_at_five_per_cent(p: float, standing: str) -> None:
    assert getattr(verdict({"none": p, "b": 1.0, "c": 1.0}), standing)[-1] == "none"


@pytest.mark.parametrize(("gap", "standing"), [(0.0999, "too_small"), (0.1001, "below")])
def test_a_tenth_of_a_stage_is_the_smallest_difference_that_matters(gap: float, standing: str) -> None:
    found = decide(("a", "b"), {"a": 1.0, "b": 1.0 - gap}, {frozenset("ab"): 0.001}, None)
    assert getattr(found, standing) == ("b",)
