"""Tests of `scenario.soundness`: is a scenario sound? The last word, whoever built it: shapes, ranges, positions."""

from dataclasses import replace

import pytest

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario.soundness import parameter_fault
from territories import scenario


@pytest.mark.parametrize("value", [0.5, -1, 2, True, "1", None])
def test_other_values_break_the_rule(value: object) -> None:
    assert parameter_fault(PARAMETERS["item_comfort"], value) == {"rule": "zero_one"}


@pytest.mark.parametrize("value", [0, 1, 0.0, 1.0])
def test_both_choices_are_sound(value: float) -> None:
    assert parameter_fault(PARAMETERS["item_comfort"], value) is None
    assert replace(scenario(), parameters={"item_comfort": value}).vector() is not None
