"""The decorators of rules, `@compiled`, `@inlined` and `@entry`, and the switch that turns the compiler off.

A rule is a plain Python function: a debugger can step through it, and with NUMBA_DISABLE_JIT=1 Python itself runs it.
Python calls only the entries. The entries of model/schedule.py are native functions in the machine code of all rules,
which is compiled once per machine and then loaded without the compiler (native/cache.py). In the process that compiles
the rules (native/build.py) the same decorators turn them into Numba functions. Numba itself compiles an entry of any
other module.
"""

import os
import struct
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import update_wrapper
from operator import index
from typing import Any, TypeVar, cast

import numpy as np

from simul_agir.engine.native import cache as code_cache

F = TypeVar("F", bound=Callable[..., Any])

_opening = threading.Lock()
front: Any = None  # the compiling process's implementation of the decorators


def is_off() -> bool:
    """Whether the compiler is switched off, by NUMBA_DISABLE_JIT or in Numba's own configuration."""
    if "numba" in sys.modules:
        return bool(sys.modules["numba"].config.DISABLE_JIT)
    return os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0")


def is_compiling() -> bool:
    """Whether this process compiles the rules. Only such a process imports the modules that use the compiler."""
    return front is not None and not is_off()


def compiled(function: F) -> F:
    """Mark a rule; it is compiled once, together with the entry that calls it."""
    return front.compiled(function) if is_compiling() else function


def inlined(function: F) -> F:
    """Mark a rule with a single caller; it is compiled as part of that caller."""
    return front.inlined(function) if is_compiling() else function


def entry(function: F) -> F:
    """Mark a function that Python calls. It is compiled with all it calls, cached on disk, and run without the
    interpreter's lock.
    """
    if is_off():
        return function
    if front is not None:
        marked: F = front.entry(function)
        return marked
    entry = function.__module__ == code_cache.RULES and function.__name__ in code_cache.ENTRIES
    return cast("F", NativeFunction(function) if entry else Entry(function))


class Entry:
    """A function called from Python that Numba compiles at its first call."""

    def __init__(self, function: Callable[..., Any]) -> None:
        update_wrapper(self, function)
        self._name = function.__name__
        self._run: Callable[..., Any] | None = None

    def __call__(self, *arguments: Any) -> Any:
        """Run the function; compile it first if that was not done on this machine."""
        if self._run is None:
            with _opening:
                self._run = self._run or self._opened()
        return self._run(*arguments)

    def _opened(self) -> Callable[..., Any]:
        from simul_agir.engine.native.build import left_to_numba

        opened: Callable[..., Any] = left_to_numba(self.__module__)[self._name]
        return opened


class NativeFunction(Entry):
    """A function of the machine code. Python passes numbers and arrays, and reads results from the arrays.

    The first argument is the table of a batch; its number of dimensions selects the code.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        self._ways: dict[int, Callable[..., Any]] = {}

    def __call__(self, *arguments: Any) -> Any:
        """Call the function. Raises TypeError for arguments that do not match cache.ENTRIES, RuntimeError if a rule
        fails.
        """
        table = np.ndim(arguments[0]) if arguments else 0
        if table not in self._ways:
            with _opening:
                if table not in self._ways:
                    self._ways[table] = self._way(table)
        return self._ways[table](*arguments)

    def _way(self, table: int) -> Callable[..., Any]:
        if table not in code_cache.FILES:
            raise TypeError(f"argument 0 of '{self._name}' is not a table of territories")
        kinds = code_cache.kinds(self._name, table)
        letters = ("d" if kind == "f8" and not ndim else f"{1 + ndim}q" for kind, ndim in kinds)
        layout = struct.Struct("=" + "".join(letters))
        try:
            code = code_cache.function(self._name, table)
        except code_cache.BuildError as error:
            warnings.warn(f"{error}. Numba compiles the rules by itself now, slowly.", RuntimeWarning, 3)
            return self._opened()

        def run(*arguments: Any) -> None:
            if code(layout.pack(*self._words(arguments, kinds))) != 0:
                raise RuntimeError(f"a rule failed in '{self._name}'")

        return run

    def _words(self, arguments: tuple[Any, ...], kinds: list[tuple[str, int]]) -> list[Any]:
        """The arguments as numbers; an array is given by its address and shape."""
        if len(arguments) != len(kinds):
            raise TypeError(f"'{self._name}' takes {len(kinds)} arguments, not {len(arguments)}")
        words: list[Any] = []
        for place, (value, (kind, ndim)) in enumerate(zip(arguments, kinds, strict=True)):
            if ndim == 0:
                words.append(float(value) if kind == "f8" else index(value))
                continue
            fits = isinstance(value, np.ndarray) and value.dtype == kind and value.ndim == ndim
            if not fits or not value.flags.c_contiguous or not value.flags.aligned:
                raise TypeError(f"argument {place} of '{self._name}' is not a C-contiguous {kind}, {ndim}-d")
            words.append(value.__array_interface__["data"][0])
            words.extend(value.shape)
        return words


def is_warm(table: int = code_cache.USUAL) -> bool:
    """Whether the rules are compiled already on this machine, or need not be. `table`: kind of territory."""
    return is_off() or code_cache.is_warm(table)


def prepare(table: int = code_cache.USUAL) -> None:
    """Start to compile the rules in the background, if necessary. The first call of an entry waits for it."""
    if not is_off():
        code_cache.prepare(table)


def ready(table: int = code_cache.USUAL) -> None:
    """Wait, in this thread, until the rules are compiled and loaded. The wait can be interrupted."""
    if not is_off():
        with suppress(code_cache.BuildError):  # the native functions raise it when they are called
            code_cache.ready(table)
