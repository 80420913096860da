"""Tests of `study.compare.arm_selection`: the arms that are asked for."""

import pytest
from tests.simulation.test_arm import PLACE

from simul_agir.simulation import Arm
from simul_agir.stances import StanceError


def test_an_unknown_stance_is_told_in_an_arm_too() -> None:
    with pytest.raises(StanceError, match="residents"):
        Arm.parse("residants, effort x2").check(PLACE)
