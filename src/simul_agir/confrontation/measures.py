"""The measures that patterns are judged by, as a pure function of contracts and overrides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simul_agir.confrontation.living import NETWORK, Model, Run, live, territory
from simul_agir.scenario.contracts import contracts as known_contracts
from simul_agir.simulation.labour import Ledger, Progress, share_out

Floats = NDArray[np.float64]

CLIMBS: Final = ("density", "homophily", "likeness")  # measured on the way from latent to team, too

# What each is, and its unit: docs/patterns.md. NaN: cannot be computed (no such collective, no council, no variation).
MEASURES: Final = (
    *(f"{name}_latent" for name in NETWORK),
    *(f"{name}_team" for name in NETWORK),
    *(f"{name}_much" for name in NETWORK),
    *(f"{name}_usual" for name in NETWORK),
    "homophily_start",
    "likeness_start",
    *(f"{name}_climb" for name in CLIMBS),
    *(f"{name}_climb_much" for name in CLIMBS),
    *(f"shown_{name}" for name in ("latent", "team", "much")),
    "is_latent",
    "is_team",
    "is_usual",
    "advanced",
    "asleep",
    "asleep_crisis",
    "asleep_none",
    "trust_success",
    "trust_chance",
    "actions_a_year",
    "employers_growth",
)
_OF_COUNCILS: Final = ("asleep", "asleep_crisis", "asleep_none")
_SHARES: Final = (
    "is_latent",
    "is_team",
    "is_usual",
    "shown_latent",
    "shown_team",
    "shown_much",
)  # of all runs
_OF_TEAMS: Final = ("trust_success", "trust_chance")
EMPLOYER: Final = "operator"


def measure_patterns(
    contracts: Sequence[str],
    parameters: Mapping[str, float] | None = None,
    mechanisms: Mapping[str, bool] | None = None,
    runs: int = 2,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> dict[str, float]:
    """Every measure over these contracts (their codes) with these overrides of the defaults, `runs` runs each.

    Medians over contracts of means over runs; councils are counted, and leaders of joint actions correlated within runs,
    over all contracts together. NaN where there is nothing to compute it from. The same for the same seed, whatever `jobs`.
    Raises ScenarioError for a code or an override that cannot be.
    """
    model = Model(parameters=parameters or {}, mechanisms=mechanisms or {})
    return summary(live_contracts(contracts, model, runs, seed, jobs, progress))


def live_contracts(
    codes: Sequence[str],
    model: Model,
    runs: int,
    seed: int,
    jobs: int | None = None,
    progress: Progress | None = None,
    permutations: int = 0,
) -> dict[str, tuple[Run, ...]]:
    """All runs of each contract, by code, in the order given; homophily tested in the first run of each, if at all.

    Raises as `measure_patterns`.
    """
    tasks = [(code, run) for run in range(runs) for code in codes]
    found: dict[tuple[str, int], Run] = {}
    ledger = Ledger(len(tasks), progress)

    def hire() -> Callable[[tuple[str, int]], None]:
        def work(task: tuple[str, int]) -> None:
            code, run = task
            found[task] = live(code, model, seed, run, 0 if run else permutations)
            ledger.add(1)

        return work

    share_out(tasks, hire, jobs, ledger)
    return {code: tuple(found[code, run] for run in range(runs)) for code in codes}


def summary(lived: Mapping[str, Sequence[Run]]) -> dict[str, float]:
    """The measures over all contracts, as `measure_patterns` has them."""
    by_contract = [of_contract(runs) for runs in lived.values()]
    found = {name: _median([each[name] for each in by_contract]) for name in MEASURES[:-1]}
    return {**found, **pooled(list(lived.items()))}


def pooled(lived: Sequence[tuple[str, Sequence[Run]]]) -> dict[str, float]:
    """The measures that are of all contracts together, from (code, runs) of each; a contract may come more than once."""
    every = [run for _, runs in lived for run in runs]
    found = _of_councils(every) | _of_teams(every)
    found["actions_a_year"] = _mean([run.values["actions_a_year"] for run in every])
    found |= {name: _mean([run.values[name] for run in every]) for name in _SHARES}
    return {**found, "employers_growth": employers_growth([code for code, _ in lived])}


def of_contract(runs: Sequence[Run]) -> dict[str, float]:
    """The measures of one contract over its runs; all but those that take several contracts."""
    found = {name: _mean([run.values[name] for run in runs]) for name in MEASURES if name in runs[0].values}
    found |= _of_councils(runs) | _of_teams(runs)
    for name in CLIMBS:
        found[f"{name}_climb"] = found[f"{name}_team"] - found[f"{name}_latent"]
        found[f"{name}_climb_much"] = found[f"{name}_much"] - found[f"{name}_latent"]
    return found


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


def _of_councils(runs: Sequence[Run]) -> dict[str, float]:
    there = sum(run.values["councils"] for run in runs)
    return {name: sum(run.values[name] for run in runs) / there if there else np.nan for name in _OF_COUNCILS}


def _of_teams(runs: Sequence[Run]) -> dict[str, float]:
    """Correlations within runs, pooled: of trust with success, and with the probability of it."""
    trust, success, both, chance, likely = (
        sum(getattr(run.teams, name) for run in runs)
        for name in ("trust", "success", "both", "chance", "trust_chance")
    )
    return dict(zip(_OF_TEAMS, (_ratio(both, trust, success), _ratio(likely, trust, chance)), strict=True))


def _ratio(product: float, first: float, second: float) -> float:
    return float(product / np.sqrt(first * second)) if first > 1e-12 and second > 1e-12 else float("nan")


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if np.isfinite(value)]
    return float(np.mean(known)) if known else float("nan")


def _median(values: Sequence[float]) -> float:
    known = [value for value in values if np.isfinite(value)]
    return float(np.median(known)) if known else float("nan")
