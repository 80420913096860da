"""Tests of `study.compare.arm_words`: what an arm is called in words."""

from simul_agir.locale import words
from simul_agir.simulation import Arm
from simul_agir.study.compare.arm_words import called


def test_an_arm_without_a_name_is_told_in_words() -> None:
    name = Arm.parse("residents, effort x2, month 6 conditional_aid, mechanisms.aid off").name
    assert called(name, words("en")) == (
        "residents first, effort ×2, then conditional aid, mechanisms.aid off from month 6 on"
    )
    assert "puis aide conditionnelle" in called(name, words("fr"))
    assert called("a name, with a comma", words("en")) == "a name, with a comma"
