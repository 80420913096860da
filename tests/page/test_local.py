"""The engine of this machine: what it keeps, for whom, and what a territory of one's own is called."""

from itertools import islice
from typing import Any

import pytest

from simul_agir.page import local
from simul_agir.page.frames import Answer
from simul_agir.page.local import DRAFT, OWN, LocalEngine
from simul_agir.page.query import QueryError
from simul_agir.scenario import Scenario

BASE: dict[str, Any] = {"territory": "classroom", "settings": {}, "seed": 4}


@pytest.fixture
def engine() -> LocalEngine:
    return LocalEngine({"classroom": Scenario.load("classroom")}, most_runs=20)


def last(steps: Any) -> Answer:
    found: Answer = [each for each in steps if each is not None][-1]
    return found


def test_a_draft_is_few_runs_and_kept(engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    first = last(engine.compare(BASE))
    assert DRAFT[0] <= first.head["runs"] <= DRAFT[1]
    assert not first.head["rest"]
    monkeypatch.setattr(local, "PairedRuns", lambda *_: pytest.fail("it was run again"))
    assert last(engine.compare(BASE)) is first


def test_another_seed_or_setting_is_another_draft(engine: LocalEngine) -> None:
    first = last(engine.compare(BASE))
    assert last(engine.compare({**BASE, "seed": 5})).head["ends"] != first.head["ends"]
    assert last(engine.compare({**BASE, "settings": {"turnover": 0.5}})).head["settings"] == {"turnover": 0.5}


def test_at_rest_runs_grow_to_the_most_asked_for_and_are_kept(engine: LocalEngine) -> None:
    found = [each.head for each in engine.compare({**BASE, "rest": True}) if each is not None]
    assert [each["runs"] for each in found] == [16, 20]
    assert [each["full"] for each in found] == [False, True]
    (again,) = engine.compare(BASE)
    assert again.head["full"]
    assert again.head["ends"] == found[-1]["ends"]


def test_fewer_runs_than_are_kept_need_no_other(engine: LocalEngine) -> None:
    list(engine.compare({**BASE, "rest": True}))
    assert len(list(engine.compare({**BASE, "rest": True, "most": 10}))) == 1


def test_a_call_that_is_cancelled_keeps_nothing_half_done(engine: LocalEngine) -> None:
    steps = engine.compare({**BASE, "rest": True})
    list(islice(steps, 2))
    engine.cancel(steps)
    assert list(steps) == []
    assert engine._comparisons == {}
    assert engine._at_work == 0


def test_what_goes_wrong_in_a_run_leaves_nobody_at_work(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local.PairedRuns, "add", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(engine.compare(BASE))
    assert engine._at_work == 0


def test_only_so_many_answers_are_kept(engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_DRAFTS", 2)
    monkeypatch.setattr(local, "_COMPARISONS", 1)
    for seed in range(3):
        list(engine.compare({**BASE, "seed": seed}))
        list(engine.compare({**BASE, "seed": seed, "rest": True, "most": 4}))
    assert len(engine._drafts) == 2
    assert [key[2] for key in engine._comparisons] == [2]


def test_the_same_question_is_worked_out_once(engine: LocalEngine) -> None:
    asked = {**BASE, "stance": "residents", "turn": "resilience", "month": 6, "runs": 4}
    first = last(engine.branch(asked))
    (again,) = engine.branch(asked)
    assert again is first
    assert last(engine.branch({**asked, "month": 7})).head["month"] == 7


def test_a_territory_of_ones_own_has_a_name_that_tells_nothing(engine: LocalEngine) -> None:
    other = Scenario.load("small-contract")
    assert engine.take_in(other) == f"{OWN}1"
    assert engine.take_in(other) == f"{OWN}2"
    assert engine.take_in(Scenario.load("classroom"), f"{OWN}1") == f"{OWN}1"
    assert engine.territories[f"{OWN}1"].name == "classroom"
    assert engine.take_in(other, "classroom") == f"{OWN}3"  # no shipped one is put away


@pytest.mark.parametrize(
    ("call", "fields"),
    [
        ("compare", {"most": 21}),
        ("compare", {"most": 1}),
        ("branch", {"stance": "residents", "turn": "resilience", "month": 0}),
        ("branch", {"stance": "residents", "turn": "resilience", "month": 6, "effort": 401}),
        ("network", {"stance": "residents", "run": -1}),
        ("story", {"stance": "nobody"}),
        ("diagnose", {"lang": "de"}),
        ("sensitivity", {"arms": ["none"], "of": "weather"}),
        ("open", {"territory": "nowhere"}),
    ],
)
def test_what_cannot_be_is_refused_in_the_first_step(
    engine: LocalEngine, call: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(QueryError):
        next(getattr(engine, call)({**BASE, **fields}))


def test_slices_are_as_long_as_the_machine_is_fast(engine: LocalEngine) -> None:
    assert engine._draft_runs("classroom") == DRAFT[0]
    engine._note("classroom", "draft", 0.005)
    assert engine._draft_runs("classroom") == 12
    engine._note("classroom", "draft", 0.015)  # 0.7 of what was known and 0.3 of the news: 0.008
    assert engine._pace["classroom", "draft"] == pytest.approx(0.008)
    assert engine._draft_runs("classroom") == DRAFT[0]
    engine._note("classroom", "rest", 1e-9)
    assert engine._slice_runs("classroom", "rest") == 50
    engine._note("classroom", "profile", 3.0)
    assert engine._slice_runs("classroom", "profile") == 1
