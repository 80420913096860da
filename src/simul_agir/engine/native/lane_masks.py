"""Masks of lanes, spelled out for WebAssembly.

The rules turn what eight comparisons gave into the bits of a whole number, and such bits into eight answers. LLVM writes
both as casts of vectors of single bits, and its back end for simd128 fails an assertion on those of comparisons of doubles.
Here each cast is written as operations that it has: lanes widened and read by `bitmask`, bits told apart by lane.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

_CAST: Final = re.compile(
    r"^\s*(?P<made>%\S+) = bitcast (?P<old><(?:8|32) x i1>|i8) (?P<value>\S+) to (?P<new>i8|i32|<8 x i1>)$"
)
_EIGHT, _SIXTEEN = "llvm.wasm.bitmask.v8i16", "llvm.wasm.bitmask.v16i8"
_DECLARED: Final = f"declare i32 @{_EIGHT}(<8 x i16>)\ndeclare i32 @{_SIXTEEN}(<16 x i8>)\n"
Name = Callable[[], str]


def spelled_out(module: Any) -> Any:
    """The module of LLVM's without casts between vectors of bits and whole numbers."""
    from llvmlite import binding as llvm

    numbers = itertools.count()
    lines = (
        line for each in str(module).splitlines() for line in _line(each, lambda: f"%mask.{next(numbers)}")
    )
    whole = llvm.parse_assembly("\n".join(lines) + "\n" + _DECLARED)
    whole.verify()
    return whole


def _line(line: str, name: Name) -> Iterator[str]:
    found = _CAST.match(line)
    if found is None:
        yield line
    elif found["old"] == "i8":
        yield from _lanes_of(found["value"], found["made"], name)
    elif found["new"] == "i8":
        yield from _eight(found["value"], found["made"], name)
    else:
        yield from _thirty_two(found["value"], found["made"], name)


def _eight(lanes: str, made: str, name: Name) -> Iterator[str]:
    """The bits of eight lanes."""
    wide, bits = name(), name()
    yield f"  {wide} = sext <8 x i1> {lanes} to <8 x i16>"
    yield f"  {bits} = call i32 @{_EIGHT}(<8 x i16> {wide})"
    yield f"  {made} = trunc i32 {bits} to i8"


def _thirty_two(lanes: str, made: str, name: Name) -> Iterator[str]:
    """The bits of thirty-two lanes, by two halves."""
    halves = []
    for start in (0, 16):
        half, wide, bits = name(), name(), name()
        places = ", ".join(f"i32 {start + lane}" for lane in range(16))
        yield f"  {half} = shufflevector <32 x i1> {lanes}, <32 x i1> poison, <16 x i32> <{places}>"
        yield f"  {wide} = sext <16 x i1> {half} to <16 x i8>"
        yield f"  {bits} = call i32 @{_SIXTEEN}(<16 x i8> {wide})"
        halves.append(bits)
    upper = name()
    yield f"  {upper} = shl i32 {halves[1]}, 16"
    yield f"  {made} = or i32 {upper}, {halves[0]}"


def _lanes_of(bits: str, made: str, name: Name) -> Iterator[str]:
    """Eight lanes, each by one bit of a byte."""
    wide, first, every, own = name(), name(), name(), name()
    places = ", ".join(f"i16 {1 << lane}" for lane in range(8))
    yield f"  {wide} = zext i8 {bits} to i16"
    yield f"  {first} = insertelement <8 x i16> poison, i16 {wide}, i64 0"
    yield f"  {every} = shufflevector <8 x i16> {first}, <8 x i16> poison, <8 x i32> zeroinitializer"
    yield f"  {own} = and <8 x i16> {every}, <{places}>"
    yield f"  {made} = icmp ne <8 x i16> {own}, zeroinitializer"
