"""Tests of `locale.errors`: errors that can be told to people in either language."""

import errno
import os
import pickle

import pytest

from simul_agir.locale import RefusalError, RequestError
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


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (errno.ENOENT, "no such file or folder", "ce fichier ou ce dossier n’existe pas"),
        (errno.EACCES, "you are not allowed to", "vous n’en avez pas le droit"),
        (errno.ENOSPC, "the disk is full", "le disque est plein"),
    ],
)
def test_the_system_s_reasons_are_told_in_both_languages(number: int, english: str, french: str) -> None:
    error = RefusalError.of(OSError(number, os.strerror(number)))
    assert (error.text("en"), error.text("fr")) == (english, french)
    outer = RequestError("report_unwritable", found="x.html", why=error)
    assert french in outer.text("fr")
    assert french in pickle.loads(pickle.dumps(outer)).text("fr")


def test_a_reason_without_words_of_its_own_is_the_system_s(lang: str) -> None:
    assert RefusalError.of(OSError(errno.EMLINK, "Too many links")).text(lang) == "Too many links"
    assert RefusalError.of(ValueError("embedded null byte")).text(lang) == "embedded null byte"
