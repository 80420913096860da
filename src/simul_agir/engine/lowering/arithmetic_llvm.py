"""The bits of a number, or of eight, for the compiler (arithmetic.py)."""

from collections.abc import Callable
from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8_llvm import LANES

_MANTISSA: Final = 52  # bits
_BIAS: Final = 1023  # of the exponent
_BOTTOM: Final = 0xFFFFFFFF00000000
_FRACTION: Final = (1 << _MANTISSA) - 1
_ONE: Final = _BIAS << _MANTISSA  # 1.0
_LARGE: Final = (_BIAS + _MANTISSA) << _MANTISSA  # 2.0**52


class _Bits:
    """The bits of a number, or of eight, and what can be done with them."""

    def __init__(self, builder: Any, value: ir.Value) -> None:
        self.builder, self.kind = builder, value.type
        self.several = isinstance(value.type, ir.VectorType)
        self.type = ir.VectorType(ir.IntType(64), WIDTH) if self.several else ir.IntType(64)
        self.value = builder.bitcast(value, self.type)

    def _number(self, value: int) -> ir.Constant:
        return ir.Constant(self.type, [value] * WIDTH if self.several else value)

    def step(self, operation: str, value: int) -> "_Bits":
        """One operation with the same whole number for all."""
        self.value = getattr(self.builder, operation)(self.value, self._number(value))
        return self

    def double(self) -> ir.Value:
        """The bits as a number again."""
        return self.builder.bitcast(self.value, self.kind)


def _of_bits(change: Callable[[_Bits], _Bits]) -> Any:
    """What takes one number, or eight, gives what a change of their bits makes of them."""

    @intrinsic
    def part(typing_context: Any, value: types.Type) -> Any:  # noqa: ARG001
        def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
            return change(_Bits(builder, args[0])).double()

        return (LANES if value == LANES else types.float64)(value), generate

    return part


def _exponent(bits: _Bits) -> _Bits:
    """Bits of 2**52 with the exponent in the lowest places; arithmetic.py takes away what is too much."""
    return bits.step("lshr", _MANTISSA).step("or_", _LARGE)


# 2**n of a whole number n, which stands in the lowest bits of n + 1.5 * 2**52.
shifted_in: Final = _of_bits(lambda bits: bits.step("add", _BIAS).step("shl", _MANTISSA))
exponent_in: Final = _of_bits(_exponent)
fraction_of: Final = _of_bits(lambda bits: bits.step("and_", _FRACTION).step("or_", _ONE))
coarse: Final = _of_bits(lambda bits: bits.step("and_", _BOTTOM))


@intrinsic
def square_root(typing_context: Any, value: types.Type) -> Any:  # noqa: ARG001
    """The square root of one number, or of each of eight."""

    def generate(context: Any, builder: Any, sig: Any, args: Any) -> ir.Value:  # noqa: ARG001
        kind = args[0].type
        name = f"llvm.sqrt.{'v8f64' if isinstance(kind, ir.VectorType) else 'f64'}"
        function = cgutils.get_or_insert_function(builder.module, ir.FunctionType(kind, [kind]), name)
        return builder.call(function, args)

    return (LANES if value == LANES else types.float64)(value), generate
