"""Counts bits, for the compiler (bitset.py)."""

from typing import Any

from numba.core import types
from numba.extending import intrinsic


@intrinsic
def population(typing_context: Any, word: types.Integer) -> Any:  # noqa: ARG001
    """Number of bits set in a 64-bit word."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), generate
