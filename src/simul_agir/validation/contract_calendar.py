"""The calendar of a contract, its territory as the data ask for it, and the year of its teams.

The calendar is that of contracts signed in 2015: month 54 is the eve of the health crisis (March 2020), month 66 a year into
it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from simul_agir.model import fields as at
from simul_agir.model.events import EVENT_COLUMNS
from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import Scenario, Shock
from simul_agir.simulation.batch import Batch
from simul_agir.validation.looking import FEW, joint_actions, mutual_trusts

EVE = 54  # months of contract before the crisis
YEAR = 12
MONTHS = EVE + YEAR
LOCKDOWNS = (EVE + 1, EVE + 9)  # March and November 2020
CLOSED = (EVE + 1, EVE + 2, EVE + 9)  # months in which meetings were forbidden
_ROOM = 64  # events an actor and month


@dataclass(frozen=True)
class Team:
    """One run's leaders of joint actions: sums of squares and products, about the run's means, of trust before, success
    after and its probability.
    """

    trust: float = 0.0
    success: float = 0.0
    both: float = 0.0
    chance: float = 0.0
    trust_chance: float = 0.0
    leaders: int = 0


@dataclass(frozen=True)
class Model:
    """What is run: the accepted points but for these numbers and switches; `dealt`: with its ties laid at random.

    Run r of a contract takes an accepted point by its number, the same for every model.
    """

    name: str = "full"
    parameters: Mapping[str, float] = field(default_factory=dict)
    mechanisms: Mapping[str, bool] = field(default_factory=dict)
    dealt: bool = False


@lru_cache(maxsize=512)
def territory(code: str) -> Scenario:
    """The contract's landscape, its residents' councils all awake at first, and the crisis of 2020 on its calendar."""
    size = PARAMETERS["crisis_size"].default
    hardship = PARAMETERS["crisis_hardship"].default
    return replace(
        Scenario.from_contract(code, months=MONTHS, kinds={"residents_council": {"asleep": 0.0}}),
        shocks=(
            *(Shock(month, size, (), hardship) for month in LOCKDOWNS),
            *(Shock(month, 0.0, closed=True) for month in CLOSED),
        ),
    )


def _year_with_events(batch: Batch, capacity: int) -> tuple[Batch, int]:
    """A branch that ran the year before the crisis, and how many events it wrote; `capacity`: room for them at first."""
    while True:
        branch = batch.branch()
        branch.events = np.zeros((capacity, EVENT_COLUMNS))
        branch.run_until(EVE)
        written = int(branch.state.territory[0, at.EVENTS])
        if written < capacity:
            return branch, written
        capacity *= 4


def year_of_teams(batch: Batch) -> tuple[Batch, Team]:
    """The year before the crisis with its events, and the success of those who led joint actions by their trust at its
    beginning.
    """
    trust = mutual_trusts(batch)
    branch, written = _year_with_events(batch, _ROOM * len(trust) * YEAR)
    led, won, chances = joint_actions(branch, branch.events[:written])
    branch.events = np.zeros((0, EVENT_COLUMNS))
    kept = (led >= FEW) & np.isfinite(trust)
    if kept.sum() < 2:
        return branch, Team()
    return branch, teams_of(trust[kept], won[kept] / led[kept], chances[kept] / led[kept])


def teams_of(trust: np.ndarray, success: np.ndarray, chance: np.ndarray) -> Team:
    """Sums about the means of a run; arrays (leaders,)."""
    x, y, z = (each - each.mean() for each in (trust, success, chance))
    return Team(float(x @ x), float(y @ y), float(x @ y), float(z @ z), float(x @ z), len(trust))
