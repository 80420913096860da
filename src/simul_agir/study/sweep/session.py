"""A study run into a store: begun, resumed after any interruption, extended."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from pathlib import Path

from simul_agir.locale import RequestError
from simul_agir.scenario.canon import digest
from simul_agir.simulation.tasks import Progress, ProgressMonitor, run_tasks
from simul_agir.study.design import Study
from simul_agir.study.request import LARGEST_MEMORY, LARGEST_RUNS, check_jobs, check_seed, memory_of_run
from simul_agir.study.store.disk import Lock, sha256, spoken, write_whole
from simul_agir.study.store.fault import StoreError
from simul_agir.study.store.journal import JournalWriter, now, read_journal, session
from simul_agir.study.store.manifest import FILE, Manifest, read_manifest, refuse_other, request_of
from simul_agir.study.store.schedule import Schedule, Task, chunk_of, part_of
from simul_agir.study.store.store import Store
from simul_agir.study.store.tables import as_parquet, points_table, schemas_of
from simul_agir.study.sweep.executors import THREADS, WorkerPool, check_executor, pool_of, work_on
from simul_agir.study.sweep.point_runs import Stopped
from simul_agir.study.sweep.result_writer import ResultWriter, lay_out
from simul_agir.study.sweep.work import Job, do

LOCK = "_lock"


def sweep(
    study: Study,
    out: str | Path,
    runs: int | None = None,
    jobs: int | None = None,
    executor: str | Executor = THREADS,
    progress: Progress | None = None,
    command: Sequence[str] = (),
) -> Store:
    """Run every point of a study under every stance and keep it in the folder `out`; what is there is not run again.

    runs: of every stance at every point, if other than the study's; a store may be extended, never cut down. executor:
    "threads" (of this process, `jobs` of them), "processes", "dask:tcp://host:port", "mpi", or any
    concurrent.futures.Executor. `progress(done, total)` counts runs of points, in the calling thread. A point that fails is
    recorded in `Store.failures`, and tried again by the next sweep. The table is the same, bit for bit, however the work was
    shared out, interrupted and gone on with.

    Raises RequestError, and StoreError for a folder that is no store of this study, or that cannot be written.
    """
    wanted = study.runs if runs is None else runs
    data = [each.encode("utf-8", "backslashreplace").decode() for each in command]
    _check(study, wanted, runs, jobs)
    if isinstance(executor, str):
        check_executor(executor)
    folder = Path(out)
    with ExitStack() as stack:
        with spoken(folder):
            new = _is_new(folder)
            pool = None
            if new and executor != THREADS:  # refused, if it cannot be had, before anything is written
                pool = stack.enter_context(pool_of(executor, jobs))
            folder.mkdir(parents=True, exist_ok=True)
            stack.callback(Lock(folder / LOCK).release)
            manifest = _manifest(study, folder, wanted, data)
            journal_writer = JournalWriter(folder)
            stack.callback(journal_writer.close)
        _work(_Session(study, folder, manifest, journal_writer, jobs, progress), executor, pool, data)
    return Store.open(folder)


def _check(study: Study, wanted: int, runs: int | None, jobs: int | None) -> None:
    check_seed(study.seed)
    check_jobs(jobs)
    if not 1 <= wanted <= LARGEST_RUNS:
        raise RequestError("runs", found=wanted, highest=LARGEST_RUNS)
    if study.sure is not None and runs is not None:
        raise StoreError("runs_sure")
    together = chunk_of(study, wanted)
    sizes = [memory_of_run(origin.scenario(study.fixed)) for origin in study.origins]
    affordable = int(LARGEST_MEMORY // (max(sizes) * len(study.stances)))
    if together > affordable:
        raise RequestError("memory", found=together, highest=max(1, affordable))


def _is_new(folder: Path) -> bool:
    """Whether a folder holds no store yet. StoreError if it holds anything else."""
    if folder.exists() and not folder.is_dir():
        raise StoreError("not_a_folder", folder=folder)
    if (folder / FILE).exists():
        return False
    held = folder.iterdir() if folder.exists() else ()
    others = sorted(path.name for path in held if path.name not in _OURS and path.name[:1] != ".")
    if others:
        raise StoreError("foreign", folder=folder, found=", ".join(others[:5]))
    return True


_OURS = (
    LOCK,
    "_pending",
    "_points",
    "_scenario",
    "_study",
    "_study.toml",
    "_quantiles",
    "_trajectories",
    "_events",
)


def _manifest(study: Study, folder: Path, wanted: int, command: Sequence[str]) -> Manifest:
    """The store's manifest: made, or found to be of this study and extended if more runs are wanted."""
    asked = request_of(study)
    if (folder / FILE).exists():
        found = read_manifest(folder)
        refuse_other(found, asked, folder)
        if wanted > found.runs and study.sure is None:
            found = found.extended(wanted)
            found.write(folder)
        lay_out(folder, schemas_of(study))
        return found
    lay_out(folder, schemas_of(study))
    extent = study.sure.most_runs if study.sure is not None else wanted
    chunk = chunk_of(study, extent)
    months = max(each.scenario(study.fixed).months for each in study.origins)
    made = Manifest(
        name=study.name,
        identity=digest(asked),
        asked=asked,
        points=len(study.layout),
        extents=(extent,),
        chunk=chunk,
        part=part_of(study, min(chunk, extent), months),
        made={"time": now(), "command": list(command)},
        copies=_copy(study, folder),
    )
    made.write(folder)
    return made


def _copy(study: Study, folder: Path) -> dict[str, str]:
    """Keep the study, its scenarios and its points as they are now. Gives the SHA-256 of each file."""
    several = len(study.origins) > 1
    content = {f"_study/{name}": text for name, text in study.files.items()}
    if study.text:
        content["_study.toml"] = study.text.encode()
    for number, origin in enumerate(study.origins, start=1):
        home = f"{number}-{origin.name}" if several else origin.name
        content |= {f"_scenario/{home}/{name}": text for name, text in origin.files.items()}
    content["_points/points.parquet"] = as_parquet(points_table(study), {})
    for name, text in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, text)
    return {name: sha256(text) for name, text in sorted(content.items())}


class _Session:
    """One stretch of work on a store."""

    def __init__(
        self,
        study: Study,
        folder: Path,
        manifest: Manifest,
        journal_writer: JournalWriter,
        jobs: int | None,
        progress: Progress | None,
    ) -> None:
        self.study, self.folder, self.journal_writer, self.jobs = study, folder, journal_writer, jobs
        self.schedule = Schedule.of(study, manifest)
        with spoken(folder):
            self.writer = ResultWriter(
                folder, manifest, self.schedule, schemas_of(study), read_journal(folder), journal_writer
            )
        self.numbers = array("q", self.writer.tasks())
        self.monitor = ProgressMonitor(self.schedule.runs, progress)
        self.monitor.done = self.schedule.runs - sum(
            self.schedule.task(number).runs for number in self.numbers
        )
        self.monitor.report()

    def tasks(self) -> Iterator[Task]:
        """What is to be done, in order."""
        return (self.schedule.task(number) for number in self.numbers)

    def in_threads(self) -> None:
        """Do everything in threads of this process."""
        run_tasks(self.numbers, self._make_worker, self.jobs, self.monitor)

    def _make_worker(self) -> Callable[[int], None]:
        account = _Account(self.monitor)

        def work(number: int) -> None:
            task = self.schedule.task(number)
            try:
                result = do(self.study, task, account)
            except Stopped:
                return
            self.writer.take(task, result)
            self.monitor.add(task.runs)

        return work

    def in_pool(self, pool: WorkerPool) -> None:
        """Have everything done elsewhere."""

        def take(task: Task, result: object) -> None:
            self.writer.take(task, result)  # type: ignore[arg-type]
            self.monitor.add(task.runs)

        work_on(pool, self.tasks(), Job.of(self.study), take, self.monitor.report)


class _Account:
    """A thread's page in the ledger: whether to stop; what is done is counted point by point."""

    def __init__(self, monitor: ProgressMonitor) -> None:
        self._monitor = monitor

    @property
    def stopped(self) -> bool:
        """Whether the whole work is to stop."""
        return self._monitor.stopped

    def add(self, amount: int) -> None:
        """So many months more of a point."""


def _work(work: _Session, executor: str | Executor, pool: WorkerPool | None, command: Sequence[str]) -> None:
    """Do what is to be done, in a worker pool if there is one, and write down when, where and how it ended."""
    name = executor if isinstance(executor, str) else type(executor).__name__
    began = time.monotonic()
    with spoken(work.folder):
        work.journal_writer.write("begin", **session(command, name, work.jobs))
    state = "stopped"
    try:
        if not work.numbers:
            pass
        elif executor == THREADS:
            work.in_threads()
        elif pool is not None:
            work.in_pool(pool)
        else:
            with pool_of(executor, work.jobs) as opened:
                work.in_pool(opened)
        state = "done"
    finally:
        seconds = round(time.monotonic() - began, 3)
        data = {"ended": now(), "seconds": seconds, "state": state, "lived": work.writer.lived}
        _end(work, data, quiet=state != "done")


def _end(work: _Session, data: dict[str, object], quiet: bool) -> None:
    """The last line of a session; on a full disk it is done without."""
    try:
        with spoken(work.folder):
            work.journal_writer.write("end", **data)
    except StoreError:
        if not quiet:
            raise
