import numpy as np
import pytest

from simul_agir.scenario import Scenario
from simul_agir.simulation.calendars import briefing_of
from simul_agir.stances import StanceError, checked_calendar, get
from simul_agir.stances.random_policy import RandomPolicy


@pytest.mark.parametrize("number", range(12))
def test_every_random_policy_costs_what_every_arm_costs(number: int) -> None:
    briefing = briefing_of(Scenario.load("classroom"))
    calendar = checked_calendar(RandomPolicy(number), briefing)
    assert calendar.sum() == pytest.approx(briefing.hours * briefing.months)


def test_a_policy_belongs_to_its_number() -> None:
    briefing = briefing_of(Scenario.load("classroom"))
    assert np.array_equal(RandomPolicy(3).calendar(briefing), RandomPolicy(3).calendar(briefing))
    assert not np.array_equal(RandomPolicy(3).calendar(briefing), RandomPolicy(4).calendar(briefing))


def test_no_stance_is_run_while_the_numbers_are_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMUL_AGIR_BLIND", "1")
    assert get("none").name == "none"
    assert get("sham").name == "sham"
    for name in ("residents", "ordinary_resources", "conditional_aid", "resilience", "mixed", "animation"):
        with pytest.raises(StanceError):
            get(name)
