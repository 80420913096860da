"""Every contract of a collection has the line that `compare` would give it; one that fails stops no other."""

import threading
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from atlases import CODES, atlas, failing, few
from simul_agir import compare
from simul_agir.locale import RequestError
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.collection import Collection
from simul_agir.study.compare.contracts_compared import compare_contracts


def without_time(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "provenance": None}


def test_a_line_is_what_compare_says_of_the_contract() -> None:
    collection, runs = few(), 25
    found = compare_contracts(collection.among(CODES[:2]), runs=runs, seed=5)
    for line in found.lines:
        alone = compare(collection.scenario(line.code), runs=runs, seed=5)
        standing = line.standing
        assert (standing.verdict.best, standing.verdict.below) == (alone.verdict.best, alone.verdict.below)
        assert standing.verdict.too_small == alone.verdict.too_small
        assert standing.verdict.probability == pytest.approx(alone.verdict.probability)
        for stance, gain in standing.gains.items():
            paired = alone.difference(stance, "none")
            assert standing.above[stance] == pytest.approx(paired.probability)
            for name in ("mean", "low", "high"):
                assert getattr(gain, name) == pytest.approx(getattr(paired.estimate, name), abs=1e-9)
        for stance, estimate in standing.index.items():
            assert estimate.mean == pytest.approx(alone.arm(stance).outcomes["index"].mean, abs=1e-9)
            assert line.need[stance] == pytest.approx(alone.arm(stance).outcomes["need"].mean, abs=1e-9)
        held = alone.arm(alone.verdict.best or "none").bottlenecks
        assert (line.bottleneck, line.held) == (max(held, key=lambda name: held[name]), max(held.values()))


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_same_answer_whatever_the_threads(jobs: int) -> None:
    again = compare_contracts(few(), runs=6, seed=5, jobs=jobs)
    assert np.array_equal(again.index, atlas().index)
    assert without_time(again.to_dict()) == without_time(atlas().to_dict())


def test_a_contract_alone_has_the_line_it_has_among_others() -> None:
    alone = compare_contracts(few().among(["lyon"]), runs=6, seed=5)
    assert alone.lines == atlas().lines[2:]


def test_contracts_share_their_luck_and_another_seed_is_another() -> None:
    assert atlas().index.shape == (3, 5, 6)
    other = compare_contracts(few(), runs=6, seed=6)
    assert not np.array_equal(other.index, atlas().index)


def test_a_contract_that_fails_is_written_down_and_the_others_go_on() -> None:
    found = failing()
    assert [line.code for line in found.lines] == ["CN04801N", "CN06202I"]
    (failure,) = found.failures
    assert failure.code == "CN06904M"
    assert "landscape.actors" in failure.why
    assert "trouvé 60" in failure.why_fr


def test_whatever_goes_wrong_in_one_contract_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Collection.scenario

    def drawn(self: Collection, code: str) -> Scenario:
        if code == "CN04801N":
            raise ZeroDivisionError("by nil")
        return draw(self, code)

    monkeypatch.setattr(Collection, "scenario", drawn)
    told: list[tuple[int, int]] = []
    found = compare_contracts(few(), runs=2, seed=5, jobs=2, progress=lambda *each: told.append(each))
    assert [failure.why for failure in found.failures] == ["ZeroDivisionError: by nil"]
    assert [line.code for line in found.lines] == ["CN06202I", "CN06904M"]
    assert told[-1][0] == told[-1][1]


def test_where_no_contract_can_be_drawn_the_fault_is_that_of_the_request() -> None:
    with pytest.raises(ScenarioError, match="months"):
        compare_contracts(few().lasting(0), runs=2)


def test_a_request_that_cannot_be_met_is_refused_before_any_work() -> None:
    with pytest.raises(RequestError, match="residants"):
        compare_contracts(few(), ["none", "residants"], runs=2)
    with pytest.raises(RequestError, match="at least two"):
        compare_contracts(few(), ["none"], runs=2)
    with pytest.raises(RequestError, match="--runs"):
        compare_contracts(few(), runs=0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_counts_months_of_actors_and_is_told_in_the_calling_thread(jobs: int) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        assert threading.current_thread() is threading.main_thread()
        told.append((done, total))

    collection = few()
    compare_contracts(collection, ["none", "residents"], runs=2, jobs=jobs, progress=progress)
    actors = sum(collection.actors(code) for code in CODES)
    total = actors * 2 * (24 + 2 * 8)
    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interruption_stops_the_work(jobs: int) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        compare_contracts(few(), runs=3, jobs=jobs, progress=interrupt)
    assert threading.active_count() == before


def test_without_none_gains_are_counted_from_the_first_stance() -> None:
    found = compare_contracts(few().among(["lyon"]), ["residents", "mixed"], runs=2)
    assert (found.reference, found.others) == ("residents", ("mixed",))
    assert list(found.lines[0].standing.gains) == ["mixed"]


def test_what_holds_for_all_changes_the_lines() -> None:
    collection = few()
    changed = replace(collection, fields={**collection.fields, "mechanisms": {"aid": False}})
    assert compare_contracts(changed, runs=6, seed=5).lines != atlas().lines
