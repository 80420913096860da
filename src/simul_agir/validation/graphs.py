"""What a network is like: the statistics that are published of real ones, each a pure function of who is tied to whom.

`arcs` is (N, N), True where i seeks j; `edges` the same without direction (symmetric). Diagonals do not count. A statistic
that a network cannot have (no pair, no tie, nothing that varies) is NaN.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
NOTHING = float("nan")


def without_direction(arcs: Bools) -> Bools:
    """A tie wherever one of the two seeks the other."""
    both = arcs | arcs.T
    np.fill_diagonal(both, False)
    return both


def density(arcs: Bools) -> float:
    """Share of ordered pairs that are tied; of unordered ones where `arcs` is symmetric."""
    actors = len(arcs)
    return _off_diagonal(arcs) / (actors * (actors - 1)) if actors > 1 else NOTHING


def reciprocity(arcs: Bools) -> float:
    """Share of arcs that are returned."""
    there = _off_diagonal(arcs)
    return _off_diagonal(arcs & arcs.T) / there if there else NOTHING


def transitivity(edges: Bools) -> float:
    """Share of pairs with a common neighbour that are tied themselves: three times triangles over connected triples."""
    ties = edges.astype(np.float64)
    np.fill_diagonal(ties, 0.0)
    degrees = ties.sum(axis=1)
    triples = float((degrees * (degrees - 1.0)).sum())
    return float(((ties @ ties) * ties).sum()) / triples if triples else NOTHING


def closure(edges: Bools) -> float:
    """Transitivity beyond density: what a network of that density with ties laid at random would not have."""
    return transitivity(edges) - density(edges)


def degree_variation(edges: Bools) -> float:
    """Standard deviation of the number of ties over its mean."""
    degrees = edges.sum(axis=1) - np.diagonal(edges)
    return float(degrees.std() / degrees.mean()) if degrees.any() else NOTHING


def same(labels: NDArray[np.int64]) -> Bools:
    """(N, N), True for two with the same label."""
    return np.asarray(labels[:, None] == labels[None, :])


def dyad_correlation(edges: Bools, alike: NDArray[Any]) -> float:
    """Pearson's correlation, over unordered pairs, of being tied with being alike (yes or no, or how much)."""
    upper = np.triu_indices(len(edges), 1)
    return correlation(edges[upper].astype(float), alike[upper].astype(float))


def correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Pearson's, NaN where one of the two does not vary."""
    if len(first) < 2 or np.ptp(first) == 0.0 or np.ptp(second) == 0.0:
        return NOTHING
    return float(np.corrcoef(first, second)[0, 1])


def permuted_chance(edges: Bools, labels: NDArray[np.int64], permutations: int, seed: int) -> float:
    """How often labels dealt out anew correlate with the ties as strongly, either way (QAP; Krackhardt 1988), in (0, 1]."""
    alike = same(labels)
    if np.isnan(dyad_correlation(edges, alike)):
        return NOTHING
    luck, pairs = np.random.default_rng(seed), len(edges) * (len(edges) - 1)
    expected = (
        _off_diagonal(edges) * _off_diagonal(alike) / pairs
    )  # of ties between alike ones; all else is the same

    def off(dealt: NDArray[np.int64]) -> float:
        return abs(_off_diagonal(edges & same(dealt)) - expected)

    found = off(labels)
    as_far = sum(off(luck.permutation(labels)) >= found - 1e-9 for _ in range(permutations))
    return (1 + as_far) / (permutations + 1)


def dealt_anew(arcs: Bools, seed: int) -> Bools:
    """As many arcs, between ordered pairs chosen at random."""
    size = len(arcs)
    pairs = np.flatnonzero(~np.eye(size, dtype=bool).ravel())
    chosen = np.random.default_rng(seed).choice(pairs, _off_diagonal(arcs), replace=False)
    dealt = np.zeros(size * size, bool)
    dealt[chosen] = True
    return dealt.reshape(size, size)


def _off_diagonal(arcs: Bools) -> int:
    return int(arcs.sum() - np.diagonal(arcs).sum())
