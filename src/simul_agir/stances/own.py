"""Stances of your own: from a file that you name, or from a class of a Python program. No text can load code."""

from __future__ import annotations

import hashlib
import linecache
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from simul_agir.locale import LocalisedError
from simul_agir.scenario import stance_names
from simul_agir.stances.stance import Stance

LARGEST = 1_000_000  # bytes of a stance module
THEIRS = (Exception, SystemExit)  # any exception of a user's code, except Ctrl-C


class StanceModuleError(LocalisedError):
    """A file of stances that cannot be read or run, or whose stances cannot be registered."""

    group = "stance_module"


@dataclass(frozen=True)
class StanceModule:
    """A file of stances as it was when loaded. names: of its stances. sha256: of its bytes, in hexadecimal."""

    file: str
    content: bytes
    names: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes that were run."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Own:
    """A stance of your own: its class, and the module it came from, if from a file."""

    kind: type[Stance]
    module: StanceModule | None


_registered: dict[str, Own] = {}


def load_stance_module(file: str | Path) -> StanceModule:
    """Run a Python file and register every stance that it defines, by its name. Loading a file again replaces its
    stances.

    The file stands alone: it may import installed packages, not neighbouring files. Raises StanceModuleError if it cannot
    be read or run, defines no stance, or defines one whose name is taken; StanceError for a faulty stance.
    """
    path = Path(file)
    if not path.is_file():
        raise StanceModuleError("no_file", file=str(file))
    try:
        if path.stat().st_size > LARGEST:
            raise StanceModuleError("large_file", file=str(file), most=LARGEST)
        content = path.read_bytes()
    except OSError as error:
        raise StanceModuleError("no_file", file=str(file)) from error
    return receive(StanceModule(str(file), content))


def receive(module: StanceModule) -> StanceModule:
    """Like `load_stance_module`, for a file given as bytes: a worker process receives it with its work."""
    kinds = _defined(_run(module))
    if not kinds:
        raise StanceModuleError("no_stance", file=module.file)
    found = StanceModule(module.file, module.content, tuple(kind.name for kind in kinds))
    for name, own in list(_registered.items()):
        if own.module is not None and own.module.file == module.file:
            forget(name)
    for kind in kinds:
        _put(kind, found)
    return found


def register(kind: type[Stance]) -> None:
    """Register a class of a Python program as a stance, so that studies, stores and scenarios can name it. Raises
    StanceError if it is faulty.
    """
    from simul_agir.stances.registry import made

    made(kind.__name__, lambda: kind)
    _put(kind, None)


def registered() -> dict[str, Own]:
    """The registered stances of your own by name, in the order of registration."""
    return dict(_registered)


def modules() -> tuple[StanceModule, ...]:
    """The files that were loaded, in order."""
    return tuple(dict.fromkeys(own.module for own in _registered.values() if own.module is not None))


def forget_modules() -> None:
    """Forget all loaded files; registered classes of a Python program remain."""
    for name, own in list(_registered.items()):
        if own.module is not None:
            forget(name)


def forget(name: str) -> None:
    """Remove the stance of that name. Raises KeyError if there is none."""
    del _registered[name]
    stance_names.forget(name)


def _put(kind: type[Stance], module: StanceModule | None) -> None:
    from simul_agir.stances.registry import BUILT_IN

    taken = _registered.get(kind.name)
    if kind.name in BUILT_IN or (taken is not None and module is not None):
        raise StanceModuleError("taken", name=kind.name, file=module.file if module else kind.__module__)
    _registered[kind.name] = Own(kind, module)
    stance_names.allow(kind.name)


def _run(module: StanceModule) -> ModuleType:
    """Run the file's bytes as a module. Its name contains their digest: the same file has the same module name
    everywhere.
    """
    name = f"simul_agir_stances_{module.sha256[:16]}"
    made = ModuleType(name)
    made.__file__ = module.file
    sys.modules[name] = made
    try:
        text = module.content.decode("utf-8")
        linecache.cache[module.file] = (len(text), None, text.splitlines(keepends=True), module.file)
        exec(compile(module.content, module.file, "exec", dont_inherit=True), made.__dict__)
    except THEIRS as error:
        sys.modules.pop(name, None)
        why = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise StanceModuleError("file_fails", file=module.file, why=why) from error
    return made


def _defined(module: ModuleType) -> list[type[Stance]]:
    """The stances that a module defines itself. A base class without a name of its own does not count."""
    from simul_agir.stances.registry import made

    kinds = [each for each in vars(module).values() if _is_stance_of(each, module)]
    kinds = [kind for kind in dict.fromkeys(kinds) if hasattr(kind, "name") or not _has_heirs(kind, kinds)]
    for kind in kinds:
        made(kind.__name__, lambda kind=kind: kind)
    return kinds


def _is_stance_of(found: object, module: ModuleType) -> bool:
    return isinstance(found, type) and issubclass(found, Stance) and found.__module__ == module.__name__


def _has_heirs(kind: type, kinds: Iterable[type]) -> bool:
    return any(other is not kind and issubclass(other, kind) for other in kinds)
