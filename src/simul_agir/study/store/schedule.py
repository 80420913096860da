"""In which order points and runs are simulated, and which of them make a part: the same whoever lives them, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from simul_agir.study.design import Study
from simul_agir.study.store.manifest import Manifest

CHUNK = 200  # runs of a point that are lived together, at most: all points get theirs before any gets more
ROWS = 20_000  # rows of a part, about; of trajectories
MONTHS = 2_000_000  # numbers of a part, about
MOST_POINTS = 500  # of a part
NAME = re.compile(r"part-(\d{6,})-(\d{6,})\.parquet")


@dataclass(frozen=True)
class Task:
    """Runs first..stop-1 of a point, under every stance; `place`: where the point stands in the order."""

    point: int
    place: int
    first: int
    stop: int

    @property
    def runs(self) -> int:
        """How many."""
        return self.stop - self.first


@dataclass(frozen=True)
class Block:
    """A part to be: the same runs of the points at places low..high-1 of the order."""

    number: int
    low: int
    high: int
    first: int
    stop: int

    @property
    def name(self) -> str:
        """Of its file."""
        return f"part-{self.first:06d}-{self.number:06d}.parquet"


@dataclass(frozen=True)
class Schedule:
    """The work on a study: rounds of runs, in each of them all points."""

    order: NDArray[np.int64]
    rounds: tuple[tuple[int, int], ...]
    part: int

    @classmethod
    def of(cls, study: Study, manifest: Manifest) -> Schedule:
        """That of a store."""
        rounds: list[tuple[int, int]] = []
        first = 0
        for extent in manifest.extents:
            starts = range(first, extent, manifest.chunk)
            rounds += [(start, min(start + manifest.chunk, extent)) for start in starts]
            first = extent
        return cls(study.layout.order(), tuple(rounds), manifest.part)

    @property
    def points(self) -> int:
        """How many there are."""
        return len(self.order)

    @property
    def runs(self) -> int:
        """Runs of all points."""
        return self.points * sum(stop - first for first, stop in self.rounds)

    def __len__(self) -> int:
        return self.points * len(self.rounds)

    def task(self, number: int) -> Task:
        """Task `number`: a round after the other, in each a point after the other."""
        turn, place = divmod(number, self.points)
        return Task(int(self.order[place]), place, *self.rounds[turn])

    def blocks(self) -> Iterator[Block]:
        """All parts."""
        for first, stop in self.rounds:
            for number, low in enumerate(range(0, self.points, self.part)):
                yield Block(number, low, min(low + self.part, self.points), first, stop)

    def block_of(self, task: Task) -> Block:
        """The part that a task belongs to."""
        number = task.place // self.part
        low = number * self.part
        return Block(number, low, min(low + self.part, self.points), task.first, task.stop)

    def tasks_of(self, block: Block) -> list[Task]:
        """The tasks of a part, in their order."""
        return [
            Task(int(self.order[place]), place, block.first, block.stop)
            for place in range(block.low, block.high)
        ]

    def numbers_of(self, block: Block) -> range:
        """Their numbers."""
        turn = self._turns[block.first]
        return range(turn * self.points + block.low, turn * self.points + block.high)

    @cached_property
    def _turns(self) -> dict[int, int]:
        return {first: turn for turn, (first, _) in enumerate(self.rounds)}


def chunk_of(study: Study, runs: int) -> int:
    """Runs of a point that are simulated together: all where quantiles over them are kept, or where one wants to be sure."""
    if study.sure is not None:
        return study.sure.most_runs
    return runs if study.keep.quantiles else min(CHUNK, runs)


def part_of(study: Study, runs: int, months: int) -> int:
    """Points a part: as many as make it large enough to be worth a file, and small enough for memory."""
    rows = len(study.stances) * runs
    numbers = rows * (months + 1) * max(1, len(study.keep.trajectories)) if study.keep.trajectories else 0
    numbers += len(study.stances) * (months + 1) * len(study.keep.quantiles) * len(study.keep.indicators)
    return max(1, min(MOST_POINTS, ROWS // rows, MONTHS // max(1, numbers), len(study.layout)))
