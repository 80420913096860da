"""Words of 32 bits made of other words: a word has draws and words of its own, by channel, and one with each name.

Of a word w, with g = 0x9E3779B9 and `mixed` as below: the word of channel c is mixed(w + c g), the draw of channel c is
that word + 1/2, over 2**32, and the word of w with the name j is mixed(w xor j g), all modulo 2**32. One word costs a few
operations, so that each pair of actors can have a draw of its own.
"""

from typing import Any, Final

import numpy as np

from simul_agir.engine.lowering.u64x8 import from_row, opened
from simul_agir.engine.rule import compiled

Word = Any  # one word, or eight

_GOLDEN: Final = 0x9E3779B9  # 2**32 over the golden ratio: steps that fill the circle evenly
_LOW: Final = 0xFFFFFFFF


@compiled
def mixed(word: Word) -> Word:
    """A word of 32 bits from another, each bit of which hangs on each bit of the other; or eight from eight.

    Source: Wellons 2018 (lowbias32).
    """
    word = word ^ (word >> np.uint64(16))
    word = (word * np.uint64(0x7FEB352D)) & np.uint64(_LOW)
    word = word ^ (word >> np.uint64(15))
    word = (word * np.uint64(0x846CA68B)) & np.uint64(_LOW)
    return word ^ (word >> np.uint64(16))


@compiled
def word_in(word: int, channel: int) -> int:
    """The word of a channel of a word."""
    return mixed((np.uint64(word) + np.uint64(channel) * np.uint64(_GOLDEN)) & np.uint64(_LOW))


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
    """The word of which a draw was made."""
    return np.uint64(draw * 2.0**32)


@compiled
def word_with(word: int, name: int) -> int:
    """The word that a word has with a name, a whole number from 0."""
    return mixed(np.uint64(word) ^ ((np.uint64(name) * np.uint64(_GOLDEN)) & np.uint64(_LOW)))


@compiled
def draws_with(word: int, names: "np.ndarray", start: int) -> Word:
    """The draws that a word has with eight names, those of a row of 16 bits from a start on."""
    apart = (from_row(names, start) * np.uint64(_GOLDEN)) & np.uint64(_LOW)
    return opened(mixed(np.uint64(word) ^ apart))
