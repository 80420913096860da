"""From effects to a verdict, by rules fixed before any result: holds, holds when, refuted, cannot tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.study.claims.condition import Condition, find_condition
from simul_agir.study.claims.effects import Effects, without_chance
from simul_agir.study.claims.resampling import Interval, interval_of_mean, interval_of_share

Floats = NDArray[np.float64]
HOLDS, WHEN, CANNOT_TELL, REFUTED = "holds", "holds_when", "cannot_tell", "refuted"
WEAKEST_FIRST = (REFUTED, CANNOT_TELL, WHEN, HOLDS)
WIDELY = 0.8  # of the space in which a part holds, for it to hold without a condition
FEWEST = 10  # points, below which nothing can be told


@dataclass(frozen=True)
class Judgement:
    """The result of a part: mean effect, share of the space in which it reaches the smallest that matters, condition."""

    verdict: str
    smallest: float
    mean: Interval
    share: Interval
    points: int
    contracts: int
    condition: Condition | None = None
    remark: str = ""


def judge(effects: Effects, smallest: float, seed: int = 1) -> Judgement:
    """The verdict on a part whose effect must reach `smallest`; see experiments/claims/README.md for the rule."""
    if len(effects.values) == 0:
        nothing = Interval(0.0, -np.inf, np.inf)
        return Judgement(CANNOT_TELL, smallest, nothing, Interval(0.0, 0.0, 1.0), 0, 0)
    mean = interval_of_mean(effects, seed)
    settled = settled_of(effects)
    share = interval_of_share(settled >= smallest, effects.clusters, seed)
    condition = None
    if len(effects.values) >= FEWEST and not (mean.low > smallest and share.middle >= WIDELY):
        condition = find_condition(effects, smallest, seed)
    return Judgement(
        verdict=verdict_of(len(effects.values), smallest, mean, share, condition is not None),
        smallest=smallest,
        mean=mean,
        share=share,
        points=len(effects.values),
        contracts=len(np.unique(effects.clusters)),
        condition=condition,
        remark=effects.remark,
    )


def verdict_of(points: int, smallest: float, mean: Interval, share: Interval, conditioned: bool) -> str:
    """The verdict, from the findings."""
    if points < FEWEST:
        return CANNOT_TELL
    if mean.low > smallest:
        return HOLDS if share.middle >= WIDELY else WHEN
    if conditioned:
        return WHEN
    return REFUTED if mean.high < smallest else CANNOT_TELL


def weakest(verdicts: list[str]) -> str:
    """The verdict on a claim that needs all its parts."""
    return min(verdicts, key=WEAKEST_FIRST.index)


def settled_of(effects: Effects) -> Floats:
    """The effect of every point, with the scatter due to chance removed, (P,)."""
    runs = effects.values.shape[1]
    variances = effects.values.var(axis=1, ddof=1) / runs if runs > 1 else np.zeros(len(effects.values))
    return without_chance(effects.means[:, None], variances[:, None])[:, 0]
