"""Robustness to assumptions: the number of accepted points under which each arm ends highest on average."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simul_agir.study.exploring.fans import PairedRuns
from simul_agir.study.exploring.mixing import by_point, points_for

EACH = 8  # runs of each arm on every point


@dataclass(frozen=True)
class Robustness:
    """Of `sets` points: by arm, on how many of them the mean of its `runs` runs there ends highest."""

    sets: int
    first: dict[str, int]
    runs: int


def runs_for_robustness(lives: PairedRuns) -> int:
    """Runs of every arm after which each point has been simulated EACH times."""
    return EACH * len(points_for(lives.scenario))


def robustness_of(lives: PairedRuns) -> Robustness | None:
    """The robustness measured in these runs; None if there are too few."""
    sets = len(points_for(lives.scenario))
    each = lives.runs // sets
    if each < EACH:
        return None
    ends = np.stack([lives.ends(arm)[: each * sets] for arm in lives.arms], axis=1)
    first = dict.fromkeys(lives.arms, 0)
    for runs in by_point(ends, sets):
        first[lives.arms[int(runs.mean(axis=0).argmax())]] += 1
    return Robustness(sets, first, each)
