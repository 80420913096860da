"""What a worker does with a task, in a thread, another process or on another machine."""

from __future__ import annotations

import pickle
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simul_agir import version
from simul_agir.simulation.arms import Workspace
from simul_agir.simulation.tasks import Account
from simul_agir.stances.own import StanceModule, modules, receive, register, registered
from simul_agir.study.design import Study
from simul_agir.study.store.fault import StoreError
from simul_agir.study.store.journal import Failed
from simul_agir.study.store.manifest import digest_of_sources
from simul_agir.study.store.schedule import Task
from simul_agir.study.store.tables import packed
from simul_agir.study.sweep.point_runs import Free, Stopped, tables_of

_mine = threading.local()


@dataclass(frozen=True)
class Job:
    """A study on its way to other processes: pickled, with the version to live it with, and the stances of one's own.

    modules: stance modules, their bytes included. kinds: classes that a Python program registered, pickled.
    """

    study: bytes
    version: str
    sources: str
    modules: tuple[StanceModule, ...] = ()
    kinds: bytes = b""

    @classmethod
    def of(cls, study: Study) -> Job:
        """A study packed, and with it those of one's own stances that it names."""
        chosen = [own for name, own in registered().items() if name in study.stances]
        modules = tuple(dict.fromkeys(own.module for own in chosen if own.module is not None))
        kinds = [own.kind for own in chosen if own.module is None]
        packed_kinds = pickle.dumps(kinds) if kinds else b""
        return cls(pickle.dumps(study), version.version(), digest_of_sources(), modules, packed_kinds)


def do(study: Study, task: Task, account: Account) -> bytes | Failed:
    """What a task came to: its tables, packed, or why it failed. Raises Stopped when asked to stop."""
    workspace = getattr(_mine, "workspace", None)
    if workspace is None:
        workspace = _mine.workspace = Workspace()
    try:
        return packed(tables_of(study, task, workspace, account))
    except Stopped:
        raise
    except Exception as error:
        return Failed(task.point, task.first, as_one_line(error, "en"), as_one_line(error, "fr"))


def do_elsewhere(job: Job, task: Task) -> bytes | Failed:
    """The same in another process. Raises StoreError where another version of simul_agir is installed there."""
    if (version.version(), digest_of_sources()) != (job.version, job.sources):
        raise StoreError(
            "worker",
            theirs=version.version(),
            ours=job.version,
            found=digest_of_sources(),
            known=job.sources,
        )
    return do(_unpacked(job), task, Free())


@lru_cache(maxsize=4)
def _unpacked(job: Job) -> Study:
    """The study of a job. The stances that came with it are registered first."""
    for module in job.modules:
        if module not in modules():
            receive(module)
    for kind in pickle.loads(job.kinds) if job.kinds else ():
        register(kind)
    found: Any = pickle.loads(job.study)
    assert isinstance(found, Study)
    return found


def as_one_line(error: BaseException, lang: str) -> str:
    """An error in words, on one line."""
    text = getattr(error, "text", None)
    words = text(lang) if callable(text) else ": ".join(filter(None, (type(error).__name__, str(error))))
    return " ".join(str(words).split())
