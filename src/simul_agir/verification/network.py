"""Gossip on a network: who meets whom how often, and the mean dynamics that follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simul_agir.verification.limit import Floats, RunOptions
from simul_agir.verification.reduced import CAPACITY, Web, encounters

MOST_ACTORS = 2_000  # the mean dynamics are matrices of actors by actors
MOST_ALTERS = 32  # an actor keeps in mind
TRUST = 0.5


def connected_web(actors: int, alters: int, options: RunOptions) -> Web:
    """A ring and chords drawn at random, some `alters` an actor, all ties both ways, each with a strength of its own."""
    chance = options.start(2)
    ring = {(i, (i + 1) % actors) for i in range(actors)}
    pairs = {(min(pair), max(pair)) for pair in ring}
    degree = np.zeros(actors, int)
    for pair in pairs:
        degree[list(pair)] += 1
    wanted = min(alters * actors // 2, actors * (actors - 1) // 2)
    for i, j in chance.integers(actors, size=(4 * wanted, 2)).tolist():
        pair = (min(i, j), max(i, j))
        room = max(degree[i], degree[j]) < MOST_ALTERS
        if len(pairs) < wanted and i != j and room and pair not in pairs:
            pairs.add(pair)
            degree[[i, j]] += 1
    both = np.array(sorted({*pairs, *((j, i) for i, j in pairs)}), dtype=np.int64)
    count = len(both)
    return Web(both[:, 0], both[:, 1], chance.uniform(0.2, 1.0, count), np.full(count, TRUST))


def uneven_capacity(actors: int, options: RunOptions) -> Floats:
    """Hours a month, so that some seek others more often than others do."""
    return options.start(3).uniform(0.5, 1.5, actors) * CAPACITY


def starts(actors: int, options: RunOptions) -> Floats:
    """Mandates over two needs: one number of each actor, drawn evenly from [0, 1], and what is left of it, (N, 2)."""
    first = options.start(1).uniform(0.0, 1.0, actors)
    return np.stack([first, 1.0 - first], axis=1)


def look(batch: Batch) -> Floats:
    """Priority for the first need of every actor, then the encounters of the month: (R, N + 1)."""
    first = batch.state.profiles[:, :, at.PRIORITIES, 0]
    return np.concatenate([first, encounters(batch)[:, None]], axis=1)


@dataclass(frozen=True)
class Modes:
    """The mean dynamics of one encounter, x -> x* + M (x - x*), in the coordinates in which M is diagonal.

    factors (n,): what an encounter leaves of each coordinate. `into` and `out` (n, n) lead to the coordinates and back.
    """

    factors: Floats
    into: Floats
    out: Floats


def meeting_chances(place: Scenario) -> Floats:
    """Chance that an encounter is that of each pair, (N, N), symmetric, its upper half summing to 1.

    An initiator is drawn by its hours, its partner by the strength of their tie (trust is the same everywhere).
    """
    land = place.landscape
    seeks = np.zeros((land.size, land.size))
    seeks[land.sources, land.targets] = land.strengths
    seeks /= seeks.sum(axis=1, keepdims=True)
    hours = land.attributes["capacity"]
    one_way: Floats = (hours / hours.sum())[:, None] * seeks
    return one_way + one_way.T


def laplacian(chances: Floats) -> Floats:
    """How fast each is drawn to the others, (N, N): L x = 0 for x the same everywhere."""
    return np.diag(chances.sum(axis=1)) - chances


def modes_of(drawn: Floats, rate: Floats) -> Modes:
    """Of M = I - diag(rate) `drawn`, with `drawn` symmetric and rates above 0."""
    root = np.sqrt(rate)
    factors, vectors = np.linalg.eigh(np.eye(len(rate)) - root[:, None] * drawn * root)
    return Modes(factors, vectors.T / root, root[:, None] * vectors)


def powers(modes: Modes, counts: NDArray[np.float64]) -> Floats:
    """factors ** counts, (..., n), for counts (...) of encounters."""
    raised: Floats = modes.factors ** counts[..., None]
    return raised
