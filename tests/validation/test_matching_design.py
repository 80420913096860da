"""Tests of `validation.matching_design`: what a history matching is asked."""

from dataclasses import replace

import numpy as np
import pytest
from tests.validation.test_matching import CALIBRATION

from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.validation.matching import match
from simul_agir.validation.matching_design import MatchingDesign


def test_the_shipped_sets_lie_within_the_ranges_of_the_design() -> None:
    design = MatchingDesign.load(CALIBRATION)
    for each in AssumptionSets.load("accepted"):
        assert tuple(each.parameters) == design.names
        for factor, value in zip(design.factors, each.parameters.values(), strict=True):
            assert factor.low * (1 - 1e-5) <= value <= factor.high * (1 + 1e-5)


@pytest.mark.slow
def test_a_matching_is_the_same_whatever_the_processes() -> None:
    design = replace(MatchingDesign.load(CALIBRATION), contracts=2, waves=(12, 4))
    one, two = (match(design, 3, jobs) for jobs in (1, 2))
    assert np.array_equal(one.values, two.values, equal_nan=True)
    assert one.accepted == two.accepted
