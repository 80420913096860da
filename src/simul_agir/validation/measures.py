"""The measures that patterns are judged by, as a pure function of contracts and overrides: those of both regimes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from simul_agir.scenario.assumption_sets import ACCEPTED, AssumptionSets
from simul_agir.scenario.contracts import contracts as known_contracts
from simul_agir.simulation.tasks import Progress, ProgressMonitor, run_tasks
from simul_agir.validation import graphs
from simul_agir.validation.contract_calendar import Model, territory
from simul_agir.validation.regimes import BESIDE, OF_CONTRACTS, OF_NETWORKS, RATIOS, Values, read_regimes
from simul_agir.validation.regimes import MEASURES as MATCHED

# What each is, and its unit: docs/patterns.md. NaN: cannot be computed (no such collective, no council, no variation).
GROWTH: Final = "employers_growth"
MEASURES: Final = (*MATCHED, *BESIDE, GROWTH)
POOLED: Final = (*RATIOS, "trust_success", GROWTH)  # of all contracts together
EMPLOYER: Final = "operator"
_NETWORKS: Final = {f"{name}_{regime}" for name in OF_NETWORKS for regime in ("usual", "unsupported")}


def measure_patterns(
    contracts: Sequence[str],
    parameters: Mapping[str, float] | None = None,
    mechanisms: Mapping[str, bool] | None = None,
    runs: int = 2,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> dict[str, float]:
    """Every measure over these contracts (their codes) with these overrides of the accepted points, `runs` runs each.

    Medians over contracts of means over runs; what is counted is counted, and leaders of joint actions correlated within
    runs, over all contracts together. NaN where there is nothing to compute it from. The same for the same seed, whatever
    `jobs`. Raises ScenarioError for a code or an override that cannot be.
    """
    model = Model(parameters=parameters or {}, mechanisms=mechanisms or {})
    return summary(run_contracts(contracts, model, runs, seed, jobs, progress))


def run_contract(code: str, model: Model, seed: int, replicate: int) -> Values:
    """One run of a contract under both regimes, with the accepted point of its number and what the model sets otherwise.

    Raises ScenarioError for overrides that no scenario may have.
    """
    points = AssumptionSets.load(ACCEPTED).sets
    point = points[(replicate + zlib.crc32(code.encode())) % len(points)]
    found = read_regimes(
        code,
        {**point.parameters, **model.parameters},
        seed,
        replicate,
        {**point.mechanisms, **model.mechanisms},
        model.dealt,
    )
    if not model.dealt:
        return found
    kept = {*_NETWORKS, "homophily_falls"}  # ties alone say nothing of all else
    return {name: value if name in kept else graphs.NOTHING for name, value in found.items()}


def run_contracts(
    codes: Sequence[str],
    model: Model,
    runs: int,
    seed: int,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> dict[str, tuple[Values, ...]]:
    """All runs of each contract, by code, in the order given. Raises as `measure_patterns`."""
    tasks = [(code, run) for run in range(runs) for code in codes]
    found: dict[tuple[str, int], Values] = {}
    monitor = ProgressMonitor(len(tasks), progress)

    def make_worker() -> Callable[[tuple[str, int]], None]:
        def work(task: tuple[str, int]) -> None:
            found[task] = run_contract(task[0], model, seed, task[1])
            monitor.add(1)

        return work

    run_tasks(tasks, make_worker, jobs, monitor)
    return {code: tuple(found[code, run] for run in range(runs)) for code in codes}


def summary(simulated: Mapping[str, Sequence[Values]]) -> dict[str, float]:
    """The measures over all contracts, as `measure_patterns` has them."""
    by_contract = [of_contract(runs) for runs in simulated.values()]
    together = pooled(list(simulated.items()))
    return {
        name: together[name] if name in POOLED else _median([each[name] for each in by_contract])
        for name in MEASURES
    }


def pooled(simulated: Sequence[tuple[str, Sequence[Values]]]) -> dict[str, float]:
    """The measures that are of all contracts together, from (code, runs) of each; a contract may come more than once."""
    return {
        **_counted([run for _, runs in simulated for run in runs]),
        GROWTH: employers_growth([code for code, _ in simulated]),
    }


def of_contract(runs: Sequence[Values]) -> dict[str, float]:
    """The measures of one contract over its runs; all but those that take several contracts."""
    return {name: _mean([run[name] for run in runs]) for name in (*OF_CONTRACTS, *BESIDE)} | _counted(runs)


def _counted(runs: Sequence[Values]) -> dict[str, float]:
    """Ratios of sums, and the correlation of trust and success within runs."""
    found = {
        name: _over(sum(run[over] for run in runs), sum(run[under] for run in runs))
        for name, (over, under) in RATIOS.items()
    }
    both, one, other = (sum(run[name] for run in runs) for name in ("ts", "tt", "ss"))
    usable = one > 1e-12 and other > 1e-12
    return {**found, "trust_success": both / float(np.sqrt(one * other)) if usable else graphs.NOTHING}


def _over(over: float, under: float) -> float:
    return over / under if under > 0 else graphs.NOTHING


def employers_growth(codes: Sequence[str]) -> float:
    """Slope of the logarithm of the landscapes' employers of mediators on that of the contracts' populations."""
    known = [
        (known_contracts()[code].population, territory(code).landscape.kinds.count(EMPLOYER))
        for code in codes
    ]
    points = np.log([(people, employers) for people, employers in known if employers])
    if len(points) < 3 or np.ptp(points[:, 0]) == 0.0:
        return float("nan")
    return float(np.polyfit(points[:, 0], points[:, 1], 1)[0])


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if np.isfinite(value)]
    return float(np.mean(known)) if known else graphs.NOTHING


def _median(values: Sequence[float]) -> float:
    known = [value for value in values if np.isfinite(value)]
    return float(np.median(known)) if known else graphs.NOTHING
