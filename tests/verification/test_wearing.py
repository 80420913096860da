"""What wears off: shares by hand, and what is read of a territory."""

import numpy as np
import pytest

from simul_agir.verification.limit import Luck
from simul_agir.verification.wearing import _ACTOR, DOMAINS, LIMIT, RATES, expected_shares, read

VALUES = {
    "skill_erosion": 0.1, "identification_erosion": 0.2, "comfort_erosion": 0.3, "mandate_pull": 0.4,
    "motivation_return": 0.5, "habit_erosion": 0.5, "habit_shield": 0.0, "fatigue_recovery": 0.25,
    "tie_fading": 0.1, "tie_floor": 0.1, "actors": 4, "months": 3,
}  # fmt: skip


def looked_at(habits: list[float]) -> np.ndarray:
    """What is seen of actors with these habits: all else is nil."""
    found = np.zeros((len(_ACTOR) + 2 * DOMAINS) * len(habits))
    place = list(_ACTOR).index("habit") * len(habits)
    found[place : place + len(habits)] = habits
    return found


def test_without_habit_a_gain_keeps_its_rate_s_power_of_the_months() -> None:
    left = expected_shares(VALUES, looked_at([0.0]), 3)
    assert left["skill"].ravel() == pytest.approx([1.0, 0.9, 0.81])
    assert left["identification"].ravel() == pytest.approx([1.0, 0.8, 0.64])
    assert left["motivation"].ravel() == pytest.approx([1.0, 0.5, 0.25])
    assert left["fatigue"].ravel() == pytest.approx([1.0, 0.75, 0.5625])
    assert left["comfort"].shape == (3, DOMAINS)
    assert left["comfort"][2] == pytest.approx([0.49] * DOMAINS)


def test_a_habit_shields_as_long_as_it_lasts() -> None:
    # Shield 0.8 of a habit of 1: the first month wears 0.1 x 0.2, the second, at half the habit, 0.1 x 0.6.
    left = expected_shares({**VALUES, "habit_shield": 0.8}, looked_at([1.0, 0.0]), 3)
    assert left["skill"][:, 0] == pytest.approx([1.0, 0.98, 0.98 * 0.94])
    assert left["skill"][:, 1] == pytest.approx([1.0, 0.9, 0.81])
    assert left["habit"].ravel() == pytest.approx([1.0, 0.5, 0.25])


def test_every_rate_may_be_set() -> None:
    assert set(RATES) <= {each.name for each in LIMIT.settings}


@pytest.mark.parametrize("shield", [0.0, 0.7])
def test_what_is_left_at_the_end_is_what_the_rates_leave(shield: float) -> None:
    usual = {each.name: each.default for each in LIMIT.settings}
    found = read({**usual, "habit_shield": shield, "actors": 6, "months": 9}, Luck(5, 1, None))
    assert [each for each in found if not each.within] == []
    assert {each.quantity for each in found} >= {"left_skill", "worst_wear", "ties_kept", "trust_moved"}
    published = {each.quantity: each.published for each in found}
    assert (published["left_skill"] is None) == (shield > 0.0)  # an exponential only where nothing shields
    assert published["left_priorities"] == pytest.approx(0.98**8)
