"""What the compiler is told of exponential decay (actors.py): the same numbers on every machine, of one dose or of eight.

The C library's `exp` differs between machines in the last digit, and takes one number at a time. This is its method, and
its result where the processor multiplies and adds in one step: exp(x) = 2 ** (k / 128) exp(r) with k whole and r small,
powers of two from a table, and a polynomial. Source: Tang 1989 (table-driven exponential); coefficients as in ARM's
optimized routines, which glibc and musl use.
"""

from decimal import Decimal, localcontext
from functools import cache
from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8_llvm import LANES, spread

_PARTS: Final = 128
_DIGITS: Final = 60
_SHIFT: Final = float.fromhex(
    "0x1.8p52"
)  # added to a small number, it leaves a whole number in the lowest bits
_PER_PART: Final = float.fromhex("0x1.71547652b82fep0") * _PARTS  # parts to a factor e
_PART_HIGH: Final = float.fromhex("-0x1.62e42fefa0000p-8")  # minus the logarithm of a part, in two pieces
_PART_LOW: Final = float.fromhex("-0x1.cf79abc9e3b3ap-47")
_C2, _C3, _C4, _C5 = map(
    float.fromhex,
    ("0x1.ffffffffffdbdp-2", "0x1.555555555543cp-3", "0x1.55555cf172b91p-5", "0x1.1111167a4d017p-7"),
)
_LARGEST: Final = 700.0  # doses beyond leave nothing that a number could show
_LONG: Final = ir.IntType(64)
_PLACE: Final = ir.IntType(32)


@cache
def _powers() -> list[tuple[float, float]]:
    """2 ** (k / 128) for k from 0 to 127: the nearest double, and by what share of it the power lies beyond."""
    with localcontext() as context:
        context.prec = _DIGITS
        exact = [Decimal(2) ** (Decimal(k) / _PARTS) for k in range(_PARTS)]
        return [(float(power), float(power / Decimal(float(power)) - 1)) for power in exact]


def _table(builder: Any) -> ir.Value:
    """Pointer to the table: of each power, the share by which it lies beyond the nearest double, then that double."""
    kind = ir.ArrayType(ir.DoubleType(), 2 * _PARTS)
    flat = [number for power, share in _powers() for number in (share, power)]
    table = cgutils.global_constant(builder.module, "powers_of_two", ir.Constant(kind, flat))
    return builder.bitcast(table, ir.DoubleType().as_pointer())


def _all(values: list[ir.Value], builder: Any) -> ir.Value:
    """One value, or eight in a vector."""
    if len(values) == 1:
        return values[0]
    eight = ir.Constant(ir.VectorType(values[0].type, WIDTH), ir.Undefined)
    for lane, value in enumerate(values):
        eight = builder.insert_element(eight, value, ir.Constant(_PLACE, lane))
    return eight


def _exponential(builder: Any, x: ir.Value) -> ir.Value:
    """exp(x) for x from -700 to 700."""
    several = isinstance(x.type, ir.VectorType)
    kind = ir.FunctionType(x.type, [x.type] * 3)
    name = f"llvm.fma.{'v8f64' if several else 'f64'}"
    function = cgutils.get_or_insert_function(builder.module, kind, name)

    def number(value: float) -> ir.Value:
        one = ir.Constant(ir.DoubleType(), value)
        return spread(builder, one) if several else one

    def fma(one: ir.Value, other: ir.Value, more: ir.Value) -> ir.Value:
        return builder.call(function, [one, other, more])

    shifted = fma(x, number(_PER_PART), number(_SHIFT))
    words = ir.VectorType(_LONG, WIDTH) if several else _LONG
    parts = builder.bitcast(shifted, words)
    whole = builder.fsub(shifted, number(_SHIFT))
    r = fma(whole, number(_PART_LOW), fma(whole, number(_PART_HIGH), x))
    every = [parts]
    if several:
        every = [builder.extract_element(parts, ir.Constant(_PLACE, lane)) for lane in range(WIDTH)]
    shares, powers = [], []
    for part in every:
        at = builder.shl(builder.and_(part, ir.Constant(_LONG, _PARTS - 1)), ir.Constant(_LONG, 1))
        cell = builder.gep(_table(builder), [at], inbounds=True)
        shares.append(builder.load(cell))
        powers.append(builder.load(builder.gep(cell, [ir.Constant(_LONG, 1)], inbounds=True)))
    # k / 128, less its fraction, belongs into the exponent: bits 7 and above of k, moved up to bit 52.
    seven, mantissa = (ir.Constant(_LONG, value) for value in (7, 52))
    if several:
        seven, mantissa = (ir.Constant(words, [value] * WIDTH) for value in (7, 52))
    exponent = builder.shl(builder.ashr(parts, seven), mantissa)
    scale = builder.bitcast(builder.add(builder.bitcast(_all(powers, builder), words), exponent), x.type)
    square = builder.fmul(r, r)
    low = fma(fma(number(_C3), r, number(_C2)), square, builder.fadd(r, _all(shares, builder)))
    more = fma(builder.fmul(square, square), fma(r, number(_C5), number(_C4)), low)
    return fma(scale, more, scale)


@intrinsic
def left_after(typing_context: Any, dose: types.Type) -> Any:  # noqa: ARG001
    """exp(-dose), of one dose, nil or above, or of eight."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        most = ir.Constant(ir.DoubleType(), _LARGEST)
        limit = spread(builder, most) if sig.args[0] == LANES else most
        dose = builder.select(builder.fcmp_ordered("<", args[0], limit), args[0], limit)
        return _exponential(builder, builder.fneg(dose))

    return (LANES if dose == LANES else types.float64)(dose), generate
