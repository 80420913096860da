"""Eight unsigned 64-bit words at a time: what the random number generator needs to draw for eight decisions at once."""

from typing import Any

import numpy as np

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.rule import is_compiling


def _counting_from(first: int) -> Any:
    return np.arange(WIDTH, dtype=np.uint64) + np.uint64(first)


def _eight(word: int) -> Any:
    return np.full(WIDTH, word, np.uint64)


def _numbers(words: Any) -> Any:
    return (words.astype(np.float64) + 0.5) * 2.0**-32


def _sets_of(row: Any, first: int, count: int) -> Any:
    sets = np.zeros(WIDTH, np.uint64)
    sets[: min(WIDTH, count)] = row[first : first + min(WIDTH, count)]
    return sets


def _bits_of(words: Any) -> int:
    return int(np.bitwise_count(words).sum())


def _row_words(row: Any, start: int) -> Any:
    eight = row[start : start + WIDTH].astype(np.uint16).astype(np.uint64)
    return np.concatenate([eight, np.zeros(WIDTH - len(eight), np.uint64)])


# Eight of a row of 16 bits, as long as a multiple of eight, from a start on, as words of the bits they hold.
from_row: Any = _row_words
# counting: eight consecutive words; same: one word eight times; opened: eight 32-bit words as numbers in (0, 1).
counting: Any = _counting_from
same: Any = _eight
opened: Any = _numbers
# eight_of: up to eight words of a row, then zeros; bits_in: number of bits set in eight words.
eight_of: Any = _sets_of
bits_in: Any = _bits_of
if is_compiling():
    from simul_agir.engine.lowering import u64x8_llvm

    counting, same, opened = u64x8_llvm.counting, u64x8_llvm.same, u64x8_llvm.opened
    from_row = u64x8_llvm.from_row
    eight_of, bits_in = u64x8_llvm.eight_of, u64x8_llvm.bits_in
