"""Workers end with the process that started them, whatever ended it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals differ there")

PARENT = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from simul_agir import lifeline

def worker(_):
    return os.getpid()

if __name__ == "__main__":
    if {without_linux}:
        lifeline._ask_linux = lambda parent: None
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=lifeline.end_with_parent)
    print(next(pool.map(worker, [0])), flush=True)
    time.sleep(60)
"""
BY_STDIN = """
import subprocess, sys, time
code = (
    "import os, time; from simul_agir.lifeline import end_with_stdin; end_with_stdin(); "
    "print(os.getpid(), flush=True); time.sleep(60)"
)
child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
time.sleep(60)
"""


def is_there(process: int) -> bool:
    """Whether a process lives; one that has ended and that nobody has asked for is gone."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def until(fact: Callable[[], bool], seconds: float = 120.0) -> bool:
    end = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize(
    "code", [PARENT.format(without_linux=False), PARENT.format(without_linux=True), BY_STDIN]
)
def test_a_worker_ends_with_a_parent_that_is_killed(code: str, tmp_path: Path) -> None:
    file = tmp_path / "parent.py"
    file.write_text(code)
    worker = 0
    with subprocess.Popen([sys.executable, str(file)], stdout=subprocess.PIPE, text=True) as parent:
        try:
            assert parent.stdout is not None
            worker = int(parent.stdout.readline())
            assert is_there(worker)
            parent.kill()
            parent.wait()
            assert until(lambda: not is_there(worker))
        finally:
            parent.kill()
            if worker and is_there(worker):
                os.kill(worker, signal.SIGKILL)


@pytest.mark.slow
def test_a_sweep_that_is_killed_leaves_no_worker(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "simul_agir",
        "sweep",
        "loos-en-gohelle-1000",
        "--out",
        str(tmp_path / "store"),
    ]
    workers: list[int] = []
    with subprocess.Popen([*command, "--executor", "processes", "--jobs", "2"]) as parent:
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        try:
            assert until(lambda: len(children.read_text().split()) >= 3)
            time.sleep(2)
            workers = [int(each) for each in children.read_text().split()]
            parent.kill()
            parent.wait()
            assert until(lambda: not any(map(is_there, workers)))
        finally:
            parent.kill()
            for each in filter(is_there, workers):
                os.kill(each, signal.SIGKILL)
