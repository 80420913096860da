"""Every outcome that a sweep, a search or an analysis may be about: those of a comparison, and those of the profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm, Ensemble, simulate_arms
from simul_agir.simulation.aftermath import Aftermath, simulate_aftermath
from simul_agir.simulation.tasks import Progress
from simul_agir.stances import Stance
from simul_agir.study.outcomes import OUTCOMES, Outcome
from simul_agir.study.profile.readings import READINGS

Floats = NDArray[np.float64]

AFTERWARDS: Final = ("index_after", "crisis_loss")  # read after the contract, or in the branch of a crisis
_SHOWN: Final[Mapping[str, tuple[int, str]]] = {
    "index_mean": (2, "ladder"),
    "index_after": (2, "ladder"),
    "worst_need": (2, "share"),
    "residents_lead": (2, "ratio"),
    "complementary_actions": (2, "ratio"),
    "unpaid_help": (3, "share"),
    "groups_awake": (2, "share"),
    "crisis_loss": (2, "ladder"),
}  # decimals and unit of the profile's outcomes that a comparison does not list


@dataclass(frozen=True)
class Judged:
    """One outcome: how it is read off runs with what follows them, (runs,), its decimals and its unit."""

    name: str
    read: Callable[[Any], Floats]
    digits: int
    unit: str


def _of_contract(outcome: Outcome) -> Judged:
    return Judged(outcome.name, lambda runs: outcome.read(runs.ensemble), outcome.digits, outcome.unit)


# By name. `hours` is the comparison's, of all actors; the profile's is that number for each actor with voice.
JUDGED: Final[Mapping[str, Judged]] = {
    **{name: _of_contract(outcome) for name, outcome in OUTCOMES.items()},
    **{name: Judged(name, READINGS[name], *shown) for name, shown in _SHOWN.items()},
}


def judged_of(runs: Any, names: Sequence[str] = tuple(JUDGED)) -> Floats:
    """These outcomes of every run, (runs, names); `runs`: an Aftermath, or what reads as one."""
    return np.column_stack([JUDGED[name].read(runs) for name in names])


def simulate_judged(
    scenario: Scenario,
    arms: Sequence[str | Stance | Arm],
    outcome: str,
    runs: int,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    points: ArrayLike | None = None,
) -> dict[str, tuple[Ensemble, Floats]]:
    """Each arm's runs and what each comes to on one outcome, (runs,), by the arms' names; what follows the contract is
    simulated only where the outcome is read there. KeyError for an unknown outcome; raises as `simulate`.
    """
    read = JUDGED[outcome].read
    if outcome in AFTERWARDS:
        followed = simulate_aftermath(scenario, arms, runs, seed, jobs=jobs, progress=progress, points=points)
        return {name: (each.ensemble, read(each)) for name, each in followed.items()}
    simulated = simulate_arms(scenario, arms, runs, seed, jobs, progress=progress, points=points)
    nothing = np.zeros((runs, 0))
    return {
        name: (each, read(Aftermath(each, nothing[:, :, None], nothing, nothing)))
        for name, each in simulated.items()
    }
