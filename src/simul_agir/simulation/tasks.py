"""Divides work among threads: tasks are taken one by one, progress is reported in the calling thread, and work stops
cleanly.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from simul_agir.processors import processors

Progress = Callable[[int, int], None]
Task = TypeVar("Task")
_MOMENT = 0.1  # seconds after which the calling thread checks for an interruption


class Account(Protocol):
    """Where a worker reports what is done, and reads whether to continue."""

    @property
    def stopped(self) -> bool:
        """Whether to stop."""

    def add(self, amount: int) -> None:
        """Report an amount of work as done."""


class ProgressMonitor:
    """Progress towards `total`, counted by all threads and reported in the calling thread; also whether to continue."""

    def __init__(self, total: int, progress: Progress | None = None) -> None:
        self.total, self.done, self.stopped = total, 0, False
        self._progress, self._changed = progress, threading.Condition()

    def add(self, amount: int) -> None:
        """Report an amount of work as done."""
        with self._changed:
            self.done += amount
            self._changed.notify()

    def tell(self) -> None:
        """Wake the waiting thread, because something else has changed."""
        with self._changed:
            self._changed.notify()

    def wait_for(self, reached: Callable[[], bool]) -> None:
        """Report progress until `reached` returns true."""
        while True:
            with self._changed:
                if not reached():
                    self._changed.wait(_MOMENT)
                over = reached()
            self.report()
            if over:
                return

    def report(self) -> None:
        """Call the caller's progress function."""
        if self._progress:
            self._progress(self.done, self.total)


class TaskThreads(Generic[Task]):
    """Threads that take tasks in order until none is left, one fails, or they are asked to stop."""

    def __init__(
        self,
        tasks: Sequence[Task],
        make_worker: Callable[[], Callable[[Task], None]],
        monitor: ProgressMonitor,
    ) -> None:
        self._tasks: Iterator[Task] = iter(tasks)
        self._make_worker, self._monitor, self._lock = make_worker, monitor, threading.Lock()
        self._failure: BaseException | None = None
        self._at_work = 0

    def done_by(self, jobs: int) -> None:
        """Do all tasks in `jobs` threads (the calling thread if it is 1). Raises the first error."""
        if jobs == 1:
            work = self._make_worker()
            for task in self._tasks:
                work(task)
                self._monitor.report()
            return
        threads = [threading.Thread(target=self._run_thread, daemon=True) for _ in range(jobs)]
        self._at_work = len(threads)
        try:
            for thread in threads:
                thread.start()
            self._monitor.wait_for(lambda: self._at_work == 0)
        finally:
            self._monitor.stopped = True
            for thread in threads:
                if thread.ident is not None:
                    thread.join()
        if self._failure is not None:
            raise self._failure

    def _run_thread(self) -> None:
        """The work of each thread."""
        try:
            work = self._make_worker()
            while (task := self._next()) is not None:
                work(task)
        except BaseException as failure:
            with self._lock:
                self._failure = self._failure or failure
            self._monitor.stopped = True
        finally:
            with self._lock:
                self._at_work -= 1
            self._monitor.tell()

    def _next(self) -> Task | None:
        """The next task; None if there is none, or if work was stopped."""
        with self._lock:
            return None if self._monitor.stopped else next(self._tasks, None)


def run_tasks(
    tasks: Sequence[Task],
    make_worker: Callable[[], Callable[[Task], None]],
    jobs: int | None,
    monitor: ProgressMonitor,
) -> None:
    """Do all tasks in `jobs` threads (None: number of processors). `make_worker()` returns, for each thread, the function
    that does one task.

    Progress is reported in the calling thread. An error or an interruption stops the other threads; tasks that read
    `monitor.stopped` stop sooner.
    """
    TaskThreads(tasks, make_worker, monitor).done_by(max(1, min(len(tasks), jobs or processors())))
