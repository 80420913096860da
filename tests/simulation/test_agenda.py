"""What the rules are told of a stance that decides by itself."""

import numpy as np
import pytest

from simul_agir.model.instruments import INSTRUMENTS, STANCE_NAMES
from simul_agir.model.parameters import FTE_HOURS
from simul_agir.model.path.decisions import LOOK
from simul_agir.scenario import Scenario, Vision
from simul_agir.simulation.agenda import Agenda, agenda_of
from simul_agir.simulation.calendars import calendars_of
from simul_agir.simulation.points import Points
from simul_agir.stances import get
from simul_agir.stances.diagnosed import FOUR
from territories import scenario


def agenda(stance: str, place: Scenario, points: Points | None = None, due: float | None = None) -> Agenda:
    return agenda_of(place, get(stance), place.vector()[None] if points is None else points, due)


def test_a_stance_that_chooses_nothing_has_nothing_to_choose_among() -> None:
    place = scenario(months=12)
    for stance in ("none", "residents"):
        found = agenda(stance, place)
        assert found.places.shape == (0,)
        assert found.choices.shape == (0, 13, len(INSTRUMENTS))
        assert found.dues.tolist() == [0.0]


def test_the_stance_that_a_diagnosis_chooses_is_one_of_four_with_their_calendars() -> None:
    place = scenario(months=12)
    found = agenda("diagnosed", place)
    assert found.places.tolist() == [STANCE_NAMES.index(name) for name in FOUR]
    points = place.vector()[None]
    for row, name in zip(found.choices, FOUR, strict=True):
        assert np.array_equal(row, calendars_of(place, get(name), points)[0])


def test_its_hours_are_those_of_the_whole_contract() -> None:
    place = scenario(months=12)
    hours = place.effort * place.vector()[FTE_HOURS] * 12
    assert agenda("diagnosed", place).dues.tolist() == [hours]
    assert agenda("diagnosed", place, due=77.0).dues.tolist() == [77.0]


def test_each_point_has_calendars_and_hours_of_its_own() -> None:
    place = scenario(months=12)
    points = np.repeat(place.vector()[None], 3, axis=0)
    points[:, FTE_HOURS] *= [1.0, 2.0, 3.0]
    found = agenda("diagnosed", place, points)
    assert found.choices.shape == (3 * 4, 13, len(INSTRUMENTS))
    assert found.dues == pytest.approx(found.dues[0] * np.array([1.0, 2.0, 3.0]))
    assert np.allclose(found.choices[4:8], 2.0 * found.choices[:4])


def test_what_a_vision_rules_out_is_not_among_them() -> None:
    place = scenario(months=12, vision=Vision(excluded=("residents",)))
    found = agenda("diagnosed", place)
    assert STANCE_NAMES.index("residents") not in found.places
    assert len(found.choices) == len(found.places) == 3


def test_what_is_decided_while_the_rules_live_is_a_part_of_all_that_is_decided() -> None:
    place = scenario(months=12)
    for stance in ("none", "residents", "diagnosed", "diagnosed_by_trial", "decree"):
        found = agenda(stance, place)
        assert found.words.shape == (13,)
        assert found.rule_words.shape == (1, 13)
        assert found.words[-1] == 0
        assert ((found.rule_words[0] & ~found.words) == 0).all()


def test_a_stance_that_is_asked_in_between_is_only_looked_at_by_the_rules() -> None:
    found = agenda("diagnosed_by_trial", scenario(months=12))
    looks = (found.words & LOOK) != 0
    assert looks.any()
    assert found.rule_words[0].tolist() == np.where(looks, LOOK, found.words).tolist()
