"""Tests of `study.exploring.robustness`: what a change of assumptions does."""

import numpy as np
import pytest
from tests.study.exploring.test_answers import small  # noqa: F401

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.study.exploring import (
    PairedRuns,
    Robustness,
    mixing,
    robustness_of,
)
from simul_agir.study.mixture import mixture_of


def test_doubts_count_the_points_on_which_an_arm_ends_highest(
    small: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixing, "_made", lambda switched: mixture_of(switched.scenario)[:2])
    found = PairedRuns(small, (Arm.of("none"), Arm.of("residents")), 1)
    two = np.zeros((2, small.months + 1))
    two[:, -1] = [1.0, 2.0]
    found.ladders = {"none": [np.tile(two, (8, 1))], "residents": [np.tile(two[::-1], (8, 1))]}
    found.runs = 16
    assert robustness_of(found) == Robustness(2, {"none": 1, "residents": 1}, 8)
    found.runs = 15
    assert robustness_of(found) is None
