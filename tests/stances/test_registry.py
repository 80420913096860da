"""A stance is found by name, ours or one of an installed package; no text is imported; what is wrong is said in a line."""

from importlib.metadata import EntryPoint
from typing import Any

import numpy as np
import pytest

from simul_agir.stances import (
    Briefing,
    Stance,
    StanceError,
    checked_calendar,
    get,
    names,
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
    past = np.zeros((12, 12))
    past[:, 0] = 10.0
    late = Briefing(**{**vars(BRIEFING), "month": 6})
    own = checked_calendar(get("residents"), BRIEFING)
    continued = checked_calendar(get("residents"), late, before=past)
    assert np.array_equal(continued[:6], past[:6])
    assert np.allclose(continued[6:], own[6:] * (480.0 - 60.0) / own[6:].sum())
    assert continued.sum() == pytest.approx(480.0)


def test_one_that_takes_over_at_its_own_cost_changes_nothing_of_its_calendar() -> None:
    own = checked_calendar(get("residents"), BRIEFING)
    late = Briefing(**{**vars(BRIEFING), "month": 6})
    assert np.array_equal(checked_calendar(get("residents"), late, before=own), own)


def test_none_that_takes_over_leaves_the_rest_unspent() -> None:
    past = checked_calendar(get("residents"), BRIEFING)
    late = Briefing(**{**vars(BRIEFING), "month": 6})
    assert checked_calendar(get("none"), late, before=past)[6:].sum() == 0.0
