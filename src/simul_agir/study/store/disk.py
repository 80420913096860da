"""Files written whole or not at all, and kept even if the machine stops."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from simul_agir.locale import RefusalError
from simul_agir.study.store.fault import StoreError

PARTIAL = ".writing-"


def write_whole(path: Path, content: bytes, durable: bool = True) -> None:
    """Write a file under a temporary name in its folder and rename it; `durable`: on the disk before this returns."""
    partial = path.with_name(f"{PARTIAL}{path.name}")
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise
    if durable:
        settle(path.parent)


def settle(folder: Path) -> None:
    """The names in a folder, on the disk; where a system has no such thing, nothing."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256(content: bytes) -> str:
    """SHA-256 of what a file holds, or is to hold."""
    return hashlib.sha256(content).hexdigest()


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """What the disk refuses, told as a StoreError."""
    try:
        yield
    except StoreError:
        raise
    except OSError as error:
        raise StoreError("unwritable", folder=folder, why=RefusalError.of(error)) from error


class Lock:
    """One sweep a store at a time: a lock that ends with its process, however that ends. StoreError if it is taken."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("ab")
        try:
            import fcntl

            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # a system without such locks
            pass
        except BlockingIOError as error:
            self._stream.close()
            raise StoreError("busy", folder=path.parent) from error
        except OSError:  # a file system without them
            pass

    def release(self) -> None:
        """Let others in."""
        self._stream.close()
