"""Checks that a folder for machine code belongs to the user alone, so that nobody else's code can be run."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

OURS = 0o700  # the mode of folders that we make
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def user() -> int | None:
    """The user's number, or None if the system has none (Windows separates folders of users by itself)."""
    return os.geteuid() if hasattr(os, "geteuid") else None


def is_private(place: Path) -> bool:
    """Whether a folder or file belongs to the user and nobody else can write to it. For a link, its target is checked."""
    with suppress(OSError):
        return _alone(place.stat())
    return False


def chosen_root() -> Path | None:
    """The cache folder that the environment names, or the user's own; None if there is none, as without HOME."""
    for name in ("SIMUL_AGIR_CACHE", "XDG_CACHE_HOME"):
        if os.environ.get(name):
            with suppress(RuntimeError):  # ~ of nobody
                return Path(os.environ[name]).expanduser()
    with suppress(RuntimeError):
        return Path.home() / ".cache"
    return None


def made_private(root: Path, *names: str) -> Path | None:
    """The folder with these names below a root, created if missing; None unless all of them belong to the user alone.

    For the root it is enough that others cannot rename what they did not write (as in a temporary folder).
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        if not _keeps(root.stat()):
            return None
        place = root
        for name in names:
            place = place / name
            with suppress(FileExistsError):
                place.mkdir(mode=OURS)
            if not (place.is_dir() and is_private(place)):
                return None
        with tempfile.TemporaryFile(dir=place):
            return place
    except OSError:
        return None


def read_private(file: Path) -> bytes | None:
    """The content of a file, or None unless it belongs to the user alone; the check is on the open file itself."""
    try:
        with file.open("rb") as stream:
            return stream.read() if _alone(os.fstat(stream.fileno())) else None
    except OSError:
        return None


def _alone(found: os.stat_result) -> bool:
    return user() is None or (found.st_uid == user() and not found.st_mode & _OTHERS)


def _keeps(found: os.stat_result) -> bool:
    """Whether nobody else can replace one of our folders in this folder."""
    if user() is None:
        return True
    ours = found.st_uid in (user(), 0)
    return ours and (not found.st_mode & _OTHERS or bool(found.st_mode & stat.S_ISVTX))
