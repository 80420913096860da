"""A contract with what follows it: months without engineering after its end, and the same month of crisis in a branch."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario import Scenario, Shock
from simul_agir.simulation.arms import ranges_of
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.ensemble import Ensemble, _empty, _write
from simul_agir.simulation.labour import Ledger, Progress, share_out
from simul_agir.stances import Stance, get
from simul_agir.stances.ended import ended

MONTHS_AFTER = 24
CRISIS_MONTH = 36  # of the branch in which a crisis strikes
CRISIS_YEAR = 12
CRISIS = Shock(month=CRISIS_MONTH, size=0.15, hardship=0.6)

_INDEX = INDICATORS.index("index")


@dataclass(frozen=True, eq=False)
class Aftermath:
    """Runs of one arm over the contract and the months after it.

    ensemble: (R, T + after + 1, ...), the contract's months first. months: T. undisturbed, crisis: (R, 12), the index in
    the twelve months from CRISIS_MONTH on, without and with the crisis; empty where the contract is too short for it.
    """

    ensemble: Ensemble
    months: int
    undisturbed: NDArray[np.float64]
    crisis: NDArray[np.float64]


def simulate_aftermath(
    scenario: Scenario,
    stances: Sequence[str | Stance],
    runs: int = 200,
    seed: int = 1,
    months_after: int = MONTHS_AFTER,
    jobs: int | None = None,
    progress: Progress | None = None,
    first: int = 0,
) -> dict[str, Aftermath]:
    """Each stance over its contract and `months_after` more, with the branch of the crisis; by the stances' names.

    Runs of all arms share their random numbers; months 1 to T are those of `simulate`. Raises as `simulate`.
    """
    longer = lengthened(scenario, months_after)
    policies = [get(each) if isinstance(each, str) else each for each in stances]
    found = {each.name: _nothing_yet(scenario, longer, each.name, runs, seed) for each in policies}
    tested = _tested(scenario)
    months = longer.warm_up + len(policies) * (longer.months + (CRISIS_YEAR if tested else 0))
    ledger = Ledger(runs * months, progress)

    def hire() -> Callable[[range], None]:
        def work(part: range) -> None:
            past = Batch.begin(longer, "none", len(part), seed, first + part.start).live_until(0)
            ledger.add(len(part) * longer.warm_up)
            for policy in policies:
                if ledger.stopped:
                    return
                _run(past.branch(ended(policy, scenario.months)), found[policy.name], part, tested)
                ledger.add(len(part) * (months - longer.warm_up) // len(policies))

        return work

    share_out(ranges_of(longer, runs, jobs or os.cpu_count() or 1, None), hire, jobs, ledger)
    return found


def lengthened(scenario: Scenario, months_after: int) -> Scenario:
    """The scenario with `months_after` more months, at the same total effort."""
    months = scenario.months + months_after
    return replace(scenario, months=months, effort=scenario.effort * scenario.months / months)


def _tested(scenario: Scenario) -> bool:
    """Whether the contract is long enough for the branch of the crisis."""
    return scenario.months >= CRISIS_MONTH + CRISIS_YEAR - 1


def _run(batch: Batch, into: Aftermath, part: range, tested: bool) -> None:
    """Simulate one arm's part of the runs into its place."""
    rows = slice(part.start, part.stop)
    if tested:
        batch.live_until(CRISIS_MONTH - 1)
        struck = replace(batch, scenario=replace(batch.scenario, shocks=(*batch.scenario.shocks, CRISIS)))
        struck = struck.branch().live_until(CRISIS_MONTH + CRISIS_YEAR - 1)
        into.crisis[rows] = struck.lines[:, CRISIS_MONTH : CRISIS_MONTH + CRISIS_YEAR, _INDEX]
    batch.live_until(batch.scenario.months)
    if tested:
        into.undisturbed[rows] = batch.lines[:, CRISIS_MONTH : CRISIS_MONTH + CRISIS_YEAR, _INDEX]
    _write(into.ensemble, rows, batch)


def _nothing_yet(scenario: Scenario, longer: Scenario, name: str, runs: int, seed: int) -> Aftermath:
    width = CRISIS_YEAR if _tested(scenario) else 0
    return Aftermath(
        ensemble=_empty(longer, name, runs, seed),
        months=scenario.months,
        undisturbed=np.zeros((runs, width)),
        crisis=np.zeros((runs, width)),
    )
