"""The ensemble against rivals that do the same work: the slow twin, in plain Mesa, and the rules without the compiler.

The twin lives the same territory under the same stance by the same rules; tests hold that it agrees with the compiled world
month by month. It is timed twice: with draws from the model's own generator, as most Mesa models take them, which is the
quickest that it can do; and with the draws that belong to decisions, computed in plain Python.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.twin.territory import Territory

from benchmarks.rates import SCENARIO, STANCE
from benchmarks.territories import of_size
from benchmarks.timing import interleaved
from simul_agir import Scenario, simulate

ACTORS = 60
RUNS = 64  # of the ensemble, in one turn
UNCOMPILED_ROUNDS = 3
ROOT = Path(__file__).parents[1]

UNCOMPILED = """
import sys
from benchmarks.mesa import territory
from benchmarks.timing import seconds
from simul_agir import simulate
place = territory()
print(seconds(lambda: simulate(place, sys.argv[1], runs=1, seed=1, jobs=1)))
"""


def territory() -> Scenario:
    """The territory that all live."""
    return of_size(Scenario.load(SCENARIO), ACTORS)


def mesa_twin() -> None:
    """How many times as fast as each rival an ensemble lives its actor-months, on one thread and on two."""
    place = territory()
    runs = {"Mesa, its own generator": 1, "Mesa, draws of decisions": 1, "1 thread": RUNS, "2 threads": RUNS}
    medians = interleaved(
        {
            "Mesa, its own generator": twin_life(place, own_luck=True),
            "Mesa, draws of decisions": twin_life(place, own_luck=False),
            "1 thread": lambda: simulate(place, STANCE, runs=RUNS, seed=1, jobs=1),
            "2 threads": lambda: simulate(place, STANCE, runs=RUNS, seed=1, jobs=2),
        }
    )
    per_run = {name: median / runs[name] for name, median in medians.items()}
    per_run["uncompiled"] = statistics.median(uncompiled_life() for _ in range(UNCOMPILED_ROUNDS))
    lived = ACTORS * (place.warm_up + place.months)
    print(
        f"Rivals on {ACTORS} actors under {STANCE}, and how many times as fast an ensemble of {RUNS} runs is:"
    )
    for name in ("Mesa, its own generator", "Mesa, draws of decisions", "uncompiled"):
        one, two = (per_run[name] / per_run[threads] for threads in ("1 thread", "2 threads"))
        cost = per_run[name] / lived * 1e6
        print(f"  {name:28s} {one:6.0f} on one thread, {two:6.0f} on two   ({cost:.1f} us an actor-month)")


def twin_life(place: Scenario, own_luck: bool) -> Callable[[], object]:
    """One run of the twin, from its making to its last month."""

    def live() -> None:
        model = Territory(place, STANCE, seed=1, own_luck=own_luck)
        for _ in range(place.warm_up + place.months):
            model.step()

    return live


def uncompiled_life() -> float:
    """Seconds of one run of the same rules with the compiler off, in a process of its own."""
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    command = [sys.executable, "-c", UNCOMPILED, STANCE]
    done = subprocess.run(command, check=True, env=environment, cwd=ROOT, capture_output=True, text=True)
    return float(done.stdout)
