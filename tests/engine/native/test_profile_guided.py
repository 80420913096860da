"""Branches are counted as often as they are taken, and what is then told of them changes no result."""

import ctypes
from collections.abc import Callable, Sequence

import llvmlite.binding as llvm
import pytest
from llvmlite.binding import orcjit

from simul_agir.engine.native import profile_guided

RULE = """
define i64 @halves(i64 %0) {
  br label %2

2:
  %3 = phi i64 [ %0, %1 ], [ %8, %2 ]
  %4 = phi i64 [ 0, %1 ], [ %9, %2 ]
  %5 = and i64 %3, 1
  %6 = icmp eq i64 %5, 0
  %7 = select i1 %6, i64 1, i64 3
  %8 = lshr i64 %3, 1
  %9 = add i64 %4, %7
  %10 = icmp ugt i64 %8, 0
  br i1 %10, label %2, label %11

11:
  ret i64 %9
}
"""
OTHER = """
define i64 @twice(i64 %0) {
  %2 = icmp ugt i64 %0, 5
  br i1 %2, label %3, label %4, !prof !0

3:
  ret i64 7

4:
  ret i64 2
}

!0 = !{!"branch_weights", i32 1, i32 99}
"""


def linked(text: str, *names: str) -> list[int]:
    """Where functions and tables lie, of code that is ready to run."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple().create_target_machine(jit=True)
    jit = orcjit.create_lljit_compiler(target)
    module = llvm.parse_assembly(text)
    module.verify()
    library = orcjit.JITLibraryBuilder().add_ir(text)
    for name in names:
        library.export_symbol(name)
    tracker = library.link(jit, "test")
    places = [tracker[name] for name in names]
    tracker.detach()
    jit.detach()
    return places


def whole(place: int) -> Callable[[int], int]:
    return ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_int64)(place)


def counts_after(text: str, function: str, arguments: Sequence[int]) -> list[tuple[int, int]]:
    """What was counted in a text while a function of it was called."""
    code, table = linked(profile_guided.counted(text, "table"), function, "table")
    for argument in arguments:
        whole(code)(argument)
    cells = (ctypes.c_int64 * (2 * len(list(profile_guided.sites(text))))).from_address(table)
    return list(zip(cells[::2], cells[1::2], strict=True))


def test_calls_choices_and_branches_are_counted_as_often_as_they_come() -> None:
    beginning, choice, branch = counts_after(RULE, "halves", (0b1011, 0b100))
    assert beginning == (2, 0)  # calls
    assert choice == (4, 3)  # ones; noughts
    assert branch == (2, 5)  # ends; once more


def test_what_is_told_of_branches_is_how_often_they_were_taken() -> None:
    (text,) = profile_guided.weighed([RULE], [[(2, 0), (4, 3), (2, 5)]])
    assert '!{!"function_entry_count", i64 2}' in text
    assert '!{!"branch_weights", i32 3, i32 4}' in text  # the true case first
    assert '!{!"branch_weights", i32 5, i32 2}' in text
    llvm.parse_assembly(text).verify()


def test_what_was_never_reached_or_has_weights_stays_as_it_is() -> None:
    text, other = profile_guided.weighed([RULE, OTHER], [[(0, 0)] * 3, [(1, 0), (3, 4)]])
    assert text.count("branch_weights") == 0
    assert other.count("branch_weights") == 1


def test_large_counts_are_weights_in_proportion() -> None:
    (text,) = profile_guided.weighed([RULE], [[(1, 0), (2**40, 1), (0, 2**39)]])
    assert f'!{{!"branch_weights", i32 1, i32 {2**31 - 1}}}' in text
    assert f'!{{!"branch_weights", i32 {(2**31 - 1) // 2}, i32 0}}' in text


def test_results_are_the_same() -> None:
    (text,) = profile_guided.weighed([RULE], [[(2, 0), (4, 3), (2, 5)]])
    before, after = (whole(*linked(each, "halves")) for each in (RULE, text))
    assert [before(argument) for argument in range(50)] == [after(argument) for argument in range(50)]


def test_parts_can_be_put_together_again() -> None:
    parts = profile_guided.weighed([RULE, OTHER], [[(2, 0), (4, 3), (2, 5)], [(9, 0), (3, 6)]])
    one, other = map(llvm.parse_assembly, parts)
    one.link_in(other)
    one.verify()
    assert str(one).count("ProfileSummary") == 1
    assert 'MaxFunctionCount", i64 9' in str(one)


def test_code_with_flags_of_its_own_is_refused() -> None:
    (text,) = profile_guided.weighed([RULE], [[(2, 0), (4, 3), (2, 5)]])
    with pytest.raises(ValueError, match="flags"):
        profile_guided.weighed([text], [[(2, 0), (4, 3), (2, 5)]])
