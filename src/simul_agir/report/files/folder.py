"""A folder of answers, written whole or not at all."""

from __future__ import annotations

import errno
import os
import warnings
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from simul_agir.locale import LocalisedError, RefusalError, words
from simul_agir.report.files.unfinished import PARTIAL, remove_stale, unfinished

FINISHED: list[Path] = []  # folders that this command has written whole
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES)  # not the figure's fault
_figures: ContextVar[list[tuple[str, Callable[[], None]]] | None] = ContextVar("figures", default=None)


class FolderError(LocalisedError):
    """A folder that cannot be written to."""

    group = "folder"

    @property
    def faulty_request(self) -> bool:  # type: ignore[override]
        """Whether the request names the wrong folder, rather than the writing having failed."""
        return self.key != "unwritable"


class FigureWarning(UserWarning):
    """A figure that could not be drawn; the rest of the answer is written."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """Which, and why."""
        return words(lang)("folder.no_figure", name=self.name, why=self.why)


class FiguresStopped(KeyboardInterrupt):
    """An interruption after the numbers of a folder were written, while its figures were drawn."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__()


def check_folder(directory: Path, ours: Collection[str]) -> None:
    """FolderError unless `directory` is absent, empty, or holds nothing but files named in `ours`.

    Also tries to write there, before any work is done.
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
        raise FolderError("unwritable", folder=directory, why=RefusalError.of(error)) from error


def write_folder(directory: Path, writers: Collection[Callable[[Path], None]]) -> list[Path]:
    """Lets each writer put its files in a folder apart, then moves them all to `directory`; their paths.

    Numbers come first: a failure among them leaves nothing behind. Then each figure by itself: one that cannot be drawn is
    left out, with a FigureWarning. FolderError if the disk refuses.
    """
    figures: list[tuple[str, Callable[[], None]]] = []
    token = _figures.set(figures)
    try:
        with _partial(directory) as partial:
            for write in writers:
                write(partial)
            directory.mkdir(parents=True, exist_ok=True)
            written = _moved(partial, directory)
            try:
                for name, draw in figures:
                    _draw(name, draw)
                    written += _moved(partial, directory)
            except KeyboardInterrupt:
                raise FiguresStopped(directory) from None
        FINISHED.append(directory)
        return sorted(written)
    except OSError as error:
        raise FolderError("unwritable", folder=directory, why=RefusalError.of(error)) from error
    finally:
        _figures.reset(token)


def after_numbers(name: str, draw: Callable[[], None]) -> None:
    """Draw a figure once all numbers of the folder that is being written are there; at once where none is."""
    waiting = _figures.get()
    if waiting is None:
        draw()
    else:
        waiting.append((name, draw))


def _draw(name: str, draw: Callable[[], None]) -> None:
    try:
        draw()
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _DISK:
            raise
        why = " ".join(f"{type(error).__name__}: {error}".split())
        warnings.warn(FigureWarning(name, why), stacklevel=2)


def _moved(partial: Path, directory: Path) -> list[Path]:
    return [path.replace(directory / path.name) for path in sorted(partial.iterdir())]


@contextmanager
def _partial(directory: Path) -> Iterator[Path]:
    """A folder for unfinished files on the same disk as `directory`, gone afterwards.

    Those that a killed command left beside it are removed.
    """
    home = directory if directory.is_dir() else nearest_folder(directory)
    for place in {home, nearest_folder(directory)}:
        remove_stale(place)
    with unfinished(home) as partial:
        yield partial


def nearest_folder(directory: Path) -> Path:
    """What exists closest above `directory`: a folder, unless a file is in the way."""
    return next(parent for parent in directory.absolute().parents if parent.exists())


def write_whole(file: Path, content: bytes) -> None:
    """Writes a file whole or not at all: what stood there before stays until then. Raises OSError."""
    remove_stale(file.parent)
    with unfinished(file.parent) as partial:
        written = partial / file.name
        written.write_bytes(content)
        written.replace(file)


def check_file(file: Path) -> None:
    """OSError unless the file can be written, before any work is done."""
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    with unfinished(file.parent):
        pass
