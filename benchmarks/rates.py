"""How fast months are lived: rate by threads and stance, cost by number of actors."""

from collections.abc import Callable

from benchmarks.territories import of_size
from benchmarks.timing import interleaved
from simul_agir import Scenario, simulate

SCENARIO = "loos-en-gohelle"
STANCE = "residents"


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
