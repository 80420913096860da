"""Visions of success: weights of the families of outcomes, and what each arm is worth under them.

Shapes: `units` (..., arms, families), each arm's mean gain over `sham` in interquartile ranges, averaged within a
family; `weights` (visions, families), rows that add up to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

UNDECIDED_LEAD = 0.2  # interquartile ranges: a smaller lead over the second arm decides nothing
VISIONS = 4000  # weights drawn
_TINY = 1e-12


@dataclass(frozen=True)
class Vision:
    """Weights of families by name, not negative; they are brought to a sum of 1. Families not named weigh nothing."""

    weights: Mapping[str, float]

    @classmethod
    def equal(cls, families: Sequence[str]) -> Vision:
        """Every family weighs the same."""
        return cls(dict.fromkeys(families, 1.0))

    def over(self, families: Sequence[str]) -> Floats:
        """The weights in the order of `families`, (families,), adding up to 1.

        Raises ValueError where a weight is negative or not finite, a name is unknown, or no weight is above 0.
        """
        unknown = [name for name in self.weights if name not in families]
        if unknown:
            raise ValueError(f"unknown family: {unknown[0]}")
        given = np.array([self.weights.get(name, 0.0) for name in families], dtype=np.float64)
        if not np.isfinite(given).all() or (given < 0).any() or given.sum() <= 0:
            raise ValueError("weights are numbers of at least 0, one of them above 0")
        return np.asarray(given / given.sum())


def drawn_weights(families: int, seed: int, visions: int = VISIONS) -> Floats:
    """Weights ~ Dirichlet(1, ..., 1): every vision of success is equally likely. (visions, families)."""
    chance = np.random.Generator(np.random.Philox(key=[seed, 31]))
    drawn = chance.standard_exponential((visions, families))
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


def best_shares(resampled: Floats, weights: Floats) -> tuple[Floats, float, Floats]:
    """Share of visions in which each arm is best, share undecided, and each arm's share among the decided ones.

    `resampled` (resamples, arms, families): bootstrapped units; vision v is judged on resample v modulo their number,
    so that a share holds both what one may want and what the runs leave open. Arms that tie share a vision. A vision
    is undecided where the best arm leads the second by less than UNDECIDED_LEAD. Returns (arms,), number, (arms,); the
    last adds up to 1 - undecided.
    """
    chosen = resampled[np.arange(len(weights)) % len(resampled)]
    values = np.einsum("vaf,vf->va", chosen, weights)
    top = values.max(axis=1, keepdims=True)
    first = values >= top - _TINY * (1 + np.abs(top))
    shared = first / first.sum(axis=1, keepdims=True)
    if values.shape[1] == 1:
        return np.ones(1), 0.0, np.ones(1)
    ordered = np.sort(values, axis=1)
    clear = ordered[:, -1] - ordered[:, -2] >= UNDECIDED_LEAD
    return shared.mean(axis=0), float(1.0 - clear.mean()), (shared * clear[:, None]).mean(axis=0)


def regrets(units: Floats, weights: Floats) -> Floats:
    """Mean over visions of what each arm stays behind the best one, (arms,), in interquartile ranges."""
    values = weights @ units.T
    return np.asarray((values.max(axis=1, keepdims=True) - values).mean(axis=0))


def nearest_flip(units: Floats, vision: Floats, best: int) -> list[float | None]:
    """How far the vision must move for each arm to reach the best one: half the L1 distance between weights.

    units (arms, families), vision (families,) with sum 1, `best` the arm that leads under it. 0 for the best arm,
    None where no vision puts the arm level. Solved as a linear programme: w = vision + up - down.
    """
    from scipy.optimize import linprog

    arms, families = units.shape
    cost = np.full(2 * families, 0.5)
    sums = np.concatenate([np.ones(families), -np.ones(families)])[None, :]
    bounds = [(0.0, None)] * families + [(0.0, float(each)) for each in vision]
    found: list[float | None] = []
    for arm in range(arms):
        lead = units[best] - units[arm]
        if arm == best:
            found.append(0.0)
            continue
        solved = linprog(
            cost,
            A_ub=np.concatenate([lead, -lead])[None, :],
            b_ub=[-float(lead @ vision)],
            A_eq=sums,
            b_eq=[0.0],
            bounds=bounds,
            method="highs",
        )
        found.append(max(0.0, float(solved.fun)) if solved.status == 0 else None)
    return found
