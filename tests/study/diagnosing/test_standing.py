"""Stages from criteria met, and answers in place of the model's reading, by hand."""

import numpy as np
import pytest

from simul_agir.model.ladder import CRITERIA, FIRST_CRITERION
from simul_agir.model.parameters import vector
from simul_agir.study.diagnosing.standing import counted, lacking, met, stages_from, with_answers

P = np.asarray(vector({}), float)


def passes(*names: str) -> np.ndarray:
    return np.array([[name in names for name in CRITERIA]])


def test_a_stage_needs_all_criteria_below_it() -> None:
    first, second, third = FIRST_CRITERION[:3]
    belonging, team = CRITERIA[first:second], CRITERIA[second:third]
    assert stages_from(passes()).tolist() == [0]
    assert stages_from(passes(*belonging)).tolist() == [1]
    assert stages_from(passes(*belonging, *team)).tolist() == [2]
    assert stages_from(passes(*team)).tolist() == [0]
    assert stages_from(passes(*CRITERIA)).tolist() == [4]


def test_what_is_lacking_belongs_to_the_next_stage_alone() -> None:
    first, second, third = FIRST_CRITERION[:3]
    here = passes(*CRITERIA[: second + 1])
    found = lacking(here, stages_from(here))[0]
    assert [name for name, lacks in zip(CRITERIA, found, strict=True) if lacks] == list(
        CRITERIA[second + 1 : third]
    )
    assert first == 0
    assert not lacking(passes(*CRITERIA), np.array([4], np.int8)).any()


@pytest.mark.parametrize(
    ("criterion", "answer", "found"),
    [
        ("identification", 0.5, True),
        ("identification", 0.4, False),
        ("outside_concern", 3.0, True),
        ("outside_concern", 2.0, False),
        ("partners", 4.0, True),
        ("facilitator", 0.0, False),
        ("facilitator", 1.0, True),
        ("comfort", 0.0, False),
        ("comfort", 1.0, True),  # (2 + 1) / 2 = 1.5, for 1.25
    ],
)
def test_an_answer_meets_a_criterion_at_its_threshold(criterion: str, answer: float, found: bool) -> None:
    assert met(criterion, answer, 2, P) is found


def test_answers_stand_in_place_of_the_reading_and_of_nothing_else() -> None:
    one, other = [
        name for name, counts in zip(CRITERIA, counted(P), strict=True) if counts and name != "comfort"
    ][:2]
    before = passes(one)
    after = with_answers(before, {0: {one: 0.0, other: 12.0}}, np.full((1, 8), 0.7), P)
    assert [name for name, meets in zip(CRITERIA, after[0], strict=True) if meets] == [other]
    assert before[0, CRITERIA.index(one)]


def test_an_answer_to_what_does_not_count_changes_nothing() -> None:
    left_out = [name for name, counts in zip(CRITERIA, counted(P), strict=True) if not counts]
    before = passes(*left_out)
    said = {0: dict.fromkeys(left_out, 0.0)}
    assert (with_answers(before, said, np.full((1, 8), 0.7), P) == before).all()
