"""Trials of several stances live their first months once, and come to what each comes to by itself."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simul_agir.scenario import PathSpec, Scenario, Step
from simul_agir.simulation import Batch, simulate
from simul_agir.simulation.diagnosis import diagnose
from simul_agir.simulation.trial import Trials
from simul_agir.stances import Diagnosis, Stance
from simulation.sameness import STANCES, assert_same_answer
from simulation.test_shared_prefix import Late
from territories import SHORT_PATH, scenario

PLACE = scenario(actors=9, domains=5, months=12, warm_up=4, seed=3, effort=1.0)
UNHEARD = PathSpec(diagnosis=Step(0, 0), choice=Step(0, 3), training=Step(0, 4), scheme=Step(1, 2))
TRIED = [name for name in STANCES if name != "diagnosed_by_trial"]  # nobody is tried out in a trial


def observed(place: Scenario) -> tuple[Batch, Diagnosis]:
    """A territory after the first months of the base, and what is seen of its second run."""
    batch = Batch.begin(place, "animation", 2, seed=4).run_until(3)
    return batch, diagnose(batch.state, 1, batch.point(1), batch.seed, batch.first + 1, 3 + place.warm_up)


@pytest.mark.parametrize("path", [SHORT_PATH, PathSpec(), UNHEARD, replace(SHORT_PATH, revisit=2)])
@pytest.mark.parametrize("warm_up", [0, 4])
def test_a_trial_comes_to_the_same_among_others_and_alone(path: PathSpec, warm_up: int) -> None:
    batch, seen = observed(replace(PLACE, path=path, warm_up=warm_up))
    together, alone = Trials(batch, 1, seen), Trials(batch, 1, seen)
    alone.close()
    for stance in (*TRIED, *TRIED[::-1]):
        assert together(stance, 3) == alone(stance, 3), stance


@settings(max_examples=30, deadline=None)
@given(some.lists(some.tuples(some.integers(1, 12), some.integers(1, 3)), min_size=2, max_size=5))
def test_so_it_does_whenever_they_part_and_however_many_runs_each_has(asked: list[tuple[int, int]]) -> None:
    batch, seen = observed(PLACE)
    together, alone = Trials(batch, 1, seen), Trials(batch, 1, seen)
    alone.close()
    for month, runs in asked:
        assert together(Late(month), runs) == alone(Late(month), runs)


def test_a_territory_that_tries_stances_out_chooses_as_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    stance: Stance | str = "diagnosed_by_trial"
    shared = simulate(PLACE, stance, 2, seed=4)
    monkeypatch.setattr(Trials, "_parted", lambda *_: None)
    assert_same_answer(simulate(PLACE, stance, 2, seed=4), shared)
