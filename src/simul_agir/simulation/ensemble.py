"""Ensembles: many replicates of a scenario under a stance, as arrays and as a tidy table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import CRITERIA
from simul_agir.model.schedule import examine
from simul_agir.model.state import State
from simul_agir.processors import processors
from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.arms import Arms, ranges_of, workspace_pool
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.names import UnknownNameError, checked_runs
from simul_agir.simulation.tasks import Progress, ProgressMonitor, run_tasks
from simul_agir.stances import Stance

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Ensemble:
    """R runs of a scenario under one stance, T months, K domains, N actors.

    values: (R, T + 1, indicators), in the order of INDICATORS; month 0 is the end of the warm-up. needs: (R, T + 1, K).
    final_stages: (R, N), 0 to 4, -1 for actors without voice. final_passes: (R, N, 12),
    raw passes of the criteria before nesting. bottlenecks: (R, 12), share of actors kept below their next stage by each.
    """

    scenario: Scenario
    stance: str
    seed: int
    values: NDArray[np.float64]
    needs: NDArray[np.float64]
    final_stages: NDArray[np.int8]
    final_passes: NDArray[np.bool_]
    bottlenecks: NDArray[np.float64]

    def __repr__(self) -> str:
        return f"<{self.runs} runs of {self.scenario.name} under {self.stance}: {self.months} months, seed {self.seed}>"

    @property
    def runs(self) -> int:
        """Number of runs, R."""
        return len(self.values)

    @property
    def months(self) -> int:
        """Number of months, T."""
        return int(self.values.shape[1]) - 1

    def of(self, indicator: str) -> NDArray[np.float64]:
        """One indicator, (R, T + 1). Raises KeyError for a name not in INDICATORS."""
        if indicator not in INDICATORS:
            raise UnknownNameError("indicator", indicator, INDICATORS)
        return self.values[:, :, INDICATORS.index(indicator)]

    def quantiles(self, indicator: str, levels: Sequence[float] = (0.1, 0.5, 0.9)) -> NDArray[np.float64]:
        """Quantiles of one indicator over the runs, month by month, (levels, T + 1). KeyError as in `of`."""
        return np.asarray(np.quantile(self.of(indicator), levels, axis=0))

    def frame(self) -> "pd.DataFrame":
        """A tidy table with the columns stance, run, month, indicator, value."""
        import pandas as pd

        runs, months, indicators = self.values.shape
        return pd.DataFrame(
            {
                "stance": pd.Categorical.from_codes(
                    np.zeros(self.values.size, np.int8), pd.Index([self.stance])
                ),
                "run": np.repeat(np.arange(runs), months * indicators),
                "month": np.tile(np.repeat(np.arange(months), indicators), runs),
                "indicator": pd.Categorical.from_codes(
                    np.tile(np.arange(indicators, dtype=np.int8), runs * months), pd.Index(INDICATORS)
                ),
                "value": self.values.reshape(-1),
            }
        )


def simulate(
    scenario: Scenario,
    stance: str | Stance | Arm = "none",
    runs: int = 200,
    seed: int = 1,
    jobs: int | None = None,
    batch: int | None = None,
    progress: Progress | None = None,
    points: ArrayLike | None = None,
) -> Ensemble:
    """Run `runs` replicates of a scenario under one stance.

    `points`: a mixture of parameters in place of the scenario's own, (P, parameters), each row as from `Scenario.vector`;
    run number r takes row r modulo P. A mixture takes no more time than a single point.

    Results are identical to the bit for any `jobs` (threads; default: number of processors) and any `batch` (replicates
    run together), and whether runs are computed together or one by one. `progress(done, total)` is called in the calling
    thread, in months x runs. Raises StanceError for an unknown or faulty stance, ValueError for a seed outside
    0..2**32-1, for fewer runs than 1, and for points of a wrong shape or outside their ranges.
    """
    (ensemble,) = simulate_arms(scenario, [stance], runs, seed, jobs, batch, progress, points=points).values()
    return ensemble


def simulate_arms(
    scenario: Scenario,
    stances: Sequence[str | Stance | Arm],
    runs: int = 200,
    seed: int = 1,
    jobs: int | None = None,
    batch: int | None = None,
    progress: Progress | None = None,
    first: int = 0,
    points: ArrayLike | None = None,
) -> dict[str, Ensemble]:
    """Run replicates first..first+runs-1 under each stance, as `simulate` does. Months that arms share are simulated
    once.

    The result is keyed by the stances' names, in their order.
    """
    runs, jobs = checked_runs(runs), jobs or processors()
    arms = Arms(scenario, stances, seed, first, points)
    results = {name: _empty(scenario, name, runs, seed) for name in arms.names}
    monitor = ProgressMonitor(runs * arms.months, progress)

    with workspace_pool() as borrow:

        def make_worker() -> Callable[[range], None]:
            workspace = borrow()

            def work(part: range) -> None:
                for name, batch in arms.simulated(part, workspace, monitor):
                    _write(results[name], slice(part.start, part.stop), batch)

            return work

        run_tasks(ranges_of(scenario, runs, jobs, batch), make_worker, jobs, monitor)
    return results


def _empty(scenario: Scenario, stance: str, runs: int, seed: int) -> Ensemble:
    actors, lines, domains = scenario.landscape.size, scenario.months + 1, len(scenario.domains)
    return Ensemble(
        scenario=scenario,
        stance=stance,
        seed=seed,
        values=np.zeros((runs, lines, len(INDICATORS))),
        needs=np.zeros((runs, lines, domains)),
        final_stages=np.full((runs, actors), -1, np.int8),
        final_passes=np.zeros((runs, actors, len(CRITERIA)), bool),
        bottlenecks=np.zeros((runs, len(CRITERIA))),
    )


def ensemble_of(batch: Batch, name: str | None = None) -> Ensemble:
    """The results of a batch so far as an ensemble, under the name of its arm or of its stance."""
    ensemble = _empty(batch.scenario, name or batch.stance.name, batch.runs, batch.seed)
    _write(ensemble, slice(None), batch)
    return ensemble


def _write(ensemble: Ensemble, runs: slice, batch: Batch) -> None:
    """Write the results of a batch to its rows of the ensemble."""
    ensemble.values[runs] = batch.indicators  # noqa: PD011
    ensemble.needs[runs] = batch.need_levels
    ensemble.final_stages[runs] = stages_of(batch.state)
    examine_state(batch, ensemble.final_passes[runs], ensemble.bottlenecks[runs])


def stages_of(state: State) -> NDArray[np.int8]:
    """Stage of every actor, (R, N), -1 for those without voice."""
    return np.where(state.actors[:, :, at.VOICE] > 0, state.actors[:, :, at.STAGE], -1).astype(np.int8)


def examine_state(batch: Batch, passes: NDArray[np.bool_], bottlenecks: NDArray[np.float64]) -> None:
    """Write the raw passes (R, N, 12) and bottlenecks (R, 12) of a batch in its present state into the given arrays."""
    examine(batch.handle(), batch.runs, batch.points, passes, bottlenecks)


def joined(ensembles: Sequence[Ensemble]) -> Ensemble:
    """Several ensembles of the same scenario, stance and seed as one, in the given order."""
    first = ensembles[0]
    parts = ("values", "needs", "final_stages", "final_passes", "bottlenecks")
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(each, name) for each in ensembles]) for name in parts
    }
    return replace(first, **arrays)


__all__ = [
    "Ensemble",
    "Progress",
    "ensemble_of",
    "examine_state",
    "joined",
    "simulate",
    "simulate_arms",
    "stages_of",
]
