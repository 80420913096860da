"""Eight cells of a row at a time, for the compiler (rows.py)."""

from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.actors_llvm import TRUTHS
from simul_agir.engine.lowering.f64x8_llvm import LANES, reach, read_eight, spread, write_eight
from simul_agir.engine.lowering.grid_llvm import CELLS, Grid, cell_at, indices_of, of_eight

_LONG: Final = ir.IntType(64)
_BYTE: Final = ir.IntType(WIDTH)


# --- reading and writing ---------------------------------------------------------------------------------------------


def _kind_of(grid: Grid) -> types.Type:
    """The type of eight cells of a row."""
    if grid.dtype not in (types.float64, types.float32):
        raise TypeError(f"eight cells at once cannot be read from {grid}")
    return LANES


def _row_at(
    context: Any, builder: Any, grid: Grid, value: ir.Value, index: types.Type, at: ir.Value
) -> tuple[ir.Value, ir.Value, ir.Value]:
    """Pointer to the first of the cells at an index, how many the row has from there, and whether those are eight."""
    cell, left = cell_at(context, builder, grid, value, index, at)
    if left or indices_of(index)[-1] != CELLS:
        raise TypeError("cells of a row are the last index")
    start = builder.extract_value(at, grid.ndim - 1) if isinstance(index, types.BaseTuple) else at
    shape = cgutils.create_struct_proxy(grid)(context, builder, value=value).shape
    length, known = builder.extract_value(shape, grid.ndim - 1), grid.lengths[-1]
    row = builder.gep(cell, [builder.neg(start)], inbounds=True)
    return reach(context, builder, row, length, known, start)


def _read_cells(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    grid, index = sig.args[:2]
    return read_eight(builder, grid, *_row_at(context, builder, grid, args[0], index, args[1]))


def _write_cells(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    grid, index = sig.args[:2]
    write_eight(
        builder, grid, spread(builder, args[2]), *_row_at(context, builder, grid, args[0], index, args[1])
    )
    return context.get_dummy_value()


of_eight[CELLS].update(kind=_kind_of, read=_read_cells, write=_write_cells)


# --- sets of cells ----------------------------------------------------------------------------------------------------


@intrinsic
def cells_from(typing_context: Any, first: types.Integer, count: types.Integer) -> Any:  # noqa: ARG001
    """Eight cells, from one on."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        return context.cast(builder, args[0], sig.args[0], types.int64)

    return CELLS(first, count), generate


@intrinsic
def first_cell(typing_context: Any, cell: types.Type) -> Any:  # noqa: ARG001
    """The place of the first."""
    return types.int64(cell), lambda context, builder, sig, args: args[0]  # noqa: ARG005


@intrinsic
def set_of(typing_context: Any, met: types.Type, cell: types.Type) -> Any:  # noqa: ARG001
    """The set of the cells at which something holds."""
    if met != TRUTHS:
        raise TypeError("what holds of each cell is needed")

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return builder.shl(builder.zext(builder.bitcast(args[0], _BYTE), _LONG), args[1])

    return types.uint64(met, cell), generate


@intrinsic
def where_in(
    typing_context: Any,  # noqa: ARG001
    cells: types.Integer,
    cell: types.Type,
    values: types.Type,
    other: types.Float,
) -> Any:
    """Values at the cells of a set, another number elsewhere."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        mask = builder.bitcast(
            builder.trunc(builder.lshr(args[0], args[1]), _BYTE), ir.VectorType(ir.IntType(1), WIDTH)
        )
        return builder.select(mask, spread(builder, args[2]), spread(builder, args[3]))

    return LANES(cells, cell, values, other), generate
