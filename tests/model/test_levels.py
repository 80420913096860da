"""What the month's doses amount to, through those who carry them."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.instruments import CONVENE, INSTRUMENTS
from simul_agir.model.state import World
from territories import numbers, plain, world

COSTS = {
    "skill_floor": 0.2,
    "posture_discount": 0.75,
    "curvature": 1.0,
    "accompaniment": 0.4,
    "convene_cost": 4.0,
    "train_cost": 0.5,
    "inform_cost": 1.5,
    "orient_cost": 0.4,
    "regulate_cost": 1.0,
    "amplify_cost": 1.2,
    "match_cost": 0.8,
    "pool_cost": 2.0,
    "condition_cost": 2.0,
    "aid_cost": 2.0,
    "outreach_hours": 6.0,
    "hour_cost": 35.0,
    "dilution": 1.0,
}


def at_work() -> World:
    """Ten actors; lead and team with a skill of .5 on average; only they have a posture, for residents."""
    made = world(10)
    made.territory[[at.LEAD, at.PROJECT_TEAM]] = (2, 5)
    made.actors[2, [at.SKILL, at.POSTURE]] = (0.4, 0.5)
    made.actors[5, [at.SKILL, at.POSTURE]] = (0.6, 0.2)
    return made


def dosed(made: World, budget: float = 0.0, new_year: bool = False, **doses: float) -> None:
    row = np.zeros(len(INSTRUMENTS))
    for name, hours in doses.items():
        row[INSTRUMENTS.index(name)] = hours
    plain().levels.set_levels(made, numbers(**COSTS), row, budget, new_year)


OWN_INSTRUMENTS = (
    "amplify_voice",
    "match_contributions",
    "pool_ordinary",
    "condition_funds",
    "back_mutual_aid",
)
KEPT = 0.6  # what meetings leave of the hours of own instruments
EASE = 0.2 + 0.8 * 0.5  # through skill
EASE_OF_RESIDENTS = EASE * (
    1 - 0.75 * (1 - (0.5 + 0.2 + 0.07) / 3)
)  # a posture: lead, team, and all on average
UNTRAINED = EASE * 0.25  # where nobody has the posture


@pytest.mark.parametrize(
    ("instrument", "hours", "level"),
    [
        ("inform", 6.0, EASE * 6.0 / 15.0),
        ("orient", 2.0, EASE * 2.0 / 4.0),
        ("regulate", 5.0, EASE * 5.0 / 10.0),
        ("amplify_voice", 6.0, KEPT * EASE_OF_RESIDENTS * 6.0 / 12.0),
        ("match_contributions", 6.0, KEPT * EASE_OF_RESIDENTS * 6.0 / 8.0),
        ("pool_ordinary", 6.0, KEPT * UNTRAINED * 6.0 / 20.0),
        ("condition_funds", 6.0, KEPT * UNTRAINED * 6.0 / 20.0),
        ("back_mutual_aid", 6.0, KEPT * UNTRAINED * 6.0 / 20.0),
        ("regulate", 1e6, 1.0),
    ],
)
def test_a_level_is_what_hours_reach_through_those_who_carry_them(
    instrument: str, hours: float, level: float
) -> None:
    made = at_work()
    dosed(made, **{instrument: hours})
    levels = made.levels[: len(INSTRUMENTS)]
    assert levels[INSTRUMENTS.index(instrument)] == pytest.approx(level)
    own = instrument in OWN_INSTRUMENTS
    assert levels[CONVENE] == pytest.approx(EASE if own else 0.0)
    assert np.count_nonzero(levels) == 1 + own


def test_hours_become_meetings_training_and_visits() -> None:
    made = at_work()
    dosed(made, convene=10.0, train=5.0, regulate=3.0, back_mutual_aid=30.0)
    assert made.levels[at.MEETINGS] == pytest.approx(EASE * 10.0 / 4.0)
    assert made.levels[at.TRAINING_HOURS] == pytest.approx(EASE * 5.0 / 0.5)
    assert made.levels[at.FACILITATION_HOURS] == pytest.approx(EASE * 3.0)
    assert made.levels[at.PAID_AID_HOURS] == pytest.approx(KEPT * 0.5 * UNTRAINED * 30.0)
    assert made.levels[at.VISITS] == pytest.approx(KEPT * 0.5 * UNTRAINED * 30.0 / 6.0)


def test_a_share_of_the_hours_of_own_instruments_becomes_meetings_with_those_they_address() -> None:
    made = at_work()
    dosed(made, amplify_voice=2.0, match_contributions=4.0, condition_funds=10.0)
    by_hand = [EASE_OF_RESIDENTS * 6.0, 0.0, UNTRAINED * 10.0, 0.0]
    met = made.levels[at.OWN_MEETINGS : at.OWN_MEETINGS + 4]
    assert met == pytest.approx([(1.0 - KEPT) * hours / 4.0 for hours in by_hand])
    assert made.levels[at.MEETINGS] == 0.0


def test_the_more_mixed_the_less_clear() -> None:
    pure, mixed = at_work(), at_work()
    dosed(pure, orient=4.0, amplify_voice=1.0, match_contributions=3.0)
    dosed(mixed, orient=4.0, amplify_voice=1.0, pool_ordinary=1.0, condition_funds=1.0, back_mutual_aid=1.0)
    assert pure.levels[at.CLARITY] == pytest.approx(EASE)
    assert mixed.levels[at.CLARITY] == pytest.approx(EASE / 4)
    assert pure.levels[at.TRAINED_POSTURE : at.TRAINED_POSTURE + 4].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert mixed.levels[at.TRAINED_POSTURE : at.TRAINED_POSTURE + 4].tolist() == [0.25] * 4


def test_without_any_dose_there_is_no_level() -> None:
    made = at_work()
    dosed(made, convene=9.0, orient=4.0, amplify_voice=3.0)
    dosed(made)
    assert not made.levels.any()


def test_all_hours_are_effort_burnt_ones_too() -> None:
    made = at_work()
    dosed(made, convene=3.0, burn=4.0)
    dosed(made, grant=2.0)
    assert made.accounts[at.EFFORT] == 9.0


def test_the_purse_is_paid_every_month_and_grants_come_on_top() -> None:
    made = at_work()
    dosed(made, budget=1000.0)
    dosed(made, budget=1000.0, grant=10.0)
    assert made.accounts[at.PURSE] == 2350.0


def test_what_is_not_spent_lapses_with_the_year() -> None:
    made = at_work()
    dosed(made, budget=1000.0)
    dosed(made, budget=1000.0, new_year=True)
    assert made.accounts[[at.PURSE, at.LAPSED]].tolist() == [1000.0, 1000.0]


def test_diagnosis_work_adds_up() -> None:
    made = at_work()
    for _ in range(3):
        dosed(made, inform=5.0)
    assert made.accounts[at.DIAGNOSIS_WORK] == pytest.approx(3 * EASE * 5.0)


def test_doses_write_nothing_but_levels_and_accounts() -> None:
    made = at_work()
    before = {name: np.copy(array) for name, array in made._asdict().items()}
    dosed(made, budget=10.0, **dict.fromkeys(INSTRUMENTS, 5.0))
    changed = {name for name, array in made._asdict().items() if not np.array_equal(array, before[name])}
    assert changed == {"levels", "accounts"}


@pytest.mark.parametrize(("curvature", "level"), [(0.5, 0.5), (1.0, 0.25), (2.0, 0.0625)])
def test_curvature_bends_a_dose_into_its_level(curvature: float, level: float) -> None:
    made = at_work()
    assert plain().levels.level(made, numbers(curvature=curvature), 5.0, 2.0) == pytest.approx(level)


def test_those_who_are_asleep_or_without_voice_do_not_bear_an_instrument() -> None:
    made = at_work()
    made.actors[6:, at.POSTURE] = 1.0
    made.actors[6:8, at.VOICE] = 0.0
    made.actors[8:, at.AWAKE] = 0.0
    posture = (0.5 + 0.2 + 0.7 / 6) / 3
    left = plain().levels._trained(made, numbers(**COSTS), at.POSTURE)
    assert left == pytest.approx(1 - 0.75 * (1 - posture))


def test_without_discount_own_instruments_are_carried_like_those_of_the_base() -> None:
    made = at_work()
    row = np.zeros(len(INSTRUMENTS))
    row[INSTRUMENTS.index("pool_ordinary")] = 6.0
    plain().levels.set_levels(made, numbers(**{**COSTS, "posture_discount": 0.0}), row, 0.0, False)
    assert made.levels[INSTRUMENTS.index("pool_ordinary")] == pytest.approx(KEPT * EASE * 6.0 / 20.0)
