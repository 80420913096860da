"""What the compiler is told of eight numbers that lie apart, at places which other rows hold (f64x8.py)."""

from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8_llvm import LANES
from simul_agir.engine.lowering.grid_llvm import Grid

_INT: Final = ir.IntType(32)
_VECTOR: Final = ir.VectorType(ir.DoubleType(), WIDTH)


def eight_at(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    """A vector of those of a row at the eight places which another row holds from a start on; the first where negative."""
    row, places = (
        cgutils.create_struct_proxy(sig.args[at])(context, builder, value=args[at]) for at in (0, 1)
    )
    start, long = context.cast(builder, args[2], sig.args[2], types.intp), ir.IntType(64)
    first = builder.gep(places.data, [start], inbounds=True)
    eight = ir.Constant(ir.VectorType(row.data.type.pointee, WIDTH), ir.Undefined)
    for lane in range(WIDTH):
        place = _not_negative(
            builder, builder.load(builder.gep(first, [ir.Constant(long, lane)], inbounds=True))
        )
        cell = builder.load(builder.gep(row.data, [place], inbounds=True))
        eight = builder.insert_element(eight, cell, ir.Constant(_INT, lane))
    return eight


@intrinsic
def lanes_at(typing_context: Any, row: Grid, places: Grid, start: types.Integer) -> Any:  # noqa: ARG001
    """Those of a row at eight places, which another row holds from a start on; the first where that is negative."""
    return LANES(row, places, start), eight_at


@intrinsic
def lanes_across(
    typing_context: Any,  # noqa: ARG001
    grid: Grid,
    which: types.Integer,
    rows: Grid,
    columns: Grid,
    start: types.Integer,
) -> Any:
    """Those of a grid at eight pairs of a row and a column, which two rows hold from a start on; the first where one is
    negative.
    """
    if None in grid.lengths[1:]:
        raise TypeError("a grid whose rows have known lengths is needed")

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        cells, rows, columns = (
            cgutils.create_struct_proxy(sig.args[at])(context, builder, value=args[at]).data
            for at in (0, 2, 3)
        )
        which, start = (context.cast(builder, args[at], sig.args[at], types.intp) for at in (1, 4))
        deep, wide = (ir.Constant(which.type, length) for length in sig.args[0].lengths[1:])
        eight = ir.Constant(_VECTOR, ir.Undefined)
        for lane in range(WIDTH):
            here = builder.add(start, ir.Constant(start.type, lane))
            row, column = (
                _not_negative(builder, builder.load(builder.gep(places, [here], inbounds=True)))
                for places in (rows, columns)
            )
            place = builder.add(builder.mul(builder.add(builder.mul(row, deep), which), wide), column)
            cell = builder.load(builder.gep(cells, [place], inbounds=True))
            eight = builder.insert_element(eight, cell, ir.Constant(_INT, lane))
        return eight

    return LANES(grid, which, rows, columns, start), generate


def _not_negative(builder: Any, place: ir.Value) -> ir.Value:
    """A place as a whole number of 64 bits, nil where it is negative."""
    nil = ir.Constant(ir.IntType(64), 0)
    place = builder.sext(place, nil.type)
    return builder.select(builder.icmp_signed("<", place, nil), nil, place)
