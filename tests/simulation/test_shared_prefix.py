"""Months that several stances live alike are found for certain, and worth living once as far as one can keep them."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simul_agir.model.instruments import AMPLIFY_VOICE, BURN, TRAIN
from simul_agir.scenario import PathSpec, Scenario, Step
from simul_agir.simulation.calendars import calendars_of
from simul_agir.simulation.shared_prefix import (
    DecisionSignature,
    SharedPrefix,
    decision_signature,
    shared_months,
    shared_prefixes,
)
from simul_agir.stances import Briefing, Calendar, Stance, get
from simul_agir.stances.stance import along_path
from stances.example_stances import Calming
from territories import scenario

USUAL = scenario(months=72, path=PathSpec())
FOUR = ("residents", "ordinary_resources", "conditional_aid", "resilience")


class Late(Stance):
    """The base, but for some hours of one month (or the last), that go to another instrument."""

    name = "late"
    source = "a test"

    def __init__(self, month: int, instrument: int = BURN) -> None:
        self.month, self.instrument = month, instrument

    def calendar(self, briefing: Briefing) -> Calendar:
        calendar = along_path(briefing, {})
        row = calendar[min(self.month, briefing.months) - 1]
        half = row.max() / 2
        row[row.argmax()] -= half
        row[self.instrument] += half
        return calendar


class OffThePath(Stance):
    """The base's doses, without anything that its path decides."""

    name = "off_the_path"
    source = "a test"
    follows_path = False


class Announced(Stance):
    """The base, and axes by decree before it."""

    name = "announced"
    source = "a test"
    announces = True


def signatures(*stances: str | Stance, place: Scenario = USUAL) -> list[DecisionSignature]:
    policies = [get(stance) if isinstance(stance, str) else stance for stance in stances]
    return [
        decision_signature(place, policy, calendars_of(place, policy)[0], n)
        for n, policy in enumerate(policies)
    ]


def alike(one: str | Stance, other: str | Stance, place: Scenario = USUAL) -> int:
    first, second = signatures(one, other, place=place)
    assert shared_months(first, second) == shared_months(second, first)
    return shared_months(first, second)


@pytest.mark.parametrize("stance", [*FOUR, "mixed", "sequenced"])
def test_whoever_follows_the_path_does_what_the_base_does_until_a_stance_is_chosen(stance: str) -> None:
    assert alike(stance, "animation") == 8
    assert alike(stance, "animation", replace(USUAL, months=7)) == 7


@pytest.mark.parametrize("stance", ["none", "sham", "money", "decree"])
def test_other_stances_are_other_from_the_first_month_on(stance: str) -> None:
    assert alike(stance, "residents") == 0


def test_the_same_doses_with_other_decisions_are_other_months() -> None:
    assert alike(OffThePath(), "animation") == 5  # then a diagnosis closes for one of them
    assert (
        alike(OffThePath(), "animation", replace(USUAL, path=replace(USUAL.path, diagnosis=Step(2, 9)))) == 10
    )
    assert alike(Announced(), "animation") == 0


def test_a_stance_that_is_asked_is_alone_from_then_on() -> None:
    assert alike("diagnosed", "residents") == 5  # the diagnosis closes with the sixth month
    assert alike("diagnosed", "diagnosed") == 5
    assert alike(Calming(), "residents") == 0
    assert alike(Calming(), Calming()) == 0


def test_without_effort_all_that_are_not_asked_live_the_same() -> None:
    place = replace(USUAL, effort=0.0)
    assert alike("none", "decree", place) == alike("diagnosed", "sham", place) == 72
    assert alike(Calming(), "none", place) == 0


def test_months_end_where_a_diagnosis_has_told_who_is_to_be_trained() -> None:
    """The same doses, but another brief, for it is made by the months to come; where nobody is trained it is all one."""
    early = PathSpec(diagnosis=Step(0, 2), choice=Step(9, 2), training=Step(4, 3), scheme=Step(0, 0))
    assert alike("residents", "resilience", replace(USUAL, path=early)) == 2
    assert alike("residents", "resilience", replace(USUAL, path=replace(early, choice=Step(2, 2)))) == 4
    unheard = replace(early, diagnosis=Step(0, 0))
    assert alike("residents", "resilience", replace(USUAL, path=unheard)) == 11


@given(month=some.integers(1, 72), own=some.booleans())
def test_a_few_hours_make_a_difference_from_their_month_on(month: int, own: bool) -> None:
    late = Late(month, AMPLIFY_VOICE if own else BURN)
    first = 9 if own else month  # trained from then on, by a brief made of all months
    assert alike(late, "animation") == min(month, first) - 1


def test_stances_given_twice_are_lived_once() -> None:
    assert shared_prefixes(signatures("residents", "residents")) == [SharedPrefix((0, 1), 72)]
    assert shared_prefixes(signatures("none")) == shared_prefixes([]) == []


def test_what_the_usual_arms_have_in_common_is_one_stem() -> None:
    (prefix,) = shared_prefixes(signatures("none", *FOUR, "decree", "mixed"))
    assert prefix == SharedPrefix((1, 2, 3, 4, 6), 8)
    assert prefix.saved == 4 * 8


def test_the_stem_that_saves_most_is_chosen() -> None:
    late = [Late(month) for month in (5, 5, 5, 60)]
    assert shared_prefixes(signatures(*late)) == [SharedPrefix((0, 1, 2), 72)]
    assert shared_prefixes(signatures(*(Late(month) for month in (5, 59, 60)))) == [SharedPrefix((1, 2), 58)]


def test_no_two_stems_are_open_at_once() -> None:
    assert shared_prefixes(signatures("sham", "residents", "sham", "residents")) == [SharedPrefix((0, 2), 72)]
    assert shared_prefixes(signatures("sham", "sham", "mixed", "residents")) == [
        SharedPrefix((0, 1), 72),
        SharedPrefix((2, 3), 8),
    ]


@settings(max_examples=200, deadline=None)
@given(some.lists(some.sampled_from((*FOUR, "none", "sham", "diagnosed", "animation", "money")), max_size=12))
def test_stems_hold_who_lives_alike_in_order_and_apart(names: list[str]) -> None:
    all_deeds = signatures(*names)
    prefixes = shared_prefixes(all_deeds)
    spans = [(prefix.places[0], prefix.places[-1]) for prefix in prefixes]
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    for prefix in prefixes:
        assert prefix.saved > 0
        assert list(prefix.places) == sorted(set(prefix.places))
        shared = [all_deeds[place][: prefix.months + 1] for place in prefix.places]
        assert all(np.array_equal(each, shared[0]) for each in shared)


def test_deeds_tell_doses_apart_to_the_last_bit() -> None:
    (base,) = signatures("animation")
    calendar = calendars_of(USUAL, get("animation"))[0]
    calendar[40, TRAIN] = np.nextafter(calendar[40, TRAIN], np.inf)
    assert shared_months(base, decision_signature(USUAL, get("animation"), calendar, 0)) == 39
