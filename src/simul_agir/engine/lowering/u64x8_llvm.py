"""Vectors of eight words, for the compiler (u64x8.py)."""

import operator
from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin, models, register_model

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8_llvm import LANES
from simul_agir.engine.lowering.grid_llvm import Grid

_INDEX: Final = ir.IntType(32)
_VECTOR: Final = ir.VectorType(ir.IntType(64), WIDTH)
_NARROW: Final = ir.VectorType(ir.IntType(32), WIDTH)
_DOUBLES: Final = ir.VectorType(ir.DoubleType(), WIDTH)


class Words(types.Type):
    """The type of a vector of eight unsigned 64-bit words."""

    def __init__(self) -> None:
        super().__init__(name="Words")


WORDS: Final = Words()


@register_model(Words)
class _WordsModel(models.PrimitiveModel):
    def __init__(self, manager: Any, words: Words) -> None:
        super().__init__(manager, words, _VECTOR)


def _spread(builder: Any, value: ir.Value) -> ir.Value:
    """The same word in every lane."""
    if value.type == _VECTOR:
        return value
    first = builder.insert_element(ir.Constant(_VECTOR, ir.Undefined), value, ir.Constant(_INDEX, 0))
    return builder.shuffle_vector(first, first, ir.Constant(_NARROW, [0] * WIDTH))


def _arithmetic(operation: Any, generate: Any) -> None:
    @infer_global(operation)
    class _Template(AbstractTemplate):
        def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
            if WORDS in args and all(each in (WORDS, types.uint64) for each in args):
                return signature(WORDS, *args)
            return None

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        return generate(builder, _spread(builder, args[0]), _spread(builder, args[1]))

    for pair in ((WORDS, WORDS), (WORDS, types.uint64), (types.uint64, WORDS)):
        lower_builtin(operation, *pair)(lower)


_arithmetic(operator.add, lambda builder, x, y: builder.add(x, y))
_arithmetic(operator.mul, lambda builder, x, y: builder.mul(x, y))
_arithmetic(operator.and_, lambda builder, x, y: builder.and_(x, y))
_arithmetic(operator.or_, lambda builder, x, y: builder.or_(x, y))
_arithmetic(operator.xor, lambda builder, x, y: builder.xor(x, y))
_arithmetic(operator.rshift, lambda builder, x, y: builder.lshr(x, y))


@intrinsic
def counting(typing_context: Any, first: types.Integer) -> Any:  # noqa: ARG001
    """Eight consecutive words from a first one on."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        start = context.cast(builder, args[0], sig.args[0], types.uint64)
        return builder.add(_spread(builder, start), ir.Constant(_VECTOR, list(range(WIDTH))))

    return WORDS(first), generate


@intrinsic
def same(typing_context: Any, word: types.Integer) -> Any:  # noqa: ARG001
    """One word eight times."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        return _spread(builder, context.cast(builder, args[0], sig.args[0], types.uint64))

    return WORDS(word), generate


@intrinsic
def opened(typing_context: Any, words: Words) -> Any:  # noqa: ARG001
    """Eight 32-bit words as numbers in (0, 1), multiples of 2**-33."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        numbers = builder.uitofp(args[0], _DOUBLES)
        half, step = (ir.Constant(_DOUBLES, [value] * WIDTH) for value in (0.5, 2.0**-32))
        return builder.fmul(builder.fadd(numbers, half), step)

    return LANES(words), generate


@intrinsic
def eight_of(typing_context: Any, row: Grid, first: types.Integer, count: types.Integer) -> Any:  # noqa: ARG001
    """Up to eight words of a row from a first one on, then zeros."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        grid = cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0])
        start, many = (context.cast(builder, args[at], sig.args[at], types.int64) for at in (1, 2))
        cell = builder.bitcast(builder.gep(grid.data, [start], inbounds=True), _VECTOR.as_pointer())
        first_few = ir.Constant(_VECTOR, list(range(WIDTH)))
        wanted = builder.icmp_signed("<", first_few, _spread(builder, many))
        kind = ir.FunctionType(_VECTOR, [_VECTOR.as_pointer(), _INDEX, wanted.type, _VECTOR])
        load = cgutils.get_or_insert_function(builder.module, kind, "llvm.masked.load.v8i64.p0v8i64")
        return builder.call(load, [cell, ir.Constant(_INDEX, 8), wanted, ir.Constant(_VECTOR, [0] * WIDTH)])

    return WORDS(row, first, count), generate


@intrinsic
def from_row(typing_context: Any, row: Grid, start: types.Integer) -> Any:  # noqa: ARG001
    """Eight of a row of 16 bits, as long as a multiple of eight, from a start on, as words of the bits they hold."""
    if row.dtype.bitwidth != 16 or row.lengths[-1] is None or row.lengths[-1] % WIDTH:
        raise TypeError("a row of 16 bits needs a known length, a multiple of eight")

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:
        grid = cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0])
        first = context.cast(builder, args[1], sig.args[1], types.int64)
        short = ir.VectorType(ir.IntType(16), WIDTH)
        cell = builder.bitcast(builder.gep(grid.data, [first], inbounds=True), short.as_pointer())
        return builder.zext(builder.load(cell, align=2), _VECTOR)

    return WORDS(row, start), generate


@intrinsic
def bits_in(typing_context: Any, words: Words) -> Any:  # noqa: ARG001
    """Number of bits set in eight words."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        kind = ir.FunctionType(_VECTOR, [_VECTOR])
        counts = builder.call(
            cgutils.get_or_insert_function(builder.module, kind, "llvm.ctpop.v8i64"), [args[0]]
        )
        width = WIDTH
        while width > 1:
            width //= 2
            half = ir.VectorType(_INDEX, width)
            low = builder.shuffle_vector(counts, counts, ir.Constant(half, list(range(width))))
            high = builder.shuffle_vector(counts, counts, ir.Constant(half, list(range(width, 2 * width))))
            counts = builder.add(low, high)
        return builder.extract_element(counts, ir.Constant(_INDEX, 0))

    return types.int64(words), generate


def ones_in_each(builder: Any, words: ir.Value) -> ir.Value:
    """Number of bits set in each of eight words, as doubles."""
    kind = ir.FunctionType(_VECTOR, [_VECTOR])
    counted = cgutils.get_or_insert_function(builder.module, kind, "llvm.ctpop.v8i64")
    return builder.uitofp(builder.call(counted, [words]), _DOUBLES)
