"""Tests of `study.exploring.mixing`: the mixture of accepted points under whatever is on screen."""

import numpy as np
from tests.study.exploring.test_answers import small  # noqa: F401

from simul_agir.scenario import Scenario
from simul_agir.study.exploring import (
    moved,
)
from simul_agir.study.exploring.mixing import of_run, points_for
from simul_agir.study.mixture import mixture_of


def test_points_are_those_of_the_mixture_with_what_is_moved_in_place(small: Scenario) -> None:
    changed = moved(small, {"turnover": 2.0})
    assert np.array_equal(points_for(small), mixture_of(small))
    assert np.array_equal(points_for(changed), mixture_of(changed))
    assert np.array_equal(points_for(moved(small, {"effort": 0.5})), points_for(small))
    assert np.array_equal(of_run(changed, 123).vector(), mixture_of(changed)[123 % len(mixture_of(changed))])
