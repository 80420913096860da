"""Points and runs are lived in an order that only the study decides."""

from dataclasses import replace

import numpy as np

from simul_agir.study.store.schedule import MOST_POINTS, NAME, Schedule, chunk_of, part_of
from studies import small

MANY = {"budget": {"low": 0, "high": 1}}
DESIGN = {"kind": "sobol", "points": 3000}


def _schedule(points: int, rounds: tuple[tuple[int, int], ...], part: int) -> Schedule:
    return Schedule(np.arange(points)[::-1].copy(), rounds, part)


def test_every_task_belongs_to_one_part_and_stands_in_it() -> None:
    schedule = _schedule(7, ((0, 3), (3, 5)), 3)
    assert len(schedule) == 14
    assert schedule.runs == 7 * 5
    told = [(block, task) for block in schedule.blocks() for task in schedule.tasks_of(block)]
    assert [schedule.task(number) for number in range(14)] == [task for _, task in told]
    assert all(schedule.block_of(task) == block for block, task in told)
    numbers = [number for block in schedule.blocks() for number in schedule.numbers_of(block)]
    assert numbers == list(range(14))


def test_parts_have_names_of_their_own_that_say_whose_they_are() -> None:
    names = [block.name for block in _schedule(7, ((0, 3), (3, 5)), 3).blocks()]
    assert len(set(names)) == 6
    assert all(NAME.fullmatch(name) for name in names)


def test_a_part_is_large_enough_to_be_worth_a_file_and_small_enough_for_memory() -> None:
    many = small(vary=MANY, design=DESIGN)
    assert part_of(many, 50, 72) == 200
    assert part_of(many, 1, 72) == MOST_POINTS
    assert part_of(many, 100_000, 72) == 1
    kept = small(vary=MANY, design=DESIGN, keep={"trajectories": ["all"]})
    assert part_of(kept, 50, 72) < 10
    assert part_of(small(), 50, 72) == 6


def test_runs_over_which_quantiles_are_kept_are_lived_together() -> None:
    study = small(keep={"quantiles": [0.5]})
    assert chunk_of(study, 3000) == 3000
    assert chunk_of(replace(study, keep=small().keep), 3000) == 200
