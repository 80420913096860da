"""A request that cannot be met is refused before any work, with what is allowed."""

import pickle

import pytest

from simul_agir.locale import RequestError
from simul_agir.scenario import Scenario
from simul_agir.study.request import (
    check_request,
    check_seed,
    check_stance,
    check_stances,
)


def test_the_first_and_last_seeds_are_allowed() -> None:
    check_seed(0)
    check_seed(2**32 - 1)


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
