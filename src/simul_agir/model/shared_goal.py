"""A clearly stated stance may unite: what is announced draws the priorities of all who are present."""

import numpy as np

from simul_agir.engine.rows import CellIndex, over_row
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.scratch import GOAL
from simul_agir.model.state import World


@over_row
def draw_toward(priorities: "np.ndarray", goal: "np.ndarray", rate: float, cell: CellIndex) -> None:
    """P += rate x (goal - P)."""
    priorities[cell] = priorities[cell] + rate * (goal[cell] - priorities[cell])


@compiled
def unite(world: World, p: "np.ndarray") -> None:
    """P += rate x clarity x openness x (axes - P), for everybody with voice who is awake, come to a meeting or not; the axes
    as shares of 1. Nothing without axes.
    """
    pull = p[par.GOAL_PULL] * world.levels[at.CLARITY]
    if p[par.SHARED_GOAL] == 0.0 or p[par.PRIORITY_CHANGE] == 0.0 or pull == 0.0:
        return
    domains, announced = world.axes.shape[0], 0.0
    for k in range(domains):
        announced += world.axes[k]
    if announced <= 0.0:
        return
    goal = world.scratch[GOAL]
    for k in range(domains):
        goal[k] = world.axes[k] / announced
    for i in range(world.actors.shape[0]):
        row = world.actors[i]
        if row[at.VOICE] > 0.0 and row[at.AWAKE] != 0.0:
            draw_toward(world.profiles[i, at.PRIORITIES], goal, pull * row[at.OPENNESS])
