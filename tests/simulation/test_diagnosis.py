"""A diagnosis really measures: with error, less of it the more work is put in, and it can be wrong."""

from dataclasses import replace

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.instruments import STANCE_NAMES
from simul_agir.simulation import Batch
from simul_agir.simulation.diagnosis import diagnose, diagnoses
from simul_agir.simulation.trial import Trials, _count_from_month_0
from simul_agir.stances import Diagnosis
from territories import scenario

PLACE = scenario(actors=10, domains=5, seed=2, effort=1.0)


def observed(batch: Batch, work: float, month: int = 9, number: int = 0) -> Diagnosis:
    """What is observed of a batch's first replicate when so much work was put in."""
    batch.state.accounts[:, at.DIAGNOSIS_WORK] = work
    return diagnose(batch.state, 0, PLACE.vector(), batch.seed, number, month)


@pytest.fixture
def batch() -> Batch:
    return Batch.begin(PLACE, "none", 1).run_until(0)


def test_every_so_many_hours_an_actor_halve_the_error(batch: Batch) -> None:
    place = replace(PLACE, parameters={"diagnosis_hours": 4.0, "diagnosis_error": 0.25})
    voices = batch.state.territory[0, at.VOICES]
    for halvings in (0, 1, 3):
        batch.state.accounts[:, at.DIAGNOSIS_WORK] = halvings * 4.0 * voices
        seen = diagnose(batch.state, 0, place.vector(), 1, 0, 9)
        assert seen.error == pytest.approx(0.25 / 2**halvings)


def test_without_error_one_sees_what_is(batch: Batch) -> None:
    seen, state = observed(batch, 1e9), batch.state
    actors, profiles = state.actors[0], state.profiles[0]
    assert seen.needs == pytest.approx(state.needs[0, at.LEVEL])
    assert seen.priorities == pytest.approx(profiles[:, at.PRIORITIES])
    assert seen.mandate == pytest.approx(profiles[:, at.MANDATE])
    assert seen.expertise == pytest.approx(profiles[:, at.EXPERTISE])
    assert seen.capacity == pytest.approx(actors[:, at.CAPACITY])
    assert seen.motivation == pytest.approx(actors[:, at.MOTIVATION])
    assert seen.postures == pytest.approx(actors[:, at.POSTURE : at.POSTURE + 4])
    links = [[bool(int(word) >> k & 1) for k in range(5)] for word in PLACE.links]
    assert seen.links.tolist() == links


def test_what_is_seen_with_error_stays_what_it_is(batch: Batch) -> None:
    for month in range(20):
        seen = observed(batch, 0.0, month)
        for shares in (seen.needs, seen.expertise, seen.motivation, seen.skill, seen.postures):
            assert ((shares >= 0) & (shares <= 1)).all()
        assert seen.priorities.sum(axis=1) == pytest.approx(1.0)
        assert seen.mandate.sum(axis=1) == pytest.approx(1.0)
        assert seen.links.diagonal().all()
        assert (seen.capacity >= 0).all()
        assert ((seen.change_gap >= 0) & (seen.change_gap <= 1)).all()


def test_the_error_is_of_the_size_that_is_told(batch: Batch) -> None:
    errors = [observed(batch, 0.0, month).needs - batch.state.needs[0, at.LEVEL] for month in range(400)]
    assert np.std(errors) == pytest.approx(0.25, rel=0.15)
    assert abs(np.mean(errors)) < 0.03


def test_the_luck_of_a_diagnosis_is_its_replicates_and_its_months(batch: Batch) -> None:
    needs = [observed(batch, 0.0, *when).needs.tolist() for when in ((9, 0), (9, 0), (9, 1), (10, 0))]
    assert needs[0] == needs[1]
    assert len({tuple(each) for each in needs}) == 3


def test_a_gap_is_what_is_missing_in_posture_and_skill_of_those_heard(batch: Batch) -> None:
    actors = batch.state.actors[0]
    actors[:, at.VOICE] = 0.5
    actors[0, at.VOICE] = 0.0
    actors[:, at.AWAKE] = 1.0
    actors[:, at.SKILL] = 0.6
    actors[:, at.POSTURE : at.POSTURE + 4] = (0.0, 0.2, 0.4, 0.8)
    actors[0, at.POSTURE : at.POSTURE + 4] = 1.0
    assert observed(batch, 1e9).change_gap == pytest.approx([0.7, 0.6, 0.5, 0.3])


@pytest.mark.parametrize("work", [0.0, 40.0])
def test_a_look_at_all_replicates_sees_what_a_diagnosis_of_each_sees(work: float) -> None:
    batch = Batch.begin(PLACE, "none", 4, seed=5, first=7).run_until(0)
    batch.state.accounts[:, at.DIAGNOSIS_WORK] = work
    together = diagnoses(batch.state, batch.points, batch.seed, batch.first, 9)
    for r, seen in enumerate(together):
        alone = diagnose(batch.state, r, PLACE.vector(), batch.seed, batch.first + r, 9)
        for name, value in vars(alone).items():
            assert np.array_equal(getattr(seen, name), value), name


def test_a_trial_is_reproducible_and_has_luck_of_its_own(batch: Batch) -> None:
    seen = observed(batch, 0.0)
    tried = [Trials(batch, 0, seen)(stance, 3) for stance in (*STANCE_NAMES, STANCE_NAMES[0])]
    assert tried[0] == tried[-1]
    assert all(0 <= index <= 4 for index in tried)
    assert (
        Trials(Batch.begin(PLACE, "none", 1, first=1).run_until(0), 0, seen)(STANCE_NAMES[0], 3) != tried[0]
    )


def test_a_trial_leaves_the_territory_alone(batch: Batch) -> None:
    before = batch.branch()
    Trials(batch, 0, observed(batch, 0.0))("residents", 2)
    batch.state.accounts[:, at.DIAGNOSIS_WORK] = before.state.accounts[:, at.DIAGNOSIS_WORK]
    assert all(
        np.array_equal(array, before.state.arrays()[name]) for name, array in batch.state.arrays().items()
    )


def test_a_trial_knows_nothing_but_what_was_observed(batch: Batch) -> None:
    seen = observed(batch, 0.0)
    tried = Trials(batch, 0, seen)("residents", 2)
    for column in (at.EXPERTISE, at.PRIORITIES, at.MANDATE):
        batch.state.profiles[:, :, column] = np.roll(batch.state.profiles[:, :, column], 1, axis=1)
    for column in (at.FIELD, at.EXPERTISE_BREADTH, at.CAPACITY, at.MOTIVATION, at.SKILL):
        batch.state.actors[:, :, column] = np.roll(batch.state.actors[:, :, column], 1, axis=1)
    assert Trials(batch, 0, seen)("residents", 2) == tried


def test_in_a_trial_delayed_decisions_wait_as_long_as_they_still_had_to(batch: Batch) -> None:
    batch.run_until(5)
    waiting = batch.state.queue[0, :, at.DUE] - (batch.month + PLACE.warm_up)
    latest = batch.state.help_probability[0, :, (batch.month + PLACE.warm_up - 1) % 12].copy()
    _count_from_month_0(batch, batch.month)
    assert batch.month == 0
    assert (batch.state.queue[0, :, at.DUE] - PLACE.warm_up == waiting).all()
    assert (batch.state.help_probability[0, :, PLACE.warm_up - 1] == latest).all()


def test_diagnosed_territories_choose_for_themselves() -> None:
    """One stance for each run, among the four, and not always the same."""
    batch = Batch.begin(replace(PLACE, parameters={"diagnosis_error": 1.0}), "diagnosed", 40).run_until(12)
    own = batch.calendars[:, -1, 5:10].copy()
    own[:, 0] += own[:, 1]
    chosen = own[:, [0, 2, 3, 4]] > 0
    assert (chosen.sum(axis=1) == 1).all()
    assert len(set(chosen.argmax(axis=1))) > 1


def test_a_diagnosis_with_work_put_in_chooses_more_surely() -> None:
    """The share of runs that choose as one who sees everything would."""

    def share(work: float) -> float:
        batch = Batch.begin(PLACE, "none", 60).run_until(0)
        batch.state.accounts[:, at.DIAGNOSIS_WORK] = work
        best = [
            (
                np.argmin(diagnose(batch.state, r, PLACE.vector(), 1, r, 9).change_gap),
                np.argmin(truth(batch, r)),
            )
            for r in range(60)
        ]
        return float(np.mean([seen == true for seen, true in best]))

    def truth(batch: Batch, r: int) -> np.ndarray:
        exact = batch.state.copy()
        exact.accounts[:, at.DIAGNOSIS_WORK] = 1e9
        return diagnose(exact, r, PLACE.vector(), 1, r, 9).change_gap

    assert share(1e9) == 1.0
    assert share(0.0) < share(400.0) <= 1.0
