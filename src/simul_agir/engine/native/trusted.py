"""Whether a place for machine code is the user's own: nobody else can have laid code there that we would run."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

OURS = 0o700  # the mode of folders that we make
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def user() -> int | None:
    """The number of the user, None where the system has none (Windows keeps folders of a user apart by itself)."""
    return os.geteuid() if hasattr(os, "geteuid") else None


def is_private(place: Path) -> bool:
    """Whether a folder or file belongs to the user and nobody else can write it. A link is judged by what it leads to."""
    with suppress(OSError):
        return _alone(place.stat())
    return False


def chosen_root() -> Path | None:
    """The folder of caches that the environment names, or the user's own; None where there is none, as without HOME."""
    for name in ("SIMUL_AGIR_CACHE", "XDG_CACHE_HOME"):
        if os.environ.get(name):
            with suppress(RuntimeError):  # ~ of nobody
                return Path(os.environ[name]).expanduser()
    with suppress(RuntimeError):
        return Path.home() / ".cache"
    return None


def made_private(root: Path, *names: str) -> Path | None:
    """The folder of these names below a root, made where it is missing; None unless all of them are the user's alone.

    Of the root itself it is enough that what others may write there they cannot rename (as in a temporary folder).
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
    """What a file holds, None unless it is the user's alone: asked of the very file that is read."""
    try:
        with file.open("rb") as stream:
            return stream.read() if _alone(os.fstat(stream.fileno())) else None
    except OSError:
        return None


def _alone(found: os.stat_result) -> bool:
    return user() is None or (found.st_uid == user() and not found.st_mode & _OTHERS)


def _keeps(found: os.stat_result) -> bool:
    """Whether nobody else can put another folder in the place of one of ours in this one."""
    if user() is None:
        return True
    ours = found.st_uid in (user(), 0)
    return ours and (not found.st_mode & _OTHERS or bool(found.st_mode & stat.S_ISVTX))
