"""A study that wants to be sure lives each point as `compare_until_sure` lives one scenario."""

from pathlib import Path

import numpy as np
import pytest

from simul_agir.scenario import ScenarioError
from simul_agir.study.search.sequential import compare_until_sure
from simul_agir.study.store import StoreError
from simul_agir.study.sweep import sweep
from studies import small

SURE = {"confidence": 0.9, "smallest_effect": 0.3, "most_runs": 150}


def test_each_point_has_the_runs_that_being_sure_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A sweep runs at the numbers of its points, where `compare` takes the accepted sets.
    monkeypatch.setattr(
        "simul_agir.study.search.sequential.mixture_of", lambda scenario: scenario.vector()[np.newaxis]
    )
    study = small(vary={"budget": [0, 5000]}, sure=SURE)
    frame = sweep(study, tmp_path).frame()
    for point in study.points():
        alone = compare_until_sure(
            study.scenario(point), study.stances, sure=0.9, smallest_effect=0.3, most_runs=150
        )
        rows = frame.query(f"point == {point.number} and stance == 'residents'")
        assert len(rows) == alone.runs
        assert rows["index"].mean() == pytest.approx(alone.arm("residents").outcomes["index"].mean, abs=1e-12)


def test_being_sure_takes_two_stances_and_no_number_of_runs(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="stances: found 1"):
        small(stances=["none"], sure=SURE)
    with pytest.raises(StoreError, match="most_runs"):
        sweep(small(sure=SURE), tmp_path, runs=5)
