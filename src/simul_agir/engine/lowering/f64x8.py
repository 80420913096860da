"""Eight numbers at a time: the few row operations on which profiles of K domains are compared and moved.

The compiler leaves loops of eight scalar; these are vectors of the processor where it has them, and the same operations in
the same order where it has not, or where the compiler is off (then a vector is an array of eight). Sums are added in one
fixed order, by halves, so that results do not depend on the width of the processor's vectors.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.rule import is_compiling


def _nils() -> Any:
    return np.zeros(WIDTH)


def _final(values: Any) -> float:
    return float(values[WIDTH - 1])


def _slice(row: Any, start: int) -> Any:
    return _full(np.asarray(row[start : start + WIDTH], np.float64))


def _fill(row: Any, start: int, values: Any) -> None:
    row[start : start + WIDTH] = values[: len(row) - start]


def _full(values: Any) -> Any:
    """Eight numbers, zero beyond the end of the row."""
    return np.concatenate([values, np.zeros(WIDTH - len(values))])


def _sum_by_halves(values: Any) -> float:
    values = _full(np.asarray(values, np.float64))
    while len(values) > 1:
        half = len(values) // 2
        values = values[:half] + values[half:]
    return float(values[0])


def _sum_in_turn(total: float, values: Any) -> float:
    for value in values.tolist():
        total += value
    return total


def _distance_by_halves(values: Any) -> float:
    return _sum_by_halves(np.abs(values))


def _bits_at_least(values: Any, bar: float) -> Any:
    return np.uint64(sum(1 << lane for lane, value in enumerate(values) if value >= bar))


def _bits_above(values: Any, bar: float) -> Any:
    return np.uint64(sum(1 << lane for lane, value in enumerate(values) if value > bar))


def _pick_from(bits: Any, values: Any, other: float) -> Any:
    return np.where([int(bits) >> lane & 1 for lane in range(len(values))], values, other)


def _position_in(row: Any, value: int) -> int:
    places = np.flatnonzero(row == value)
    return int(places[0]) if len(places) else -1


def _shift_all(row: Any, kept: int) -> None:
    row[:] = (row.astype(np.int64) << 1) & kept


def _places_with(row: Any, bits: int) -> Any:
    return np.uint64(sum(1 << place for place, value in enumerate(row.tolist()) if value & bits))


def _running_sums(values: Any) -> Any:
    for step in (1, 2, 4):
        values = values + np.concatenate([np.zeros(step), values[:-step]])
    return values


# Eight zeros; eight cells of a row from a start on, zero beyond its end; and writing them back.
nothing: Any = _nils
lanes: Any = _slice
put: Any = _fill
# Their sum; the sum of their sizes; a number to which they are added one after the other; the lesser and the greater, lane
# by lane; the sets of lanes that reach a bar, and that pass it; running sums, and the last of eight.
add_up: Any = _sum_by_halves
sizes_of: Any = _distance_by_halves
add_in_turn: Any = _sum_in_turn
root: Any = np.sqrt  # of each
lesser: Any = np.minimum
greater: Any = np.maximum
at_least: Any = _bits_at_least
above: Any = _bits_above
running: Any = _running_sums
last: Any = _final
# Those in a set of lanes, another number elsewhere; and the largest of eight.
within: Any = _pick_from
largest: Any = np.max
# Of a row of 32 whole numbers of 16 bits: where it holds a value first, or -1; all moved up by a bit, as far as it is one of
# those kept; the set of places that hold any of some bits.
position: Callable[[Any, int], int] = _position_in
move_up: Any = _shift_all
places_with: Callable[[Any, int], int] = _places_with
if is_compiling():
    from simul_agir.engine.lowering import f64x8_llvm

    nothing, root = f64x8_llvm.nothing, f64x8_llvm.root
    lanes, put, add_up, sizes_of = f64x8_llvm.lanes, f64x8_llvm.put, f64x8_llvm.add_up, f64x8_llvm.sizes_of
    lesser, greater, add_in_turn = f64x8_llvm.lesser, f64x8_llvm.greater, f64x8_llvm.add_in_turn
    at_least, above, running = f64x8_llvm.at_least, f64x8_llvm.above, f64x8_llvm.running
    largest = f64x8_llvm.largest
    last, within, position = f64x8_llvm.last, f64x8_llvm.within, f64x8_llvm.position
    move_up, places_with = f64x8_llvm.move_up, f64x8_llvm.places_with
