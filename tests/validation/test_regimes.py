import numpy as np
import pytest

from simul_agir.validation.regimes import MEASURES, read_regimes, summary


@pytest.fixture(scope="module")
def run() -> dict[str, float]:
    return read_regimes("CN06204I", {}, seed=1, replicate=0)


def test_a_run_belongs_to_its_seed_and_number(run: dict[str, float]) -> None:
    again = read_regimes("CN06204I", {}, seed=1, replicate=0)
    assert {name: repr(value) for name, value in again.items()} == {
        name: repr(value) for name, value in run.items()
    }


def test_every_measure_is_read(run: dict[str, float]) -> None:
    found = summary({"CN06204I": [run]})
    assert set(found) == set(MEASURES)
    assert 0.0 <= found["funded_share"] <= 1.0
    assert 0.0 <= found["trust_mean"] <= 1.0


def test_ratios_are_of_sums_over_contracts() -> None:
    base = dict.fromkeys(("tt", "ss", "ts", "councils", "asleep", "asleep_crisis", "acted", "successes"), 0.0)
    base |= dict.fromkeys(("hours_6", "hours_18", "hours_36"), 1.0)
    from simul_agir.validation.regimes import OF_CONTRACTS

    base |= dict.fromkeys(OF_CONTRACTS, np.nan)
    runs = {
        "a": [base | {"applications": 8.0, "funded": 2.0}],
        "b": [base | {"applications": 2.0, "funded": 2.0}],
    }
    assert summary(runs)["funded_share"] == pytest.approx(0.4)
