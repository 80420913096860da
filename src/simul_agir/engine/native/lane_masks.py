"""Rewrites masks of lanes for WebAssembly.

The rules turn eight comparisons into the bits of an integer, and such bits into eight truth values. LLVM writes both as
casts of vectors of single bits, and its simd128 back end fails an assertion on those casts of comparisons of doubles.
Here each cast is rewritten with operations that it supports: lanes are widened and read by `bitmask`; bits are taken lane
by lane.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

_LANES: Final = "(?:2|4|8|16|32|64)"
_CAST: Final = re.compile(
    rf"^\s*(?P<made>%\S+) = bitcast (?:<(?P<lanes>{_LANES}) x i1>|i(?P<bits>{_LANES})) (?P<value>\S+) to "
    rf"(?:i{_LANES}|<{_LANES} x i1>)$"
)
_ALL: Final = 128  # bits of a vector
_MOST: Final = 16  # lanes whose bits are read at once
Name = Callable[[], str]


def spelled_out(module: Any) -> Any:
    """The LLVM module without casts between vectors of bits and integers."""
    from llvmlite import binding as llvm

    numbers = itertools.count()
    lines = (
        line for each in str(module).splitlines() for line in _line(each, lambda: f"%mask.{next(numbers)}")
    )
    declared = (f"declare i32 @{_reader(lanes)}({_vector(lanes)})" for lanes in (2, 4, 8, _MOST))
    whole = llvm.parse_assembly("\n".join((*lines, *declared, "")))
    whole.verify()
    return whole


def _line(line: str, name: Name) -> Iterator[str]:
    found = _CAST.match(line)
    if found is None:
        yield line
    elif found["bits"]:
        yield from _lanes_of(int(found["bits"]), found["value"], found["made"], name)
    else:
        yield from _bits_of(int(found["lanes"]), found["value"], found["made"], name)


def _vector(lanes: int) -> str:
    """The type of a whole vector of so many lanes."""
    return f"<{lanes} x i{_ALL // lanes}>"


def _reader(lanes: int) -> str:
    """What reads the bits of a whole vector."""
    return f"llvm.wasm.bitmask.v{lanes}i{_ALL // lanes}"


def _bits_of(lanes: int, value: str, made: str, name: Name) -> Iterator[str]:
    """The bits of lanes, sixteen at a time, put together as one number."""
    each, whole = min(lanes, _MOST), "0"
    for start in range(0, lanes, each):
        part, wide, bits, number, place, sum_ = (name() for _ in range(6))
        places = ", ".join(f"i32 {start + lane}" for lane in range(each))
        yield f"  {part} = shufflevector <{lanes} x i1> {value}, <{lanes} x i1> poison, <{each} x i32> <{places}>"
        yield f"  {wide} = sext <{each} x i1> {part} to {_vector(each)}"
        yield f"  {bits} = call i32 @{_reader(each)}({_vector(each)} {wide})"
        yield f"  {number} = zext i32 {bits} to i64"
        yield f"  {place} = shl i64 {number}, {start}"
        yield f"  {sum_} = or i64 {place}, {whole}"
        whole = sum_
    yield f"  {made} = trunc i64 {whole} to i{lanes}" if lanes < 64 else f"  {made} = or i64 {whole}, 0"


def _lanes_of(lanes: int, bits: str, made: str, name: Name) -> Iterator[str]:
    """Lanes, each by one bit of a number."""
    wide, first, every, own = name(), name(), name(), name()
    kind = f"<{lanes} x i64>"
    places = ", ".join(f"i64 {1 << lane if lane < 63 else -(1 << 63)}" for lane in range(lanes))
    yield f"  {wide} = zext i{lanes} {bits} to i64" if lanes < 64 else f"  {wide} = or i64 {bits}, 0"
    yield f"  {first} = insertelement {kind} poison, i64 {wide}, i64 0"
    yield f"  {every} = shufflevector {kind} {first}, {kind} poison, <{lanes} x i32> zeroinitializer"
    yield f"  {own} = and {kind} {every}, <{places}>"
    yield f"  {made} = icmp ne {kind} {own}, zeroinitializer"
