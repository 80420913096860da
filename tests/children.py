"""Processes that a test starts: they end with the test, whatever happens in it."""

import subprocess
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
