"""Where the work is done: threads, processes, a Dask cluster, MPI, or any executor that one brings."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simul_agir.lifeline import end_with_parent
from simul_agir.locale import RequestError
from simul_agir.processors import processors
from simul_agir.study.store.fault import StoreError
from simul_agir.study.store.journal import Failed
from simul_agir.study.store.schedule import Task
from simul_agir.study.sweep.work import Job, as_one_line, do_elsewhere

THREADS, PROCESSES, MPI, DASK = "threads", "processes", "mpi", "dask"
_MOMENT = 0.2  # seconds between two looks
_AHEAD = 2  # tasks that wait for each worker, so that none is idle
_CONNECT = 30  # seconds that a Dask scheduler may take to answer
Take = Callable[[Task, "bytes | Failed"], None]


@dataclass(frozen=True)
class WorkerPool:
    """An executor, and how many tasks to have under way in it: asked again and again, for workers come and go."""

    executor: Executor
    workers: Callable[[], int]
    name: str = ""

    @property
    def room(self) -> int:
        """Tasks under way at once."""
        return max(4, _AHEAD * self.workers() + _AHEAD)


def check_executor(name: str) -> None:
    """RequestError unless this names a way to work."""
    if name not in (THREADS, PROCESSES, MPI) and not name.startswith(f"{DASK}:"):
        raise RequestError("executor", found=name)


@contextmanager
def pool_of(executor: str | Executor, jobs: int | None) -> Iterator[WorkerPool]:
    """What is named, at work until the context ends; an executor that one brings is left open.

    "processes"; "mpi", under `mpiexec -n k python -m mpi4py.futures`; "dask:tcp://host:port", or "dask:" and a file that a
    scheduler wrote. Raises RequestError where it cannot be had.
    """
    if isinstance(executor, Executor):
        yield WorkerPool(executor, lambda: _workers_of(executor), type(executor).__name__)
    elif executor == PROCESSES:
        with _processes(jobs) as pool:
            yield pool
    elif executor == MPI:
        with _mpi() as pool:
            yield pool
    else:
        check_executor(executor)
        with _dask(executor.removeprefix(f"{DASK}:")) as pool:
            yield pool


def _workers_of(executor: Any) -> int:
    """How many workers an executor has, as far as it tells."""
    for name in ("_max_workers", "num_workers"):
        found = getattr(executor, name, None)
        if isinstance(found, int):
            return found
    client = getattr(executor, "_client", None)
    if client is not None and hasattr(client, "nthreads"):
        return sum(client.nthreads().values())
    return processors()


@contextmanager
def _processes(jobs: int | None) -> Iterator[WorkerPool]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    count = jobs or processors()
    executor = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=end_with_parent)
    try:
        yield WorkerPool(executor, lambda: count, PROCESSES)
    except BaseException:
        _end(executor)
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _end(executor: Any) -> None:
    """End the processes of an executor in the middle of what they do: what they have not given back is run again."""
    for process in list((getattr(executor, "_processes", None) or {}).values()):
        with suppress(OSError, ValueError):
            process.terminate()


@contextmanager
def _mpi() -> Iterator[WorkerPool]:
    try:
        from mpi4py.futures import MPIPoolExecutor, _core
    except (ImportError, RuntimeError) as error:
        raise RequestError("no_mpi", why=" ".join(str(error).split())) from error
    if (
        getattr(_core, "SharedPool", _core) is None
    ):  # there it would wait for ever for workers that nobody started
        raise RequestError("alone_mpi")
    executor = MPIPoolExecutor()
    try:
        yield WorkerPool(executor, lambda: int(executor.num_workers), MPI)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _scheduler(found: str) -> str:
    """The address of a Dask scheduler, as given or as its file tells it. ValueError where it is none."""
    import distributed
    from distributed.comm.addressing import get_address_host_port

    address: Any = found
    if os.path.exists(found):  # noqa: PTH110
        read = json.loads(Path(found).read_text(encoding="utf-8"))
        address = read.get("address") if isinstance(read, dict) else None
    if not isinstance(address, str):
        raise ValueError("no file of a scheduler")
    _, port = get_address_host_port(address)
    if not 0 < port < 65536:
        raise ValueError(f"port {port}")
    security: Any = distributed.Security
    if address.startswith("tls:") and not security().get_connection_args("client")["ssl_context"]:
        raise ValueError("distributed.comm.tls: no certificate")
    return address


@contextmanager
def _dask(found: str) -> Iterator[WorkerPool]:
    try:
        import distributed

        make: Any = distributed.Client
    except ImportError as error:
        raise RequestError("no_dask", why=str(error)) from error
    try:
        address = _scheduler(found)
        client: Any = make(address=address, timeout=_CONNECT, set_as_default=False)
    except Exception as error:  # of any kind: what is given may be anything
        why = " ".join(str(error).split()) or type(error).__name__
        raise RequestError("dask", found=found, why=why) from error
    log = logging.getLogger("distributed")
    before, log.level = log.level, logging.CRITICAL  # what goes wrong is told in our words
    try:
        yield WorkerPool(
            client.get_executor(pure=False), lambda: sum(client.nthreads().values()), f"{DASK}:{found}"
        )
    finally:
        with suppress(Exception):
            client.close()
        log.level = before


def work_on(pool: WorkerPool, tasks: Iterator[Task], job: Job, take: Take, look: Callable[[], None]) -> None:
    """Have every task done and taken, a few under way at a time; `look` is called now and then.

    A task whose workers die again and again is taken as failed. Raises StoreError where the whole executor is lost.
    """
    under_way: dict[Future[Any], Task] = {}
    try:
        while True:
            for task in _some(tasks, pool.room - len(under_way)):
                under_way[_submitted(pool.executor, job, task)] = task
            if not under_way:
                return
            done, _ = wait(under_way, timeout=_MOMENT, return_when=FIRST_COMPLETED)
            _take_all({future: under_way.pop(future) for future in done}, take)
            look()
    finally:
        for future in under_way:
            future.cancel()


def _take_all(done: dict[Future[Any], Task], take: Take) -> None:
    """Take what came back; only then raise what went wrong with the executor, so that no run is lost."""
    lost: list[BaseException] = []
    for future, task in done.items():
        try:
            result = _result(future, task)
        except (Exception, CancelledError, asyncio.CancelledError) as error:
            lost.append(error)
        else:
            take(task, result)
    if lost:
        raise _lost(lost[0])


def _submitted(executor: Executor, job: Job, task: Task) -> Future[Any]:
    try:
        return executor.submit(do_elsewhere, job, task)
    except Exception as error:
        raise _lost(error) from error


def _lost(error: BaseException) -> BaseException:
    """What went wrong with an executor, in words: its workers ended, or know nothing of simul_agir..."""
    cancelled = (
        "Cancelled" in type(error).__name__
    )  # of concurrent.futures, asyncio or Dask: some are no Exception
    if isinstance(error, StoreError) or not (isinstance(error, Exception) or cancelled):
        return error
    return StoreError("lost", why=as_one_line(error, "en"))


def _some(tasks: Iterator[Task], count: int) -> Iterator[Task]:
    for _ in range(count):
        task = next(tasks, None)
        if task is None:
            return
        yield task


def _result(future: Future[Any], task: Task) -> bytes | Failed:
    """What a task came to; that its workers died is a reason to fail."""
    try:
        found: bytes | Failed = future.result()
    except Exception as error:
        if type(error).__name__ != "KilledWorker":
            raise
        return Failed(task.point, task.first, as_one_line(error, "en"), as_one_line(error, "fr"))
    return found
