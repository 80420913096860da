"""Folders for files that are being written, and those that a killed command left behind.

While a command writes, it holds a lock on its folder, which ends with its process, however that ends. A folder whose lock is
free, made on this machine by this user, is nobody's any more and is removed. Where folders cannot be locked, all are kept.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

locks: Any
try:
    import fcntl as locks
except ImportError:  # a system without such locks
    locks = None

PARTIAL = ".simul-agir-"


@contextmanager
def unfinished(home: Path) -> Iterator[Path]:
    """A new locked folder in `home`, gone afterwards with all that is in it. Raises OSError."""
    folder, lock = _made(home)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _made(home: Path) -> tuple[Path, int | None]:
    """A new folder and its lock, None where there is none.

    One that another command removed before it was locked is made again.
    """
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_prefix(), dir=home))
        lock = _lock(folder, wait=True)
        if folder.is_dir():
            return folder, lock
        if lock is not None:
            os.close(lock)


def remove_stale(home: Path) -> None:
    """Remove what killed commands of this user left in a folder; what cannot be removed stays."""
    with suppress(OSError):
        for folder in home.glob(f"{_prefix()}*"):
            if _is_ours(folder) and (lock := _lock(folder, wait=False)) is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def _prefix() -> str:
    """How names begin on this machine: locks of other machines that share the disk may not be seen here."""
    return f"{PARTIAL}{hashlib.sha256(platform.node().encode()).hexdigest()[:8]}-"


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder, no link to one, that belongs to this user."""
    return folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == os.geteuid()


def _lock(folder: Path, *, wait: bool) -> int | None:
    """The lock of a folder; None where somebody else holds it, or where there are no such locks."""
    if locks is None:
        return None
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        locks.flock(opened, locks.LOCK_EX | (0 if wait else locks.LOCK_NB))
    except OSError:
        os.close(opened)
        return None
    return opened
