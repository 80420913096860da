"""Compiles the rules to machine code, in a process of its own.

Numba compiles every function separately, optimises it with all it calls, and generates machine code. For 160 rules it
then throws away all but the code of two entries, and takes 19 seconds. Here Numba only types the rules and writes them
for LLVM; all are then joined, optimised and compiled once. The largest rules without a return value are divided among
several processes, which call each other's rules by name: each process types the entries and skips the rules of the
others. If the shipped bitcode fits (bitcode.py), Numba's part is already done.

The numbers are those of Numba alone, bit for bit: the compiler may not reorder arithmetic.
"""

import gc
import importlib
import sys
from collections import namedtuple
from collections.abc import Callable, Iterable
from hashlib import sha256
from types import ModuleType
from typing import Any, Final

import llvmlite.binding as llvm
import numba
from llvmlite import ir
from numba import _dynfunc
from numba.core import codegen, funcdesc, types, typing
from numba.core.compiler_lock import global_compiler_lock
from numba.core.registry import cpu_target
from numba.np import arrayobj

from simul_agir.engine import rule as marks
from simul_agir.engine.native import bitcode
from simul_agir.engine.native import cache as code_cache
from simul_agir.engine.native.partition import Rule, share_out

_OPTIONS: Final = {"error_model": "numpy", "_nrt": False}
_WITHIN: Final = {**_OPTIONS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
_CALLS: Final = (
    "CG Profile"  # the call graph profile: LLVM writes it for linkers, and its own linker cannot read it
)
_TYPES: Final = {"i8": types.int64, "f8": types.float64, "b1": types.boolean}


def main(table: int, part: int, parts: int, to_ship: bool = False) -> None:
    """Write the object code of one part of the rules to standard output. `table`: dimensions of the table that they take.

    `to_ship`: write bitcode for the package instead (bitcode.py).
    """
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    gc.disable()  # a short process that keeps nearly all its objects
    if to_ship:
        out.write(build(table, part, parts, to_ship))
    else:
        out.write(finish(bitcode.parts(table)[part::parts]) or build(table, part, parts))


def left_to_numba(module: str) -> dict[str, Rule]:
    """The entries of a module, compiled by Numba alone when called, and cached by Numba beside the machine code."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(code_cache.folder())
    try:
        return import_rules(Rules(alone=True), module)
    finally:
        numba.config.CACHE_DIR = before


class Rules:
    """What the decorators do in the compiling process: no reference counts (rules allocate nothing), no native functions.

    `entries`: functions called from Python, by name. `alone`: whether Numba itself makes them callable and caches them.
    Rules are compiled once for all constants passed to them; by default Numba makes a version for each.
    """

    def __init__(self, alone: bool = False) -> None:
        self.entries: dict[str, Rule] = {}
        self._alone = alone

    def compiled(self, function: Callable[..., Any]) -> Rule:
        """Mark a rule."""
        rule = numba.njit(**_WITHIN)(function)
        choose = rule.get_call_template
        rule.get_call_template = lambda arguments, named: choose(
            tuple(types.unliteral(argument) for argument in arguments),
            {name: types.unliteral(argument) for name, argument in named.items()},
        )
        return rule

    def inlined(self, function: Callable[..., Any]) -> Rule:
        """Mark a rule with a single caller; inlining it at once saves time."""
        return numba.njit(inline="always", **_OPTIONS)(function) if self._alone else self.compiled(function)

    def entry(self, function: Callable[..., Any]) -> Rule:
        """Mark an entry."""
        options = {"nogil": True, "cache": True, **_OPTIONS} if self._alone else _WITHIN
        self.entries[function.__name__] = rule = numba.njit(**options)(function)
        return rule


def import_rules(front: Rules, module: str = code_cache.RULES) -> dict[str, Rule]:
    """The entries of a module, imported again for the compiler with all rules. Modules imported before are not changed."""
    before = _rules_loaded(module)
    for name in before:
        del sys.modules[name]
    marks.front = front
    try:
        importlib.import_module(module)
    finally:
        marks.front = None
        for name in _rules_loaded(module):
            del sys.modules[name]
        sys.modules.update(before)
        for name, each in before.items():
            above, _, last = name.rpartition(".")
            if above:
                setattr(sys.modules[above], last, each)
    return front.entries


def _rules_loaded(module: str) -> dict[str, ModuleType]:
    """The modules that are imported again for the compiler: this module, the model, and the engine without its compiling
    parts.
    """
    root = __name__.split(".")[0]
    parts = tuple(f"{root}.{part}." for part in code_cache.PARTS)
    kept = (f"{root}.engine.native.", f"{marks.__name__}.")
    return {
        name: each
        for name, each in sys.modules.items()
        if name == module or (f"{name}.".startswith(parts) and not f"{name}.".startswith(kept))
    }


def signature_of(entry: str, table: int) -> tuple[types.Type, ...]:
    """The Numba types of an entry's arguments."""
    return tuple(
        types.Array(_TYPES[kind], ndim, "C") if ndim else _TYPES[kind]
        for kind, ndim in code_cache.kinds(entry, table)
    )


class _Library(codegen.AOTCodeLibrary):
    """The code of one function as Numba wrote it, and the libraries it calls; nothing is optimised or removed."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.modules: list[Any] = []
        self.called: list[_Library] = []

    def add_linking_library(self, library: Any) -> None:
        """Record a called library, except Numba's runtime: rules allocate nothing."""
        if isinstance(library, _Library):
            self.called.append(library)

    def add_llvm_module(self, ll_module: Any) -> None:
        """Record the code."""
        self.modules.append(ll_module)

    def finalize(self) -> None:
        """Do nothing: `build` does it."""
        self._finalized = True

    def get_function(self, name: str) -> Any:
        """A function of this library."""
        return next(each for module in self.modules for each in module.functions if each.name == name)

    def add_all_to(self, seen: dict["_Library", None]) -> None:
        """Add this library and all that it calls to `seen`."""
        if self not in seen:
            seen[self] = None
            for library in self.called:
                library.add_all_to(seen)


class _Codegen(codegen.AOTCPUCodegen):
    """Generates position-independent machine code for this processor, or for the one that NUMBA_CPU_NAME names."""

    _library_class = _Library

    def _customize_tm_options(self, options: dict[str, Any]) -> None:
        super()._customize_tm_options(options)
        options["cpu"] = self._get_host_cpu_name()

    def _customize_tm_features(self) -> str:
        return str(self._get_host_cpu_features())

    def set_env(self, *_: Any) -> None:
        """Nothing: rules use no Python objects."""


def finish(written: Iterable[bytes]) -> bytes:
    """The object code of what was bitcode, one part or several; nothing of nothing, and of what LLVM cannot read."""
    maker = _Codegen("rules", "host")
    try:
        whole, *others = map(llvm.parse_bitcode, written)
        for other in others:
            whole.link_in(other)
    except (RuntimeError, ValueError):
        return b""
    return _machine_code(maker, whole)


def build(table: int, part: int, parts: int, to_ship: bool = False) -> bytes:
    """The object code of part number `part` of `parts`. The process must do nothing else: Numba stays modified."""
    entries = import_rules(Rules())
    context = cpu_target.target_context
    cpu_target.typing_context.refresh()
    context.refresh()
    _remember_types(cpu_target.typing_context)
    maker = context._internal_codegen = _Codegen("rules", "host")
    context.get_executable = _nothing_to_run
    shares = share_out(entries.values(), parts)
    context.mangler = _Names(rule for share in shares for rule in share).mangle
    for other, share in enumerate(shares):
        for rule in share if other != part else ():
            rule.compile = _Elsewhere(rule, context)
    libraries: dict[_Library, None] = {}
    with global_compiler_lock:
        for entry, rule in entries.items():
            wanted = signature_of(entry, table)
            rule.compile(wanted)
            result = rule.overloads[wanted]
            result.library.add_all_to(libraries)
            if part == 0:
                libraries[_entry_function(context, maker, entry, result)] = None
    exported = {each.fndesc.llvm_func_name for rule in shares[part] for each in rule.overloads.values()}
    whole = _together(maker, libraries, exported | set(entries if part == 0 else ()))
    return bitcode.shrunk(whole) if to_ship else _machine_code(maker, whole)


def _remember_types(context: Any) -> None:
    """Cache Numba's result types of `+` on two doubles, which saves a tenth of the work."""
    known: dict[Any, Any] = {}
    find = context.resolve_function_type

    def resolve(function: types.Type, args: Any, kws: Any) -> Any:
        if not isinstance(function, types.Function) or kws:
            return find(function, args, kws)
        key = (function, tuple(args))
        if key not in known:
            known[key] = find(function, args, kws)
        return known[key]

    context.resolve_function_type = resolve


def _nothing_to_run(library: Any, fndesc: Any, environment: Any) -> Any:
    """A placeholder for a compiled function where Numba needs one; none is run here."""
    return _dynfunc.make_function(fndesc.lookup_module(), fndesc.qualname, "", 1, environment, (library,))


class _Names:
    """Names of functions in the code: Numba's own, which differ between processes, except for rules that are divided
    among processes.
    """

    def __init__(self, shared: Iterable[Rule]) -> None:
        self._shared = {f"{rule.py_func.__module__}.{rule.py_func.__qualname__}" for rule in shared}

    def mangle(self, name: str, argtypes: Any, *, abi_tags: Any = (), uid: Any = None) -> str:
        """The name of a function for these types of arguments."""
        if name in self._shared:
            return f"rule.{name}.{sha256(repr(argtypes).encode()).hexdigest()[:16]}"
        return str(funcdesc.default_mangler(name, argtypes, abi_tags=abi_tags, uid=uid))


_Declared = namedtuple("_Declared", "signature entry_point objectmode")


class _Elsewhere:
    """Takes the place of a rule that another process compiles: it only declares the rule."""

    def __init__(self, rule: Rule, context: Any) -> None:
        self._rule, self._context = rule, context

    def __call__(self, argtypes: Iterable[types.Type]) -> None:
        """Declare the rule for these types of arguments."""
        rule, argtypes, told = self._rule, tuple(argtypes), self._rule.py_func
        if argtypes in rule.overloads:
            return
        described = funcdesc.FunctionDescriptor(
            native=True,
            modname=told.__module__,
            qualname=told.__qualname__,
            unique_name=told.__qualname__,
            doc="",
            typemap=None,
            restype=types.none,
            calltypes=None,
            args=tuple(f"argument_{place}" for place in range(len(argtypes))),
            kws=(),
            mangler=self._context.mangler,
            argtypes=argtypes,
        )
        key = object()
        rule.overloads[argtypes] = _Declared(typing.signature(types.none, *argtypes), key, False)
        self._context.insert_user_function(key, described, [])


def _entry_function(context: Any, maker: Any, entry: str, result: Any) -> _Library:
    """The function that Python calls: it unpacks the words of a `NativeFunction`, calls the entry, and returns 0 or an
    error number.
    """
    word, module = ir.IntType(64), maker._create_empty_module(entry)
    function = ir.Function(module, ir.FunctionType(ir.IntType(32), [word.as_pointer()]), entry)
    builder = ir.IRBuilder(function.append_basic_block())
    place = 0

    def take(count: int) -> list[Any]:
        nonlocal place
        at = [builder.gep(function.args[0], [ir.Constant(word, place + each)]) for each in range(count)]
        place += count
        return [builder.load(each) for each in at]

    values = []
    for kind in result.fndesc.argtypes:
        if isinstance(kind, types.Array):
            values.append(_array(context, builder, kind, take(1 + kind.ndim)))
        else:
            (value,) = take(1)
            values.append(builder.bitcast(value, ir.DoubleType()) if kind == types.float64 else value)
    native = context.declare_function(module, result.fndesc)
    restype, argtypes = result.fndesc.restype, result.fndesc.argtypes
    status, _ = context.call_conv.call_function(builder, native, restype, argtypes, values)
    builder.ret(status.code)
    library: _Library = maker.create_library(entry)
    library.add_ir_module(module)
    return library


def _array(context: Any, builder: Any, kind: types.Array, words: list[Any]) -> Any:
    """A C-contiguous Numba array, from the address and shape of a NumPy array."""
    array = context.make_array(kind)(context, builder)
    cell = context.get_data_type(kind.dtype)
    size = context.get_constant(types.intp, context.get_abi_sizeof(cell))
    strides: list[Any] = []
    step = size
    for length in reversed(words[1:]):
        strides.insert(0, step)
        step = builder.mul(step, length)
    data = builder.inttoptr(words[0], cell.as_pointer())
    arrayobj.populate_array(array, data=data, shape=words[1:], strides=strides, itemsize=size, meminfo=None)
    return array._getvalue()


def _together(maker: Any, libraries: Iterable[_Library], exported: set[str]) -> Any:
    """All code joined in one module; only exported functions can be called from outside."""
    whole = llvm.parse_assembly(str(maker._create_empty_module("rules")))
    for library in libraries:
        for module in library.modules:
            whole.link_in(module)
    whole.data_layout = maker._data_layout
    for function in whole.functions:
        if not function.is_declaration and function.name not in exported:
            function.linkage = "internal"
    for variable in whole.global_variables:
        if not variable.is_declaration:
            variable.linkage = "internal"
    return whole


def _machine_code(maker: Any, whole: Any) -> bytes:
    """Optimise a module and compile it to one object."""
    final = maker.create_library("rules")
    final._final_module = whole
    final._optimize_final_module()
    text = str(final._final_module)
    if _CALLS in text:
        final._final_module = llvm.parse_assembly(text.replace(_CALLS, f"not {_CALLS}"))
    return bytes(maker._tm.emit_object(final._final_module))
