"""Eight unsigned 64-bit words at a time: what the generator of chance needs to draw for eight decisions at once."""

from typing import Any

import numpy as np

from simul_agir.world.compiled import is_compiling
from simul_agir.world.eights import WIDTH


def _counting_from(first: int) -> Any:
    return np.arange(WIDTH, dtype=np.uint64) + np.uint64(first)


def _eight(word: int) -> Any:
    return np.full(WIDTH, word, np.uint64)


def _fill(row: Any, start: int, words: Any) -> None:
    row[start : start + WIDTH] = words


def _sets_of(row: Any, first: int, count: int) -> Any:
    sets = np.zeros(WIDTH, np.uint64)
    sets[: min(WIDTH, count)] = row[first : first + min(WIDTH, count)]
    return sets


def _bits_of(words: Any) -> int:
    return int(np.bitwise_count(words).sum())


# Eight words that count on from the first; eight that are the same; their lower halves kept in a row of 32-bit words.
counting: Any = _counting_from
same: Any = _eight
keep: Any = _fill
# So many of a row from a first one on, up to eight, nil after them; and how many bits are set in eight words.
eight_of: Any = _sets_of
bits_in: Any = _bits_of
if is_compiling():
    from simul_agir.world import word_code

    counting, same, keep = word_code.counting, word_code.same, word_code.keep
    eight_of, bits_in = word_code.eight_of, word_code.bits_in
