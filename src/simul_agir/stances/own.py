"""Stances of one's own: from a file that the user names, or a class that a Python program gives. Text never loads code."""

from __future__ import annotations

import hashlib
import linecache
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from simul_agir.locale import SpokenError
from simul_agir.scenario import stance_names
from simul_agir.stances.stance import Stance

LARGEST = 1_000_000  # bytes of a stance module
THEIRS = (Exception, SystemExit)  # whatever somebody's code may raise, but for Ctrl-C


class StanceModuleError(SpokenError):
    """A file of stances that cannot be read or run, or whose stances cannot be named."""

    group = "stance_module"


@dataclass(frozen=True)
class StanceModule:
    """A file with stances as it was when it was loaded. names: of its stances. sha256: of its bytes, in hexadecimal."""

    file: str
    content: bytes
    names: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of what was run."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Own:
    """One stance of one's own: its class, and the module that it came from, if from a file."""

    kind: type[Stance]
    module: StanceModule | None


_registered: dict[str, Own] = {}


def load_stance_module(file: str | Path) -> StanceModule:
    """Run a Python file and register every stance that it defines, by its name. A file loaded before is loaded anew.

    The file stands alone: it may import what is installed, not its neighbours. Raises StanceModuleError where it cannot be
    read or run, defines no stance, or defines one whose name is taken; StanceError for one that is no proper stance.
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
    """The same for a file whose bytes are given: a worker gets them with its work."""
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
    """Let a class of a Python program be named as a stance: in studies, stores and scenarios. StanceError at fault."""
    from simul_agir.stances.registry import made

    made(kind.__name__, lambda: kind)
    _put(kind, None)


def registered() -> dict[str, Own]:
    """Stances of one's own by name, in the order in which they came."""
    return dict(_registered)


def modules() -> tuple[StanceModule, ...]:
    """The files that were loaded, in the order in which they were."""
    return tuple(dict.fromkeys(own.module for own in _registered.values() if own.module is not None))


def forget_modules() -> None:
    """As before any file was loaded; classes that a Python program registered stay."""
    for name, own in list(_registered.items()):
        if own.module is not None:
            forget(name)


def forget(name: str) -> None:
    """The stance of that name is no longer known; KeyError if it was not."""
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
    """The module that the file's bytes make. Its name holds their digest: the same file is the same module everywhere."""
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
    """The stances that a module defines itself; a base class of others without a name of its own is none."""
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
