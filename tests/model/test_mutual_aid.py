"""Actors in hardship ask an alter for help, and get it or not."""

import pytest

from simul_agir.model import fields as at
from simul_agir.model.events import HELPED, NOT_HELPED
from simul_agir.model.instruments import BACK_MUTUAL_AID
from simul_agir.model.state import World
from territories import numbers, plain, tie, world

KEY = (1, 0)


def in_need(actors: int = 2, identification: float = 1.0) -> World:
    """Actor 0 in hardship, with actor 1 in mind, which trusts it wholly."""
    made = world(actors)
    tie(made, 0, 1, trust=0.9999, weight=1e6)
    made.tie_weights[0, 0] = 0.5
    made.actors[0, at.HARDSHIP] = 0.5
    made.actors[1, at.IDENTIFICATION] = identification
    return made


def help_one_another(made: World, **overrides: float) -> None:
    plain().mutual_aid.help_one_another(made, numbers(**overrides), KEY, 3)


def test_help_relieves_costs_hours_and_binds() -> None:
    made = in_need()
    help_one_another(made, aid_hours=4.0, relief=0.3)
    assert made.actors[0, [at.HARDSHIP, at.HELP_RECEIVED]] == pytest.approx([0.35, 1.0])
    assert made.actors[1, [at.HOURS_LEFT, at.HOURS_USED]].tolist() == [96.0, 4.0]
    assert made.territory[[at.HELP_ASKED, at.HELP_GIVEN]].tolist() == [1.0, 1.0]
    assert made.tie_index[:2, at.CONTACT, 0].tolist() == [1, 1]
    assert made.actors[:2, at.PRACTICE].tolist() == [1.0, 1.0]
    assert made.actors[0, at.IDENTIFICATION] > 0
    assert int(made.events[0, 1]) == HELPED


def test_help_refused_is_remembered() -> None:
    made = in_need(identification=0.0)
    before = plain().ties.trust(made, numbers(), 0, 0)
    help_one_another(made)
    assert plain().ties.trust(made, numbers(), 0, 0) < before
    assert made.actors[0, at.HARDSHIP] == 0.5
    assert made.territory[[at.HELP_ASKED, at.HELP_GIVEN]].tolist() == [1.0, 0.0]
    assert not made.tie_index[:, at.CONTACT].any()
    assert int(made.events[0, 1]) == NOT_HELPED


@pytest.mark.parametrize("hardship", [0.0, 0.19])
def test_one_who_is_not_in_hardship_does_not_ask(hardship: float) -> None:
    made = in_need()
    made.actors[0, at.HARDSHIP] = hardship
    help_one_another(made, ask_threshold=0.2)
    assert made.territory[at.HELP_ASKED] == 0.0


def test_who_has_no_hours_left_cannot_help_unless_they_are_paid() -> None:
    made = in_need()
    made.actors[1, at.HOURS_LEFT] = 3.0
    help_one_another(made, aid_hours=4.0)
    assert made.territory[at.HELP_GIVEN] == 0.0
    made.levels[at.PAID_AID_HOURS] = 5.0
    help_one_another(made, aid_hours=4.0, paid_help=0.0)
    assert made.territory[[at.HELP_GIVEN, at.UNPAID_HELP]].tolist() == [1.0, 0.0]
    assert made.actors[1, at.HOURS_LEFT] == 3.0
    assert made.levels[at.PAID_AID_HOURS] == 1.0


def test_those_asleep_are_not_asked_in_vain() -> None:
    made = in_need()
    made.actors[1, at.AWAKE] = 0.0
    help_one_another(made)
    assert made.territory[at.HELP_ASKED] == 0.0


def test_backed_aid_relieves_more() -> None:
    made = in_need()
    made.levels[BACK_MUTUAL_AID] = 0.5
    help_one_another(made, relief=0.3)
    assert made.actors[0, at.HARDSHIP] == pytest.approx(0.5 * (1 - 0.45))


def test_every_asker_asks_once_whoever_is_first() -> None:
    for month in range(12):
        made = world(6)
        for i in range(5):
            tie(made, i, 5, trust=0.9999, weight=1e6)
            made.tie_weights[i, 0] = 0.5
        made.actors[:5, at.HARDSHIP] = 0.5
        made.actors[5, at.IDENTIFICATION] = 1.0
        plain().mutual_aid.help_one_another(made, numbers(), KEY, month)
        asked = made.events[: int(made.territory[at.EVENTS]), 2]
        assert sorted(asked) == [0, 1, 2, 3, 4]


def test_visits_go_to_latent_groups_in_proportion_to_hardship_and_exposure() -> None:
    made = world(5)
    made.actors[:4, at.LATENT] = 1.0
    made.actors[:, at.EXPOSURE] = (0.1, 0.3, 0.3, 0.3, 0.9)
    made.actors[2, at.VOICE] = 0.0
    made.actors[3, at.HELP_RECEIVED] = 1.0
    made.actors[1, at.AWAKE] = 0.0
    made.levels[at.VISITS] = 400.0
    plain().mutual_aid._visit(made, numbers(), KEY, 3)
    received = made.actors[:, at.HELP_RECEIVED]
    assert received[2:].tolist() == [0.0, 1.0, 0.0]
    assert received[:2].sum() == 400.0
    assert received[1] / 400.0 == pytest.approx(0.75, abs=0.07)


def test_without_visits_paid_nobody_is_visited() -> None:
    made = world(3)
    made.actors[:, [at.LATENT, at.EXPOSURE]] = 1.0
    plain().mutual_aid._visit(made, numbers(), KEY, 3)
    assert not made.actors[:, at.HELP_RECEIVED].any()


def test_paid_help_needs_no_trust_and_is_paid_whatever_comes_of_it() -> None:
    given = 0.0
    for month in range(200):
        made = in_need(identification=0.0)
        made.levels[at.PAID_AID_HOURS] = 5.0
        plain().mutual_aid.help_one_another(made, numbers(aid_hours=4.0, paid_success=0.8), KEY, month)
        given += made.territory[at.HELP_GIVEN]
        assert made.levels[at.PAID_AID_HOURS] == 1.0
        assert made.territory[at.UNPAID_HELP] == 0.0
    assert given / 200 == pytest.approx(0.8, abs=0.1)


def test_all_in_hardship_are_counted_asleep_or_without_ties_and_unpaid_help_apart() -> None:
    made = in_need(actors=5)
    made.actors[2:, at.HARDSHIP] = 0.5
    made.actors[2, at.AWAKE] = 0.0
    made.actors[4, at.VOICE] = 0.0
    help_one_another(made)
    assert made.territory[[at.IN_HARDSHIP, at.UNPAID_HELP]].tolist() == [3.0, 1.0]


def test_a_visit_counts_as_having_been_met() -> None:
    made = world(2)
    made.actors[0, [at.LATENT, at.EXPOSURE, at.IDLE]] = (1.0, 1.0, 30.0)
    made.levels[at.VISITS] = 1.0
    plain().mutual_aid._visit(made, numbers(), KEY, 3)
    assert made.actors[0, [at.HELP_RECEIVED, at.IDLE]].tolist() == [1.0, 0.0]
