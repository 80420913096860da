"""A clearly announced goal may unite: announced axes attract the priorities of all actors present."""

from simul_agir.engine.cells import Doubles
from simul_agir.engine.rows import CellIndex, over_row
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.scratch import GOAL
from simul_agir.model.state import World


@over_row
def draw_toward(priorities: Doubles, goal: Doubles, rate: float, cell: CellIndex) -> None:
    """P += rate x (goal - P)."""
    priorities[cell] = priorities[cell] + rate * (goal[cell] - priorities[cell])


@compiled
def unite(world: World, p: Doubles) -> None:
    """P += rate x clarity x openness x (axes - P), for all awake actors with voice, whether or not they meet; axes as
    shares of 1. Nothing changes without axes.
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
