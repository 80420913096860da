"""How long whole commands take, as somebody at a terminal waits for them."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.rates import SCENARIO
from benchmarks.timing import ROUNDS, seconds


def commands() -> None:
    """Whole commands: help, the first answer with and without a compiled cache, 200 runs of six arms."""
    command = [sys.executable, "-m", "simul_agir"]

    def run(*arguments: str, cache: str | None = None) -> float:
        environment = {**os.environ, **({"SIMUL_AGIR_CACHE": cache} if cache else {})}
        full = [*command, *arguments]
        return seconds(
            lambda: subprocess.run(
                full, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        )

    print("Whole commands, seconds:")
    print(
        f"  --help                                {statistics.median(run('--help') for _ in range(ROUNDS)):6.2f}"
    )
    with tempfile.TemporaryDirectory() as folder:
        cold = run("compare", "classroom", cache=str(Path(folder)))
        warm = statistics.median(run("compare", "classroom", cache=str(Path(folder))) for _ in range(ROUNDS))
    print(f"  compare classroom, first time         {cold:6.2f}   (compilation and cache: {cold - warm:.2f})")
    print(f"  compare classroom, afterwards         {warm:6.2f}")
    print(f"  compare {SCENARIO}, 200 runs  {run('compare', SCENARIO, '--runs', '200'):6.2f}")
