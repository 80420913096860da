"""What is made of a scenario is made once, until another is asked for, and is never taken for another's."""

from dataclasses import replace

from simul_agir.scenario import Scenario
from simul_agir.simulation.once import kept
from territories import scenario

PLACE = scenario(actors=9, domains=5, seed=2)


def test_it_is_made_once_until_another_scenario_is_asked_for() -> None:
    made: list[tuple[Scenario, str]] = []

    def ask(place: Scenario, name: str) -> str:
        return kept(place, name, lambda: made.append((place, name)) or f"{name} {len(made)}")

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
            found = kept(PLACE, "now and then", make)
        except ZeroDivisionError:
            continue
    assert found == 7
