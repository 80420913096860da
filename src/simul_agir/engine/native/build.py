"""From rules to machine code, in a process of its own.

Numba compiles every function by itself, optimises it with all it calls, and makes machine code of it: of the code of 160
rules all but that of two entries is thrown away, and it takes 19 seconds. Here it does what it does best, typing rules and
writing them down for LLVM; all are then put together, optimised and made machine code of once. The largest of the rules that
give nothing back are shared out over several processes, which call each other's by name: each types the entries, and
leaves aside what is another's. Where what the package brings fits (bitcode.py), Numba's part of it is done already.

The numbers are those that Numba alone gives, bit for bit: nothing here allows the compiler to reorder arithmetic.
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
_CALLS: Final = "CG Profile"  # who calls whom how often: LLVM writes it into objects for linkers, and its own cannot read it
_TYPES: Final = {"i8": types.int64, "f8": types.float64, "b1": types.boolean}


def main(table: int, part: int, parts: int, to_ship: bool = False) -> None:
    """Write the object code of one part of the rules to standard output; `table`: dimensions of the table they are given.

    `to_ship`: write what is to come with the package instead (bitcode.py).
    """
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    gc.disable()  # a short life, and nearly all it makes is kept
    if to_ship:
        out.write(build(table, part, parts, to_ship))
    else:
        out.write(finish(bitcode.parts(table)[part::parts]) or build(table, part, parts))


def left_to_numba(module: str) -> dict[str, Rule]:
    """The entries of a module, compiled by Numba alone when they are called, and kept by it beside the machine code."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(code_cache.folder())
    try:
        return import_rules(Rules(alone=True), module)
    finally:
        numba.config.CACHE_DIR = before


class Rules:
    """What marked functions become for the compiler. Without reference counts (rules allocate nothing), and without doors.

    `entries`: what is called from Python, by name. `alone`: whether Numba makes it ready to be called, and keeps it. Rules
    are compiled once for all constants that are handed to them: left alone, Numba makes a version for each.
    """

    def __init__(self, alone: bool = False) -> None:
        self.entries: dict[str, Rule] = {}
        self._alone = alone

    def compiled(self, function: Callable[..., Any]) -> Rule:
        """A rule."""
        rule = numba.njit(**_WITHIN)(function)
        choose = rule.get_call_template
        rule.get_call_template = lambda arguments, named: choose(
            tuple(types.unliteral(argument) for argument in arguments),
            {name: types.unliteral(argument) for name, argument in named.items()},
        )
        return rule

    def inlined(self, function: Callable[..., Any]) -> Rule:
        """A rule that one place calls. Where all are optimised at once it is made part of that anyway, and sooner."""
        return numba.njit(inline="always", **_OPTIONS)(function) if self._alone else self.compiled(function)

    def entry(self, function: Callable[..., Any]) -> Rule:
        """An entry."""
        options = {"nogil": True, "cache": True, **_OPTIONS} if self._alone else _WITHIN
        self.entries[function.__name__] = rule = numba.njit(**options)(function)
        return rule


def import_rules(front: Rules, module: str = code_cache.RULES) -> dict[str, Rule]:
    """The entries of a module, imported anew for the compiler with all rules; what was imported before stays what it was."""
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
    """The modules that are imported anew for the compiler: this one, the model, and the engine without what compiles."""
    root = __name__.split(".")[0]
    parts = tuple(f"{root}.{part}." for part in code_cache.PARTS)
    kept = (f"{root}.engine.native.", f"{marks.__name__}.")
    return {
        name: each
        for name, each in sys.modules.items()
        if name == module or (f"{name}.".startswith(parts) and not f"{name}.".startswith(kept))
    }


def signature_of(entry: str, table: int) -> tuple[types.Type, ...]:
    """The types of a door's arguments, as the compiler calls them."""
    return tuple(
        types.Array(_TYPES[kind], ndim, "C") if ndim else _TYPES[kind]
        for kind, ndim in code_cache.kinds(entry, table)
    )


class _Library(codegen.AOTCodeLibrary):
    """The code of one function as Numba wrote it down, and the libraries it calls: nothing optimised, nothing left out."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.modules: list[Any] = []
        self.called: list[_Library] = []

    def add_linking_library(self, library: Any) -> None:
        """Remember what is called; Numba's own runtime is not: rules allocate nothing."""
        if isinstance(library, _Library):
            self.called.append(library)

    def add_llvm_module(self, ll_module: Any) -> None:
        """Remember the code."""
        self.modules.append(ll_module)

    def finalize(self) -> None:
        """Leave it to `build`."""
        self._finalized = True

    def get_function(self, name: str) -> Any:
        """A function of this library's own."""
        return next(each for module in self.modules for each in module.functions if each.name == name)

    def add_all_to(self, seen: dict["_Library", None]) -> None:
        """Add this library, and all that is called from it, to what was seen."""
        if self not in seen:
            seen[self] = None
            for library in self.called:
                library.add_all_to(seen)


class _Codegen(codegen.AOTCPUCodegen):
    """Machine code for this processor (or the one that NUMBA_CPU_NAME names), which can lie anywhere in memory."""

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
    """The object code of part number `part` of `parts`. For a process that does nothing else: it leaves Numba changed."""
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
    """Let Numba find out only once what `+` makes of two doubles: a tenth of all the work."""
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
    """What stands for a compiled function where Numba wants one to run; none is run here."""
    return _dynfunc.make_function(fndesc.lookup_module(), fndesc.qualname, "", 1, environment, (library,))


class _Names:
    """Names of functions in the code: Numba's own, which differ between processes, but for rules that are shared out."""

    def __init__(self, shared: Iterable[Rule]) -> None:
        self._shared = {f"{rule.py_func.__module__}.{rule.py_func.__qualname__}" for rule in shared}

    def mangle(self, name: str, argtypes: Any, *, abi_tags: Any = (), uid: Any = None) -> str:
        """The name of a function for these types of arguments."""
        if name in self._shared:
            return f"rule.{name}.{sha256(repr(argtypes).encode()).hexdigest()[:16]}"
        return str(funcdesc.default_mangler(name, argtypes, abi_tags=abi_tags, uid=uid))


_Declared = namedtuple("_Declared", "signature entry_point objectmode")


class _Elsewhere:
    """In place of compiling a rule: telling that it is there, compiled by another process, and gives nothing back."""

    def __init__(self, rule: Rule, context: Any) -> None:
        self._rule, self._context = rule, context

    def __call__(self, argtypes: Iterable[types.Type]) -> None:
        """Declare it for these types of arguments."""
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
    """The function that Python calls: unpacks the words of a `NativeFunction`, calls the entry, returns 0 or what failed."""
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
    """A C-contiguous array of Numba's, of the address and the shape of a NumPy array."""
    array = context.make_array(kind)(context, builder)
    cell = context.get_data_type(kind.dtype)
    size = context.get_constant(types.intp, context.get_abi_sizeof(cell))
    strides, step = [], size
    for length in reversed(words[1:]):
        strides.insert(0, step)
        step = builder.mul(step, length)
    data = builder.inttoptr(words[0], cell.as_pointer())
    arrayobj.populate_array(array, data=data, shape=words[1:], strides=strides, itemsize=size, meminfo=None)
    return array._getvalue()


def _together(maker: Any, libraries: Iterable[_Library], exported: set[str]) -> Any:
    """All put together in one module; only what is exported can be called from without."""
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
    """A module optimised and made an object at once."""
    final = maker.create_library("rules")
    final._final_module = whole
    final._optimize_final_module()
    text = str(final._final_module)
    if _CALLS in text:
        final._final_module = llvm.parse_assembly(text.replace(_CALLS, f"not {_CALLS}"))
    return bytes(maker._tm.emit_object(final._final_module))
