"""A territory as a Gymnasium environment: the same world, steered from outside, at the same cost."""

import importlib
import sys
import warnings
from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env

from simul_agir import Scenario, simulate
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import BURN
from simul_agir.simulation.calendars import calendars_of
from simul_agir.simulation.environment import DOSED, ID, PUBLIC, TerritoryEnv
from simul_agir.stances import get


@pytest.fixture(scope="module")
def env() -> TerritoryEnv:
    return TerritoryEnv("classroom")


def live(env: TerritoryEnv, actions: Any, **reset: Any) -> tuple[list[np.ndarray], float, dict[str, Any]]:
    seen, info = env.reset(**reset)
    observations, total, over = [seen], 0.0, False
    for action in actions:
        seen, reward, over, _, info = env.step(action)
        observations.append(seen)
        total += reward
    assert over
    return observations, total, info


@pytest.mark.parametrize("scenario", ["classroom", "small-contract"])
def test_gymnasium_finds_nothing_to_say_against_it(scenario: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(gymnasium.make(ID, scenario=scenario).unwrapped)


def test_the_same_seed_gives_the_same_episode_and_another_seed_another(env: TerritoryEnv) -> None:
    env.action_space.seed(1)
    actions = [env.action_space.sample() for _ in range(env.months)]
    first, again, other = (live(env, actions, seed=seed) for seed in (5, 5, 6))
    assert np.array_equal(first[0], again[0])
    assert first[1] == again[1]
    assert not np.array_equal(first[0], other[0])


def test_doses_of_a_calendar_live_what_a_stance_with_that_calendar_lives(env: TerritoryEnv) -> None:
    calendar = calendars_of(env.scenario, get("animation"))[0, 1:]
    lived = simulate(env.scenario, "animation", runs=4, seed=9).of("index")[3]
    left, actions = calendar.sum(), []
    for month, doses in enumerate(calendar):
        pace = doses.sum() * (env.months - month) / left / 2
        actions.append(np.array([pace, *(doses[: len(DOSED)] / doses.max())]))
        left -= doses.sum()
    _, total, info = live(env, actions, options={"luck": (9, 3)})
    assert info["index"] == pytest.approx(lived[-1], abs=1e-9)
    assert total == pytest.approx(lived[-1] - lived[0], abs=1e-9)


@pytest.mark.parametrize("kind", ["at random", "nothing", "in haste", "one instrument"])
def test_whatever_the_operator_does_an_episode_costs_what_a_stance_costs(
    env: TerritoryEnv, kind: str
) -> None:
    rng = np.random.default_rng(2)
    one = np.zeros(1 + len(DOSED))
    one[:2] = 0.5, 1.0
    action = {
        "at random": lambda: rng.random(1 + len(DOSED)),
        "nothing": lambda: np.zeros(1 + len(DOSED)),
        "in haste": lambda: np.ones(1 + len(DOSED)),
        "one instrument": lambda: one,
    }[kind]
    _, _, info = live(env, [action() for _ in range(env.months)], seed=1)
    assert info["spent"] == pytest.approx(env.hours)
    assert env._batch is not None
    assert env._batch.indicators[0, -1, INDICATORS.index("effort")] == pytest.approx(env.hours)


def test_what_is_kept_until_the_end_for_no_instrument_is_burnt(env: TerritoryEnv) -> None:
    live(env, [np.zeros(1 + len(DOSED))] * env.months, seed=1)
    assert env._batch is not None
    assert env._batch.calendars[0, 1:].sum(axis=0).nonzero()[0].tolist() == [BURN]
    assert env._batch.calendars[0, 1:-1, :BURN].sum() == 0


def test_an_observation_names_each_number_and_stays_within_0_and_1(env: TerritoryEnv) -> None:
    env.action_space.seed(3)
    observations, _, _ = live(env, [env.action_space.sample() for _ in range(env.months)], seed=4)
    table = np.array(observations)
    assert table.shape == (env.months + 1, len(env.names))
    assert (table >= 0).all()
    assert (table <= 1).all()
    assert set(PUBLIC) < set(env.names)
    assert {"index", "trust", "understanding"}.isdisjoint(env.names)


def test_only_diagnosis_work_shrinks_the_error_of_what_is_seen(env: TerritoryEnv) -> None:
    ends = []
    for instrument in ("inform", "grant"):
        action = np.zeros(1 + len(DOSED))
        action[0], action[1 + DOSED.index(instrument)] = 0.5, 1.0
        observations, _, _ = live(env, [action] * env.months, seed=1)
        ends.append([observations[place][env.names.index("error")] for place in (0, -1)])
    assert ends[0][1] < ends[0][0]
    assert ends[1][1] == ends[1][0]


def test_nothing_can_be_done_before_the_beginning_or_after_the_end(env: TerritoryEnv) -> None:
    fresh = TerritoryEnv(Scenario.load("classroom"))
    with pytest.raises(RuntimeError, match="reset"):
        fresh.step(np.zeros(1 + len(DOSED)))
    live(env, [np.zeros(1 + len(DOSED))] * env.months, seed=1)
    with pytest.raises(RuntimeError, match="reset"):
        env.step(np.zeros(1 + len(DOSED)))


@pytest.mark.parametrize("action", [[0.5] * 3, [[0.5] * (1 + len(DOSED))], [np.nan] * (1 + len(DOSED)), 0.5])
def test_an_action_of_another_shape_or_of_no_numbers_is_refused_and_lives_nothing(
    env: TerritoryEnv, action: Any
) -> None:
    env.reset(seed=1)
    with pytest.raises(ValueError, match="an action is 12 numbers"):
        env.step(np.array(action))
    assert env.step(env.action_space.sample())[4]["month"] == 1


@pytest.mark.parametrize("options", [{"luck": 3}, {"luck": (1, 2, 3)}, {"lcuk": (1, 0)}, {"luck": (-1, 0)}])
def test_options_that_name_no_luck_are_refused(env: TerritoryEnv, options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"luck|whole number"):
        env.reset(options=options)


def test_without_gymnasium_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gymnasium", None)
    monkeypatch.delitem(sys.modules, "simul_agir.simulation.environment")
    with pytest.raises(ImportError, match=r"simul-agir\[search\]"):
        importlib.import_module("simul_agir.simulation.environment")
