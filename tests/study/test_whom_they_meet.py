"""The controls of whom_they_meet.py leave to the base what the four leave to it, and its figures are told for each share."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from simul_agir import Scenario
from simul_agir.model.instruments import BURN, CONVENE
from simul_agir.stances import Briefing, get

EXPERIMENTS = Path(__file__).parents[2] / "experiments"


@pytest.fixture
def experiment(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """experiments/whom_they_meet.py."""
    monkeypatch.syspath_prepend(str(EXPERIMENTS))
    monkeypatch.delitem(sys.modules, "whom_they_meet", raising=False)
    return importlib.import_module("whom_they_meet")


def test_controls_spend_on_the_base_what_the_four_spend(experiment: ModuleType) -> None:
    briefing = Briefing(months=72, hours=100.0, path=Scenario.load("classroom").path, own_share=0.6)
    stance = get("ordinary_resources").calendar(briefing)
    burnt = experiment.BaseAndBurn().calendar(briefing)
    met = experiment.BaseAndMeet().calendar(briefing)
    assert np.allclose(stance.sum(axis=1), burnt.sum(axis=1))
    base = burnt.copy()
    base[:, BURN] = 0.0
    assert np.allclose(np.minimum(stance, base), base)
    assert np.allclose(met[:, CONVENE], base[:, CONVENE] + burnt[:, BURN])


def test_each_share_of_meetings_is_told(experiment: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert experiment.main(["--contracts", "1", "--runs", "2"]) == 0
    told = capsys.readouterr().out
    for share in ("0", "0.5", "1"):
        assert f"accompaniment {share}\n" in told
    assert told.count("base_and_burn        ") == 3
