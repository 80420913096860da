"""Work is shared out whole, told in the calling thread, and stopped when it must."""

import threading
import time
from collections.abc import Callable

import pytest

from simul_agir.simulation.tasks import ProgressMonitor, run_tasks


def done_by(
    jobs: int, tasks: range, work: Callable[[int], None], monitor: ProgressMonitor | None = None
) -> ProgressMonitor:
    monitor = monitor or ProgressMonitor(len(tasks))
    run_tasks(tasks, lambda: work, jobs, monitor)
    return monitor


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_every_task_is_done_once(jobs: int) -> None:
    done: list[int] = []
    done_by(jobs, range(100), done.append)
    assert sorted(done) == list(range(100))


def test_every_thread_has_a_worker_of_its_own() -> None:
    workers: list[int] = []

    def make_worker() -> Callable[[int], None]:
        workers.append(threading.get_ident())
        return lambda task: time.sleep(0.001)

    run_tasks(range(20), make_worker, 3, ProgressMonitor(20))
    assert len(set(workers)) == 3


@pytest.mark.parametrize("jobs", [1, 3])
def test_progress_is_told_in_the_calling_thread_to_the_end(jobs: int) -> None:
    told: list[int] = []

    def progress(done: int, total: int) -> None:
        assert threading.current_thread() is threading.main_thread()
        told.append(done)

    monitor = ProgressMonitor(50, progress)
    done_by(jobs, range(50), lambda task: monitor.add(1), monitor)
    assert told[-1] == 50
    assert told == sorted(told)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_stops_the_rest_and_is_raised(jobs: int) -> None:
    done: list[int] = []

    def work(task: int) -> None:
        if task == 3:
            raise ArithmeticError("three")
        done.append(task)
        time.sleep(0.001)

    with pytest.raises(ArithmeticError, match="three"):
        done_by(jobs, range(1000), work)
    assert len(done) < 100


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interruption_in_the_calling_thread_stops_the_rest(jobs: int) -> None:
    done: list[int] = []

    def interrupt(now: int, total: int) -> None:
        raise KeyboardInterrupt

    monitor = ProgressMonitor(1000, interrupt)

    def work(task: int) -> None:
        done.append(task)
        time.sleep(0.001)

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        done_by(jobs, range(1000), work, monitor)
    assert len(done) < 1000
    assert threading.active_count() == before


def test_no_tasks_are_soon_done() -> None:
    assert done_by(2, range(0), lambda task: None).done == 0
