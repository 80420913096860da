"""A folder of answers, written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from simul_agir.locale import SpokenError

PARTIAL = ".simul-agir-"


class FolderError(SpokenError):
    """A folder that cannot be written to."""

    group = "folder"

    @property
    def faulty_request(self) -> bool:  # type: ignore[override]
        """Whether the request names the wrong folder, rather than the writing having failed."""
        return self.key != "unwritable"


def check_folder(directory: Path, ours: Collection[str]) -> None:
    """FolderError unless `directory` is absent, empty, or holds nothing but files named in `ours`.

    Also tries to write there, so that nobody waits for an answer that cannot be kept.
    """
    try:
        if directory.exists() and not directory.is_dir():
            raise FolderError("not_a_folder", folder=directory)
        found = sorted(path.name for path in directory.iterdir()) if directory.exists() else []
        others = [name for name in found if name not in ours and not name.startswith(PARTIAL)]
        if others:
            raise FolderError("foreign", folder=directory, found=", ".join(others[:5]))
        with _partial(directory):
            pass
    except OSError as error:
        raise FolderError("unwritable", folder=directory, why=error.strerror or str(error)) from error


def write_folder(directory: Path, writers: Collection[Callable[[Path], None]]) -> list[Path]:
    """Lets each writer put its files in a folder apart, then moves them all to `directory`; their paths.

    A failure on the way leaves nothing behind. FolderError if the disk refuses.
    """
    try:
        with _partial(directory) as partial:
            for write in writers:
                write(partial)
            directory.mkdir(parents=True, exist_ok=True)
            return [path.replace(directory / path.name) for path in sorted(partial.iterdir())]
    except OSError as error:
        raise FolderError("unwritable", folder=directory, why=error.strerror or str(error)) from error


@contextmanager
def _partial(directory: Path) -> Iterator[Path]:
    """A folder for unfinished files on the same disk as `directory`, gone afterwards."""
    home = directory if directory.is_dir() else _nearest_folder(directory)
    partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=home))
    try:
        yield partial
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _nearest_folder(directory: Path) -> Path:
    """The closest folder above `directory` that exists."""
    return next(parent for parent in directory.absolute().parents if parent.is_dir())
