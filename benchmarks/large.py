"""Large ensembles: a thousand runs, a coarse one to its quantiles, cost by number of runs, memory of 100,000."""

import os
import statistics
import subprocess
import sys

from benchmarks.rates import SCENARIO
from benchmarks.territories import of_size
from benchmarks.timing import both_clocks, interleaved
from simul_agir import Scenario
from simul_agir.simulation import simulate_arms
from simul_agir.simulation.arms import Arms

ARMS = ("none", "residents", "ordinary_resources", "conditional_aid", "resilience")
ACTORS = 60
LEVELS = (0.1, 0.5, 0.9)
RUNS = (1, 100, 10_000)
MEMORY_RUNS = 100_000
TWO = ("none", "residents")


def _sixty() -> Scenario:
    return of_size(Scenario.load(SCENARIO), ACTORS)


def _actor_months(scenario: Scenario, runs: int) -> int:
    """Those that are lived: months that arms share once."""
    return runs * scenario.landscape.size * Arms(scenario, ARMS).months


def thousand() -> None:
    """1,000 runs x 5 arms x 72 months x 60 actors, once, warm."""
    scenario = _sixty()
    simulate_arms(scenario, ARMS, runs=4)
    wall, busy = both_clocks(lambda: simulate_arms(scenario, ARMS, runs=1000, seed=1))
    rate = _actor_months(scenario, 1000) / wall / 1e6
    print(f"1,000 runs x {len(ARMS)} arms x {scenario.months} months x {ACTORS} actors:")
    print(f"  {wall:.2f} s ({busy:.2f} s of processors, {rate:.1f} million actor-months a second)")


def coarse() -> None:
    """40 runs x 5 arms from the call to the quantiles of every arm's index, and what of it is not the rules."""
    from simul_agir.simulation import batch

    scenario = _sixty()

    def asked() -> None:
        for ensemble in simulate_arms(scenario, ARMS, runs=40, seed=1).values():
            ensemble.quantiles("index", LEVELS)

    whole = interleaved({"whole": asked})["whole"]
    rules, batch.live = batch.live, lambda *_: None
    try:
        rest = interleaved({"rest": asked})["rest"]
    finally:
        batch.live = rules
    print(f"Coarse ensemble, 40 runs x {len(ARMS)} arms, {ACTORS} actors, call to quantiles:")
    print(f"  {whole * 1e3:.0f} ms, of which all but the rules of the month {rest * 1e3:.0f} ms")


def flatness() -> None:
    """Cost of a run of two arms among 1, 100 and 10,000, relative to 100."""
    scenario = _sixty()
    print(
        f"Cost of a run by number of runs ({len(TWO)} arms, {ACTORS} actors), relative to 100; in brackets ms of processors:"
    )
    costs = {}
    for runs in RUNS:
        repeats = max(1, min(100, 700 // runs))
        clocks = [both_clocks(lambda runs=runs: simulate_arms(scenario, TWO, runs)) for _ in range(repeats)]
        costs[runs] = statistics.median(busy for _, busy in clocks) / runs
    for runs, cost in costs.items():
        print(f"  {runs:6,} {cost / costs[100]:6.2f}   ({cost * 1e3:.2f})")


def memory(runs: int = MEMORY_RUNS) -> None:
    """Peak memory of a process that keeps histograms of so many runs of two arms, everything included."""
    code = (
        "from pathlib import Path\n"
        "from simul_agir import Scenario, simulate_histograms\n"
        f"simulate_histograms(Scenario.load('classroom'), {TWO!r}, {runs}, seed=1)\n"
        "status = Path('/proc/self/status').read_text().split()\n"
        "print(int(status[status.index('VmHWM:') + 1]) / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=os.environ
    )
    print(f"Histograms of {runs:,} runs x {len(TWO)} arms (classroom): {float(done.stdout):.0f} MiB at most")
