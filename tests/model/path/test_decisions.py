"""What the rules decide at month ends is, to the last bit, what NumPy makes of the same diagnosis, on any territory."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from model.plain_month_ends import own_shares, scheme, settled, training_brief
from simul_agir.model import fields as at
from simul_agir.model.instruments import STANCE_NAMES
from simul_agir.model.path.decisions import ANNOUNCE, LENGTHEN, LOOK, MEASURE, WEIGH_TRAINING
from simul_agir.scenario import PathSpec, Scenario, Step, Vision
from simul_agir.simulation import Batch
from simul_agir.simulation.calendars import calendars_of
from simul_agir.simulation.diagnosis import diagnoses
from simul_agir.stances import get
from simul_agir.stances.diagnosed import FOUR
from territories import scenario

STANCES = ("animation", "residents", "ordinary_resources", "mixed", "sequenced", "unregulated", "money")
VARIED = {
    "axes": some.integers(1, 8).map(float),
    "plan_share": some.floats(0.1, 0.4),
    "training_stretch": some.floats(0.0, 2.0),
    "training_spread": some.sampled_from([0.0, 0.5, 0.7, 1.0]),
    "diagnosis_error": some.floats(0.0, 0.5),
}


@some.composite
def places(draw: Any) -> Scenario:
    """Territories of one to 150 actors, few needs or many, with paths of all sorts."""

    def step(most: int) -> Step:
        return Step(draw(some.integers(0, 4)), draw(some.integers(0, most)))

    path = PathSpec(step(4), step(3), step(9), step(4), draw(some.none() | some.integers(1, 9)))
    actors = draw(some.integers(2, 30) | some.sampled_from([60, 130, 150]))
    parameters = {name: draw(values) for name, values in VARIED.items()}
    return scenario(
        actors=actors,
        domains=draw(some.sampled_from([2, 5, 8, 11])),
        months=14,
        warm_up=draw(some.integers(0, 2)),
        seed=draw(some.integers(0, 9)),
        path=path,
        parameters=parameters,
    )


@settings(max_examples=60, deadline=None)
@given(place=places(), stance=some.sampled_from(STANCES), month=some.integers(0, 3), quiet=some.booleans())
def test_a_closed_diagnosis_leaves_what_numpy_makes_of_it(
    place: Scenario, stance: str, month: int, quiet: bool
) -> None:
    batch = Batch.begin(place, "none", 3, seed=3, first=2).run_until(month)
    if quiet:  # nobody is heard, and no need is seen
        batch.state.actors[1, :, at.AWAKE] = 0.0
        batch.state.needs[2, at.LEVEL] = 0.0
    batch.stance, batch.calendars = get(stance), calendars_of(place, get(stance))
    batch.calendars = np.repeat(batch.calendars, 3, axis=0)
    before = batch.calendars.copy()
    seen = diagnoses(batch.state, batch.points, batch.seed, batch.first, month + place.warm_up)
    batch._decide_by_rules(LOOK | WEIGH_TRAINING | MEASURE | LENGTHEN | ANNOUNCE, month)
    for r, (diagnosis, p) in enumerate(zip(seen, np.repeat(batch.points, 3, axis=0), strict=True)):
        axes, plan = scheme(diagnosis, batch.state.actors[r], p)
        assert np.array_equal(batch.state.axes[r], axes)
        assert np.array_equal(batch.state.plan[r], plan)
        assert np.array_equal(batch.state.sight[r, at.GAPS :], diagnosis.change_gap)
        assert np.array_equal(
            batch.state.actors[r, :, at.TRAINING_WEIGHT], training_brief(diagnosis, own_shares(before[r]), p)
        )
        assert np.array_equal(batch.calendars[r], settled(place, before[r], diagnosis, p, month))


@settings(max_examples=25, deadline=None)
@given(
    place=places(),
    month=some.integers(0, 3),
    ruled_out=some.sets(some.sampled_from(STANCE_NAMES), max_size=3),
)
def test_a_territory_takes_the_feasible_stance_with_the_smallest_gap(
    place: Scenario, month: int, ruled_out: set[str]
) -> None:
    place = replace(place, vision=Vision(excluded=tuple(sorted(ruled_out))))
    batch = Batch.begin(place, "none", 4, seed=8).run_until(month)
    seen = diagnoses(batch.state, batch.points, batch.seed, batch.first, month + place.warm_up)
    batch.turn_to(get("diagnosed"))
    closed = place.path.diagnosis.start + place.path.diagnosis.months
    if closed > month:
        return
    names = [name for name in STANCE_NAMES if name not in ruled_out]
    due = place.effort * 133.9 * place.months
    for r, diagnosis in enumerate(seen):
        gaps = dict(zip(STANCE_NAMES, diagnosis.change_gap, strict=True))
        chosen = min(names, key=lambda name: gaps[name])
        own = calendars_of(place, FOUR[chosen]())[0]
        shares = own_shares(own)
        assert own_shares(batch.calendars[r])[shares > 0].sum() == pytest.approx(1.0)
        assert batch.calendars[r].sum() == pytest.approx(due)


def test_a_whole_contract_is_lived_in_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    from simul_agir.simulation import batch as module

    calls = []
    real = module.live
    monkeypatch.setattr(module, "live", lambda *arguments: calls.append(real(*arguments)))
    monkeypatch.setattr(module, "decide", lambda *_: pytest.fail("Python stopped for a decision"))
    for stance in (*STANCES, "diagnosed", "decree"):
        Batch.begin(scenario(months=12), stance, 2).run_until(12)
    assert len(calls) == len(STANCES) + 2
