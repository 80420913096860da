"""Eight unsigned 64-bit words at a time: what the generator of chance needs to draw for eight decisions at once."""

from typing import Any, Final

import numpy as np

from simul_agir.world.compiled import is_compiling

WIDTH: Final = 8


def _counting_from(first: int) -> Any:
    return np.arange(WIDTH, dtype=np.uint64) + np.uint64(first)


def _eight(word: int) -> Any:
    return np.full(WIDTH, word, np.uint64)


def _fill(row: Any, start: int, words: Any) -> None:
    row[start : start + WIDTH] = words


# Eight words that count on from the first; eight that are the same; their lower halves kept in a row of 32-bit words.
counting: Any = _counting_from
same: Any = _eight
keep: Any = _fill
if is_compiling():
    from simul_agir.world import word_code

    counting, same, keep = word_code.counting, word_code.same, word_code.keep
