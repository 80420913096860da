"""Simulates several variants of one scenario under the same stances, each variant on replicates of its own."""

from collections.abc import Callable, Sequence

from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.arms import Arms, Workspace, ranges_of
from simul_agir.simulation.ensemble import Ensemble, ensemble_of, joined
from simul_agir.simulation.tasks import Progress, ProgressMonitor, run_tasks
from simul_agir.stances import Stance


def simulate_variants(
    variants: Sequence[Scenario],
    stances: Sequence[str | Stance | Arm],
    runs: int,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Ensemble]:
    """Run variant v as replicates v*runs..(v+1)*runs-1 under each stance. Returns, by stance, all runs in the variants'
    order.

    Variants differ in parameters and mechanisms only: actors, needs and months are the same. Arms use common random
    numbers within a variant and run; no two variants share any. Results are identical for any `jobs`. Raises what
    `simulate` raises.
    """
    arms = [Arms(variant, stances, seed, place * runs) for place, variant in enumerate(variants)]
    names = arms[0].names
    parts: list[dict[str, list[Ensemble]]] = [{name: [] for name in names} for _ in variants]
    monitor = ProgressMonitor(sum(runs * each.months for each in arms), progress)

    def make_worker() -> Callable[[int], None]:
        workspace = Workspace()

        def work(place: int) -> None:
            for part in ranges_of(variants[place], runs, 1):
                for name, batch in arms[place].simulated(part, workspace, monitor):
                    parts[place][name].append(ensemble_of(batch, name))

        return work

    run_tasks(range(len(variants)), make_worker, jobs, monitor)
    return {name: joined([piece for part in parts for piece in part[name]]) for name in names}
