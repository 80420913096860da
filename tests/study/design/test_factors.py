"""Tests of `study.design.factors`: what varies in a study: one key of scenario.toml a factor."""

import numpy as np
import pytest
from tests.study.design.test_points import RANGES

from simul_agir.study.design import Factor
from simul_agir.study.design.factors import column_of, is_whole, path_of, steps_between
from studies import small


def test_a_key_of_whole_numbers_takes_whole_numbers_both_ends_included() -> None:
    factor = small(vary=RANGES, design={"kind": "sobol", "points": 2}).factor("path.training.months")
    assert {factor.at(place) for place in np.linspace(0, 1, 200)} == set(range(13))
    assert is_whole(("months",))
    assert not is_whole(("parameters", "homophily"))
    assert not is_whole(("budget",))


def test_a_logarithmic_range_goes_by_factors() -> None:
    factor = Factor(("parameters", "convene_cost"), low=0.1, high=10, scale="log")
    assert factor.at(0.5) == pytest.approx(1.0)
    assert (factor.at(0.0), factor.at(1.0)) == (0.1, 10)
    assert steps_between(1, 100, 3, "log", False) == pytest.approx((1, 10, 100))


def test_a_column_names_a_key_and_a_key_a_column() -> None:
    for path in (("budget",), ("parameters", "homophily"), ("path", "training", "months"), ("scenario",)):
        assert path_of(column_of(path)) == path
