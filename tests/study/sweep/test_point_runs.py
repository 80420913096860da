"""Tests of `study.sweep.point_runs`: one point lived under every stance, and what of it is kept, as tables."""

from pathlib import Path

import numpy as np
from tests.study.sweep.test_sweep import KEEP

from simul_agir.simulation import simulate_arms
from simul_agir.simulation.aftermath import simulate_aftermath
from simul_agir.study.outcomes import OUTCOMES, outcomes_of
from simul_agir.study.profile.readings import outcomes_read
from simul_agir.study.sweep import outcomes_at, sweep
from studies import small


def test_the_table_holds_what_the_runs_of_each_point_come_to(tmp_path: Path) -> None:
    study = small()
    frame = sweep(study, tmp_path).frame()
    assert len(frame) == 6 * 2 * 3
    point = study.points()[3]
    found = simulate_arms(study.scenario(point), study.stances, runs=3, seed=1)
    for stance, ensemble in found.items():
        rows = frame[(frame["point"] == 3) & (frame["stance"] == stance)]
        assert np.array_equal(rows[list(OUTCOMES)].to_numpy(), outcomes_of(ensemble))
        assert rows["scenario.budget"].tolist() == [5000] * 3
    there = outcomes_at(study, point.settings)
    assert np.array_equal(
        there[:, :, : len(OUTCOMES)], np.stack([outcomes_of(each) for each in found.values()])
    )


def test_the_table_holds_every_outcome_of_the_profile(tmp_path: Path) -> None:
    study = small()
    frame = sweep(study, tmp_path).frame()
    point = study.points()[3]
    followed = simulate_aftermath(study.scenario(point), study.stances, runs=3, seed=1)
    for stance, each in followed.items():
        rows = frame[(frame["point"] == 3) & (frame["stance"] == stance)]
        for name, values in outcomes_read(each).items():
            if name != "hours":  # the comparison's, of all actors
                assert np.array_equal(rows[name].to_numpy(), values)


def test_what_is_kept_beside_the_outcomes_agrees_with_them(tmp_path: Path) -> None:
    study = small(keep=KEEP)
    store = sweep(study, tmp_path)
    ensemble = simulate_arms(study.scenario(study.points()[2]), study.stances, runs=3, seed=1)["residents"]
    here = "point == 2 and stance == 'residents'"
    quantiles = store.quantiles().query(here)["index"].to_numpy().reshape(13, 2).T
    assert np.array_equal(quantiles, ensemble.quantiles("index", (0.1, 0.9)))
    trajectories = store.trajectories().query(here)["need"].to_numpy().reshape(3, 13)
    assert np.array_equal(trajectories, ensemble.of("need"))
    events = store.events()
    assert set(events["what"]) <= {"rise", "fall"}
    assert set(events["run"]) == {0}
