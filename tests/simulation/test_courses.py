"""Tests of `simulation.courses`: arms as a tree."""

import numpy as np
from tests.simulation.test_arm import PLACE, THEN, assert_same_life_of

from simul_agir.simulation import Arm, Switch, simulate_arms
from simul_agir.simulation.arms import Arms, Workspace
from simul_agir.simulation.tasks import ProgressMonitor


def test_arms_that_begin_alike_live_what_each_lives_alone() -> None:
    arms = [
        "residents",
        THEN,
        Arm("later", "residents", {}, (Switch(12, "conditional_aid"), Switch(18, "none"))),
        Arm("twice", "residents", {"effort": "x2"}),
        Arm("twice then", "residents", {"effort": "x2"}, (Switch(9, None, {"effort": "x0.5"}),)),
        "diagnosed",
        Arm("diagnosed then", "diagnosed", {}, (Switch(15, "mixed"),)),
        "conditional_aid",
        Arm("struck", "none", {"shocks": [{"month": 5, "size": 0.5}], "mechanisms.aid": False}),
    ]
    together = simulate_arms(PLACE, arms, 3, seed=4)
    assert list(together) == [Arm.of(each).name for each in arms]
    for each in arms:
        (alone,) = simulate_arms(PLACE, [each], 3, seed=4).values()
        assert np.array_equal(together[alone.stance].values, alone.values), alone.stance
        assert_same_life_of(each, together[alone.stance].values)


def test_months_before_a_switch_are_lived_once() -> None:
    """4 months of the warm-up, 24 of residents, 15 after the switch at 9; twice the effort: 24, and 15 again."""
    twice = Arm("twice", "residents", {"effort": "x2"})
    twice_then = Arm("twice then", "residents", {"effort": "x2"}, (Switch(9, "mixed"),))
    arms, monitor = Arms(PLACE, ["residents", THEN, twice, twice_then], seed=4), ProgressMonitor(0)
    assert arms.months == 4 + 2 * (24 + 15)
    assert len(list(arms.simulated(range(5), Workspace(), monitor))) == 4
    assert monitor.done == 5 * arms.months
