"""Processes that a test starts: they end with the test, whatever happens in it."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def child(command: Sequence[str], output: int = subprocess.PIPE) -> Iterator["subprocess.Popen[str]"]:
    """A process whose output is `output`; it is killed at the end of the block if it still runs."""
    with subprocess.Popen([*command], stdout=output, stderr=output, text=True) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


INTERRUPTED = """
import os, signal, sys
from simul_agir import cli
from simul_agir.simulation import tasks
add = tasks.ProgressMonitor.add
def add_and_stop(*given):
    tasks.ProgressMonitor.add = add
    os.kill(os.getpid(), signal.SIGINT)
    add(*given)
tasks.ProgressMonitor.add = add_and_stop
sys.exit(cli.main(sys.argv[1:]))
"""


def interrupted(arguments: Sequence[str]) -> "tuple[int, str, str]":
    """Exit code, output and errors of a command that gets Ctrl-C as soon as its first runs are done."""
    with child([sys.executable, "-c", INTERRUPTED, *arguments]) as process:
        out, err = process.communicate(timeout=300)
    return process.returncode, out, err
