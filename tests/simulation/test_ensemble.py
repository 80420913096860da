"""An ensemble is the same bits however it is made."""

import threading
from typing import Any

import numpy as np
import pytest

from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import CRITERIA
from simul_agir.simulation import Batch, Ensemble, simulate, simulate_arms
from simul_agir.simulation.ensemble import joined
from simul_agir.stances import StanceError
from simulation.sameness import STANCES, assert_same_answer
from stances.example_stances import AidAndPlans, Calming, Dear
from territories import scenario

PLACE = scenario(actors=9, domains=5, months=10, warm_up=4, seed=3)
RUNS = 6


@pytest.fixture(scope="module")
def together() -> dict[str, Ensemble]:
    return simulate_arms(PLACE, STANCES, RUNS, seed=4, jobs=1, batch=RUNS)


@pytest.mark.parametrize(("jobs", "batch"), [(1, 1), (1, 8), (2, 3), (4, None)])
def test_the_same_bits_whatever_the_threads_and_the_batches(
    together: dict[str, Ensemble], jobs: int | None, batch: int | None
) -> None:
    again = simulate_arms(PLACE, STANCES, RUNS, seed=4, jobs=jobs, batch=batch)
    for name, ensemble in together.items():
        assert_same_answer(again[name], ensemble)


def test_the_same_bits_together_or_one_by_one(together: dict[str, Ensemble]) -> None:
    one_by_one = [simulate_arms(PLACE, STANCES, 1, seed=4, first=run) for run in range(RUNS)]
    for name, ensemble in together.items():
        assert_same_answer(joined([each[name] for each in one_by_one]), ensemble)


def test_an_arm_alone_is_the_same_arm_among_others(together: dict[str, Ensemble]) -> None:
    for name in ("none", "diagnosed_by_trial", "calms_down"):
        stance = Calming() if name == "calms_down" else name
        assert_same_answer(simulate(PLACE, stance, RUNS, seed=4), together[name])


def test_arms_come_in_their_order_under_their_names(together: dict[str, Ensemble]) -> None:
    assert list(together)[-2:] == ["calms_down", "where_gaps_are"]
    assert list(together)[:3] == ["none", "animation", "residents"]
    assert all(ensemble.stance == name for name, ensemble in together.items())


def test_arms_share_their_warm_up(together: dict[str, Ensemble]) -> None:
    starts = {ensemble.values[:, 0].tobytes() for ensemble in together.values()}
    assert len(starts) == 1


def test_an_ensemble_has_the_shapes_it_says(together: dict[str, Ensemble]) -> None:
    ensemble = together["residents"]
    assert (ensemble.runs, ensemble.months) == (RUNS, 10)
    assert ensemble.values.shape == (RUNS, 11, len(INDICATORS))
    assert ensemble.needs.shape == (RUNS, 11, 5)
    assert ensemble.final_stages.shape == (RUNS, 9)
    assert ensemble.final_passes.shape == (RUNS, 9, len(CRITERIA))
    assert ensemble.bottlenecks.shape == (RUNS, len(CRITERIA))
    assert np.array_equal(ensemble.of("need"), ensemble.values[:, :, INDICATORS.index("need")])
    assert np.allclose(ensemble.of("need"), ensemble.needs.mean(axis=2))


def test_quantiles_are_those_of_the_runs_month_by_month(together: dict[str, Ensemble]) -> None:
    found = together["mixed"].quantiles("trust", (0.0, 0.5, 1.0))
    trust = together["mixed"].of("trust")
    assert found.shape == (3, 11)
    assert np.array_equal(found, [trust.min(axis=0), np.median(trust, axis=0), trust.max(axis=0)])


def test_actors_without_voice_have_no_stage() -> None:
    silent = scenario(actors=9, domains=5, months=3, warm_up=2, seed=3)
    silent.landscape.attributes["voice"].flags.writeable = True
    silent.landscape.attributes["voice"][4] = 0.0
    stages = simulate(silent, "residents", runs=2).final_stages
    assert (stages[:, 4] == -1).all()
    assert (np.delete(stages, 4, axis=1) >= 0).all()


def test_shares_of_the_ladder_are_those_of_the_final_stages(together: dict[str, Ensemble]) -> None:
    for ensemble in together.values():
        for stage, name in enumerate(("latency", "belonging", "team", "team_action", "excellence")):
            shares = np.mean(ensemble.final_stages == stage, axis=1)
            assert np.allclose(ensemble.of(name)[:, -1], shares)


def test_the_table_is_tidy_and_holds_every_value(together: dict[str, Ensemble]) -> None:
    frame = together["residents"].frame()
    assert list(frame.columns) == ["stance", "run", "month", "indicator", "value"]
    assert len(frame) == RUNS * 11 * len(INDICATORS)
    row = frame[(frame.run == 3) & (frame.month == 7) & (frame.indicator == "trust")]
    assert row.value.item() == together["residents"].of("trust")[3, 7]
    assert set(frame.stance) == {"residents"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_is_told_in_the_calling_thread_up_to_the_end(jobs: int) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        assert threading.current_thread() is threading.main_thread()
        told.append((done, total))

    simulate_arms(PLACE, ["none", "residents"], 6, jobs=jobs, batch=2, progress=progress)
    total = 6 * (4 + 2 * 10)
    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interruption_stops_the_work(jobs: int) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate_arms(PLACE, ["none", "residents"], 40, jobs=jobs, batch=1, progress=interrupt)


class Failing(AidAndPlans):
    name = "failing"
    reacts = True

    def react(self, month: int, indicators: Any, doses: Any) -> Any:
        if month == 6:
            raise StanceError("failing fails in month 6")
        return doses


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stance_that_fails_in_the_middle_fails_the_whole(jobs: int) -> None:
    with pytest.raises(StanceError, match="month 6"):
        simulate(PLACE, Failing(), runs=4, jobs=jobs, batch=1)


def test_a_stance_that_breaks_its_contract_is_refused_before_any_work() -> None:
    done: list[int] = []
    with pytest.raises(StanceError, match="cost the same"):
        simulate_arms(
            PLACE,
            ["none", Dear()],
            progress=lambda now, total: done.append(now),
        )
    assert done == []


def test_a_batch_lived_by_hand_is_the_ensembles_replicates(together: dict[str, Ensemble]) -> None:
    batch = Batch.begin(PLACE, "mixed", runs=3, seed=4, first=2).run_until(10)
    assert np.array_equal(batch.indicators, together["mixed"].values[2:5])
