"""Arms are lived on common luck, in ranges that are shared out evenly, on a desk written over again and again."""

import numpy as np
import pytest

from simul_agir.simulation import Batch
from simul_agir.simulation.arms import Arms, Desk, ranges_of
from simul_agir.simulation.labour import Ledger
from simulation.sameness import STANCES, assert_same_life
from territories import scenario

PLACE = scenario(actors=9, domains=5, months=10, warm_up=4, seed=3)


def test_a_desk_used_before_changes_nothing() -> None:
    arms, desk, ledger = Arms(PLACE, STANCES, seed=4, first=2), Desk(), Ledger(0)
    for runs in (range(3), range(3, 6), range(6, 8)):
        for name, lived in zip(arms.names, arms.lives(runs, desk, ledger), strict=True):
            alone = Batch.begin(PLACE, "none", len(runs), seed=4, first=2 + runs.start).live_until(0)
            assert lived.stance.name == name
            assert_same_life(lived, alone.branch(lived.stance).live_until(10))


def test_months_lived_are_written_down_the_shared_ones_once() -> None:
    arms, ledger = Arms(PLACE, ("none", "residents"), seed=4), Ledger(0)
    assert arms.months == 4 + 2 * 10
    assert len(list(arms.lives(range(5), Desk(), ledger))) == 2
    assert ledger.done == 5 * arms.months


def test_told_to_stop_nothing_more_is_lived() -> None:
    arms, ledger = Arms(PLACE, ("none", "residents", "mixed"), seed=4), Ledger(0)
    lived = arms.lives(range(2), Desk(), ledger)
    next(lived)
    ledger.stopped = True
    assert list(lived) == []
    assert ledger.done == 2 * (4 + 10)


def test_lived_by_stretches_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [batch.lines.copy() for batch in Arms(PLACE, STANCES, 4).lives(range(3), Desk(), Ledger(0))]
    monkeypatch.setattr("simul_agir.simulation.arms._STRETCH", 3 * 9 * 3)
    parts = [batch.lines.copy() for batch in Arms(PLACE, STANCES, 4).lives(range(3), Desk(), Ledger(0))]
    assert all(np.array_equal(one, other) for one, other in zip(whole, parts, strict=True))


@pytest.mark.parametrize("actors", [5, 60, 2000])
@pytest.mark.parametrize("runs", [1, 7, 40, 1000])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_ranges_hold_every_run_once_and_as_many_for_each_thread(actors: int, runs: int, jobs: int) -> None:
    ranges = ranges_of(scenario(actors=actors, density=0.01), runs, jobs)
    assert [run for part in ranges for run in part] == list(range(runs))
    lengths = [len(part) for part in ranges]
    assert max(lengths) - min(lengths) <= 1
    assert len(ranges) % jobs == 0 or len(ranges) == runs


def test_ranges_of_a_size_one_asks_for() -> None:
    assert ranges_of(PLACE, 7, 2, 3) == [range(3), range(3, 6), range(6, 7)]
    assert ranges_of(PLACE, 0, 2) == []
