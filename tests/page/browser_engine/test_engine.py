"""Both engines of the page: every call, the same request, the same numbers to the last digit that is shown."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.page.browser_engine.in_node import NODE, asked_of_node

from simul_agir.locale import SpokenError
from simul_agir.page.engine import CALLS
from simul_agir.page.frames import Answer
from simul_agir.page.local import LocalEngine
from simul_agir.page.portable import land_of, rules_told
from simul_agir.scenario import Scenario
from simul_agir.study.exploring.portable import shared

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
    ("profile", MOVED),
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
    land = land_of(territory)
    asked = [{"call": call, "request": request} for call, request in (*REQUESTS, *REFUSED)]
    request = {
        "territories": [land.told()],
        "shared": shared(land.arms),
        "rules": rules_told([land.told()]),
        "most": MOST,
        "asked": asked,
    }
    script = Path(__file__).with_name("engine.mjs")
    return dict(asked_of_node(script, request, tmp_path_factory.mktemp("node")))


def answers_of(engine: LocalEngine, call: str, request: dict[str, Any]) -> list[Answer]:
    return [each for each in getattr(engine, call)(request) if each is not None]


def same(found: Any, wanted: Any, where: str) -> None:
    """Heads alike: texts and whole numbers the same, other numbers to twelve digits."""
    if isinstance(wanted, dict):
        assert set(found) - {"channel", "move", "real"} == set(wanted), where
        for key, value in wanted.items():
            same(found[key], value, f"{where}.{key}")
    elif isinstance(wanted, list | tuple):
        assert len(found) == len(wanted), where
        for place, (one, other) in enumerate(zip(found, wanted, strict=True)):
            same(one, other, f"{where}[{place}]")
    elif isinstance(wanted, float) and not isinstance(wanted, bool):
        assert math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-10), (where, found, wanted)
    else:
        assert found == wanted, where


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
        same(one["head"], other.head, call)
        assert set(one["blocks"]) == set(other.blocks)
        for name, block in other.blocks.items():
            wanted_block = np.asarray(block, np.float32).ravel()
            assert np.allclose(
                np.array(one["blocks"][name], np.float32), wanted_block, rtol=1e-6, atol=1e-7
            ), name


def test_what_the_server_refuses_is_refused_for_the_same_reason(
    told: dict[str, Any], local: LocalEngine
) -> None:
    for place, (call, request) in enumerate(REFUSED, len(REQUESTS)):
        with pytest.raises(SpokenError) as refused:
            next(getattr(local, call)(request))
        assert f'"{refused.value.key}"' in told["answers"][place]["fault"]


def test_every_call_is_there_and_what_cannot_be_answered_says_why(told: dict[str, Any]) -> None:
    calls = told["able"]["calls"]
    assert set(calls) == set(CALLS)
    assert {call for call, ability in calls.items() if not ability["can"]} == {"diagnose", "report"}
    assert all(ability["can"] or ability["why"] for ability in calls.values())
