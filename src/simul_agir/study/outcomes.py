"""What a run is judged by: each outcome, and how it is read off the months of an indicator."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.simulation import Ensemble

Floats = NDArray[np.float64]

PRIMARY = "index"
SMALLEST_RELEVANT_EFFECT = (
    0.1  # of a stage: a smaller difference in the primary outcome is too small to matter
)
QUARTER = 3  # months
JOINT_ACTIONS = ("actions", "obliged_actions")
ACTIONS = ("solo_actions", *JOINT_ACTIONS)


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
        lived = ensemble.of(name)[:, 1:]
        width = min(QUARTER, lived.shape[1])
        windows = np.lib.stride_tricks.sliding_window_view(lived, width, axis=1)
        return np.asarray(windows.mean(axis=2).min(axis=1))

    return read


def share_of(name: str, whole: tuple[str, ...]) -> Read:
    """Reads a monthly share over the whole contract, weighing each month by what it holds; 0 if nothing."""

    def read(ensemble: Ensemble) -> Floats:
        weights = sum(ensemble.of(part)[:, 1:] for part in whole)
        held = np.asarray(weights).sum(axis=1)
        return np.asarray((ensemble.of(name)[:, 1:] * weights).sum(axis=1) / np.maximum(held, 1.0))

    return read


@dataclass(frozen=True)
class Outcome:
    """One outcome: how it is read off the runs, and its unit and decimals when shown."""

    name: str
    read: Read
    digits: int
    unit: str


def _outcome(reading: Callable[[str], Read], digits: int, unit: str, *names: str) -> list[Outcome]:
    return [Outcome(name, reading(name), digits, unit) for name in names]


OUTCOMES: dict[str, Outcome] = {
    outcome.name: outcome
    for outcome in (
        *_outcome(at_end, 2, "stage", "index", "collective_stage"),
        *_outcome(at_end, 2, "0-1", "need", "motivation", "identification", "trust", "fatigue"),
        *_outcome(worst_quarter, 2, "0-1", "continuity"),
        *_outcome(total, 0, "count", "actions", "successes", "obliged_actions", "frictions", "help_given"),
        *_outcome(at_end, 0, "count", "innovation"),
        *_outcome(at_end, 2, "0-1", "density", "transitivity", "reciprocity", "giant"),
        *_outcome(at_end, 2, "0-1", "facilitators", "isolated", "fallen"),
        *_outcome(total, 1, "impact", "subsidiarity"),
        *_outcome(total, 0, "count", "applications", "funded", "complementarity", "three_fields"),
        *_outcome(total, 0, "euros", "crossing_money"),
        *_outcome(at_end, 2, "stage", "inequality"),
        *_outcome(at_end, 0, "hours", "effort", "hours"),
        *_outcome(at_end, 0, "euros", "money"),
    )
}


def outcomes_of(ensemble: Ensemble) -> Floats:
    """Every outcome of every run: (runs, outcomes), in the order of OUTCOMES."""
    return np.column_stack([outcome.read(ensemble) for outcome in OUTCOMES.values()])
