"""Counter-based random numbers: a draw belongs to a decision, not to a position in a stream.

Philox 4x32 with 10 rounds (Salmon et al. 2011), keyed by (seed, replicate), with counter (actor, other, month, purpose
and occurrence). Arms that take the same decision use the same draws. Nothing depends on threads, batches or machines.
"""

from typing import Final

import numpy as np

from simul_agir.engine.actors import ActorIndex, Number, first_of, place_in_eight
from simul_agir.engine.cells import DoubleGrid, Doubles, Integers, uint64
from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8 import put
from simul_agir.engine.lowering.u64x8 import counting, opened, same
from simul_agir.engine.mixing import draw_in, word_in, word_of
from simul_agir.engine.race import doublings, set_out
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model.scratch import SEEDS, TIMES, TURNS, WEIGHTS
from simul_agir.model.state import World

# One number per purpose. No two decisions of a month may have equal (actor, other, purpose, occurrence).
CRISIS: Final = 1
LUCK: Final = 2  # an actor's own month: shock, turnover
SLOTS: Final = 3  # numbers of encounters, convened encounters, actions, visits
SEEK: Final = 4  # an actor's first turn to seek somebody, and the word of all its turns
INVITE: Final = 8  # the two actors at a convened table, and the topic
CONVENED_MEET: Final = 9
CONVENED_LEARN: Final = 10
PROPOSE: Final = 11  # the same of proposals
OUTCOME: Final = 14
CORRECT: Final = 15
NEED_HELP: Final = 16
VISIT: Final = 17
DIAGNOSE: Final = 18
OBSERVE: Final = 19
ATTEND: Final = 20
CALL: Final = 22  # rank of an application in its call, and start of the action
DELIVER: Final = 23  # whether a member does its share of an action
RELIABLE: Final = 24  # how reliable a person is
PLAN: Final = 25  # beliefs exchanged in a planning session
JOIN: Final = 26  # who ever joins a plan for conditional money
SLEEP: Final = 27  # whether a latent group falls asleep
MERGE: Final = 28  # whether an application joins another

_MULTIPLIER_0: Final = 0xD2511F53
_MULTIPLIER_1: Final = 0xCD9E8D57
_WEYL_0: Final = 0x9E3779B9
_WEYL_1: Final = 0xBB67AE85
_LOW: Final = 0xFFFFFFFF


@compiled
def philox(
    key_0: int, key_1: int, counter_0: int, counter_1: int, counter_2: int, counter_3: int
) -> tuple[int, int, int, int]:
    """Four 32-bit words from a 64-bit key and a 128-bit counter, all given as 32-bit words.

    Source: Salmon, Moraes, Dror and Shaw 2011 (Random123), Philox4x32-10.
    """
    return _rounds(
        uint64(key_0),
        uint64(key_1),
        uint64(counter_0),
        uint64(counter_1),
        uint64(counter_2),
        uint64(counter_3),
    )


@compiled
def _rounds(k0: int, k1: int, x0: int, x1: int, x2: int, x3: int) -> tuple[int, int, int, int]:
    """The ten rounds, for one counter or for eight at once."""
    low, shift = uint64(_LOW), uint64(32)
    for _ in range(10):
        p0 = uint64(_MULTIPLIER_0) * x0
        p1 = uint64(_MULTIPLIER_1) * x2
        x0, x1, x2, x3 = (p1 >> shift) ^ x1 ^ k0, p1 & low, (p0 >> shift) ^ x3 ^ k1, p0 & low
        k0 = (k0 + uint64(_WEYL_0)) & low
        k1 = (k1 + uint64(_WEYL_1)) & low
    return x0, x1, x2, x3


@compiled
def uniforms(
    key: tuple[int, int], month: int, purpose: int, actor: int, other: int, occurrence: int
) -> tuple[float, float, float, float]:
    """Four independent draws in (0, 1), multiples of 2**-33, for one decision.

    `key` is (seed, replicate); `month` counts from the start of the warm-up; each argument below 2**32, purpose below 2**8,
    occurrence below 2**24.
    """
    a, b, c, d = philox(key[0], key[1], actor, other, month, purpose + 256 * occurrence)
    return _open(a), _open(b), _open(c), _open(d)


@compiled
def _open(word: int) -> float:
    """A 32-bit word as a number in (0, 1)."""
    return (np.float64(word) + 0.5) * 2.0**-32


@compiled
def drawn(
    world: World, key: tuple[int, int], month: int, purpose: int, actor: int, other: int
) -> tuple[float, float, float, float]:
    """The draws of `uniforms` for (actor, other) and occurrence 0, computed for eight actors (or slots) at once.

    The last eight of each purpose are cached in the world's scratch.
    """
    return _read(world.draw_cache[_kept(world, key, month, purpose, actor, other)], actor % WIDTH)


@compiled
def _kept(world: World, key: tuple[int, int], month: int, purpose: int, actor: int, other: int) -> int:
    """The row of the cache with the draws of an actor (or slot) and its group of eight; they are computed if they are not
    there.
    """
    eight = actor // WIDTH
    row = purpose if other == 0 else at.PURPOSES - other
    if _turned(world.draw_keys[row], key, month, eight):
        _draw_eight(
            world.draw_cache[row], key, counting(WIDTH * eight), same(other), same(month), same(purpose)
        )
    return row


@compiled
def drawn_for(
    world: World, key: tuple[int, int], month: int, purpose: int, index: ActorIndex
) -> tuple[float, float, float, float]:
    """The draws of `uniforms` for an actor, other 0 and occurrence 0; for eight actors if `index` is eight."""
    _kept(world, key, month, purpose, first_of(index), 0)
    rows, place = world.draw_cache[purpose], place_in_eight(index)
    return rows[0, place], rows[1, place], rows[2, place], rows[3, place]


@compiled
def _turned(tag: Integers, key: tuple[int, int], month: int, page: int) -> bool:
    """Whether a cached row belongs to another run, month or group of eight; its tag is then set to these."""
    run = uint64(key[0]) << uint64(32) | uint64(key[1])
    number = uint64(month) << uint64(32) | uint64(page)
    if (tag[0] == run) & (tag[1] == number):
        return False
    tag[0], tag[1] = run, number
    return True


@compiled
def _draw_eight(rows: DoubleGrid, key: tuple[int, int], x0: int, x1: int, x2: int, x3: int) -> None:
    """Write the draws of eight counters to rows (4, 8)."""
    words = _rounds(uint64(key[0]), uint64(key[1]), x0, x1, x2, x3)
    put(rows[0], 0, opened(words[0]))
    put(rows[1], 0, opened(words[1]))
    put(rows[2], 0, opened(words[2]))
    put(rows[3], 0, opened(words[3]))


@compiled
def _read(rows: DoubleGrid, place: int) -> tuple[float, float, float, float]:
    return rows[0, place], rows[1, place], rows[2, place], rows[3, place]


@compiled
def pick(weights: Doubles, count: int, draw: float) -> int:
    """Position in weights[:count] drawn in proportion to weight by a draw in (0, 1); -1 if all weights are zero."""
    total = 0.0
    for position in range(count):
        total += weights[position]
    if total <= 0.0:
        return -1
    left = draw * total
    last = -1
    for position in range(count):
        if weights[position] > 0.0:
            last = position
            left -= weights[position]
            if left <= 0.0:
                return position
    return last


@compiled
def enter(
    world: World, key: tuple[int, int], month: int, purpose: int, index: ActorIndex, weight: Number
) -> None:
    """Enter an actor for turns of a purpose this month, with a `weight`: the larger it is, the more often its turns come.

    Turn n of i (from 0) has the word W, the word of channel n of the word of u1, and the time T(n): T(0) = -log2(u0) / w
    and T(n + 1) = T(n) - log2(u) / w. Here w is the weight of i, u the draw of channel 0 of W, and u0, u1 are draws of i
    for the purpose this month. The S first turns of all actors are S independent choices in proportion to weight
    (race.py). Draws from W do not depend on the weights of others or on their number of turns. Limits: with equal weights
    all actors are equally likely; with weight 0 there is no turn.
    """
    first, seed, _, _ = drawn_for(world, key, month, purpose, index)
    scratch = world.scratch
    scratch[WEIGHTS, index] = weight
    scratch[TURNS, index] = 0.0
    scratch[SEEDS, index] = seed
    scratch[TIMES, index] = 0.0 - doublings(first) / weight


@compiled
def take_turn(world: World, i: int) -> tuple[int, int]:
    """Take the present turn of i and compute the time of its next one. Returns the word of this turn, and the number of
    earlier turns of i.
    """
    scratch = world.scratch
    turn = int(scratch[TURNS, i])
    word = word_in(word_of(scratch[SEEDS, i]), turn)
    scratch[TURNS, i] += 1.0
    later = scratch[TIMES, i] - doublings(draw_in(word, 0)) / scratch[WEIGHTS, i]
    set_out(scratch[TIMES], world.actors.shape[0], i, later)
    return word, turn
