"""Tests of `study.exploring.profiles`: what each arm gains and gives up."""

import numpy as np
import pytest
from tests.study.exploring.test_answers import small  # noqa: F401

from simul_agir import compare
from simul_agir.scenario import Scenario
from simul_agir.study.exploring import (
    Followed,
    arms_of,
)


def test_the_profile_is_that_of_a_comparison_whatever_the_slices(small: Scenario) -> None:
    arms = arms_of(small)
    followed = Followed(small, arms, 1)
    for runs in (5, 7):
        followed.add(runs)
    found = followed.families()
    asked = compare(small, [arm.called for arm in arms], 12, 1, 1).profile
    assert asked is not None
    for each in found.standings:
        assert (each.share, each.clear_share) == pytest.approx(
            (asked.standing(each.arm).share, asked.standing(each.arm).clear_share)
        )
    assert found.undecided == pytest.approx(asked.undecided)
    for row, cells in zip(found.rows, found.cells, strict=True):
        units = [asked.gain(found.arms[0], one.name).units for one in row.outcomes]
        assert cells[0].mean == pytest.approx(np.mean([each for each in units if each is not None]))
