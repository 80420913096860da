"""Whether items form one cumulative scale: Loevinger's H of items and scale, invariant order, step by step selection.

Source: Loevinger 1948; Mokken 1971 (H_i >= .3 for an item, H >= .4 for a medium scale).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Passes = NDArray[np.bool_]

ITEM_LEVEL = 0.3
SCALE_LEVEL = 0.4


@dataclass(frozen=True)
class Errors:
    """Guttman errors of each pair of items, and those expected if items were independent: (items, items), symmetric.

    The expected ones use the margins within each group, so that groups of different level do not make a scale.
    """

    observed: Floats
    expected: Floats

    @classmethod
    def of(cls, groups: Sequence[Passes], order: Floats | None = None) -> Errors:
        """From the passes of each group, (people, items). The easier item of a pair is the one passed more in all groups,
        or by `order` (items,).
        """
        items = groups[0].shape[1]
        share = np.concatenate(groups).mean(axis=0) if order is None else order
        easier = share[:, None] >= share[None, :]
        observed, expected = np.zeros((items, items)), np.zeros((items, items))
        for group in groups:
            if len(group) == 0:
                continue
            x = group.astype(np.float64)
            failed_passed = (1.0 - x).T @ x  # [i, j]: i failed, j passed
            margins = x.mean(axis=0)
            chance = len(x) * (1.0 - margins)[:, None] * margins[None, :]
            observed += np.where(easier, failed_passed, failed_passed.T)
            expected += np.where(easier, chance, chance.T)
        np.fill_diagonal(observed, 0.0)
        np.fill_diagonal(expected, 0.0)
        upper = np.triu_indices(items, 1)
        for table in (observed, expected):
            table[upper[1], upper[0]] = table[upper]
        return cls(observed, expected)

    def items(self) -> Floats:
        """H of each item, (items,); NaN where an item is passed by all or by none."""
        return _one_minus(self.observed.sum(axis=1), self.expected.sum(axis=1))

    def scale(self) -> float:
        """H of the scale; NaN where nothing varies."""
        return float(_one_minus(self.observed.sum(), self.expected.sum()))

    def pairs(self) -> Floats:
        """H of each pair, (items, items)."""
        return _one_minus(self.observed, self.expected)

    def of_items(self, chosen: Sequence[int]) -> Errors:
        """Those of some items alone."""
        at = np.ix_(list(chosen), list(chosen))
        return Errors(self.observed[at], self.expected[at])


def _one_minus(observed: Floats | float, expected: Floats | float) -> Floats:
    known = np.asarray(expected) > 0
    return np.where(known, 1.0 - np.asarray(observed) / np.where(known, expected, 1.0), np.nan)


def selected(errors: Errors, level: float = ITEM_LEVEL) -> tuple[int, ...]:
    """Items of the largest scale that is found step by step: the best pair, then the item that keeps H highest.

    An item joins while its H with those chosen, and all of theirs, stay at `level` or above and no pair of H is negative
    (Mokken's automated item selection). Empty where no pair reaches the level.
    """
    pairs = errors.pairs()
    count = len(pairs)
    best = max(
        ((pairs[i, j], i, j) for i in range(count) for j in range(i) if np.isfinite(pairs[i, j])),
        default=(float("-inf"), 0, 0),
    )
    if best[0] < level:
        return ()
    chosen = [best[1], best[2]]
    while True:
        candidates = []
        for item in set(range(count)) - set(chosen):
            group = errors.of_items([*chosen, item])
            found = group.items()
            if np.isfinite(found).all() and found.min() >= level and (pairs[item, chosen] > 0).all():
                candidates.append((group.scale(), item))
        if not candidates:
            return tuple(sorted(chosen))
        chosen.append(max(candidates)[1])


def share_of_invariant_order(groups: Sequence[Passes]) -> float:
    """Share of pairs of items whose order of difficulty is the same in all groups as over everybody; ties count as kept."""
    shares = np.array([group.mean(axis=0) for group in groups if len(group)])
    whole = np.concatenate(groups).mean(axis=0)
    kept = [
        bool(((shares[:, i] - shares[:, j]) * np.sign(whole[i] - whole[j]) >= 0).all())
        for i in range(len(whole))
        for j in range(i)
    ]
    return float(np.mean(kept)) if kept else 1.0
