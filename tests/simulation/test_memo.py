"""What is made of a scenario is made once, until another is asked for, and is never taken for another's."""

from dataclasses import replace
from importlib import import_module

import pytest

from simul_agir.scenario import Scenario
from simul_agir.simulation import memo as once
from simul_agir.simulation import simulate_arms
from simul_agir.simulation.memo import memoised
from territories import scenario

PLACE = scenario(actors=9, domains=5, seed=2)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul_agir.simulation.memo._last", [])


def test_it_is_made_once_until_another_scenario_is_asked_for() -> None:
    made: list[tuple[Scenario, str]] = []

    def ask(place: Scenario, name: str) -> str:
        return memoised(place, name, lambda: made.append((place, name)) or f"{name} {len(made)}")

    alike = replace(PLACE)  # equal, but another: what is kept hangs on nothing that would have to be compared
    assert [ask(PLACE, "a"), ask(PLACE, "a"), ask(PLACE, "b"), ask(PLACE, "a")] == [
        "a 1",
        "a 1",
        "b 2",
        "a 1",
    ]
    assert [ask(alike, "a"), ask(alike, "a"), ask(PLACE, "a")] == ["a 3", "a 3", "a 4"]


def test_what_failed_is_tried_again() -> None:
    answers = iter([ZeroDivisionError, 7])

    def make() -> int:
        answer = next(answers)
        if isinstance(answer, type):
            raise answer
        return answer

    for _ in range(2):
        try:
            found = memoised(PLACE, "now and then", make)
        except ZeroDivisionError:
            continue
    assert found == 7


def test_no_more_than_some_is_kept_of_one_scenario() -> None:
    for number in range(100):
        assert memoised(PLACE, number, lambda number=number: number) == number
    assert 99 in once._last[0][1]
    assert len(once._last[0][1]) < 20


def test_start_and_shared_prefixes_are_made_once_for_many_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(module: str, name: str) -> None:
        make = getattr(import_module(module), name)
        monkeypatch.setattr(f"{module}.{name}", lambda *given: made.append(name) or make(*given))

    counted("simul_agir.simulation.start", "initial_state")
    counted("simul_agir.simulation.arms", "_prefixes")
    for seed in (1, 2, 3):
        simulate_arms(PLACE, ["none", "residents"], 1, seed=seed)
    assert sorted(made) == ["_prefixes", "initial_state"]
