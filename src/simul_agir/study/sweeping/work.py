"""What a worker does with a task, in a thread, another process or on another machine."""

from __future__ import annotations

import pickle
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simul_agir import version
from simul_agir.simulation.arms import Desk
from simul_agir.simulation.labour import Account
from simul_agir.study.design import Study
from simul_agir.study.store.fault import StoreError
from simul_agir.study.store.journal import Failed
from simul_agir.study.store.manifest import digest_of_sources
from simul_agir.study.store.schedule import Task
from simul_agir.study.store.tables import packed
from simul_agir.study.sweeping.live import Free, Stopped, tables_of

_mine = threading.local()


@dataclass(frozen=True)
class Parcel:
    """A study on its way to other processes: pickled, with the version to live it with, and where its stances lie."""

    study: bytes
    version: str
    sources: str
    folders: tuple[str, ...]

    @classmethod
    def of(cls, study: Study) -> Parcel:
        """A study packed; the folders in which one's own stances were found go with it."""
        own = any(":" in name for name in study.stances)
        folders = tuple(folder for folder in sys.path if folder) if own else ()
        return cls(pickle.dumps(study), version.version(), digest_of_sources(), folders)


def do(study: Study, task: Task, account: Account) -> bytes | Failed:
    """What a task came to: its tables, packed, or why it failed. Raises Stopped when told to stop."""
    desk = getattr(_mine, "desk", None)
    if desk is None:
        desk = _mine.desk = Desk()
    try:
        return packed(tables_of(study, task, desk, account))
    except Stopped:
        raise
    except Exception as error:
        return Failed(task.point, task.first, told(error, "en"), told(error, "fr"))


def do_elsewhere(parcel: Parcel, task: Task) -> bytes | Failed:
    """The same in another process. Raises StoreError where another version of simul_agir is installed there."""
    if (version.version(), digest_of_sources()) != (parcel.version, parcel.sources):
        raise StoreError(
            "worker",
            theirs=version.version(),
            ours=parcel.version,
            found=digest_of_sources(),
            known=parcel.sources,
        )
    return do(_study(parcel.study, parcel.folders), task, Free())


@lru_cache(maxsize=4)
def _study(content: bytes, folders: Sequence[str]) -> Study:
    for folder in folders:
        if folder not in sys.path:
            sys.path.append(folder)
    found: Any = pickle.loads(content)
    assert isinstance(found, Study)
    return found


def told(error: Exception, lang: str) -> str:
    """An error in words, on one line."""
    text = getattr(error, "text", None)
    words = text(lang) if callable(text) else f"{type(error).__name__}: {error}"
    return " ".join(str(words).split())
