"""How many processors this process may use."""

import os


def processors() -> int:
    """At least 1: those that the process is allowed to run on, which may be fewer than the machine has."""
    count = getattr(os, "process_cpu_count", None)  # Python 3.13; it heeds PYTHON_CPU_COUNT too
    if count is not None:
        return count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
