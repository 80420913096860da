"""The compiler, and a cache that cannot go stale.

Numba's own cache notices a change in one file only. The rules stand in many, so the cache lives in a folder named by a
hash of all of them, of the versions and of the processor. With NUMBA_DISABLE_JIT=1 the same functions run as plain Python.
"""

import hashlib
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import llvmlite
import numba
import numpy as np
from numba.core import types

F = TypeVar("F", bound=Callable[..., Any])


def _fingerprint() -> str:
    """Sixteen hexadecimal digits that change with any rule, version or processor."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    versions = (sys.version, numba.__version__, llvmlite.__version__, np.__version__, platform.machine())
    digest.update(repr(versions).encode())
    return digest.hexdigest()[:16]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _folder() -> Path:
    """The cache folder: SIMUL_AGIR_CACHE, the user's cache, or a temporary folder where neither can be written."""
    base = os.environ.get("SIMUL_AGIR_CACHE") or os.environ.get("XDG_CACHE_HOME")
    root = Path(base) if base else Path.home() / ".cache"
    folder = root / "simul_agir" / _fingerprint()
    if _writable(folder):
        return folder
    fallback = Path(tempfile.gettempdir()) / f"simul_agir-{_user()}" / folder.name
    try:
        if _writable(fallback) and _private(fallback.parent):
            return fallback
    except OSError:
        pass  # somebody else's folder
    return Path(tempfile.mkdtemp(prefix="simul_agir-"))


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "user"


def _private(folder: Path) -> bool:
    """Whether nobody else could have laid code into a folder of a known name."""
    folder.chmod(0o700)
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()


CACHE = _folder()


_OPTIONS = {"error_model": "numpy", "_nrt": False}


def compiled(function: F) -> F:
    """A rule, compiled once, together with the entry that calls it.

    Without reference counts (rules allocate nothing), without a door of its own for Python, and once for all constants that
    are handed to it: left alone, the compiler makes a version for each, and the first run takes four times as long.
    """
    rule = numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, **_OPTIONS)(function)
    if not numba.config.DISABLE_JIT:
        choose = rule.get_call_template
        rule.get_call_template = lambda arguments, named: choose(
            tuple(types.unliteral(argument) for argument in arguments),
            {name: types.unliteral(argument) for name, argument in named.items()},
        )
    return rule  # type: ignore[no-any-return]


def woven(function: F) -> F:
    """A rule that is called from one place only, and compiled as part of it: one library fewer to build and link."""
    rule: F = numba.njit(inline="always", **_OPTIONS)(function)
    return rule


def entry(function: F) -> F:
    """The door into the rules: compiled with all it calls, kept on disk, and run without holding the interpreter's lock."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(CACHE)
    try:
        rule: F = numba.njit(nogil=True, cache=True, **_OPTIONS)(function)
    finally:
        numba.config.CACHE_DIR = before
    return rule


def is_warm() -> bool:
    """Whether the rules are compiled already on this machine."""
    return bool(numba.config.DISABLE_JIT) or any(CACHE.rglob("*.nbc"))
