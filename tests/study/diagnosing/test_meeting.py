"""Tests of `study.diagnosing.meeting`: whom each actor could meet to widen its comfort."""

import numpy as np
import pytest

from simul_agir.model.learning import understood
from simul_agir.model.parameters import COMFORT_GAIN, COMFORT_REACH, vector
from simul_agir.study.diagnosing.meeting import gains, learnt


def test_a_meeting_widens_comfort_by_the_rule_of_the_model() -> None:
    p = np.asarray(vector({"comfort_gain": 0.2, "comfort_reach": 0.8}), float)
    expertise = np.array([[0.8, 0.0], [0.4, 0.4]])
    found, domain = gains(expertise, expertise, np.array([0, 1]), p)
    # shapes (1, 0) and (.5, .5): distance .5, x = .625, 4 x (1 - x) = .9375; at trust .5 the rate is .09375
    assert found == pytest.approx(np.array([[0.0, 0.09375 * 0.4], [0.09375 * 0.4, 0.0]]))
    assert domain[0, 1] == 1
    assert domain[1, 0] == 0


def test_what_can_be_learnt_is_as_in_the_model() -> None:
    distances = np.linspace(0.0, 1.0, 21)
    assert learnt(distances, 0.7) == pytest.approx([understood(float(each), 0.7) for each in distances])
    assert vector({})[COMFORT_GAIN] > 0
    assert vector({})[COMFORT_REACH] > 0
