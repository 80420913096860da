"""Tests of `simulation.arm_text`: an arm written on one line."""

from simul_agir.simulation import Arm, Switch


def test_a_text_says_name_stance_changes_and_switches() -> None:
    arm = Arm.parse(
        "then together: residents, effort x2, month 18 conditional_aid, budget 1,5, path.scheme.start=20"
    )
    assert arm == Arm(
        "then together",
        "residents",
        {"effort": "x2"},
        (Switch(18, "conditional_aid", {"budget": 1.5, "path.scheme.start": 20}),),
    )


def test_a_text_may_be_french_and_without_a_name() -> None:
    arm = Arm.parse("residents, effort ×1,5, mois 3 mechanisms.aid non")
    assert arm.name == "residents, effort x1,5, month 3 mechanisms.aid off"
    assert arm.then == (Switch(3, None, {"mechanisms.aid": False}),)


def test_the_text_of_an_arm_gives_the_arm_again() -> None:
    shocks = [{"month": 3, "size": 0.25, "domains": ["d0"]}]
    arm = Arm(
        "x",
        "none",
        {"shocks": shocks, "parameters.crisis_hazard": 0.1},
        (Switch(4, "mixed", {"effort": 0.5}),),
    )
    assert Arm.parse(f"x: {arm.text}") == arm
