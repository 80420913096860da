"""How long rows are that are read eight numbers at a time."""

from typing import Final

from simul_agir.world.compiled import compiled

WIDTH: Final = 8


@compiled
def whole_eights(count: int) -> int:
    """The next multiple of eight."""
    return (count + WIDTH - 1) // WIDTH * WIDTH


@compiled
def room_for_sums(count: int) -> int:
    """Length of a row that holds the running sums of so many weights, and after them every eighth once more (draws.py)."""
    return whole_eights(count) + whole_eights(whole_eights(count) // WIDTH)
