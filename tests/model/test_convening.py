"""Who is invited to a table, who comes, and what is talked about there."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.instruments import AMPLIFY_VOICE, BACK_MUTUAL_AID, CONVENE, STANCE_NAMES
from simul_agir.model.state import World
from territories import numbers, plain, world

KEY = (3, 0)
SURE = {"misunderstanding": 0.0, "brokerage": 0.0}
PLENTY = {**SURE, "division": 0.0}


def test_no_voice_no_invitation_and_low_voices_are_lifted() -> None:
    made = world(4)
    made.actors[:, at.VOICE] = (0.0, 0.2, 0.2, 0.2)
    made.actors[2, at.LATENT] = 1.0
    made.actors[3, at.AWAKE] = 0.0
    made.levels[[AMPLIFY_VOICE, BACK_MUTUAL_AID]] = (0.25, 0.5)
    plain().convening._invite(made, 0.0)
    weights = np.diff(made.scratch[plain().convening.VOICE_SUMS][:4], prepend=0.0).tolist()
    assert weights == pytest.approx([0.0, 0.2 + 0.25 * 0.8, 0.2 + 0.5 * 0.8, 0.0])


def test_support_to_take_part_bears_the_hours_of_low_voices() -> None:
    made = world(1)
    made.actors[0, at.VOICE] = 0.2
    made.levels[AMPLIFY_VOICE] = 0.5
    assert plain().convening.supported_hours(made, 0, 3.0) == pytest.approx(1.8)


def test_an_invited_actor_comes_of_itself_or_is_pulled() -> None:
    made = world(2)
    made.actors[0, at.ENGAGED] = 0.0
    made.levels[CONVENE] = 0.5
    p = numbers(convening_pull=0.6, own_field=8.0)
    attends = plain().convening._attends
    assert [bool(attends(made, p, 0, 0, draw)) for draw in (0.29, 0.31)] == [True, False]
    assert attends(made, p, 1, 0, 0.99)
    made.actors[1, at.HOURS_LEFT] = 0.0
    assert not attends(made, p, 1, 0, 0.0)


def test_a_table_meets_about_an_axis_as_far_as_it_is_clear_and_the_first_takes_part_in_it() -> None:
    made = world(1)
    made.axes[:] = (0.0, 0.0, 0.7)
    made.levels[at.CLARITY] = 0.4
    announced = plain().convening._announced
    p = numbers()
    assert announced(made, p, 0, 0.39) == 2
    assert announced(made, p, 0, 0.41) == -1
    made.actors[0, at.ENGAGED] = 0.0
    assert announced(made, p, 0, 0.39) == -1


def test_where_the_second_takes_no_part_the_first_talks_about_its_own_topic_or_a_planned_partner_stands_in() -> (
    None
):
    for planned in (False, True):
        made = world(3)
        made.axes[0] = 1.0
        made.needs[at.LEVEL] = (0.0, 1.0, 0.0)
        made.actors[1, at.ENGAGED] = 0.0
        made.actors[2, at.VOICE] = 0.0  # never invited
        made.plan[0, 0] = 2 if planned else -1
        made.levels[[CONVENE, at.MEETINGS, at.CLARITY]] = (1.0, 60.0, 1.0)
        p = numbers(**PLENTY, own_field=8.0, convening_pull=1.0)
        plain().convening.convene(made, p, KEY, 0)
        met = made.events[: int(made.territory[at.EVENTS])]
        from_0 = met[met[:, 2] == 0.0]
        assert len(from_0) > 5
        assert set(from_0[:, 4]) == ({0.0} if planned else {1.0})
        assert set(from_0[:, 3]) == ({2.0} if planned else {1.0})


def test_invitations_beyond_a_share_of_capacity_are_lost() -> None:
    made = world(4)
    made.levels[[CONVENE, at.MEETINGS]] = (1.0, 200.0)
    plain().convening.convene(made, numbers(**SURE, invitation_share=0.1, meeting_hours=3.0), KEY, 0)
    assert (made.actors[:4, at.INVITED] <= 10.0).all()
    assert made.territory[at.CONVENED] == made.actors[:4, at.INVITED].sum() / 6.0 > 4


def test_nobody_is_convened_where_no_meeting_is_paid() -> None:
    made = world(4)
    plain().convening.convene(made, numbers(), KEY, 0)
    assert made.territory[at.CONVENED] == 0.0


def tables_of(made: World, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Whose table each slot of a month belongs to, and its number."""
    held: list[tuple[int, int]] = []
    rules = plain().convening
    monkeypatch.setattr(rules, "_hold", lambda *given: held.append((given[4], given[5])))
    rules.convene(made, numbers(), KEY, 0)
    return held


def test_the_common_table_comes_first_and_each_table_has_its_share_of_the_slots(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each table counts its own slots, so that one more at a table leaves the draws of all others."""
    made = world(3)
    made.levels[at.MEETINGS] = 4.0
    made.levels[at.OWN_MEETINGS : at.OWN_MEETINGS + 4] = (0.0, 3.0, 0.0, 1.0)
    assert plain().levels.meetings(made) == 8.0
    common = [(-1, slot) for slot in range(4)]
    own = [(1, 2 * 2**20 + slot) for slot in range(3)]
    assert tables_of(made, monkeypatch) == [*common, *own, (3, 4 * 2**20)]


def test_without_a_common_table_all_slots_are_the_stances(monkeypatch: pytest.MonkeyPatch) -> None:
    made = world(3)
    made.levels[at.OWN_MEETINGS + 2] = 3.0
    assert [table for table, _ in tables_of(made, monkeypatch)] == [2, 2, 2]


def test_invitations_are_in_proportion_to_weight() -> None:
    made, rules = world(4), plain().convening
    made.actors[:, at.VOICE] = (0.1, 0.2, 0.0, 0.5)
    made.actors[:, at.PROXIMITY] = (0.3, 0.0, 0.9, 0.1)
    rules.fill_up(made.scratch[rules.VOICE_SUMS], 4, rules._invite(made, 0.0))
    rules._invite_addressed(made, 0)
    words = plain().mixing.word_in
    common = np.bincount([rules._invited(made, -1, words(7, n)) for n in range(4000)], minlength=4)
    own = np.bincount([rules._invited(made, 0, words(8, n)) for n in range(4000)], minlength=4)
    assert common == pytest.approx([500, 1000, 0, 2500], abs=110)
    assert own == pytest.approx([3000, 0, 0, 1000], abs=110)


def test_after_many_candidates_one_is_drawn_out_of_the_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    """By hand: weights 0.001 and 0.003, with none of the candidates taken."""
    made, rules = world(2), plain().convening
    made.actors[:, at.VOICE] = (0.001, 0.003)
    rules.fill_up(made.scratch[rules.VOICE_SUMS], 2, rules._invite(made, 0.0))
    monkeypatch.setattr(rules, "candidate", lambda *_: (0, 1.0))
    chosen = []
    for word in range(400):
        u = plain().mixing.draw_in(word, rules.TRIES)
        chosen.append(rules._invited(made, -1, word) == (1 if u > 0.25 else 0))
    assert all(chosen)


@pytest.mark.parametrize(
    ("stance", "column"),
    [(0, at.PROXIMITY), (1, at.PUBLIC_POWER), (2, at.GRANT_DEPENDENCE), (3, at.EXPOSURE)],
)
def test_a_stance_addresses_those_whom_its_instruments_concern(stance: int, column: int) -> None:
    """Actor 1 alone is addressed; all the others are only to be met."""
    made = world(5)
    made.actors[:, [at.PROXIMITY, at.PUBLIC_POWER, at.GRANT_DEPENDENCE, at.EXPOSURE]] = 0.0
    made.actors[1, column] = 0.4
    made.levels[[CONVENE, at.OWN_MEETINGS + stance]] = (1.0, 30.0)
    plain().convening.convene(made, numbers(**PLENTY), KEY, 0)
    met = made.events[: int(made.territory[at.EVENTS])]
    assert len(met) > 10
    assert set(met[:, 2]) == {1.0}
    assert set(met[:, 3]) == {0.0, 2.0, 3.0, 4.0}


@pytest.mark.parametrize("stance", range(len(STANCE_NAMES)))
def test_nobody_without_voice_or_asleep_is_addressed(stance: int) -> None:
    made = world(5)
    made.actors[:, [at.PROXIMITY, at.PUBLIC_POWER, at.GRANT_DEPENDENCE, at.EXPOSURE]] = 0.5
    made.actors[0, at.VOICE] = 0.0
    made.actors[1, at.AWAKE] = 0.0
    made.levels[[CONVENE, at.OWN_MEETINGS + stance]] = (1.0, 30.0)
    plain().convening.convene(made, numbers(**SURE), KEY, 0)
    met = made.events[: int(made.territory[at.EVENTS])]
    assert set(met[:, 2:4].ravel()) == {2.0, 3.0, 4.0}


def test_where_nobody_is_addressed_nobody_meets_at_that_table() -> None:
    made = world(5)
    made.actors[:, at.GRANT_DEPENDENCE] = 0.0
    made.levels[[CONVENE, at.OWN_MEETINGS + 2]] = (1.0, 30.0)
    plain().convening.convene(made, numbers(**SURE), KEY, 0)
    assert made.territory[at.CONVENED] == 0.0
