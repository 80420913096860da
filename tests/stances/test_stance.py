"""Tests of `stances.stance`: what a stance is."""

import pickle
import sys
from typing import Any

import numpy as np
import pytest
from tests.stances.test_registry import BRIEFING, HOME, offered  # noqa: F401

from simul_agir.stances import (
    Stance,
    StanceError,
    checked_calendar,
    checked_reaction,
    get,
    register,
)
from stances import example_stances


@pytest.mark.usefixtures("offered")
def test_one_offered_that_cannot_be_loaded_is_said_in_a_line() -> None:
    with pytest.raises(StanceError, match="vanished") as refused:
        get("vanished")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("residnets", "did you mean 'residents'"),
        ("", "no stance"),
        ("nowhere.at_all:Stance", "--stance-module"),
        (f"{HOME}:AidAndPlans", "--stance-module"),
        (f"{HOME}:", "--stance-module"),
        (":Class", "--stance-module"),
    ],
)
def test_what_is_no_stance_is_refused(name: str, said: str) -> None:
    with pytest.raises(StanceError, match=said):
        get(name)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "plain word"),
        ({"name": "a, b"}, "plain word"),
        ({"name": "a\nb"}, "plain word"),
        ({"name": 3}, "has no name"),
        ({"own": ["train"]}, "table"),
        ({"own": {"nothing": 1.0}}, "do not exist"),
        ({"own": {"train": "much"}}, "above 0"),
        ({"own": {"train": -1.0, "inform": 2.0}}, "above 0"),
        ({"own": {"train": float("nan")}}, "above 0"),
        ({"__init__": lambda self: sys.exit(5)}, "SystemExit"),
    ],
)
def test_a_stance_of_the_wrong_make_is_refused(changes: dict[str, Any], said: str) -> None:
    odd = type("Odd", (Stance,), {"name": "odd", "source": "a test", **changes})
    with pytest.raises(StanceError, match=said) as refused:
        register(odd)
    assert "\n" not in str(refused.value)


def test_every_fault_of_a_stance_is_told_in_french_too() -> None:
    for name in ("residnets", "nowhere.at_all:Stance", ":Class"):
        with pytest.raises(StanceError) as refused:
            get(name)
        english, french = (refused.value.text(lang) for lang in ("en", "fr"))
        assert english == str(refused.value)
        assert english != french
        assert "«" in french
        again = pickle.loads(pickle.dumps(refused.value))
        assert (type(again), again.text("fr")) == (type(refused.value), french)
    assert StanceError("in its author's words.").text("fr") == "in its author's words"


@pytest.mark.parametrize(
    ("doses", "said"),
    [
        (None, "wrong shape"),
        (np.zeros((2, 3)), "wrong shape"),
        (np.full((2, 12), np.nan), "not finite"),
        (np.full((2, 12), 2.0), "an effort that differs"),
        (ValueError("on\ntwo lines"), "stopped with an error: ValueError: on two lines"),
        (SystemExit(5), "stopped with an error: SystemExit"),
    ],
)
def test_a_reaction_of_the_wrong_make_is_refused(doses: Any, said: str) -> None:
    class Odd(Stance):
        name = "odd"
        source = "a test"

        def react(self, month: int, indicators: np.ndarray, foreseen: np.ndarray) -> np.ndarray:
            if isinstance(doses, BaseException):
                raise doses
            return doses

    with pytest.raises(StanceError, match=said):
        checked_reaction(Odd(), 1, np.zeros((2, 41)), np.ones((2, 12)))


def test_a_reaction_that_is_not_written_is_refused() -> None:
    with pytest.raises(StanceError, match="NotImplementedError"):
        checked_reaction(example_stances.AidAndPlans(), 1, np.zeros((2, 41)), np.ones((2, 12)))


@pytest.mark.parametrize(("stance", "said"), [("Dear", "cost the same"), ("Broken", "ZeroDivisionError")])
def test_a_calendar_that_breaks_the_contract_is_refused(stance: str, said: str) -> None:
    with pytest.raises(StanceError, match=said):
        checked_calendar(getattr(example_stances, stance)(), BRIEFING)
