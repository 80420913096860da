"""Both engines of the page: every call, the same request, the same numbers to the last digit that is shown."""

from dataclasses import replace
from typing import Any

import pytest
from tests.page.browser_engine.both_engines import answered_in_node, answers_of, same_answer
from tests.page.browser_engine.in_node import NODE

from simul_agir.locale import LocalisedError
from simul_agir.page.engine import CALLS
from simul_agir.page.local import LocalEngine
from simul_agir.page.portable import land_of
from simul_agir.scenario import Scenario

pytestmark = pytest.mark.skipif(NODE is None, reason="no node")
ARMS = ("none", "residents", "diagnosed", "decree")
MOST = 24
BASE: dict[str, Any] = {"territory": "classroom", "settings": {}}
MOVED = {**BASE, "settings": {"effort": 0.6, "crisis": 20.0, "diagnosis": 4.0, "tolerance": 0.35}}
ONE, OTHER = ARMS[1], ARMS[2]
REQUESTS: list[tuple[str, dict[str, Any]]] = [
    ("open", BASE),
    ("compare", {**BASE, "rest": True}),
    ("compare", {**MOVED, "rest": True}),
    ("compare", {**MOVED, "seed": 7}),
    ("branch", {**BASE, "stance": ONE, "turn": OTHER, "month": 12, "runs": 24}),
    ("branch", {**MOVED, "stance": "none", "turn": ONE, "month": 5, "runs": 6, "effort": 150, "crisis": 10}),
    ("network", {**BASE, "stance": ONE, "run": 2}),
    ("network", {**MOVED, "stance": OTHER, "run": 0}),
    ("story", {**BASE, "stance": ONE, "run": 2}),
    ("story", {**MOVED, "stance": "none", "run": 5}),
    ("sensitivity", {**BASE, "arms": [ONE, OTHER]}),
    ("sensitivity", {**BASE, "of": "assumptions"}),
    ("profile", MOVED),
    ("diagnose", {**BASE, "lang": "en"}),
    ("diagnose", {**MOVED, "lang": "fr", "seed": 9}),
]
REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("compare", {"territory": "nowhere"}),
    ("compare", {**BASE, "settings": {"effort": 1e9}}),
    ("compare", {**BASE, "settings": {"nothing": 1}}),
    ("compare", {**BASE, "seed": -1}),
    ("branch", {**BASE, "stance": "nobody", "turn": ONE, "month": 12}),
    ("branch", {**BASE, "stance": ONE, "turn": ONE, "month": 36}),
]


@pytest.fixture(scope="module")
def territory() -> Scenario:
    return replace(Scenario.load("classroom"), arms=ARMS)


@pytest.fixture(scope="module")
def local(territory: Scenario) -> LocalEngine:
    return LocalEngine({"classroom": territory}, most_runs=MOST)


@pytest.fixture(scope="module")
def told(territory: Scenario, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return answered_in_node(
        [land_of(territory)], [*REQUESTS, *REFUSED], MOST, tmp_path_factory.mktemp("node")
    )


@pytest.mark.parametrize(("place", "call"), [(place, call) for place, (call, _) in enumerate(REQUESTS)])
def test_a_call_is_answered_as_the_server_answers_it(
    told: dict[str, Any], local: LocalEngine, place: int, call: str
) -> None:
    request = REQUESTS[place][1]
    assert told["answers"][place]["fault"] is None
    found, wanted = told["answers"][place]["answers"], answers_of(local, call, request)
    if call == "compare" and not request.get("rest"):
        assert 8 <= found[-1]["head"]["runs"] <= 16
        wanted = [each for each in wanted if each.head["runs"] == found[-1]["head"]["runs"]]
    assert found
    for one, other in zip(found[::-1], wanted[::-1], strict=False):
        same_answer(one, other, call)


def test_what_the_server_refuses_is_refused_for_the_same_reason(
    told: dict[str, Any], local: LocalEngine
) -> None:
    for place, (call, request) in enumerate(REFUSED, len(REQUESTS)):
        with pytest.raises(LocalisedError) as refused:
            next(getattr(local, call)(request))
        assert f'"{refused.value.key}"' in told["answers"][place]["fault"]


def test_every_call_is_there_and_what_cannot_be_answered_says_why(told: dict[str, Any]) -> None:
    calls = told["able"]["calls"]
    assert set(calls) == set(CALLS)
    assert {call for call, ability in calls.items() if not ability["can"]} == {"report"}
    assert all(ability["can"] or ability["why"] for ability in calls.values())
