"""The initial ties of actors: given, or drawn by a sparse rule of field and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import draws
from .assumptions import assumed

Floats = NDArray[np.float64]
PAIRED, DIRECTED, STRENGTH, TRUST = range(4)  # purposes of a pair's random numbers
ROWS = 256  # actors per block when pairs are weighted


@dataclass(frozen=True)
class GivenTie:
    """A tie given by a table, by positions of actors; None: to be drawn."""

    source: int
    target: int
    strength: float | None = None
    trust: float | None = None


@dataclass(frozen=True)
class TieSetting:
    """How ties are drawn: mean number of alters (0: none), mean trust, odds for a common field and a common place."""

    alters: float
    trust: float
    same_field: float
    same_place: float


@dataclass(frozen=True)
class Ties:
    """(E,) directed ties, sorted by source, then target."""

    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    strengths: Floats
    trusts: Floats


@dataclass(frozen=True)
class Meeting:
    """What makes two actors likely to have a tie at first.

    expertise: (N, K). places: communes or neighbourhoods of each. reach: (N,) odds. heads: lead and project team.
    """

    expertise: Floats
    places: Sequence[frozenset[str]]
    reach: Floats
    heads: tuple[int, int]


def draw_ties(ids: tuple[str, ...], meeting: Meeting, trust: Floats, seed: int, setting: TieSetting) -> Ties:
    """Ties between `ids`: likelier with a common field or place, and with the lead or project team; mostly mutual.

    trust: (N,) mean trust of each. Every pair has its own random number u; the pairs with the smallest u / weight are
    tied, as many as the mean number of alters requires. This is weighted sampling without replacement.
    """
    keys = draws.actor_keys(seed, "ties", ids)
    both = assumed("ties", "reciprocated")
    pairs = round(setting.alters * len(ids) / (1.0 + both))
    first, second = _luckiest(keys, meeting, setting, pairs)
    return _ties(_directed(first, second, keys, both), keys, trust)


def _luckiest(
    keys: NDArray[np.uint64], meeting: Meeting, setting: TieSetting, count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The `count` pairs (i < j) with the smallest random number / weight, found block by block."""
    actors = len(keys)
    best, pairs = np.empty(0), np.empty((0, 2), dtype=np.int64)
    for start in range(0, actors if count > 0 else 0, ROWS):
        rows, others = np.arange(start, min(start + ROWS, actors)), np.arange(start, actors)
        ratio = _luck_of_all(keys[rows], keys[others]) / _weights(rows, others, meeting, setting)
        ratio[rows[:, None] >= others[None, :]] = np.inf
        bound = best.max() if len(best) == count else np.inf
        first, second = np.nonzero(ratio < bound)
        best = np.concatenate([best, ratio[first, second]])
        pairs = np.concatenate([pairs, np.stack([first + start, second + start], axis=1)])
        if len(best) > count:
            kept = np.argpartition(best, count - 1)[:count]
            best, pairs = best[kept], pairs[kept]
    return pairs[:, 0], pairs[:, 1]


def _luck_of_all(rows: NDArray[np.uint64], others: NDArray[np.uint64]) -> Floats:
    """The random number of each pair, (len(rows), len(others))."""
    low = np.minimum(rows[:, None], others[None, :])
    high = np.maximum(rows[:, None], others[None, :])
    return draws.pair_uniforms(low, high, PAIRED)


def _weights(
    rows: NDArray[np.int64], others: NDArray[np.int64], meeting: Meeting, setting: TieSetting
) -> Floats:
    """The odds of an initial tie of each pair, (len(rows), len(others))."""
    profile = meeting.expertise / np.maximum(meeting.expertise.sum(axis=1, keepdims=True), 1e-9)
    likeness = np.ones((len(rows), len(others)))
    for column in profile.T:
        likeness -= 0.5 * np.abs(column[rows, None] - column[None, others])
    odds = meeting.reach.copy()
    odds[list(meeting.heads)] *= assumed("ties", "with_lead")
    near = _nearness(rows, others, meeting.places)
    logarithm = np.log(setting.same_field) * likeness + np.log(setting.same_place) * near
    return np.asarray(odds[rows, None] * odds[None, others] * np.exp(logarithm))


def _nearness(rows: NDArray[np.int64], others: NDArray[np.int64], places: Sequence[frozenset[str]]) -> Floats:
    """For each pair, (len(rows), len(others)): 1 for a shared commune, 2 for a neighbourhood, one half if one has no
    place.
    """
    names = {name: position for position, name in enumerate(sorted(frozenset().union(*places)))}
    member = np.zeros((len(places), max(1, len(names))), dtype=np.float32)
    for actor, where in enumerate(places):
        member[actor, [names[name] for name in where]] = 1.0
    everywhere = member.sum(axis=1) == 0
    shared = np.minimum(member[rows] @ member[others].T, 2.0).astype(np.float64)
    return np.asarray(
        np.where(everywhere[rows, None] | everywhere[None, others], assumed("ties", "no_place"), shared)
    )


def _directed(
    first: NDArray[np.int64], second: NDArray[np.int64], keys: NDArray[np.uint64], both: float
) -> NDArray[np.int64]:
    """Directed pairs, (E, 2): mutual with probability `both`, else one way."""
    smaller = keys[first] < keys[second]
    start, end = np.where(smaller, first, second), np.where(smaller, second, first)
    luck = draws.pair_uniforms(keys[start], keys[end], DIRECTED)
    forth = luck < both + (1.0 - both) / 2
    back = (luck < both) | ~forth
    pairs = np.concatenate([np.stack([start[forth], end[forth]], 1), np.stack([end[back], start[back]], 1)])
    return np.asarray(pairs, dtype=np.int64)


def _ties(pairs: NDArray[np.int64], keys: NDArray[np.uint64], trust: Floats) -> Ties:
    """Ties along `pairs`, with drawn strength and trust; if an actor has too many, the weakest are left out."""
    strengths = _strength(keys[pairs[:, 0]], keys[pairs[:, 1]])
    order = np.lexsort((-strengths, pairs[:, 0]))
    pairs, strengths = pairs[order], strengths[order]
    starts = np.searchsorted(pairs[:, 0], pairs[:, 0], side="left")
    kept = np.arange(len(pairs)) - starts < assumed("ties", "most")
    pairs, strengths = pairs[kept], strengths[kept]
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    pairs, strengths = pairs[order], strengths[order]
    trusts = _trust(keys[pairs[:, 0]], keys[pairs[:, 1]], trust[pairs[:, 0]])
    return Ties(pairs[:, 0], pairs[:, 1], strengths, trusts)


def _strength(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> Floats:
    law = assumed("ties", "strength")
    return np.asarray(
        np.round(
            law["low"] + (law["high"] - law["low"]) * draws.pair_uniforms(first, second, STRENGTH),
            draws.DIGITS,
        )
    )


def _trust(first: NDArray[np.uint64], second: NDArray[np.uint64], mean: Floats) -> Floats:
    spread = assumed("ties", "trust")["spread"]
    return draws.truncated_normal(draws.pair_uniforms(first, second, TRUST), mean, spread, 0.0, 1.0)


def merge_ties(
    drawn: Ties, given: Sequence[GivenTie], ids: tuple[str, ...], trust: Floats, seed: int
) -> Ties:
    """Drawn ties, with given ones replacing or joining them."""
    if not given:
        return drawn
    keys = draws.actor_keys(seed, "ties", ids)
    pairs = np.array([(tie.source, tie.target) for tie in given], dtype=np.int64)
    strengths = _strength(keys[pairs[:, 0]], keys[pairs[:, 1]])
    trusts = _trust(keys[pairs[:, 0]], keys[pairs[:, 1]], trust[pairs[:, 0]])
    merged = {
        (int(source), int(target)): (float(strength), float(belief))
        for source, target, strength, belief in zip(
            drawn.sources, drawn.targets, drawn.strengths, drawn.trusts, strict=True
        )
    }
    for tie, strength, belief in zip(given, strengths, trusts, strict=True):
        merged[tie.source, tie.target] = (
            float(strength) if tie.strength is None else tie.strength,
            float(belief) if tie.trust is None else tie.trust,
        )
    order = sorted(merged)
    values = np.array([merged[pair] for pair in order])
    ends = np.array(order, dtype=np.int64)
    return Ties(ends[:, 0], ends[:, 1], values[:, 0], values[:, 1])
