"""Masks of lanes are spelled out in operations that WebAssembly has, and mean what they meant."""

import ctypes
import random
from collections.abc import Iterator

import llvmlite.binding as llvm
import pytest

from simul_agir.engine.native import lane_masks, webassembly

CASTS = """
define i8 @above(<8 x double> %values, <8 x double> %limits) {
  %lanes = fcmp ogt <8 x double> %values, %limits
  %bits = bitcast <8 x i1> %lanes to i8
  ret i8 %bits
}
define i32 @equal(<32 x i16> %values, <32 x i16> %others) {
  %lanes = icmp eq <32 x i16> %values, %others
  %bits = bitcast <32 x i1> %lanes to i32
  ret i32 %bits
}
define <8 x double> @chosen(i8 %bits, <8 x double> %values) {
  %lanes = bitcast i8 %bits to <8 x i1>
  %made = select <8 x i1> %lanes, <8 x double> %values, <8 x double> zeroinitializer
  ret <8 x double> %made
}
"""


def machine(features: str) -> llvm.TargetMachine:
    """What writes WebAssembly."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    target = llvm.Target.from_triple(webassembly.TRIPLE)
    return target.create_target_machine(features=features, opt=3, reloc="static", codemodel="default")


def test_no_cast_between_lanes_and_numbers_is_left_and_code_can_be_made() -> None:
    module = lane_masks.spelled_out(llvm.parse_assembly(CASTS))
    assert "bitcast" not in str(module)
    assembly = machine(webassembly.VECTORS).emit_assembly(module)
    assert "i16x8.bitmask" in assembly
    assert assembly.count("i8x16.bitmask") == 2


def test_code_without_such_casts_stays_what_it_is() -> None:
    text = "define double @same(double %x) {\n  ret double %x\n}"
    assert "ret double" in str(lane_masks.spelled_out(llvm.parse_assembly(text)))


@pytest.mark.parametrize("lanes", [2, 4, 8, 16, 32, 64])
def test_bits_told_apart_by_lane_choose_the_same_lanes(lanes: int) -> None:
    lines = "\n".join(lane_masks._lanes_of(lanes, "%bits", "%lanes", iter_names().__next__))
    text = f"""
define void @chosen(i{lanes} %bits, ptr %to) {{
{lines}
  %bytes = zext <{lanes} x i1> %lanes to <{lanes} x i8>
  store <{lanes} x i8> %bytes, ptr %to
  ret void
}}
"""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    engine = llvm.create_mcjit_compiler(
        llvm.parse_assembly(text), llvm.Target.from_default_triple().create_target_machine()
    )
    chosen = ctypes.CFUNCTYPE(None, ctypes.c_uint64, ctypes.c_void_p)(engine.get_function_address("chosen"))
    found = (ctypes.c_uint8 * lanes)()
    draw = random.Random(lanes)
    for bits in (0, 1, 1 << (lanes - 1), (1 << lanes) - 1, *(draw.getrandbits(lanes) for _ in range(20))):
        chosen(bits, found)
        assert list(found) == [bits >> lane & 1 for lane in range(lanes)]


@pytest.mark.parametrize("lanes", [2, 4, 8, 16, 32, 64])
def test_code_can_be_made_of_every_number_of_lanes(lanes: int) -> None:
    text = f"""
define i{lanes} @both(<{lanes} x double> %values, i{lanes} %others) {{
  %lanes = fcmp ogt <{lanes} x double> %values, zeroinitializer
  %own = bitcast i{lanes} %others to <{lanes} x i1>
  %alike = and <{lanes} x i1> %lanes, %own
  %bits = bitcast <{lanes} x i1> %alike to i{lanes}
  ret i{lanes} %bits
}}
"""
    module = lane_masks.spelled_out(llvm.parse_assembly(text))
    assert "bitcast" not in str(module)
    assert machine(webassembly.VECTORS).emit_assembly(module).count(".bitmask") == -(-lanes // 16)


def iter_names() -> Iterator[str]:
    return (f"%mask.{number}" for number in range(99))
