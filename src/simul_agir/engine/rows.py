"""Applies a rule of one cell to all cells of a row, and provides common operations on whole rows.

`@over_row` calls a rule with a `cell`: eight consecutive cells of a row, for each eight of the row in turn. `row[cell]`
is then eight numbers, zero beyond the end of the row; writing stops at the end of the row. Sums are added in one fixed
order, by halves, so that results do not depend on the processor.
"""

import sys
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from simul_agir.engine.actors import ActorIndex, Number, part, sums, sums_of_sizes, zero
from simul_agir.engine.bitset import first_bits, lowest
from simul_agir.engine.cells import DoubleBlock, Doubles, Integers, uint64
from simul_agir.engine.layout import WIDTH
from simul_agir.engine.loops import loop_over
from simul_agir.engine.lowering.f64x8 import (
    add_in_turn,
    at_least,
    greater,
    lanes,
    last,
    lesser,
    nothing,
    put,
    running,
    sizes_of,
    within,
)
from simul_agir.engine.lowering.f64x8 import add_up as add_up
from simul_agir.engine.lowering.f64x8 import move_up as move_up
from simul_agir.engine.lowering.f64x8 import places_with as places_with
from simul_agir.engine.lowering.f64x8 import position as position
from simul_agir.engine.lowering.u64x8 import bits_in, eight_of
from simul_agir.engine.rule import compiled, is_compiling

CellIndex = Any  # eight consecutive cells of a row

_LOOP: Final = """
def loop({given}):
    _count = {count}
    for _first in range(0, _count, rows.WIDTH):
        {keep}rule({before}rows.cells_from(_first, _count){after})
    {give}
"""


def over_row(rule: Callable[..., Any]) -> Callable[..., Any]:
    """The rule for all cells of a row, made from the rule for one `cell`.

    The row is the rule's first parameter. If that parameter is named `count`, it is the number of cells instead.
    Parameters after `cell` are passed on from one call to the next and returned at the end.
    """
    first = rule.__code__.co_varnames[0]
    lines = _LOOP.replace("{count}", first if first == "count" else f"{first}.shape[0]")
    over_all: Callable[..., Any] = loop_over(rule, "cell", lines, rows=sys.modules[__name__])
    return over_all


def _cells_from(first: int, count: int) -> Any:
    return np.arange(first, min(first + WIDTH, count))


def _first_cell(cell: Any) -> int:
    return int(cell[0])


def _set_of(met: Any, cell: CellIndex) -> Any:
    return uint64(sum(1 << int(place) for place, each in zip(cell, met, strict=True) if each))


def _where_in(cells: Any, cell: CellIndex, values: Any, other: float) -> Any:
    return np.where([int(cells) >> int(place) & 1 for place in cell], values, other)


# cells_from: the cells from one on, in a row of `count`; set_of: the set of cells for which a condition holds; where_in:
# values at the cells of a set, and another number elsewhere.
cells_from: Any = _cells_from
first_cell: Any = _first_cell
set_of: Any = _set_of
where_in: Any = _where_in
if is_compiling():
    from simul_agir.engine.lowering import cells_llvm

    cells_from, first_cell = cells_llvm.cells_from, cells_llvm.first_cell
    set_of, where_in = cells_llvm.set_of, cells_llvm.where_in


@compiled
def each(cell: CellIndex) -> range:
    """The positions of the cells, as a range."""
    return range(first_cell(cell), first_cell(cell) + WIDTH)


@compiled
def dot(grid: DoubleBlock, index: ActorIndex, which: int, row: Doubles) -> Number:
    """Sum over the cells of the row `which` of an actor times a row."""
    total = zero(index)
    for start in range(0, row.shape[0], WIDTH):
        total = total + sums(part(grid, index, which, start) * lanes(row, start))
    return total


@compiled
def distance_to(grid: DoubleBlock, index: ActorIndex, which: int, row: Doubles) -> Number:
    """L1 distance between the row `which` of an actor and the first cells of a row."""
    total = zero(index)
    for start in range(0, grid.shape[2], WIDTH):
        total = total + sums_of_sizes(part(grid, index, which, start) - lanes(row, start))
    return total


@compiled
def distance(one: Doubles, other: Doubles) -> float:
    """L1 distance between two rows."""
    total = 0.0
    for start in range(0, one.shape[0], WIDTH):
        total += sizes_of(lanes(one, start) - lanes(other, start))
    return total


@compiled
def distance_of_shares(one: Doubles, sum_of_one: float, other: Doubles, sum_of_other: float) -> float:
    """L1 distance between two rows, each divided by its sum."""
    total = 0.0
    for start in range(0, one.shape[0], WIDTH):
        total += sizes_of(lanes(one, start) / sum_of_one - lanes(other, start) / sum_of_other)
    return total


@compiled
def overlap(one: Doubles, other: Doubles) -> float:
    """Sum of the lesser of two rows, cell by cell."""
    total = 0.0
    for start in range(0, one.shape[0], WIDTH):
        total += add_up(lesser(lanes(one, start), lanes(other, start)))
    return total


@compiled
def move_toward(row: Doubles, goal: Doubles, share: float) -> None:
    """row += share (goal - row)."""
    for start in range(0, row.shape[0], WIDTH):
        cells = lanes(row, start)
        put(row, start, cells + share * (lanes(goal, start) - cells))


@compiled
def rise_toward(row: Doubles, goal: Doubles, share: float) -> None:
    """row += share (goal - row), where the goal is above the row."""
    for start in range(0, row.shape[0], WIDTH):
        cells = lanes(row, start)
        put(row, start, cells + share * greater(lanes(goal, start) - cells, 0.0))


@compiled
def draw_together(one: Doubles, other: Doubles, share_of_one: float, share_of_other: float) -> None:
    """Each of two rows moves a share of the way to the other, both at once."""
    for start in range(0, one.shape[0], WIDTH):
        mine, theirs = lanes(one, start), lanes(other, start)
        gap = theirs - mine
        put(one, start, mine + share_of_one * gap)
        put(other, start, theirs - share_of_other * gap)


@compiled
def weighted_sum(weights: Doubles, grid: DoubleBlock, which: int, into: Doubles) -> None:
    """Sum over all actors of row `which` of each times its weight, written to the first cells of a row."""
    for start in range(0, grid.shape[2], WIDTH):
        total = nothing()
        for i in range(grid.shape[0]):
            total = total + weights[i] * lanes(grid[i, which], start)
        put(into, start, total)


@compiled
def weighted_sums(
    weights: Doubles,
    others: Doubles,
    grid: DoubleBlock,
    which: int,
    into: Doubles,
    into_other: Doubles,
) -> None:
    """Like `weighted_sum` with two weights per actor, in one pass."""
    for start in range(0, grid.shape[2], WIDTH):
        total, other_total = nothing(), nothing()
        for i in range(grid.shape[0]):
            cells = lanes(grid[i, which], start)
            total, other_total = total + weights[i] * cells, other_total + others[i] * cells
        put(into, start, total)
        put(into_other, start, other_total)


@compiled
def raise_in(row: Doubles, cells: int, other: Doubles) -> None:
    """In the cells of a set, replace a row's value by that of another row if the latter is higher."""
    for start in range(0, other.shape[0], WIDTH):
        higher = within(uint64(cells) >> uint64(start), lanes(other, start), 0.0)
        put(row, start, greater(lanes(row, start), higher))


@compiled
def sum_in(row: Doubles, cells: int, count: int) -> float:
    """Sum of the first cells of a row that are in a set, added one after the other."""
    total = 0.0
    for start in range(0, count, WIDTH):
        total = add_in_turn(total, within(uint64(cells) >> uint64(start), lanes(row, start), 0.0))
    return total


@compiled
def cells_from_bar_on(row: Doubles, bar: float) -> int:
    """The set of the cells of a row, at most 64, whose value is at least `bar`."""
    reached = uint64(0)
    for start in range(0, row.shape[0], WIDTH):
        own = first_bits(min(WIDTH, row.shape[0] - start))  # cells beyond the end of the row do not count
        reached |= (at_least(lanes(row, start), bar) & own) << uint64(start)
    return reached


@compiled
def total_of(row: Doubles, count: int) -> float:
    """Sum of the first cells of a row; later cells must be zero."""
    total = 0.0
    for start in range(0, count, WIDTH):
        total += add_up(lanes(row, start))
    return total


@compiled
def reached_in_products(one: Doubles, other: Doubles, target: float) -> int:
    """The first cell at which the running sum of products of two rows reaches a target; the last cell if none does."""
    left, count = target, one.shape[0]
    for start in range(0, count, WIDTH):
        sums_so_far = running(lanes(one, start) * lanes(other, start))
        reached = at_least(sums_so_far, left)
        if reached != uint64(0):
            return min(start + lowest(reached), count - 1)
        left -= last(sums_so_far)
    return count - 1


@compiled
def bits_shared(
    one: Integers, first_of_one: int, other: Integers, first_of_other: int, count: int
) -> tuple[int, int]:
    """For `count` sets in two rows, from a cell of each on: number of bits in both, and number of bits in either."""
    both, either = 0, 0
    for start in range(0, count, WIDTH):
        mine = eight_of(one, first_of_one + start, count - start)
        theirs = eight_of(other, first_of_other + start, count - start)
        both += bits_in(mine & theirs)
        either += bits_in(mine | theirs)
    return both, either
