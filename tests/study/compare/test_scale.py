"""Guttman's coefficients against arithmetic by hand."""

import numpy as np
import pytest

from simul_agir.study.compare.scale import Scale, scale, stage_passes


def test_perfect_patterns_are_wholly_reproducible() -> None:
    items = np.array([[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 1]], bool)
    found = scale(items)
    assert found.reproducibility == 1.0
    assert found.scalability == 1.0
    assert found.profile == (0.75, 0.5, 0.25, 0.25)
    assert found.holds


def test_a_pass_above_a_failure_counts_as_two_errors() -> None:
    items = np.array([[0, 1, 0, 0], [1, 0, 0, 0]], bool)
    found = scale(items)
    assert found.reproducibility == pytest.approx(1 - 2 / 8)
    assert found.scalability == pytest.approx(1 - 2 / (2 * (0.5 + 0.5)))
    assert not found.holds


def test_where_all_pass_alike_nothing_is_left_to_foretell() -> None:
    assert scale(np.zeros((3, 4), bool)).scalability is None


def test_a_stage_is_passed_when_all_its_criteria_are() -> None:
    passes = np.zeros(12, bool)
    passes[0] = True  # comfort; the second criterion of belonging was left out by item analysis
    passes[2:4] = True
    assert stage_passes(passes).tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("reproducibility", "scalability", "holds"),
    [(0.90, 0.60, True), (0.89, 0.9, False), (0.95, 0.59, False), (0.95, None, True), (0.89, None, False)],
)
def test_a_scale_holds_from_the_usual_thresholds_on(
    reproducibility: float, scalability: float | None, holds: bool
) -> None:
    assert Scale(reproducibility, scalability, (0.5,) * 4).holds is holds
