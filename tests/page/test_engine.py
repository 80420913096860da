"""The one contract of every engine: which calls there are, what they answer, what they refuse, how they end."""

from collections.abc import Iterator
from typing import Any

import pytest

from simul_agir.locale import LocalisedError
from simul_agir.page.engine import CALLS, Engine
from simul_agir.page.frames import Answer, pack
from simul_agir.page.local import LocalEngine
from simul_agir.scenario import Scenario

BASE = {"territory": "classroom", "settings": {}}
REQUESTS: dict[str, dict[str, Any]] = {
    "open": BASE,
    "compare": {**BASE, "rest": True},
    "branch": {**BASE, "stance": "residents", "turn": "resilience", "month": 12, "runs": 6},
    "network": {**BASE, "stance": "residents", "run": 2},
    "story": {**BASE, "stance": "residents", "run": 2},
    "sensitivity": {**BASE, "arms": ["residents", "resilience"]},
    "profile": BASE,
    "diagnose": {**BASE, "lang": "en"},
}


@pytest.fixture(scope="module", params=["local"])
def engine() -> Engine:
    """Every engine there is; the rules in the browser are held to this one in tests/page/browser_engine/test_engine.py."""
    return LocalEngine({"classroom": Scenario.load("classroom")}, most_runs=60)


def answers(steps: Iterator[Answer | None]) -> list[Answer]:
    return [each for each in steps if each is not None]


def test_every_call_is_there_and_capabilities_are_honest(engine: Engine) -> None:
    able = engine.capabilities()
    assert set(able["calls"]) == set(CALLS)
    for call, ability in able["calls"].items():
        assert hasattr(engine, call)
        assert ability["can"] or ability["why"]


@pytest.mark.parametrize("call", REQUESTS)
def test_a_call_answers_with_frames_that_travel(engine: Engine, call: str) -> None:
    found = answers(getattr(engine, call)(REQUESTS[call]))
    assert found
    for each in found:
        assert each.head["call"] == call
        pack(each)


@pytest.mark.parametrize(
    "fields", [{}, {"stance": "residents", "turn": "resilience", "month": 12}], ids=["compare", "branch"]
)
def test_the_report_is_one_file_to_be_read_anywhere(engine: Engine, fields: dict[str, Any]) -> None:
    (found,) = answers(engine.report({**BASE, "lang": "fr", **fields}))
    assert found.head["name"].endswith(".html")
    assert found.head["file"].lower().startswith(b"<!doctype html>")


def test_a_call_that_cannot_be_answered_says_so(engine: Engine) -> None:
    for call, ability in engine.capabilities()["calls"].items():
        if not ability["can"]:
            with pytest.raises(LocalisedError):
                answers(getattr(engine, call)(BASE))


def test_at_rest_answers_become_finer_up_to_the_most(engine: Engine) -> None:
    runs = [
        each.head["runs"]
        for each in answers(engine.compare({**BASE, "settings": {"money": 0.5}, "rest": True}))
    ]
    assert runs == sorted(runs)
    assert runs[-1] == 60


def test_while_dragging_there_is_one_draft_of_8_to_16_runs(engine: Engine) -> None:
    (draft,) = answers(engine.compare({**BASE, "settings": {"money": 0.25}}))
    assert 8 <= draft.head["runs"] <= 16
    assert not draft.head["rest"]


def test_the_seed_stays_so_that_a_fan_never_flickers(engine: Engine) -> None:
    asked = {**BASE, "settings": {"crisis": 10.0}}
    one, other = (answers(engine.compare(asked))[0] for _ in range(2))
    shared = min(one.head["runs"], other.head["runs"])
    assert one.blocks["quantiles"].shape == other.blocks["quantiles"].shape
    if one.head["runs"] == other.head["runs"] == shared:
        assert (one.blocks["quantiles"] == other.blocks["quantiles"]).all()


@pytest.mark.parametrize("call", ["profile", "branch"])
def test_what_was_answered_is_answered_again_at_once(engine: Engine, call: str) -> None:
    request = {**REQUESTS[call], "settings": {"money": 1.25}}
    first = answers(getattr(engine, call)(request))[-1]
    (again,) = getattr(engine, call)(request)
    assert again is first


def test_a_comparison_at_rest_goes_on_after_the_contract(engine: Engine) -> None:
    (opened,) = answers(engine.open(BASE))
    found = answers(engine.compare({**BASE, "rest": True}))[-1]
    arms, levels, months = found.blocks["quantiles"].shape
    assert (arms, levels) == (len(opened.head["arms"]), 3)
    assert months == opened.head["months"] + 1 + opened.head["months_after"]


def test_cancelled_work_is_not_resumed(engine: Engine) -> None:
    steps = engine.compare({**BASE, "settings": {"money": 0.75}, "rest": True})
    next(steps)
    engine.cancel(steps)
    assert list(steps) == []


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"territory": "nowhere"},
        {"territory": ["classroom"]},
        {**BASE, "settings": {"effort": "much"}},
        {**BASE, "settings": {"effort": True}},
        {**BASE, "settings": {"effort": 1e9}},
        {**BASE, "settings": {"nothing": 1}},
        {**BASE, "settings": [1]},
        {**BASE, "seed": -1},
        {**BASE, "seed": "1"},
    ],
)
def test_a_request_that_cannot_be_met_is_refused_in_both_languages(
    engine: Engine, request_: dict[str, Any]
) -> None:
    with pytest.raises(LocalisedError) as told:
        next(engine.compare(request_))
    assert told.value.text("fr") != told.value.text("en")


@pytest.mark.parametrize(
    "fields",
    [{"stance": "nobody"}, {"month": 0}, {"month": 36}, {"month": 1.5}, {"turn": None}, {"runs": 10**9}],
)
def test_a_branch_that_cannot_be_is_refused(engine: Engine, fields: dict[str, Any]) -> None:
    with pytest.raises(LocalisedError):
        next(engine.branch({**REQUESTS["branch"], **fields}))
