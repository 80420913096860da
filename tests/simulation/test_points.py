"""A mixture of points lives, run by run, what each point lives alone, to the last bit."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simul_agir.model.parameters import COUNT, SWITCHES
from simul_agir.scenario import Scenario, Shock
from simul_agir.simulation import Batch, simulate, simulate_arms
from simul_agir.simulation.points import checked_points, points_of
from simul_agir.stances import StanceError
from simulation.sameness import STANCES
from territories import scenario

PLACE = scenario(actors=11, months=26, warm_up=4, density=0.9, shocks=(Shock(9, 0.2, (), 0.3),))
PARTS: list[dict[str, float]] = [
    {},
    {"own_share": 0.45, "alters": 4.0, "axes": 1.0},
    {"fte_hours": 110.0, "working_comfort": 0.2, "diagnosis_error": 0.0},
    {
        "fte_hours": 110.0,
        "own_share": 0.45,
        "axes": 5.0,
        "diagnosis_hours": 20.0,
        "delivery": 0.9,
        "trust_prior": 0.65,
        "prior_weight": 3.0,
        "dilution": 0.8,
        "curvature": 0.6,
    },
]
SEVEN = range(7)


def at(point: dict[str, float], place: Scenario = PLACE) -> Scenario:
    return replace(place, parameters={**place.parameters, **point})


def mixture(place: Scenario = PLACE) -> np.ndarray[Any, Any]:
    return np.array([at(point, place).vector() for point in PARTS])


@pytest.mark.parametrize("stance", STANCES)
def test_each_run_of_a_mixture_is_that_of_its_point_alone(stance: str) -> None:
    together = simulate(PLACE, stance, len(SEVEN), seed=3, points=mixture())
    for place, point in enumerate(PARTS):
        alone = simulate(at(point), stance, len(SEVEN), seed=3)
        for run in SEVEN[place :: len(PARTS)]:
            for name in ("values", "needs", "final_stages", "final_passes", "bottlenecks"):
                assert np.array_equal(getattr(together, name)[run], getattr(alone, name)[run]), (name, run)


def test_points_that_switch_mechanisms_off_are_lived_beside_those_that_do_not() -> None:
    off = replace(PLACE, mechanisms={"trust_change": False, "learning": False})
    together = simulate(PLACE, "residents", 4, points=np.array([PLACE.vector(), off.vector()]))
    for run, alone in enumerate((PLACE, off, PLACE, off)):
        assert np.array_equal(together.values[run], simulate(alone, "residents", 4).values[run])


def test_arms_that_share_months_live_what_each_lives_alone() -> None:
    names = ["none", "animation", "residents", "resilience", "sequenced", "diagnosed"]
    together = simulate_arms(PLACE, names, 7, seed=2, points=mixture(), jobs=1)
    for name in names:
        alone = simulate(PLACE, name, 7, seed=2, points=mixture(), batch=2)
        assert np.array_equal(together[name].values, alone.values)


def test_the_point_of_a_run_hangs_on_its_number_alone() -> None:
    whole = simulate_arms(PLACE, ["mixed"], 6, points=mixture())["mixed"]
    later = simulate_arms(PLACE, ["mixed"], 3, points=mixture(), first=3)["mixed"]
    assert np.array_equal(whole.values[3:], later.values)


def test_the_scenarios_own_point_changes_nothing() -> None:
    own = simulate(PLACE, "residents", 3, points=[PLACE.vector()])
    assert np.array_equal(own.values, simulate(PLACE, "residents", 3).values)


@pytest.mark.parametrize("month", [-1, 0, 5, 20])
def test_a_batch_at_several_points_is_saved_branched_and_turned_as_each_point_is(
    month: int, tmp_path: Any
) -> None:
    batch = Batch.begin(PLACE, "animation", 4, 6, points=mixture()).run_until(month)
    batch.save(tmp_path / "batch")
    loaded = Batch.load(tmp_path / "batch", PLACE)
    turned = loaded.branch("resilience").run_until(PLACE.months)
    for run, point in enumerate(PARTS):
        alone = Batch.begin(at(point), "animation", 1, 6, first=run).run_until(month)
        expected = alone.branch("resilience").run_until(PLACE.months)
        assert np.array_equal(turned.indicators[run], expected.indicators[0])
        assert np.array_equal(turned.calendars[run], expected.calendars[0])


def test_one_run_of_a_batch_keeps_its_own_point() -> None:
    batch = Batch.begin(PLACE, "residents", 4, 6, points=mixture()).run_until(2)
    alone = batch.single(2).run_until(PLACE.months)
    assert np.array_equal(alone.indicators[0], batch.run_until(PLACE.months).indicators[2])


def test_runs_take_points_in_turn() -> None:
    rows = np.arange(3.0)[:, None]
    assert points_of(rows, 4, 5).ravel().tolist() == [1, 2, 0, 1, 2]
    assert points_of(rows[:1], 4, 5).ravel().tolist() == [0]


def test_points_at_fault_are_told() -> None:
    with pytest.raises(ValueError, match=rf"\(3, 2\); it must be \(number of points, {COUNT}\)"):
        checked_points(PLACE, np.zeros((3, 2)))
    with pytest.raises(ValueError, match="shape"):
        checked_points(PLACE, np.zeros((0, COUNT)))
    for value in (-0.5, 1.5, np.nan):
        wrong = mixture()
        wrong[2, SWITCHES["aid"].position] = value
        with pytest.raises(ValueError, match=r"point 2: .* is outside"):
            simulate(PLACE, "none", 2, points=wrong)


def test_a_stance_at_fault_is_told_whatever_the_points() -> None:
    with pytest.raises(StanceError):
        simulate(PLACE, "no_such_stance", 2, points=mixture())
