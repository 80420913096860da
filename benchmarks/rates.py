"""How fast months are lived: rate by threads and stance, cost by number of actors."""

import time
from statistics import fmean, median

from benchmarks.territories import of_size
from benchmarks.timing import ROUNDS, interleaved
from simul_agir import Scenario, simulate
from simul_agir.simulation import Batch

SCENARIO = "loos-en-gohelle"
STANCE = "residents"
SIZES = (60, 100, 1000, 5000, 10_000)


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
    for name, taken in medians.items():
        print(f"  {name:28s} {months / taken / 1e6:6.2f}")
    for stance in ("none", STANCE):
        ratio = medians[f"{stance}, 1 thread"] / medians[f"{stance}, 2 threads"]
        print(f"  two threads over one, {stance}: {ratio:.2f}")


def sizes() -> None:
    """Cost of an actor-month by number of actors, relative to 60: two years from month 0, as many runs side by side as make
    960 actors, at least one. What building and copying a state costs is left out.
    """
    base = Scenario.load(SCENARIO)
    batches = {
        size: Batch.begin(of_size(base, size), STANCE, max(1, 960 // size), 1).run_until(0) for size in SIZES
    }
    times: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(ROUNDS):
        for size, batch in batches.items():
            times[size].append(fmean(_two_years(batch) for _ in range(max(1, 1000 // size))))
    costs = {size: median(times[size]) / (size * batches[size].runs * 24) for size in SIZES}
    print("Cost of an actor-month by number of actors, relative to 60:")
    for size, cost in costs.items():
        print(f"  {size:6d} {cost / costs[60]:6.2f}   ({cost * 1e9:.0f} ns, one thread)")


def _two_years(batch: Batch) -> float:
    """Seconds of the processor that a copy of the batch takes for two years, copying left out."""
    copy = batch.branch()
    start = time.thread_time()
    copy.run_until(24)
    return time.thread_time() - start
