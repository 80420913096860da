"""Runs a contract, the months after it without engineering, and a branch in which a crisis occurs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simul_agir.model.indicators import INDICATORS
from simul_agir.processors import processors
from simul_agir.scenario import Scenario, Shock
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.arms import Arms, Pause, ranges_of, workspace_pool
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.ensemble import Ensemble, _empty, _write
from simul_agir.simulation.tasks import Progress, ProgressMonitor, run_tasks
from simul_agir.stances import Stance, get

MONTHS_AFTER = 24
CRISIS_MONTH = 36  # months of the branch in which a crisis occurs
CRISIS_YEAR = 12
CRISIS = Shock(
    month=CRISIS_MONTH, size=0.15, hardship=0.6
)  # assumed: one and a half times a crisis by chance

_INDEX = INDICATORS.index("index")


@dataclass(frozen=True, eq=False)
class Aftermath:
    """Runs of one arm over the contract and the months after it.

    ensemble: the contract itself, as from `simulate`. after: (R, months after, indicators). undisturbed, crisis: (R, 12),
    the index in the twelve months from CRISIS_MONTH, without and with the crisis; (R, 0) if the contract is too short for
    the crisis.
    """

    ensemble: Ensemble
    after: NDArray[np.float64]
    undisturbed: NDArray[np.float64]
    crisis: NDArray[np.float64]


def simulate_aftermath(
    scenario: Scenario,
    arms: Sequence[str | Stance | Arm],
    runs: int = 200,
    seed: int = 1,
    months_after: int = MONTHS_AFTER,
    jobs: int | None = None,
    progress: Progress | None = None,
    first: int = 0,
    points: ArrayLike | None = None,
    crisis: bool = True,
) -> dict[str, Aftermath]:
    """Run each arm over its contract, `months_after` more months, and the branch with the crisis. Keyed by the arms'
    names.

    All arms use common random numbers; months 1 to T equal those of `simulate`. After the contract there is no
    engineering; action money continues. Without `crisis` the branch with the crisis is not run. Raises what `simulate`
    raises.
    """
    jobs = jobs or processors()
    plan = Arms(scenario, arms, seed, first, points)
    width = crisis_months(scenario) if crisis else 0
    found = {name: _nothing_yet(scenario, name, runs, seed, months_after, width) for name in plan.names}
    monitor = ProgressMonitor(runs * (plan.months + len(found) * (months_after + width)), progress)

    with workspace_pool() as borrow:

        def make_worker() -> Callable[[range], None]:
            workspace = borrow()

            def work(part: range) -> None:
                rows = slice(part.start, part.stop)

                def strike(names: tuple[str, ...], batch: Batch) -> None:
                    struck = in_crisis(batch)
                    for name in names:
                        found[name].crisis[rows] = struck
                        monitor.add(len(part) * CRISIS_YEAR)

                pause = Pause(CRISIS_MONTH - 1, strike) if width else None
                for name, batch in plan.simulated(part, workspace, monitor, pause):
                    _write(found[name].ensemble, rows, batch)
                    found[name].after[rows] = continued(batch, months_after).indicators[
                        :, scenario.months + 1 :
                    ]
                    monitor.add(len(part) * months_after)

            return work

        run_tasks(ranges_of(scenario, runs, jobs, None), make_worker, jobs, monitor)
    for each in found.values():
        each.undisturbed[...] = each.ensemble.of("index")[:, CRISIS_MONTH : CRISIS_MONTH + width]
    return found


def crisis_months(scenario: Scenario) -> int:
    """Months of the branch with the crisis: CRISIS_YEAR, or 0 if the contract is too short for it."""
    return CRISIS_YEAR if scenario.months >= CRISIS_MONTH + CRISIS_YEAR - 1 else 0


def continued(batch: Batch, months: int) -> Batch:
    """A copy of the batch, run for some months after its contract without engineering. The batch itself does not change."""
    return prolonged(batch, months).run_until(batch.scenario.months + months)


def prolonged(batch: Batch, months: int) -> Batch:
    """A copy of the batch at the end of its contract, extended by some months without engineering. The batch does not
    change.
    """
    scenario = batch.scenario
    lasting = replace(scenario, months=scenario.months + months)
    longer = replace(batch.branch(), scenario=lasting, stance=get("none"))
    longer.calendars = np.pad(batch.calendars, ((0, 0), (0, months), (0, 0)))
    longer.indicators = np.pad(batch.indicators, ((0, 0), (0, months), (0, 0)))
    longer.need_levels = np.pad(batch.need_levels, ((0, 0), (0, months), (0, 0)))
    return longer


def in_crisis(batch: Batch) -> NDArray[np.float64]:
    """The index in the next twelve months, (R, 12), if a crisis occurs in the first of them."""
    scenario, start = batch.scenario, batch.month + 1
    shocks = (*scenario.shocks, replace(CRISIS, month=start))
    struck = replace(batch.branch(), scenario=replace(scenario, shocks=shocks))
    struck.run_until(start + CRISIS_YEAR - 1)
    return np.array(struck.indicators[:, start : start + CRISIS_YEAR, _INDEX])


def _nothing_yet(
    scenario: Scenario, name: str, runs: int, seed: int, months_after: int, width: int
) -> Aftermath:
    return Aftermath(
        ensemble=_empty(scenario, name, runs, seed),
        after=np.zeros((runs, months_after, len(INDICATORS))),
        undisturbed=np.zeros((runs, width)),
        crisis=np.zeros((runs, width)),
    )
