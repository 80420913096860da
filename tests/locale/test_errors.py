"""Tests of `locale.errors`: errors that can be told to people in either language."""

import pytest

from simul_agir.locale import RequestError
from simul_agir.scenario import Scenario
from simul_agir.study.request import check_jobs, check_runs, check_seed, check_stance


@pytest.mark.parametrize("seed", [-1, 2**32, 10**30])
def test_a_seed_beyond_32_bits_is_refused(seed: int) -> None:
    with pytest.raises(RequestError, match="4294967295"):
        check_seed(seed)


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
