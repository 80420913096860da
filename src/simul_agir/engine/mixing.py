"""Derives 32-bit words from words: each word has draws and further words by channel, and one word with each name.

For a word w, with g = 0x9E3779B9 and `mixed` as below, all modulo 2**32: the word of channel c is mixed(w + c g); the
draw of channel c is that word + 1/2, divided by 2**32; the word of w with name j is mixed(w xor j g). A word costs few
operations, so that each pair of actors can have its own draw.
"""

from typing import Any, Final

import numpy as np

from simul_agir.engine.cells import Integers, uint64
from simul_agir.engine.lowering.u64x8 import from_row, opened
from simul_agir.engine.rule import compiled

Word = Any  # one word, or eight

_GOLDEN: Final = 0x9E3779B9  # 2**32 divided by the golden ratio: its multiples are evenly spread
_LOW: Final = 0xFFFFFFFF


@compiled
def mixed(word: Word) -> Word:
    """A 32-bit word derived from another so that each bit depends on all bits of the other; or eight from eight.

    Source: Wellons 2018 (lowbias32).
    """
    word = word ^ (word >> uint64(16))
    word = (word * uint64(0x7FEB352D)) & uint64(_LOW)
    word = word ^ (word >> uint64(15))
    word = (word * uint64(0x846CA68B)) & uint64(_LOW)
    return word ^ (word >> uint64(16))


@compiled
def word_in(word: int, channel: int) -> int:
    """The word of a channel of a word."""
    made: int = mixed((uint64(word) + uint64(channel) * uint64(_GOLDEN)) & uint64(_LOW))
    return made


@compiled
def draw_in(word: int, channel: int) -> float:
    """The draw of a channel of a word, in (0, 1), a multiple of 2**-33."""
    return opened_one(word_in(word, channel))


@compiled
def opened_one(word: int) -> float:
    """A word as a number in (0, 1)."""
    return (np.float64(word) + 0.5) * 2.0**-32


@compiled
def word_of(draw: float) -> int:
    """The word from which a draw was made."""
    return uint64(draw * 2.0**32)


@compiled
def word_with(word: int, name: int) -> int:
    """The word of a word with a name, an integer from 0."""
    made: int = mixed(uint64(word) ^ ((uint64(name) * uint64(_GOLDEN)) & uint64(_LOW)))
    return made


@compiled
def draws_with(word: int, names: Integers, start: int) -> Word:
    """The draws of a word with eight names, read from a row of 16-bit integers from a start on."""
    apart = (from_row(names, start) * uint64(_GOLDEN)) & uint64(_LOW)
    return opened(mixed(uint64(word) ^ apart))
