"""Meetings saturate with the tie, and live on what follows from them."""

import pytest

from simul_agir.model import fields as at
from simul_agir.model.state import World
from territories import numbers, plain, tie, world

KEY = (3, 0)
SURE = {"misunderstanding": 0.0, "brokerage": 0.0}


def meet(made: World, month: int = 5, convened: bool = False, **overrides: float) -> None:
    """Actors 0 and 1 meet about need 0, and agree."""
    p = numbers(**{**SURE, **overrides})
    if convened:
        plain().encounters.convened_encounter(made, p, KEY, month, 0, 0, 1, 0, 0.0)
    else:
        plain().encounters.encounter(made, p, month, 123, 0, 1, 0)


def test_meetings_keep_their_effect_as_far_as_the_two_have_done_things_together_or_apart() -> None:
    made = world(2)
    made.actors[:2, at.RECENT_ACTIONS] = (1.0, 0.5)
    made.actors[:2, at.MET] = (20.0, 30.0)
    effect = plain().consequences.effect(made, numbers(consequence=0.2), 0, 1)
    assert effect == pytest.approx((1.5 + 1) / (0.2 * 50 + 1))


def test_those_who_have_not_met_lose_nothing_and_deeds_give_no_more_than_all() -> None:
    made = world(2)
    assert plain().consequences.effect(made, numbers(), 0, 1) == 1.0
    made.actors[:2, at.RECENT_ACTIONS], made.actors[:2, at.MET] = 50.0, 10.0
    assert plain().consequences.effect(made, numbers(), 0, 1) == 1.0


@pytest.mark.parametrize("convened", [False, True])
def test_a_meeting_gives_less_identification_the_stronger_the_tie_and_the_less_has_followed(
    convened: bool,
) -> None:
    made = world(2)
    tie(made, 0, 1, strength=0.5)
    made.actors[:2, at.MET] = 50.0
    made.actors[:2, at.IDENTIFICATION] = (0.2, 0.6)
    meet(made, convened=convened, saturation=0.8, consequence=0.1, identification_meeting=0.1)
    kept = (1.0 / 11.0) * (1 - 0.8 * 0.5)
    by_hand = [0.2 + 0.1 * kept * 0.8, 0.6 + 0.1 * kept * 0.4]
    assert made.actors[:2, at.IDENTIFICATION] == pytest.approx(by_hand)


def test_a_meeting_without_agreement_takes_as_much_identification_as_ever() -> None:
    made = world(2)
    tie(made, 0, 1, strength=1.0)
    made.actors[:2, at.MET] = 50.0
    made.actors[:2, at.IDENTIFICATION] = 0.5
    meet(made, misunderstanding=1.0, identification_meeting=0.1)
    assert made.actors[:2, at.IDENTIFICATION] == pytest.approx([0.45, 0.45])


def test_a_meeting_without_consequences_costs_motivation_and_is_remembered_an_hour() -> None:
    made = world(2)
    made.actors[:2, at.MET] = 50.0
    made.actors[:2, at.MOTIVATION] = (0.5, 0.001)
    meet(made, idle_talk=0.03, consequence=0.1, meeting_hours=3.0, hour_memory=0.1)
    lost = 0.03 * (1 - 1 / 11)
    assert made.actors[:2, at.MOTIVATION] == pytest.approx([0.5 - lost, 0.0])
    assert made.actors[:2, at.MEETING_GAIN] == pytest.approx([-0.1 * lost / 3, -0.1 * 0.001 / 3])


def test_meetings_and_deeds_count_for_twelve_months() -> None:
    made = world(1)
    consequences = plain().consequences
    consequences.note_meeting(made, 0)
    consequences.note_deed(made, 0, 7, 1.0)
    consequences.note_deed(made, 0, 7, 0.25)
    for month in range(8, 19):
        consequences.open_year(made, 0, month)
        assert made.actors[0, [at.RECENT_ACTIONS, at.MET]].tolist() == [1.25, 1.0]
    consequences.open_year(made, 0, 19)
    assert made.actors[0, [at.RECENT_ACTIONS, at.MET]].tolist() == [0.0, 0.0]


def test_a_month_holds_at_most_31_meetings() -> None:
    made = world(1)
    for _ in range(40):
        plain().consequences.note_meeting(made, 0)
    assert made.actors[0, at.MET] == 31.0


def test_switched_off_meetings_give_the_same_whatever_the_tie_and_whatever_followed() -> None:
    made = world(2)
    tie(made, 0, 1, strength=1.0)
    made.actors[:2, at.MET] = 50.0
    made.actors[:2, at.MOTIVATION] = 0.5
    meet(made, consequences=0.0, identification_meeting=0.1)
    assert made.actors[:2, at.IDENTIFICATION] == pytest.approx([0.1, 0.1])
    assert made.actors[:2, at.MOTIVATION].tolist() == [0.5, 0.5]


def test_talk_alone_leads_to_less_identification_than_talk_with_deeds_and_both_have_a_limit() -> None:
    """With a tie of strength w and a share q of disagreements, g rests at y / (y + q), y = (1 - q) kappa (1 - nu w)."""
    rests = []
    for deeds in (0.0, 60.0):
        g, q, strength, rate = 0.5, 0.1, 0.8, 0.01
        made = world(2)
        made.actors[:2, at.MET], made.actors[:2, at.RECENT_ACTIONS] = 100.0, deeds / 2
        p = numbers(saturation=0.75, consequence=0.16)
        kappa = plain().consequences.effect(made, p, 0, 1)
        fresh = 1 - 0.75 * strength
        for _ in range(20_000):
            g += (1 - q) * rate * kappa * fresh * (1 - g) - q * rate * g
        y = (1 - q) * kappa * fresh
        assert g == pytest.approx(y / (y + q), abs=1e-9)
        rests.append(g)
    assert rests[0] < rests[1]
