"""What is seen is the truth with a normal error that work put in shrinks; each look has draws of its own."""

from math import exp
from statistics import NormalDist

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.parameters import vector
from simul_agir.model.path import observation
from simul_agir.model.path.decisions import LOOK
from simul_agir.model.randomness import OBSERVE, uniforms
from simul_agir.simulation import Batch
from simul_agir.simulation.diagnosis import diagnose, diagnoses
from territories import scenario

PLACE = scenario(actors=9, domains=6, months=3, warm_up=1, seed=2)
KEY, MONTH, ERROR = (5, 7), 3, 0.25


def normal(i: int, look: int, quarter: int, place: int) -> float:
    """The error of one look, by hand."""
    return NormalDist().inv_cdf(uniforms(KEY, MONTH, OBSERVE, i, look, quarter)[place])


@pytest.fixture(scope="module")
def batch() -> Batch:
    return Batch.begin(PLACE, "none", 1, seed=KEY[0], first=KEY[1]).run_until(0)


def test_the_error_is_halved_by_the_hours_of_each_voice(batch: Batch) -> None:
    state, p = batch.state.copy(), vector({"diagnosis_error": 0.2, "diagnosis_hours": 5.0})
    for halvings in (0.0, 1.0, 2.5):
        state.accounts[:, at.DIAGNOSIS_WORK] = halvings * 5.0 * state.territory[0, at.VOICES]
        assert diagnose(state, 0, p, *KEY, MONTH).error == pytest.approx(0.2 * 2.0**-halvings)


def test_what_is_seen_is_the_truth_and_its_own_error(batch: Batch) -> None:
    state = batch.state.copy()
    state.accounts[:, at.DIAGNOSIS_WORK] = 0.0
    seen = diagnose(state, 0, vector({"diagnosis_error": ERROR}), *KEY, MONTH)
    truth = state.profiles[0, 4, at.EXPERTISE]
    for k in range(6):
        expected = truth[k] + ERROR * normal(4, observation.EXPERTISE, k // 4, k % 4)
        assert seen.expertise[4, k] == pytest.approx(min(1.0, max(0.0, expected)), abs=1e-14)
    level = state.needs[0, at.LEVEL, 3] + ERROR * normal(3, observation.NEEDS, 0, 0)
    assert seen.needs[3] == pytest.approx(min(1.0, max(0.0, level)), abs=1e-14)
    factor = exp(ERROR * normal(2, observation.AMOUNTS, 0, 0))
    assert seen.capacity[2] == pytest.approx(state.actors[0, 2, at.CAPACITY] * factor, rel=1e-14)
    for k in range(6):
        for other in range(6):
            linked = int(state.truth[0, at.LINKS, k]) >> other & 1 == 1
            wrong = ERROR * normal(k, observation.LINKS, other // 4, other % 4) > 0.5
            assert seen.links[k, other] == (k == other or linked != wrong)


def test_without_error_the_truth_is_seen(batch: Batch) -> None:
    state = batch.state
    seen = diagnose(state, 0, vector({"diagnosis_error": 0.0}), *KEY, MONTH)
    assert np.array_equal(seen.skill, state.actors[0, :, at.SKILL])
    assert np.array_equal(seen.postures, state.actors[0, :, at.POSTURE : at.POSTURE + 4])
    assert np.array_equal(seen.motivation, state.actors[0, :, at.MOTIVATION])
    assert seen.mandate == pytest.approx(state.profiles[0, :, at.MANDATE])


def test_errors_are_normal_and_of_their_size() -> None:
    place = scenario(actors=60, domains=8, months=2, warm_up=0, seed=1)
    state = Batch.begin(place, "none", 40, seed=1).state
    state.profiles[:, :, at.EXPERTISE] = 0.5
    seen = diagnoses(state, vector({"diagnosis_error": 0.05})[None], 1, 0, 0)
    errors = (np.array([each.expertise for each in seen]).ravel() - 0.5) / 0.05
    assert abs(errors.mean()) < 4 / np.sqrt(len(errors))
    assert errors.std() == pytest.approx(1.0, abs=4 / np.sqrt(2 * len(errors)))
    assert np.mean(np.abs(errors) < 1.959964) == pytest.approx(0.95, abs=0.007)


def test_what_is_kept_of_a_diagnosis_is_what_a_stance_is_told(batch: Batch) -> None:
    lived = batch.branch()
    lived._decide_by_rules(LOOK, 0)
    told = diagnose(batch.state, 0, batch.points[0], *KEY, batch.scenario.warm_up)
    seen, needs = lived.state.seen[0], lived.state.seen_needs[0]
    assert np.array_equal(seen[:, observation.SEEN_SKILL], told.skill)
    assert np.array_equal(seen[:, observation.SEEN_EXPERTISE :], told.expertise)
    assert np.array_equal(needs[:, observation.SEEN_LEVEL], told.needs)
    assert np.array_equal(needs[:, observation.SEEN_LINKS :] > 0, told.links)
    assert lived.state.sight[0, at.SIGHT_ERROR] == told.error
