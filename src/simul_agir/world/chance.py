"""Counter-based chance: a draw belongs to a decision, not to a position in a stream.

Philox 4x32 with 10 rounds (Salmon et al. 2011), keyed by (seed, replicate), counted by (actor, other, month, purpose and
occurrence). Arms that take the same decision share their luck; nothing depends on threads, batches or machines.
"""

from typing import Final

import numpy as np

from simul_agir.world.compiled import compiled

# One number a purpose; no two decisions of a month may share (actor, other, purpose, occurrence).
CRISIS: Final = 1
LUCK: Final = 2  # an actor's own month: shock, turnover
SLOTS: Final = 3  # how many encounters, convened encounters, actions, visits
SEEK: Final = 4  # initiator, exploration, partner, topic of an encounter
MEET: Final = 5  # outcome of an encounter, mediation and introduction
LEARN: Final = 6  # beliefs copied in an encounter
INVITE: Final = 8  # the two at a convened table, the topic
CONVENED_MEET: Final = 9
CONVENED_LEARN: Final = 10
PROPOSE: Final = 11
ASK: Final = 12
DECIDE: Final = 13
OUTCOME: Final = 14
CORRECT: Final = 15
NEED_HELP: Final = 16
VISIT: Final = 17
DIAGNOSE: Final = 18
OBSERVE: Final = 19
ATTEND: Final = 20

_MULTIPLIER_0: Final = 0xD2511F53
_MULTIPLIER_1: Final = 0xCD9E8D57
_WEYL_0: Final = 0x9E3779B9
_WEYL_1: Final = 0xBB67AE85
_LOW: Final = 0xFFFFFFFF


@compiled
def philox(
    key_0: int, key_1: int, counter_0: int, counter_1: int, counter_2: int, counter_3: int
) -> tuple[int, int, int, int]:
    """Four 32-bit words for a 64-bit key and a 128-bit counter, all given as 32-bit words.

    Source: Salmon, Moraes, Dror and Shaw 2011 (Random123), Philox4x32-10.
    """
    low, shift = np.uint64(_LOW), np.uint64(32)
    k0, k1 = np.uint64(key_0), np.uint64(key_1)
    x0, x1, x2, x3 = np.uint64(counter_0), np.uint64(counter_1), np.uint64(counter_2), np.uint64(counter_3)
    for _ in range(10):
        p0 = np.uint64(_MULTIPLIER_0) * x0
        p1 = np.uint64(_MULTIPLIER_1) * x2
        x0, x1, x2, x3 = (p1 >> shift) ^ x1 ^ k0, p1 & low, (p0 >> shift) ^ x3 ^ k1, p0 & low
        k0 = (k0 + np.uint64(_WEYL_0)) & low
        k1 = (k1 + np.uint64(_WEYL_1)) & low
    return x0, x1, x2, x3


@compiled
def uniforms(
    key: tuple[int, int], month: int, purpose: int, actor: int, other: int, occurrence: int
) -> tuple[float, float, float, float]:
    """Four independent draws in (0, 1), multiples of 2**-33, for one decision.

    `key` is (seed, replicate); `month` counts from the start of the warm-up; each argument below 2**32, purpose below 2**8,
    occurrence below 2**24.
    """
    scale = 2.0**-32
    a, b, c, d = philox(key[0], key[1], actor, other, month, purpose + 256 * occurrence)
    return (
        (np.float64(a) + 0.5) * scale,
        (np.float64(b) + 0.5) * scale,
        (np.float64(c) + 0.5) * scale,
        (np.float64(d) + 0.5) * scale,
    )


@compiled
def pick(weights: "np.ndarray", count: int, draw: float) -> int:
    """Position in weights[:count] chosen in proportion to weight by a draw in (0, 1); -1 where all weigh nothing."""
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
