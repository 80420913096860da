"""Sets of domains and twelve-month windows, each packed into one unsigned 64-bit word.

A window's lowest bit (or lowest five-bit lane, for counts) is the current month.
"""

from typing import Any, Final

from simul_agir.engine.cells import int64, uint64
from simul_agir.engine.rule import compiled, is_compiling

WINDOW: Final = 12
_TWELVE: Final = (1 << WINDOW) - 1
LANE: Final = 5  # bits of a month in a window of counts
_LANE_MASK: Final = (1 << LANE) - 1
_ALL_LANES: Final = (1 << (LANE * WINDOW)) - 1
_PAIR_MASK: Final = (1 << (2 * LANE)) - 1
_EVEN_LANES: Final = sum(_LANE_MASK << (2 * LANE * pair) for pair in range(WINDOW // 2))


@compiled
def bit(position: int) -> int:
    """The set that holds one domain, 0 to 63."""
    return uint64(1) << uint64(position)


@compiled
def holds(word: int, position: int) -> bool:
    """Whether a set contains a domain."""
    return (uint64(word) >> uint64(position)) & uint64(1) != uint64(0)


def _bit_count(word: int) -> int:
    return int(word).bit_count()


_count: Any = _bit_count
if is_compiling():
    from simul_agir.engine.lowering import popcount_llvm

    _count = popcount_llvm.population


@compiled
def size(word: int) -> int:
    """Number of bits set in a 64-bit word."""
    return int64(_count(uint64(word)))


@compiled
def first_bits(count: int) -> int:
    """The first `count` bits, fewer than 64."""
    return (uint64(1) << uint64(count)) - uint64(1)


@compiled
def lowest(word: int) -> int:
    """Position of the lowest bit set in a word; the word must not be zero."""
    bits = uint64(word)
    return size((bits & (~bits + uint64(1))) - uint64(1))


@compiled
def next_month(window: int) -> int:
    """A window of twelve yes-or-no months, shifted by one month."""
    return (uint64(window) << uint64(1)) & uint64(_TWELVE)


@compiled
def mark(window: int) -> int:
    """A window with its current month set to yes."""
    return uint64(window) | uint64(1)


@compiled
def next_month_of_counts(window: int) -> int:
    """A window of monthly counts, shifted by one month."""
    return (uint64(window) << uint64(LANE)) & uint64(_ALL_LANES)


@compiled
def add_one(window: int) -> int:
    """A window of counts with one more in the current month; a month counts at most 31."""
    if uint64(window) & uint64(_LANE_MASK) == uint64(_LANE_MASK):
        return uint64(window)
    return uint64(window) + uint64(1)


@compiled
def total(window: int) -> int:
    """Sum of a window's twelve monthly counts."""
    word, lane = uint64(window), uint64(LANE)
    # Add neighbouring lanes in lanes of twice the width, then those six lanes apart, then the last three.
    pairs = (word & uint64(_EVEN_LANES)) + (word >> lane & uint64(_EVEN_LANES))
    pairs += pairs >> uint64(6 * LANE)
    pairs += (pairs >> uint64(2 * LANE)) + (pairs >> uint64(4 * LANE))
    return int64(pairs & uint64(_PAIR_MASK))
