import json

import numpy as np
import pytest

from simul_agir.study.profile import Family, ProfileOutcome, Vision, profile_of
from simul_agir.study.profile.gains import standing

TWO = (Family("a", (ProfileOutcome("x", +1.0),)), Family("b", (ProfileOutcome("y", -1.0, ("one",)),)))


def arms(gap: float, runs: int = 60, noise: float = 0.3) -> dict[str, dict[str, np.ndarray]]:
    """`one` gains on x, `two` on y; all arms share most of their luck."""
    chance = np.random.default_rng(5)
    luck = chance.normal(size=(2, runs))
    own = chance.normal(size=(3, 2, runs)) * noise
    return {
        "sham": {"x": luck[0] + own[0, 0], "y": luck[1] + own[0, 1]},
        "one": {"x": luck[0] + own[1, 0] + gap, "y": luck[1] + own[1, 1]},
        "two": {"x": luck[0] + own[2, 0], "y": luck[1] + own[2, 1] - gap},
    }


def test_a_gain_is_the_paired_difference_in_its_own_unit_and_in_units() -> None:
    found = profile_of(arms(2.0), {"x": 4.0, "y": 1.0}, "sham", families=TWO)
    gain = found.gain("two", "y")
    assert gain.mean == pytest.approx(-2.0, abs=0.3)
    assert gain.units == pytest.approx(-gain.mean)
    assert gain.clear
    assert found.gain("one", "x").units == pytest.approx(0.5, abs=0.1)


def test_the_vision_decides_who_is_ahead() -> None:
    values, spreads = arms(2.0), {"x": 1.0, "y": 1.0}
    for vision, first in (({"a": 1.0}, "one"), ({"b": 1.0}, "two")):
        found = profile_of(values, spreads, "sham", Vision(vision), families=TWO)
        assert found.standings[0].arm == first
        assert found.to_dict()["decided"]


def test_shares_of_visions_add_up_to_one() -> None:
    found = profile_of(arms(1.0), {"x": 1.0, "y": 1.0}, "sham", families=TWO)
    assert sum(each.share for each in found.standings) == pytest.approx(1.0)
    assert found.without["a"]["two"] == pytest.approx(1.0)
    assert found.without["levers"]["one"] == pytest.approx(1.0)


def test_an_outcome_without_a_spread_is_dropped_and_still_listed() -> None:
    found = profile_of(arms(1.0), {"x": 1.0}, "sham", families=TWO)
    assert found.dropped == ("y",)
    assert found.gain("two", "y").units is None
    assert list(found.vision) == ["a"]


def test_equal_arms_are_too_small_to_matter() -> None:
    found = profile_of(arms(0.0, runs=400, noise=0.1), {"x": 1.0, "y": 1.0}, "sham", families=TWO)
    assert {each.standing for each in found.standings} == {"level", "too_small"}


@pytest.mark.parametrize(
    ("lead", "low", "high", "p", "runs", "expected"),
    [
        (0.5, 0.4, 0.6, 0.001, 60, "below"),
        (0.05, 0.01, 0.09, 0.001, 60, "too_small"),
        (0.15, -0.05, 0.3, 0.2, 60, "undistinguished"),
        (0.3, -0.4, 1.0, 0.4, 60, "too_few_runs"),
        (0.5, 0.4, 0.6, 0.001, 5, "too_few_runs"),
    ],
)
def test_too_few_too_small_and_undistinguished_are_three_things(
    lead: float, low: float, high: float, p: float, runs: int, expected: str
) -> None:
    assert standing(lead, low, high, p, runs) == expected


def test_the_json_holds_no_nan() -> None:
    found = profile_of(arms(1.0), {"x": 1.0, "y": 1.0}, "sham", families=TWO)
    json.dumps(found.to_dict(), allow_nan=False)


@pytest.mark.parametrize(("others", "marked"), [(0, False), (1, True), (12, True), (13, False), (60, False)])
def test_a_gain_that_nearly_all_runs_share_is_marked_and_never_clear(others: int, marked: bool) -> None:
    """Of 60 runs, so many gain something else than 1: one is marked where eight in ten or more gain the same, not all."""
    values = arms(0.0)
    gap = np.ones(60)
    gap[:others] += np.random.default_rng(1).random(others)
    values["one"]["x"] = values["sham"]["x"] + gap
    gain = profile_of(values, {"x": 1.0, "y": 1.0}, "sham", families=TWO).gain("one", "x")
    assert gain.same == pytest.approx((60 - others) / 60 if others < 60 else 1 / 60)
    assert gain.hardly_varies == marked
    assert gain.clear != marked
