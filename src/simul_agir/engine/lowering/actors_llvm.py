"""Operations on eight actors at a time, for the compiler (actors.py)."""

import operator
from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin, models, register_model

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8_llvm import LANES, eight_in, halves, one_by_one, sizes, spread
from simul_agir.engine.lowering.grid_llvm import EIGHT, Grid, cell_at, indices_of, of_eight
from simul_agir.engine.lowering.u64x8_llvm import WORDS, ones_in_each

_DOUBLES: Final = ir.VectorType(ir.DoubleType(), WIDTH)
_TRUTHS: Final = ir.VectorType(ir.IntType(1), WIDTH)
_PLACE: Final = ir.IntType(32)
_LONG: Final = ir.IntType(64)


class Truths(types.Type):
    """The type of a vector of eight truth values."""

    def __init__(self) -> None:
        super().__init__(name="Truths")


class Parts(types.Type):
    """The type of eight times eight doubles: eight domains of each of eight actors."""

    def __init__(self) -> None:
        super().__init__(name="Parts")


TRUTHS: Final = Truths()
PARTS: Final = Parts()


@register_model(Truths)
class _TruthsModel(models.PrimitiveModel):
    def __init__(self, manager: Any, truths: Truths) -> None:
        super().__init__(manager, truths, _TRUTHS)


@register_model(Parts)
class _PartsModel(models.PrimitiveModel):
    def __init__(self, manager: Any, parts: Parts) -> None:
        super().__init__(manager, parts, ir.ArrayType(_DOUBLES, WIDTH))


# --- reading and writing -------------------------------------------------------------------------------------------------


def _kind_of(grid: Grid) -> types.Type:
    """The type of a vector of eight cells of a grid."""
    kinds = {types.float64: LANES, types.uint64: WORDS}
    if grid.dtype not in kinds:
        raise TypeError(f"eight at once cannot be read from {grid}")
    return kinds[grid.dtype]


def _cells(context: Any, builder: Any, sig: Any, args: Any) -> tuple[ir.Value, list[ir.Value]]:
    """Pointers to the eight cells and to the first; only the latter if they are contiguous."""
    grid, index = sig.args[:2]
    first, left = cell_at(context, builder, grid, args[0], index, args[1])
    if left:
        raise TypeError("an index for each dimension is needed")
    after = 1 + indices_of(index).index(EIGHT)
    if after == grid.ndim:
        return first, []
    shape = cgutils.create_struct_proxy(grid)(context, builder, value=args[0]).shape
    step = ir.Constant(_LONG, 1)
    for dimension in range(after, grid.ndim):
        known = grid.lengths[dimension]
        length = builder.extract_value(shape, dimension) if known is None else ir.Constant(_LONG, known)
        step = builder.mul(step, length)
    places = (builder.mul(step, ir.Constant(_LONG, lane)) for lane in range(WIDTH))
    return first, [builder.gep(first, [place], inbounds=True) for place in places]


def _read(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    """Read eight cells as a vector."""
    first, cells = _cells(context, builder, sig, args)
    kind = ir.VectorType(first.type.pointee, WIDTH)
    if not cells:
        return builder.load(builder.bitcast(first, kind.as_pointer()), align=8)
    eight = ir.Constant(kind, ir.Undefined)
    for lane, cell in enumerate(cells):
        eight = builder.insert_element(eight, builder.load(cell), ir.Constant(_PLACE, lane))
    return eight


def _write(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    """Write a vector, or one value for all, to eight cells."""
    first, cells = _cells(context, builder, sig, args)
    same = not isinstance(args[2].type, ir.VectorType)
    if not cells:
        kind = ir.VectorType(first.type.pointee, WIDTH)
        values = spread(builder, args[2]) if same else args[2]
        builder.store(values, builder.bitcast(first, kind.as_pointer()), align=8)
    for lane, cell in enumerate(cells):
        value = args[2] if same else builder.extract_element(args[2], ir.Constant(_PLACE, lane))
        builder.store(value, cell)
    return context.get_dummy_value()


of_eight[EIGHT].update(kind=_kind_of, read=_read, write=_write)


@intrinsic
def eight_from(typing_context: Any, first: types.Integer) -> Any:  # noqa: ARG001
    """Eight consecutive actors, from a first one on."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        return context.cast(builder, args[0], sig.args[0], types.int64)

    return EIGHT(first), generate


@intrinsic
def first_of(typing_context: Any, index: types.Type) -> Any:  # noqa: ARG001
    """The number of the first of eight actors, or of the single one."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        return args[0] if sig.args[0] == EIGHT else context.cast(builder, args[0], sig.args[0], types.int64)

    return types.int64(index), generate


@intrinsic
def how_many(typing_context: Any, index: types.Type) -> Any:  # noqa: ARG001
    """8 for a vector, 1 for one actor."""
    count = WIDTH if index == EIGHT else 1
    return types.int64(index), lambda context, builder, sig, args: ir.Constant(_LONG, count)  # noqa: ARG005


@intrinsic
def place_in_eight(typing_context: Any, index: types.Type) -> Any:  # noqa: ARG001
    """Position of an actor within its group of eight; for a vector, positions 0 to 7."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        if sig.args[0] == EIGHT:
            return ir.Constant(_LONG, 0)
        number = context.cast(builder, args[0], sig.args[0], types.int64)
        return builder.and_(number, ir.Constant(_LONG, WIDTH - 1))

    return (EIGHT if index == EIGHT else types.int64)(index), generate


@infer_global(operator.add)
class _EightFurther(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
        """Eight as far on as a whole number says."""
        further = args[0] == EIGHT and isinstance(args[1], types.Integer)
        return signature(EIGHT, *args) if further else None


@lower_builtin(operator.add, EIGHT, types.Integer)
def _further(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
    return builder.add(args[0], context.cast(builder, args[1], sig.args[1], types.int64))


@intrinsic
def part(typing_context: Any, grid: Grid, who: types.Type, which: types.Integer, start: types.Integer) -> Any:  # noqa: ARG001
    """Eight cells of row `which`, from a start on, of one actor or of each of eight; zero beyond the last cell."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        grid, who = sig.args[:2]
        several = who == EIGHT
        index = types.UniTuple(types.int64, 2)
        which = context.cast(builder, args[2], sig.args[2], types.int64)
        start = context.cast(builder, args[3], sig.args[3], types.intp)
        found = ir.Constant(ir.ArrayType(_DOUBLES, WIDTH), ir.Undefined)
        for lane in range(WIDTH if several else 1):
            number = args[1] if several else context.cast(builder, args[1], who, types.int64)
            number = builder.add(number, ir.Constant(_LONG, lane))
            at = context.make_tuple(builder, index, [number, which])
            row, (length,) = cell_at(context, builder, grid, args[0], index, at)
            eight = eight_in(context, builder, row, start, length, grid.lengths[2])
            if not several:
                return eight
            found = builder.insert_value(found, eight, lane)
        return found

    return (PARTS if who == EIGHT else LANES)(grid, who, which, start), generate


@intrinsic
def zero(typing_context: Any, who: types.Type) -> Any:  # noqa: ARG001
    """0.0 for one actor, or for each of eight."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return ir.Constant(context.get_value_type(sig.return_type), None)

    return (LANES if who == EIGHT else types.float64)(who), generate


# --- arithmetic ----------------------------------------------------------------------------------------------------------


def _each(generate: Any) -> Any:
    """Of parts, and of what is the same for all eight, the same of each of the eight."""

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        found = ir.Constant(ir.ArrayType(_DOUBLES, WIDTH), ir.Undefined)
        for lane in range(WIDTH):
            values = [
                builder.extract_value(value, lane) if kind == PARTS else spread(builder, value)
                for value, kind in zip(args, sig.args, strict=True)
            ]
            found = builder.insert_value(found, generate(builder, *values), lane)
        return found

    return lower


def _arithmetic(operation: Any, name: str) -> None:
    @infer_global(operation)
    class _Template(AbstractTemplate):
        def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
            if PARTS in args and all(each in (PARTS, LANES, types.float64) for each in args):
                return signature(PARTS, *args)
            return None

    for pair in ((PARTS, PARTS), (PARTS, LANES), (LANES, PARTS)):
        lower_builtin(operation, *pair)(_each(lambda builder, x, y: getattr(builder, name)(x, y)))


for _operation, _name in ((operator.add, "fadd"), (operator.sub, "fsub"), (operator.mul, "fmul")):
    _arithmetic(_operation, _name)


def _added(builder: Any, vectors: list[ir.Value]) -> ir.Value:
    """The sums of eight vectors as one vector, each added by halves like `f64x8.add_up`: two vectors at a time become
    one.
    """
    width = WIDTH
    while len(vectors) > 1:
        half = width // 2
        low = [first + step for first in range(0, 2 * WIDTH, width) for step in range(half)]
        masks = [
            ir.Constant(ir.VectorType(_PLACE, WIDTH), [place + move for place in low]) for move in (0, half)
        ]
        vectors = [
            builder.fadd(*(builder.shuffle_vector(one, other, mask) for mask in masks))
            for one, other in zip(vectors[::2], vectors[1::2], strict=True)
        ]
        width = half
    return vectors[0]


def _add_each(prepared: Any) -> Any:
    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        if sig.args[0] == LANES:
            return halves(builder, prepared(builder, args[0]))
        vectors = [prepared(builder, builder.extract_value(args[0], lane)) for lane in range(WIDTH)]
        return _added(builder, vectors)

    return generate


@intrinsic
def sums(typing_context: Any, parts: types.Type) -> Any:  # noqa: ARG001
    """The sum of eight numbers, or of each actor's eight, added by halves."""
    return (LANES if parts == PARTS else types.float64)(parts), _add_each(lambda _, values: values)


@intrinsic
def sums_of_sizes(typing_context: Any, parts: types.Type) -> Any:  # noqa: ARG001
    """The sum of absolute values of eight numbers, or of each actor's eight, added by halves."""
    return (LANES if parts == PARTS else types.float64)(parts), _add_each(sizes)


# --- choosing --------------------------------------------------------------------------------------------------------------


def _comparison(operation: Any, predicate: str) -> None:
    @infer_global(operation)
    class _Template(AbstractTemplate):
        def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
            if LANES in args and all(each in (LANES, types.float64) for each in args):
                return signature(TRUTHS, *args)
            return None

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        compare = builder.fcmp_unordered if predicate == "!=" else builder.fcmp_ordered
        return compare(predicate, spread(builder, args[0]), spread(builder, args[1]))

    for pair in ((LANES, LANES), (LANES, types.float64), (types.float64, LANES)):
        lower_builtin(operation, *pair)(lower)


for _operation, _name in (
    (operator.lt, "<"),
    (operator.le, "<="),
    (operator.gt, ">"),
    (operator.ge, ">="),
    (operator.eq, "=="),
    (operator.ne, "!="),
):
    _comparison(_operation, _name)


def _alike(builder: Any, value: ir.Value) -> ir.Value:
    """The same truth value in every lane."""
    if value.type == _TRUTHS:
        return value
    first = builder.insert_element(ir.Constant(_TRUTHS, ir.Undefined), value, ir.Constant(_PLACE, 0))
    return builder.shuffle_vector(first, first, ir.Constant(ir.VectorType(_PLACE, WIDTH), [0] * WIDTH))


def _logic(operation: Any, name: str) -> None:
    @infer_global(operation)
    class _Template(AbstractTemplate):
        def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
            if TRUTHS in args and all(each in (TRUTHS, types.boolean) for each in args):
                return signature(TRUTHS, *args)
            return None

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return getattr(builder, name)(*(_alike(builder, value) for value in args))

    for pair in ((TRUTHS, TRUTHS), (TRUTHS, types.boolean), (types.boolean, TRUTHS)):
        lower_builtin(operation, *pair)(lower)


_logic(operator.and_, "and_")
_logic(operator.or_, "or_")


@intrinsic
def where(typing_context: Any, met: types.Type, one: types.Type, other: types.Type) -> Any:  # noqa: ARG001
    """One value if a condition holds and another if not, for one actor or each of eight."""
    kind = LANES if TRUTHS in (met,) or LANES in (one, other) else types.float64

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        met, one, other = args
        if sig.return_type == LANES:
            one, other = spread(builder, one), spread(builder, other)
        return builder.select(met, one, other)

    return kind(met, one, other), generate


@intrinsic
def those(typing_context: Any, met: types.Type) -> Any:  # noqa: ARG001
    """The set of those of eight actors for which a condition holds."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return builder.zext(
            builder.bitcast(args[0], ir.IntType(WIDTH)) if sig.args[0] == TRUTHS else args[0], _LONG
        )

    return types.uint64(met), generate


@intrinsic
def counted(typing_context: Any, words: types.Type) -> Any:  # noqa: ARG001
    """How many bits are set, as a number, in one word or in each of eight."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        if sig.args[0] == WORDS:
            return ones_in_each(builder, args[0])
        return builder.uitofp(builder.ctpop(args[0]), ir.DoubleType())

    return (LANES if words == WORDS else types.float64)(words), generate


@intrinsic
def add_each(typing_context: Any, total: types.Float, values: types.Type) -> Any:  # noqa: ARG001
    """A total to which a value, or each of eight, is added, one after the other."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        if sig.args[1] != LANES:
            return builder.fadd(*args)
        return one_by_one(builder, *args)

    return types.float64(total, values), generate


@intrinsic
def run_on(typing_context: Any, row: Grid, who: types.Type, total: types.Float, weights: types.Type) -> Any:  # noqa: ARG001
    """Running sums of weights, one added after the other, into their places in a row; gives back the last."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        cell, _ = cell_at(context, builder, sig.args[0], args[0], sig.args[1], args[1])
        total = args[2]
        if sig.args[1] != EIGHT:
            total = builder.fadd(total, args[3])
            builder.store(total, cell)
            return total
        sums = ir.Constant(_DOUBLES, ir.Undefined)
        for lane in range(WIDTH):
            place = ir.Constant(_PLACE, lane)
            total = builder.fadd(total, builder.extract_element(args[3], place))
            sums = builder.insert_element(sums, total, place)
        builder.store(sums, builder.bitcast(cell, _DOUBLES.as_pointer()), align=8)
        return total

    return types.float64(row, who, total, weights), generate
