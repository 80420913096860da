"""Territories for the compiler: pointers into a table, and the grids that it lists (handles.py)."""

import operator
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import impl_ret_borrowed
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer_global, signature
from numba.extending import (
    infer_getattr,
    intrinsic,
    lower_builtin,
    lower_getattr,
    lower_getattr_generic,
    models,
    register_model,
)
from numba.np.numpy_support import from_dtype

from simul_agir.engine.handles import TABLE_WORDS, USUAL_DOMAINS, Arrays
from simul_agir.engine.native import cache as code_cache


class Grid(types.Type):
    """The type of a C-contiguous array: a pointer and a shape, of which `lengths` are known at compile time.

    `constant`: nothing writes to the array while rules run, so that the compiler need not reload it after other writes.
    """

    def __init__(self, dtype: types.Type, lengths: tuple[int | None, ...], constant: bool = False) -> None:
        self.dtype, self.lengths, self.ndim, self.constant = dtype, lengths, len(lengths), constant
        super().__init__(name=f"Grid({dtype}, {lengths}{', constant' if constant else ''})")


class Eight(types.Type):
    """The type of an index that stands for eight consecutive actors: the number of the first (actors.py)."""

    def __init__(self) -> None:
        super().__init__(name="Eight")


class Cells(types.Type):
    """The type of a last index that stands for eight cells of a row: the number of the first (rows.py)."""

    def __init__(self) -> None:
        super().__init__(name="Cells")


EIGHT: Final = Eight()
CELLS: Final = Cells()


@register_model(Eight)
@register_model(Cells)
class _EightModel(models.PrimitiveModel):
    def __init__(self, manager: Any, eight: types.Type) -> None:
        super().__init__(manager, eight, ir.IntType(64))


@register_model(Grid)
class _GridModel(models.StructModel):
    def __init__(self, manager: Any, grid: Grid) -> None:
        members = [("data", types.CPointer(grid.dtype)), ("shape", types.UniTuple(types.intp, grid.ndim))]
        super().__init__(manager, grid, members)


@infer_getattr
class _GridAttributes(AttributeTemplate):
    key = Grid

    def resolve_shape(self, grid: Grid) -> types.Type:
        """The shape, one integer a dimension."""
        shape: types.Type = types.UniTuple(types.intp, grid.ndim)
        return shape


@lower_getattr(Grid, "shape")
def _shape(context: Any, builder: Any, grid: Grid, value: ir.Value) -> ir.Value:
    return cgutils.create_struct_proxy(grid)(context, builder, value=value).shape


# By type of a vector index: the type of its cells, and how to read and write them. Filled in by
# actors_llvm.py and cells_llvm.py.
of_eight: Final[dict[types.Type, dict[str, Callable[..., Any]]]] = {EIGHT: {}, CELLS: {}}


def indices_of(index: types.Type) -> tuple[types.Type, ...]:
    """The types of all indices, one or several."""
    return tuple(index) if isinstance(index, types.BaseTuple) else (index,)


def _several(index: types.Type) -> types.Type | None:
    """The type of the index that stands for eight, if there is one."""
    return next((each for each in indices_of(index) if each in of_eight), None)


@infer_global(operator.getitem)
class _GridGetItem(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
        """One cell, or a row (a grid of fewer dimensions) where fewer indices are given."""
        grid, index = args
        several = _several(index)
        if isinstance(grid, Grid) and several is not None:
            return signature(of_eight[several]["kind"](grid), grid, index)
        if not isinstance(grid, Grid) or not all(
            isinstance(each, types.Integer) for each in indices_of(index)
        ):
            return None
        left = grid.lengths[len(indices_of(index)) :]
        return signature(Grid(grid.dtype, left, grid.constant) if left else grid.dtype, grid, index)


@infer_global(operator.setitem)
class _GridSetItem(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
        """One cell takes a value; eight take one each, or all the same."""
        grid, index, value = args
        if not isinstance(grid, Grid) or grid.constant or len(indices_of(index)) != grid.ndim:
            return None
        several = _several(index)
        if several is None or value == grid.dtype:
            return signature(types.none, grid, index, grid.dtype)
        return signature(types.none, grid, index, of_eight[several]["kind"](grid))


@infer_global(len)
class _GridLen(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
        """Length of the first dimension."""
        return signature(types.intp, *args) if isinstance(args[0], Grid) else None


@lower_builtin(len, Grid)
def _len(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    proxy = cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0])
    return builder.extract_value(proxy.shape, 0)


def cell_at(context: Any, builder: Any, grid: Grid, value: ir.Value, index: types.Type, at: ir.Value) -> Any:
    """Pointer to the cell (or the first of a row or of eight) at an index, and the lengths of the remaining dimensions."""
    proxy = cgutils.create_struct_proxy(grid)(context, builder, value=value)
    lengths = [
        length if known is None else context.get_constant(types.intp, known)
        for length, known in zip(
            cgutils.unpack_tuple(builder, proxy.shape, grid.ndim), grid.lengths, strict=True
        )
    ]
    given = indices_of(index)
    values = cgutils.unpack_tuple(builder, at, len(given)) if isinstance(index, types.BaseTuple) else [at]
    offset = context.get_constant(types.intp, 0)
    for dimension, length in enumerate(lengths):
        if dimension:
            offset = builder.mul(offset, length, flags=["nsw"])
        if dimension < len(given):
            step = values[dimension]
            if given[dimension] not in of_eight:
                step = context.cast(builder, step, given[dimension], types.intp)
            offset = builder.add(offset, step, flags=["nsw"]) if dimension else step
    return builder.gep(proxy.data, [offset], inbounds=True), lengths[len(given) :]


@lower_builtin(operator.getitem, Grid, types.Any)
def _get(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    grid, index = sig.args
    several = _several(index)
    if several is not None:
        return of_eight[several]["read"](context, builder, sig, args)
    cell, left = cell_at(context, builder, grid, args[0], index, args[1])
    if not left:
        read = context.unpack_value(builder, grid.dtype, cell)
        if grid.constant:
            read.set_metadata("invariant.load", builder.module.add_metadata([]))
        return read
    row = cgutils.create_struct_proxy(sig.return_type)(context, builder)
    row.data = cell
    row.shape = cgutils.pack_array(builder, left)
    return impl_ret_borrowed(context, builder, sig.return_type, row._getvalue())


@lower_builtin(operator.setitem, Grid, types.Any, types.Any)
def _set(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    grid, index, _ = sig.args
    several = _several(index)
    if several is not None:
        return of_eight[several]["write"](context, builder, sig, args)
    cell, _ = cell_at(context, builder, grid, args[0], index, args[1])
    context.pack_value(builder, grid.dtype, args[2], cell)
    return context.get_dummy_value()


class Reference(types.Type):
    """The type of a pointer to one row of a table: address and shape of each array of a World."""

    def __init__(self, fields: tuple[str, ...], grids: tuple[Grid, ...]) -> None:
        self.fields, self.grids = fields, grids
        super().__init__(name=f"Reference({', '.join(str(grid) for grid in grids)})")


_references: Final[
    dict[bool, Reference]
] = {}  # key: whether the territories have the usual number of domains


def register(arrays: Callable[[int | None], Arrays]) -> None:
    """Register a model's arrays; see `handles.register`."""
    for usual in (True, False):
        shapes = arrays(USUAL_DOMAINS if usual else None)
        grids = tuple(Grid(from_dtype(np.dtype(code)), shape) for code, shape in shapes.values())
        _references[usual] = Reference(tuple(shapes), grids)


@register_model(Reference)
class _ReferenceModel(models.PrimitiveModel):
    def __init__(self, manager: Any, reference: Reference) -> None:
        super().__init__(manager, reference, ir.IntType(64).as_pointer())


@infer_getattr
class _ReferenceAttributes(AttributeTemplate):
    key = Reference

    def generic_resolve(self, reference: Reference, name: str) -> types.Type | None:
        """The grid behind the field `name`."""
        return reference.grids[reference.fields.index(name)] if name in reference.fields else None


def _load_word(builder: Any, line: ir.Value, word: int) -> ir.Value:
    """Read a word of the table, which does not change while rules run."""
    loaded = builder.load(builder.gep(line, [ir.Constant(ir.IntType(64), word)], inbounds=True))
    loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
    return loaded


@lower_getattr_generic(Reference)
def _load_field(context: Any, builder: Any, reference: Reference, line: ir.Value, name: str) -> ir.Value:
    field = reference.fields.index(name)
    grid = reference.grids[field]
    grid_value = cgutils.create_struct_proxy(grid)(context, builder)
    pointer = context.get_value_type(types.CPointer(grid.dtype))
    grid_value.data = builder.inttoptr(_load_word(builder, line, TABLE_WORDS * field), pointer)
    lengths = [
        _load_word(builder, line, TABLE_WORDS * field + 1 + dimension)
        if known is None
        else context.get_constant(types.intp, known)
        for dimension, known in enumerate(grid.lengths)
    ]
    grid_value.shape = cgutils.pack_array(builder, lengths)
    return grid_value._getvalue()


@intrinsic
def reference(typing_context: Any, tables: types.Array, replicate: types.Integer) -> Any:  # noqa: ARG001
    """The territory of one replicate."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        array = context.make_array(sig.args[0])(context, builder, args[0])
        number = context.cast(builder, args[1], sig.args[1], types.intp)
        offset = builder.mul(
            number, context.get_constant(types.intp, TABLE_WORDS * len(sig.return_type.fields))
        )
        return builder.gep(array.data, [offset])

    return _references[tables.ndim == code_cache.USUAL](tables, replicate), generate


def _grid_of(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    whole = context.make_array(sig.args[0])(context, builder, args[0])
    grid = cgutils.create_struct_proxy(sig.return_type)(context, builder)
    grid.data, grid.shape = whole.data, whole.shape
    return grid._getvalue()


@intrinsic
def as_grid(typing_context: Any, array: types.Array) -> Any:  # noqa: ARG001
    """A C-contiguous array as a grid."""
    return Grid(array.dtype, (None,) * array.ndim)(array), _grid_of


@intrinsic
def as_const_grid(typing_context: Any, array: types.Array) -> Any:  # noqa: ARG001
    """A C-contiguous array that nothing writes to, as a constant grid."""
    return Grid(array.dtype, (None,) * array.ndim, constant=True)(array), _grid_of
