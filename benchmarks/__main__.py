"""Print what the speed is on this machine: medians of several interleaved runs, and the ratios that matter."""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.territories import of_size
from simul_agir import Scenario, simulate

ROUNDS = 5
SCENARIO = "loos-en-gohelle"
STANCE = "residents"


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Median wall time of each, all taking turns, so that a drift of the machine's speed touches all alike."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(seconds(work))
    return {name: statistics.median(each) for name, each in times.items()}


def ensembles() -> None:
    """Rate of an ensemble of 60 actors, one thread and two, without a stance and under a full-dose one."""
    scenario = of_size(Scenario.load(SCENARIO), 60)
    runs = 256
    months = runs * 60 * (scenario.warm_up + scenario.months)
    works = {
        f"{stance}, {jobs} thread{'s' * (jobs > 1)}": lambda stance=stance, jobs=jobs: simulate(
            scenario, stance, runs=runs, seed=1, jobs=jobs
        )
        for stance in ("none", STANCE)
        for jobs in (1, 2)
    }
    medians = interleaved(works)
    print(f"Ensemble of 60 actors, {runs} runs, million actor-months a second:")
    for name, median in medians.items():
        print(f"  {name:28s} {months / median / 1e6:6.2f}")
    for stance in ("none", STANCE):
        ratio = medians[f"{stance}, 1 thread"] / medians[f"{stance}, 2 threads"]
        print(f"  two threads over one, {stance}: {ratio:.2f}")


def sizes() -> None:
    """Cost of an actor-month at 60, 1,000 and 5,000 actors, relative to 60; the time to build the start is left out."""
    from simul_agir.simulation import Batch

    base = Scenario.load(SCENARIO)
    batches = {
        size: Batch.begin(of_size(base, size), STANCE, 1, 1).live_until(0) for size in (60, 1000, 5000)
    }
    repeats = {60: 60, 1000: 4, 5000: 1}

    def lived(size: int) -> Callable[[], object]:
        return lambda: [batches[size].branch().live_until(24) for _ in range(repeats[size])]

    medians = interleaved({str(size): lived(size) for size in batches})
    costs = {size: medians[str(size)] / (size * repeats[size] * 24) for size in batches}
    print("Cost of an actor-month by number of actors, relative to 60:")
    for size, cost in costs.items():
        print(f"  {size:6d} {cost / costs[60]:6.2f}   ({cost * 1e9:.0f} ns, one thread)")


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


if __name__ == "__main__":
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    ensembles()
    sizes()
    commands()
