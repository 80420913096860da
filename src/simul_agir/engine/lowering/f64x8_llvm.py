"""Vectors of eight doubles, for the compiler (f64x8.py)."""

import operator
from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin, models, register_model

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.grid_llvm import Grid

_DOUBLE: Final = ir.DoubleType()
_VECTOR: Final = ir.VectorType(_DOUBLE, WIDTH)
_INT: Final = ir.IntType(32)


class Lanes(types.Type):
    """The type of a vector of eight doubles."""

    def __init__(self) -> None:
        super().__init__(name="Lanes")


LANES: Final = Lanes()


@register_model(Lanes)
class _LanesModel(models.PrimitiveModel):
    def __init__(self, manager: Any, lanes: Lanes) -> None:
        super().__init__(manager, lanes, _VECTOR)


def spread(builder: Any, value: ir.Value) -> ir.Value:
    """The same number in every lane."""
    if value.type == _VECTOR:
        return value
    first = builder.insert_element(ir.Constant(_VECTOR, ir.Undefined), value, ir.Constant(_INT, 0))
    mask = ir.Constant(ir.VectorType(_INT, WIDTH), [0] * WIDTH)
    return builder.shuffle_vector(first, first, mask)


def _arithmetic(operation: Any, generate: Any) -> None:
    @infer_global(operation)
    class _Template(AbstractTemplate):
        def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
            if LANES in args and all(each in (LANES, types.float64) for each in args):
                return signature(LANES, *args)
            return None

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return generate(builder, spread(builder, args[0]), spread(builder, args[1]))

    for pair in ((LANES, LANES), (LANES, types.float64), (types.float64, LANES)):
        lower_builtin(operation, *pair)(lower)


_arithmetic(operator.add, lambda builder, x, y: builder.fadd(x, y))
_arithmetic(operator.sub, lambda builder, x, y: builder.fsub(x, y))
_arithmetic(operator.mul, lambda builder, x, y: builder.fmul(x, y))
_arithmetic(operator.truediv, lambda builder, x, y: builder.fdiv(x, y))


def _spread_whole(builder: Any, value: ir.Value, kind: ir.Type, width: int) -> ir.Value:
    """The same integer in every lane."""
    first = builder.insert_element(
        ir.Constant(ir.VectorType(kind, width), ir.Undefined), value, ir.Constant(_INT, 0)
    )
    return builder.shuffle_vector(first, first, ir.Constant(ir.VectorType(_INT, width), [0] * width))


def _before(builder: Any, left: ir.Value) -> ir.Value:
    """A mask of the first `left` lanes."""
    kind = ir.IntType(64)
    steps = ir.Constant(ir.VectorType(kind, WIDTH), list(range(WIDTH)))
    return builder.icmp_signed("<", steps, _spread_whole(builder, left, kind, WIDTH))


def _where(context: Any, builder: Any, sig: Any, args: Any) -> tuple[ir.Value, ir.Value, ir.Value]:
    """Pointer to the group of eight from a start on, the number of cells left from there, and whether all eight exist."""
    row = cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0])
    start = context.cast(builder, args[1], sig.args[1], types.intp)
    return reach(
        context, builder, row.data, builder.extract_value(row.shape, 0), sig.args[0].lengths[0], start
    )


def reach(
    context: Any, builder: Any, row: ir.Value, length: ir.Value, known: int | None, start: ir.Value
) -> tuple[ir.Value, ir.Value, ir.Value]:
    """Like `_where`, for a row given as a pointer and a length."""
    length = length if known is None else context.get_constant(types.intp, known)
    left = builder.sub(length, start)
    whole = builder.icmp_signed(">=", left, context.get_constant(types.intp, WIDTH))
    if known is not None and known % WIDTH == 0:
        whole = ir.Constant(ir.IntType(1), 1)  # starts are multiples of eight
    return builder.gep(row, [start], inbounds=True), left, whole


def eight_in(
    context: Any, builder: Any, row: ir.Value, start: ir.Value, length: ir.Value, known: int | None
) -> ir.Value:
    """Eight doubles of a row from a start on, zero beyond its end; the row is a pointer and a length."""
    return _loaded(builder, *reach(context, builder, row, length, known, start))


_ALIGN: Final = ir.Constant(_INT, 8)
_MASK: Final = ir.VectorType(ir.IntType(1), WIDTH)
_SINGLE: Final = ir.VectorType(ir.FloatType(), WIDTH)


def _whole_rows(grid: Grid) -> bool:
    """Whether rows of that grid are of single precision; their length is then a multiple of eight."""
    if grid.dtype != types.float32:
        return False
    if grid.lengths[-1] is None or grid.lengths[-1] % WIDTH:
        raise TypeError("a row in single precision needs a known length, a multiple of eight")
    return True


@intrinsic
def nothing(typing_context: Any) -> Any:  # noqa: ARG001
    """A vector of eight zeros."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return ir.Constant(_VECTOR, [0.0] * WIDTH)

    return LANES(), generate


def _loaded(builder: Any, cell: ir.Value, left: ir.Value, whole: ir.Value) -> ir.Value:
    """Eight cells from one on, zero beyond those that are left."""
    pointer = builder.bitcast(cell, _VECTOR.as_pointer())
    place = cgutils.alloca_once(builder, _VECTOR)
    with builder.if_else(whole) as (then, otherwise):
        with then:
            builder.store(builder.load(pointer, align=8), place)
        with otherwise:
            kind = ir.FunctionType(_VECTOR, [_VECTOR.as_pointer(), _INT, _MASK, _VECTOR])
            load = cgutils.get_or_insert_function(builder.module, kind, "llvm.masked.load.v8f64.p0v8f64")
            zero = ir.Constant(_VECTOR, [0.0] * WIDTH)
            builder.store(builder.call(load, [pointer, _ALIGN, _before(builder, left), zero]), place)
    return builder.load(place)


def read_eight(builder: Any, grid: Grid, cell: ir.Value, left: ir.Value, whole: ir.Value) -> ir.Value:
    """Eight cells of a row of that grid, of double or single precision, zero beyond its end."""
    if _whole_rows(grid):
        single = builder.load(builder.bitcast(cell, _SINGLE.as_pointer()), align=4)
        return builder.fpext(single, _VECTOR)
    return _loaded(builder, cell, left, whole)


@intrinsic
def lanes(typing_context: Any, row: Grid, start: types.Integer) -> Any:  # noqa: ARG001
    """Eight cells of a row from a start on, zero beyond its end."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        return read_eight(builder, sig.args[0], *_where(context, builder, sig, args))

    return LANES(row, start), generate


@intrinsic
def root(typing_context: Any, values: Lanes) -> Any:  # noqa: ARG001
    """The square root of each."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        kind = ir.FunctionType(_VECTOR, [_VECTOR])
        return builder.call(cgutils.get_or_insert_function(builder.module, kind, "llvm.sqrt.v8f64"), args)

    return LANES(values), generate


def write_eight(
    builder: Any, grid: Grid, values: ir.Value, cell: ir.Value, left: ir.Value, whole: ir.Value
) -> None:
    """Write eight numbers to a row of that grid from a cell on, as far as the row goes."""
    if _whole_rows(grid):
        single = builder.fptrunc(values, _SINGLE)
        builder.store(single, builder.bitcast(cell, _SINGLE.as_pointer()), align=4)
        return
    pointer = builder.bitcast(cell, _VECTOR.as_pointer())
    with builder.if_else(whole) as (then, otherwise):
        with then:
            builder.store(values, pointer, align=8)
        with otherwise:
            kind = ir.FunctionType(ir.VoidType(), [_VECTOR, _VECTOR.as_pointer(), _INT, _MASK])
            store = cgutils.get_or_insert_function(builder.module, kind, "llvm.masked.store.v8f64.p0v8f64")
            builder.call(store, [values, pointer, _ALIGN, _before(builder, left)])


@intrinsic
def put(typing_context: Any, row: Grid, start: types.Integer, values: Lanes) -> Any:  # noqa: ARG001
    """Write eight numbers to a row from a start on, as far as the row goes."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        write_eight(builder, sig.args[0], args[2], *_where(context, builder, sig, args))
        return context.get_dummy_value()

    return types.none(row, start, values), generate


def halves(builder: Any, values: ir.Value) -> ir.Value:
    """Sum of eight lanes: the upper half is added to the lower half until one lane is left."""
    width = WIDTH
    while width > 1:
        width //= 2
        kind = ir.VectorType(_INT, width)
        low = builder.shuffle_vector(values, values, ir.Constant(kind, list(range(width))))
        high = builder.shuffle_vector(values, values, ir.Constant(kind, list(range(width, 2 * width))))
        values = builder.fadd(low, high)
    return builder.extract_element(values, ir.Constant(_INT, 0))


@intrinsic
def add_up(typing_context: Any, values: Lanes) -> Any:  # noqa: ARG001
    """The sum of eight lanes, by halves."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return halves(builder, args[0])

    return types.float64(values), generate


def one_by_one(builder: Any, total: ir.Value, values: ir.Value) -> ir.Value:
    """A number to which eight lanes are added, one after the other."""
    for lane in range(WIDTH):
        total = builder.fadd(total, builder.extract_element(values, ir.Constant(_INT, lane)))
    return total


@intrinsic
def add_in_turn(typing_context: Any, total: types.Float, values: Lanes) -> Any:  # noqa: ARG001
    """A number to which lanes are added, one after the other."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return one_by_one(builder, *args)

    return types.float64(total, values), generate


def sizes(builder: Any, values: ir.Value) -> ir.Value:
    """Absolute values, lane by lane."""
    kind = ir.FunctionType(_VECTOR, [_VECTOR])
    return builder.call(cgutils.get_or_insert_function(builder.module, kind, "llvm.fabs.v8f64"), [values])


@intrinsic
def sizes_of(typing_context: Any, values: Lanes) -> Any:  # noqa: ARG001
    """The sum of the absolute values, by halves."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return halves(builder, sizes(builder, args[0]))

    return types.float64(values), generate


@intrinsic
def largest(typing_context: Any, values: Lanes) -> Any:  # noqa: ARG001
    """The largest of eight."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        values, width = args[0], WIDTH
        while width > 1:
            width //= 2
            kind = ir.VectorType(_INT, width)
            low = builder.shuffle_vector(values, values, ir.Constant(kind, list(range(width))))
            high = builder.shuffle_vector(values, values, ir.Constant(kind, list(range(width, 2 * width))))
            values = builder.select(builder.fcmp_ordered(">", low, high), low, high)
        return builder.extract_element(values, ir.Constant(_INT, 0))

    return types.float64(values), generate


def _chosen(predicate: str) -> Any:
    @intrinsic
    def choose(typing_context: Any, x: Lanes, y: types.Type) -> Any:  # noqa: ARG001
        def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
            other = spread(builder, args[1])
            return builder.select(builder.fcmp_ordered(predicate, args[0], other), args[0], other)

        return LANES(x, y), generate

    return choose


def _compared(predicate: str) -> Any:
    @intrinsic
    def compare(typing_context: Any, values: Lanes, bar: types.Float) -> Any:  # noqa: ARG001
        def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
            met = builder.fcmp_ordered(predicate, args[0], spread(builder, args[1]))
            return builder.zext(builder.bitcast(met, ir.IntType(WIDTH)), ir.IntType(64))

        return types.uint64(values, bar), generate

    return compare


@intrinsic
def within(typing_context: Any, bits: types.Integer, values: Lanes, other: types.Float) -> Any:  # noqa: ARG001
    """The lanes in a set, and another number in the other lanes."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        mask = builder.bitcast(builder.trunc(args[0], ir.IntType(WIDTH)), _MASK)
        return builder.select(mask, args[1], spread(builder, args[2]))

    return LANES(bits, values, other), generate


def _whole_row(context: Any, builder: Any, row: Grid, value: ir.Value) -> ir.Value:
    """Pointer to a row of integers of known length, as one vector."""
    width = row.lengths[0]
    if width is None or not isinstance(row.dtype, types.Integer):
        raise TypeError("a row of whole numbers of known length is needed")
    grid = cgutils.create_struct_proxy(row)(context, builder, value=value)
    vector = ir.VectorType(ir.IntType(row.dtype.bitwidth), width)
    return builder.bitcast(grid.data, vector.as_pointer())


@intrinsic
def position(typing_context: Any, row: Grid, value: types.Integer) -> Any:  # noqa: ARG001
    """First position of a value in a row of integers of known length, or -1."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        cells = builder.load(
            _whole_row(context, builder, sig.args[0], args[0]), align=row.dtype.bitwidth // 8
        )
        kind, width = cells.type.element, cells.type.count
        wanted = context.cast(builder, args[1], sig.args[1], row.dtype)
        same = builder.icmp_signed("==", cells, _spread_whole(builder, wanted, kind, width))
        bits = builder.bitcast(same, ir.IntType(width))
        found = builder.icmp_unsigned("!=", bits, ir.Constant(bits.type, 0))
        first = builder.zext(builder.cttz(bits, ir.Constant(ir.IntType(1), 0)), ir.IntType(64))
        return builder.select(found, first, ir.Constant(ir.IntType(64), -1))

    return types.int64(row, value), generate


@intrinsic
def move_up(typing_context: Any, row: Grid, kept: types.Integer) -> Any:  # noqa: ARG001
    """Shift all integers of a row of known length up by one bit, within a mask."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        size = row.dtype.bitwidth // 8
        place = _whole_row(context, builder, sig.args[0], args[0])
        cells = builder.load(place, align=size)
        kind = cells.type.element
        mask = context.cast(builder, args[1], sig.args[1], row.dtype)
        moved = builder.shl(cells, ir.Constant(cells.type, [1] * cells.type.count))
        kept_bits = _spread_whole(builder, mask, kind, cells.type.count)
        builder.store(builder.and_(moved, kept_bits), place, align=size)
        return context.get_dummy_value()

    return types.none(row, kept), generate


@intrinsic
def places_with(typing_context: Any, row: Grid, bits: types.Integer) -> Any:  # noqa: ARG001
    """The set of positions at which a row of integers of known length, up to 64, has any of some bits set."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        cells = builder.load(
            _whole_row(context, builder, sig.args[0], args[0]), align=row.dtype.bitwidth // 8
        )
        width = cells.type.count
        mask = context.cast(builder, args[1], sig.args[1], row.dtype)
        common = builder.and_(cells, _spread_whole(builder, mask, cells.type.element, width))
        met = builder.icmp_unsigned("!=", common, ir.Constant(cells.type, [0] * width))
        return builder.zext(builder.bitcast(met, ir.IntType(width)), ir.IntType(64))

    return types.uint64(row, bits), generate


@intrinsic
def running(typing_context: Any, values: Lanes) -> Any:  # noqa: ARG001
    """Running sums of eight lanes."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        values, zero = args[0], ir.Constant(_VECTOR, [0.0] * WIDTH)
        for step in (1, 2, 4):
            # Zeros first, then the values shifted by `step` lanes.
            moved = [WIDTH] * step + list(range(WIDTH - step))
            mask = ir.Constant(ir.VectorType(_INT, WIDTH), moved)
            values = builder.fadd(values, builder.shuffle_vector(values, zero, mask))
        return values

    return LANES(values), generate


@intrinsic
def last(typing_context: Any, values: Lanes) -> Any:  # noqa: ARG001
    """The last of eight lanes."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return builder.extract_element(args[0], ir.Constant(_INT, WIDTH - 1))

    return types.float64(values), generate


lesser: Final = _chosen("<")
greater: Final = _chosen(">")
at_least: Final = _compared(">=")
above: Final = _compared(">")
