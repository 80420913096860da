import numpy as np
import pytest

from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario import Scenario
from simul_agir.simulation.aftermath import Aftermath, simulate_aftermath
from simul_agir.study.profile import FAMILIES
from simul_agir.study.profile.readings import READINGS, outcomes_read, steadiness


@pytest.fixture(scope="module")
def runs() -> Aftermath:
    scenario = Scenario.from_contract("CN06204I", months=48)
    return simulate_aftermath(scenario, ["none"], runs=3, months_after=4)["none"]


def test_every_outcome_of_the_profile_is_read(runs: Aftermath) -> None:
    assert set(READINGS) == {one.name for family in FAMILIES for one in family.outcomes}
    for values in outcomes_read(runs).values():
        assert values.shape == (3,)
        assert np.isfinite(values).all()


def test_outcomes_are_ends_sums_and_means_of_the_contract(runs: Aftermath) -> None:
    found = outcomes_read(runs)
    lines = runs.ensemble.values
    assert found["index"] == pytest.approx(lines[:, -1, INDICATORS.index("index")])
    assert found["index_mean"] == pytest.approx(lines[:, 1:, INDICATORS.index("index")].mean(axis=1))
    led = lines[:, 1:, INDICATORS.index("subsidiarity")].sum(axis=1)
    voices = np.count_nonzero(runs.ensemble.scenario.landscape.attributes["voice"] > 0)
    assert found["residents_lead"] == pytest.approx(led / voices)
    assert found["index_after"] == pytest.approx(runs.after[:, -1, INDICATORS.index("index")])
    assert found["worst_need"] == pytest.approx(runs.ensemble.needs[:, -1].max(axis=1))


def test_steadiness_is_the_share_that_a_crisis_takes() -> None:
    class Runs:
        undisturbed = np.full((2, 12), 1.0)
        crisis = np.full((2, 12), 0.75)

    assert steadiness(Runs()) == pytest.approx(0.25)  # type: ignore[arg-type]
    Runs.undisturbed = np.full((2, 12), 0.2)
    assert steadiness(Runs()) is None  # type: ignore[arg-type]
