"""Work is shared out to the processors that the process may use, not to all that the machine has."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import simul_agir
from simul_agir.processors import processors

PACKAGE = Path(simul_agir.__file__).parent


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no affinity on this system")
def test_a_process_held_to_one_processor_uses_one() -> None:
    code = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
        "from simul_agir.processors import processors; print(processors())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_there_is_at_least_one() -> None:
    assert 1 <= processors() <= (os.cpu_count() or 1)


def test_nothing_else_counts_processors() -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py")}
    counting = {name for name, text in texts.items() if re.search(r"cpu_count|sched_getaffinity", text)}
    assert counting == {"processors.py"}
