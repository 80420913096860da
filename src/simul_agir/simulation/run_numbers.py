"""Numbers that identify runs: seeds, and replicate numbers."""

import numpy as np

MOST_SEED = 2**32 - 1


def run_number(number: int) -> int:
    """A seed or a replicate's number. Raises ValueError outside 0..2**32-1."""
    if isinstance(number, bool) or not isinstance(number, int | np.integer) or not 0 <= number <= MOST_SEED:
        raise ValueError(f"{number!r} is not a whole number in 0..{MOST_SEED}")
    return int(number)
