"""Tests of `study.diagnosing.diagnosis_answer`: the answer of a diagnosis."""

import pytest
from tests.study.diagnosing.test_diagnosis import loos  # noqa: F401

from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.study.diagnosing import Diagnosis


def test_shares_add_up_and_intervals_hold_their_means(loos: Diagnosis) -> None:
    assert sum(each.mean for each in loos.stages) == pytest.approx(1.0)
    assert len(loos.actors) == 83
    assert all(0 <= each.sure <= 1 and each.stage in range(len(STAGES)) for each in loos.actors)
    assert sum(each.actors for each in loos.types) == 83
    assert [need.name for need in loos.needs] == list(loos.scenario.domains)
    assert all(name in CRITERIA for step in loos.steps for name, _ in step.held)


def test_nobody_is_sent_to_somebody_it_knows_or_to_itself(loos: Diagnosis) -> None:
    known = {pair for one, other in loos.known for pair in ((one, other), (other, one))}
    for actor in loos.actors:
        assert all(meeting.other != actor.position for meeting in actor.meets)
        assert not {(actor.position, meeting.other) for meeting in actor.meets} & known
        gains = [meeting.gain for meeting in actor.meets]
        assert gains == sorted(gains, reverse=True)


def test_the_facilitators_edition_names_them(loos: Diagnosis) -> None:
    told = loos.to_dict(names=True)
    assert {each["name"] for each in told["actors"]} == set(loos.scenario.landscape.names)
