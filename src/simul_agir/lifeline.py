"""Workers that end with the process that started them, whatever ended it: also SIGKILL, which nobody can answer."""

import multiprocessing
import os
import signal
import sys
import threading
from contextlib import suppress

_PR_SET_PDEATHSIG = 1  # of Linux's prctl


def end_with_parent() -> None:
    """Called first in a process of `multiprocessing`: from then on it ends as soon as its parent does.

    Everywhere a thread waits for the parent's end; on Linux the system sees to it as well, even if no thread gets to run.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    _ask_linux(parent.pid)

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


def end_with_stdin() -> None:
    """The same for a process that holds the read end of a pipe as stdin: it ends when the pipe does."""

    def wait() -> None:
        with suppress(OSError):
            while os.read(0, 1024):  # not by sys.stdin, whose lock would be held at the end of the process
                pass
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


def _ask_linux(parent: int | None) -> None:
    """Have the system end this process with the thread that started it; at once, where the parent has gone already."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(1)
