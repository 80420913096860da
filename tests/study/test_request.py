"""A request that cannot be met is refused before any work, with what is allowed."""

import pickle

import pytest

from simul_agir.locale import RequestError
from simul_agir.scenario import Scenario
from simul_agir.study.request import (
    check_jobs,
    check_request,
    check_runs,
    check_seed,
    check_stance,
    check_stances,
)


@pytest.mark.parametrize("seed", [-1, 2**32, 10**30])
def test_a_seed_beyond_32_bits_is_refused(seed: int) -> None:
    with pytest.raises(RequestError, match="4294967295"):
        check_seed(seed)


def test_the_first_and_last_seeds_are_allowed() -> None:
    check_seed(0)
    check_seed(2**32 - 1)


@pytest.mark.parametrize("runs", [0, -5, 10**9])
def test_no_runs_or_absurdly_many_are_refused(runs: int, territory: Scenario) -> None:
    with pytest.raises(RequestError, match="--runs"):
        check_runs(territory, runs, 6)


def test_more_runs_than_memory_holds_are_refused_with_how_many_fit(territory: Scenario) -> None:
    with pytest.raises(RequestError, match="memory") as refused:
        check_runs(territory, 100_000, 100)
    check_runs(territory, int(str(refused.value.fields["highest"])), 100)


@pytest.mark.parametrize("jobs", [0, -1, 5000])
def test_no_threads_are_refused(jobs: int) -> None:
    with pytest.raises(RequestError, match="--jobs"):
        check_jobs(jobs)


def test_a_misspelt_stance_is_answered_with_the_nearest(lang: str) -> None:
    with pytest.raises(RequestError) as refused:
        check_stance("residants")
    assert "residents" in refused.value.text(lang)


def test_the_place_of_a_class_is_no_name_and_the_option_for_it_is_told(lang: str) -> None:
    with pytest.raises(RequestError) as refused:
        check_stance("no_such_package:Stance")
    assert "--stance-module" in refused.value.text(lang)


def test_a_stance_named_twice_is_refused() -> None:
    with pytest.raises(RequestError, match="twice"):
        check_stances(["none", "none"])


def test_one_stance_is_no_comparison(territory: Scenario) -> None:
    with pytest.raises(RequestError, match="two stances"):
        check_request(territory, ["none"], 10, 1, None)


def test_a_fault_comes_whole_through_a_pickle() -> None:
    fault = RequestError("seed", found=-1, highest=3)
    assert pickle.loads(pickle.dumps(fault)).text("fr") == fault.text("fr")
