"""What a run is judged by: each outcome, and how it is read off the months of an indicator."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.indicators import MEASURED
from simul_agir.simulation import Ensemble

Floats = NDArray[np.float64]

PRIMARY = "index"
SMALLEST_RELEVANT_EFFECT = (
    0.1  # of a stage: a smaller difference in the primary outcome is too small to matter
)
QUARTER = 3  # months


Read = Callable[[Ensemble], Floats]


def at_end(name: str) -> Read:
    """Reads the last month of an indicator: (runs,), as the other readings do."""
    return lambda ensemble: ensemble.of(name)[:, -1]


def total(name: str) -> Read:
    """Reads the sum of an indicator over the contract: months 1 to the last, month 0 being before it."""
    return lambda ensemble: np.asarray(ensemble.of(name)[:, 1:].sum(axis=1))


def worst_quarter(name: str) -> Read:
    """Reads the lowest mean of three consecutive months of the contract (of all, if it is shorter)."""

    def read(ensemble: Ensemble) -> Floats:
        simulated = ensemble.of(name)[:, 1:]
        width = min(QUARTER, simulated.shape[1])
        windows = np.lib.stride_tricks.sliding_window_view(simulated, width, axis=1)
        return np.asarray(windows.mean(axis=2).min(axis=1))

    return read


@dataclass(frozen=True)
class Outcome:
    """One outcome: how it is read off the runs, and its unit and decimals when shown."""

    name: str
    read: Read
    digits: int
    unit: str


_READINGS: dict[str, Callable[[str], Read]] = {"end": at_end, "total": total, "worst_quarter": worst_quarter}
# Every indicator by which a run is judged (model/indicators.py), in the order in which outcomes are shown.
OUTCOMES: dict[str, Outcome] = {
    each.name: Outcome(each.name, _READINGS[each.outcome](each.name), each.digits, each.unit)
    for each in sorted(MEASURED.values(), key=lambda each: each.rank)
    if each.outcome
}


def outcomes_of(ensemble: Ensemble) -> Floats:
    """Every outcome of every run: (runs, outcomes), in the order of OUTCOMES."""
    return np.column_stack([outcome.read(ensemble) for outcome in OUTCOMES.values()])
