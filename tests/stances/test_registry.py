"""A stance is found by name, ours or one of an installed package; no text is imported; what is wrong is said in a line."""

import pickle
import sys
from importlib.metadata import EntryPoint
from typing import Any

import numpy as np
import pytest

from simul_agir.stances import (
    Briefing,
    Stance,
    StanceError,
    checked_calendar,
    checked_reaction,
    get,
    names,
    register,
    registry,
)
from simul_agir.stances.contract import PATHS
from stances import example_stances

HOME = "stances.example_stances"
BRIEFING = Briefing(months=12, hours=40.0, path=PATHS["as usual"], own_share=0.6)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stances offered by an installed package, one of them broken."""
    points = [
        EntryPoint("aid_and_plans", f"{HOME}:AidAndPlans", registry.ENTRY_POINTS),
        EntryPoint("vanished", f"{HOME}:Vanished", registry.ENTRY_POINTS),
    ]

    def found(*, group: str) -> Any:
        return points if group == registry.ENTRY_POINTS else []

    monkeypatch.setattr(registry, "entry_points", found)


def test_every_shipped_stance_is_found_by_its_name() -> None:
    assert [get(name).name for name in registry.SHIPPED] == list(registry.SHIPPED)


def test_thirteen_stances_are_shipped() -> None:
    assert set(names()) >= {
        "none",
        "animation",
        "residents",
        "ordinary_resources",
        "conditional_aid",
        "resilience",
        "mixed",
        "decree",
        "diagnosed",
        "diagnosed_by_trial",
        "sequenced",
        "money",
        "sham",
    }


@pytest.mark.usefixtures("offered")
def test_one_offered_by_a_package_is_named_and_found() -> None:
    assert {"aid_and_plans", "vanished"} <= set(names())
    assert isinstance(get("aid_and_plans"), example_stances.AidAndPlans)


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

        def react(self, month: int, lines: np.ndarray, foreseen: np.ndarray) -> np.ndarray:
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


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        (np.zeros((3, 12)), "shape"),
        (np.full((12, 12), np.nan), "finite"),
        (np.full((12, 12), -1.0), "negative"),
        (np.full((12, 12), 40.0 / 12 + 1e-3), "cost the same"),
    ],
)
def test_a_calendar_of_the_wrong_make_is_refused(calendar: np.ndarray, said: str) -> None:
    class Odd(Stance):
        name = "odd"
        source = "a test"

        def calendar(self, briefing: Briefing) -> np.ndarray:
            return calendar

    with pytest.raises(StanceError, match=said):
        checked_calendar(Odd(), BRIEFING)


def test_one_that_takes_over_spends_what_is_left_in_its_own_proportions() -> None:
    lived = np.zeros((12, 12))
    lived[:, 0] = 10.0
    late = Briefing(**{**vars(BRIEFING), "month": 6})
    own = checked_calendar(get("residents"), BRIEFING)
    continued = checked_calendar(get("residents"), late, before=lived)
    assert np.array_equal(continued[:6], lived[:6])
    assert np.allclose(continued[6:], own[6:] * (480.0 - 60.0) / own[6:].sum())
    assert continued.sum() == pytest.approx(480.0)


def test_one_that_takes_over_at_its_own_cost_changes_nothing_of_its_calendar() -> None:
    own = checked_calendar(get("residents"), BRIEFING)
    late = Briefing(**{**vars(BRIEFING), "month": 6})
    assert np.array_equal(checked_calendar(get("residents"), late, before=own), own)


def test_none_that_takes_over_leaves_the_rest_unspent() -> None:
    lived = checked_calendar(get("residents"), BRIEFING)
    late = Briefing(**{**vars(BRIEFING), "month": 6})
    assert checked_calendar(get("none"), late, before=lived)[6:].sum() == 0.0
