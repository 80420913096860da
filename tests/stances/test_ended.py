from dataclasses import replace

import numpy as np
import pytest

from simul_agir.scenario import Scenario
from simul_agir.simulation import simulate
from simul_agir.simulation.calendars import briefing_of
from simul_agir.stances import checked_calendar, get
from simul_agir.stances.ended import ended
from simul_agir.stances.random_policy import RandomPolicy


@pytest.mark.parametrize("name", ["sham", "decree", "animation", "residents", "money", "sequenced"])
def test_a_contract_that_ends_costs_the_same_and_then_nothing(name: str) -> None:
    short = briefing_of(Scenario.load("classroom"))
    longer = replace(short, months=short.months + 24, hours=short.hours * short.months / (short.months + 24))
    calendar = checked_calendar(ended(get(name), short.months), longer)
    assert not calendar[short.months :].any()
    assert np.allclose(calendar[: short.months], get(name).calendar(short))


def test_nothing_changes_before_the_end_of_the_contract() -> None:
    scenario = Scenario.load("classroom")
    months = scenario.months
    longer = replace(scenario, months=months + 24, effort=scenario.effort * months / (months + 24))
    usual = simulate(scenario, RandomPolicy(1), runs=3)
    after = simulate(longer, ended(RandomPolicy(1), months), runs=3)
    assert np.allclose(after.values[:, : months + 1], usual.values)
