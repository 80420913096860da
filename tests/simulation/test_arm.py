"""An arm is a stance with changes and switches; what it lives is what the batch lives that is turned by hand."""

import numpy as np
import pytest

from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario import Scenario, ScenarioError, Shock
from simul_agir.simulation import Arm, Batch, Switch, simulate_arms
from simul_agir.simulation.single_arm import run_arm
from simul_agir.stances import get
from simulation.sameness import assert_same_life
from territories import scenario

PLACE = scenario(actors=9, domains=5, months=24, warm_up=4, seed=3)
THEN = Arm("then", "residents", {}, (Switch(9, "conditional_aid"),))


def test_a_table_says_the_same_as_a_text() -> None:
    table = {
        "name": "x",
        "stance": "residents",
        "effort": "x2",
        "parameters": {"crisis_hazard": 0.1},
        "then": [{"month": 18, "stance": "conditional_aid", "path": {"scheme": {"start": 20}}}],
    }
    text = "x: residents, effort x2, parameters.crisis_hazard 0.1, month 18 conditional_aid, path.scheme.start 20"
    assert Arm.of(table) == Arm.parse(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x: residents, efort x2", 'Did you mean "effort"?'),
        ("x: residents, effort many", "a number from 0 to 10000, or a factor"),
        ("x: residents, parameters.crisis_hazrd 1", 'Did you mean "parameters.crisis_hazard"?'),
        ("x: residents, month 0 mixed", "a whole number from 1 to"),
        ("x: residents, month 9 mixed, month 4 none", "a whole number from 10 to"),
        ("x: residents, month 9", "another stance, or another value"),
        ("x: residents, month 12345678 none", "found 12345678;"),
        ("x: residents, mixed", 'a key and its value, such as "effort x2"'),
        ("x:  ", "a stance, then changes and switches"),
        ("x: residents, mechanisms.aid 3", "true or false"),
        ("x: residents, shocks [{month = 3, size = 3}]", "a number from 0 to 1"),
        ("x: residents, needs 3", "one of effort"),
    ],
)
def test_what_no_arm_says_is_a_fault_that_tells_what_is_allowed(text: str, says: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        Arm.parse(text)
    assert says in caught.value.text("en")
    assert "permis" in caught.value.text("fr")


def test_all_faults_of_an_arm_are_told_at_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        Arm.of({"name": "", "stance": 3, "effort": -1, "then": [{"month": 900, "budget": "lots"}]})
    assert len(caught.value.faults) == 5


def test_a_factor_is_held_to_the_range_of_its_key() -> None:
    with pytest.raises(ScenarioError, match="a number from 0 to 4"):
        Arm.parse("residents, parameters.turnover_scale x5").check(PLACE)


def test_factors_multiply_what_stood_before_the_switch() -> None:
    arm = Arm.parse("residents, effort x2, month 12 effort x0.25")
    first, then = arm.courses(PLACE)
    assert (first.scenario.effort, then.scenario.effort) == (2 * PLACE.effort, 0.5 * PLACE.effort)
    assert then.scenario.shocks == PLACE.shocks


def test_a_switch_spends_what_is_left() -> None:
    """A decree has spent nine tenths in a year; the rest goes to whoever follows."""
    cost = Arm.parse("decree, month 12 residents").cost(PLACE)
    assert cost.same_as(Arm.of("residents").cost(PLACE))
    assert cost.engineering == pytest.approx(PLACE.effort * 24)
    assert cost.money == pytest.approx(PLACE.budget * 24)


def test_twice_the_effort_from_a_month_on_costs_the_months_to_come_twice() -> None:
    cost = Arm.parse("residents, month 6 effort x2, budget x3").cost(PLACE)
    assert cost.engineering == pytest.approx(PLACE.effort * (6 + 2 * 18))
    assert cost.money == pytest.approx(PLACE.budget * (6 + 3 * 18))


def test_an_effort_that_ends_is_not_spent() -> None:
    assert Arm.parse("residents, month 6 none").cost(PLACE).engineering == pytest.approx(PLACE.effort * 6)
    assert Arm.of("none").is_control(PLACE)
    assert not Arm.parse("residents, month 6 none").is_control(PLACE)


def test_an_arm_that_has_spent_more_than_is_due_spends_no_more() -> None:
    cost = Arm.parse("decree, month 12 residents, effort x0").cost(PLACE)
    assert cost.engineering == pytest.approx(0.9 * PLACE.effort * 24)


def assert_same_life_of(arm: object, lines: np.ndarray) -> None:
    assert np.array_equal(run_arm(PLACE, arm, 3, seed=4).indicators, lines)  # type: ignore[arg-type]


def test_an_arm_that_switches_to_what_it_is_lives_as_if_unbroken() -> None:
    same = Arm("same", "residents", {}, (Switch(9, "residents", {"effort": "x1"}),))
    found = simulate_arms(PLACE, ["residents", same], 4, seed=4)
    assert np.array_equal(found["same"].values, found["residents"].values)


def test_before_the_switch_nothing_differs_and_afterwards_something_does() -> None:
    found = simulate_arms(PLACE, ["residents", THEN], 4, seed=4)
    assert np.array_equal(found["then"].values[:, :10], found["residents"].values[:, :10])
    assert not np.array_equal(found["then"].values[:, 10], found["residents"].values[:, 10])


def test_the_warm_up_is_lived_as_the_scenario_has_it() -> None:
    calm = Arm("calm", "none", {"parameters.crisis_hazard": 0.0, "budget": "x4"})
    found = simulate_arms(PLACE, ["none", calm], 4, seed=4)
    assert np.array_equal(found["calm"].values[:, 0], found["none"].values[:, 0])


def test_a_shock_of_an_arm_strikes_in_its_month() -> None:
    need = INDICATORS.index("need")
    struck = Arm("struck", "none", {"shocks": [{"month": 5, "size": 1.0}]})
    found = simulate_arms(PLACE, ["none", struck], 4, seed=4)
    gap = found["struck"].values[:, :, need] - found["none"].values[:, :, need]
    assert not gap[:, :5].any()
    assert (gap[:, 5] > 0).all()


def test_changes_of_a_scenario_are_those_of_its_keys() -> None:
    (course,) = Arm.parse("none, shocks [{month=5, size=0.5, hardship=0.1}], vision.needs 1").courses(PLACE)
    assert course.scenario.shocks == (Shock(5, 0.5, (), 0.1),)
    assert course.scenario.vision.weights == {"needs": 1.0}


def test_a_batch_that_follows_nothing_new_goes_on_unchanged() -> None:
    one = Batch.begin(PLACE, "residents", 2, seed=4).run_until(8)
    other = one.branch()
    other.follow(PLACE, get("residents"), PLACE.effort)
    assert_same_life(one.run_until(24), other.run_until(24))


def test_one_scenario_holds_arms_as_tables() -> None:
    place = Scenario.from_contract("CN06204I", arms=["none", {"stance": "residents", "effort": "x2"}])
    assert Arm.of(place.arms[1]).name == "residents, effort x2"
