"""Latent groups wake up through hardship and help. They fall asleep with a hazard that idleness and hardship raise and
ties lower.
"""

from simul_agir.engine.arithmetic import agir_exp
from simul_agir.engine.bitset import WINDOW
from simul_agir.engine.cells import Doubles
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.events import SLEPT, WOKE, note
from simul_agir.model.randomness import SLEEP, uniforms
from simul_agir.model.state import World


@compiled
def wake_or_sleep(world: World, p: Doubles, key: tuple[int, int], i: int, month: int) -> None:
    """A sleeping latent group wakes up if hardship and help received exceed a threshold; an awake one may fall asleep."""
    if p[par.AWAKENING] == 0.0:
        return
    row = world.actors[i]
    if row[at.AWAKE] == 0.0:
        if row[at.HARDSHIP] + row[at.HELP_RECEIVED] >= p[par.WAKE_THRESHOLD]:
            row[at.AWAKE] = 1.0
            row[at.IDLE] = 0.0
            note(world, month, WOKE, i, -1, -1, row[at.HARDSHIP])
    elif uniforms(key, month, SLEEP, i, 0, 0)[0] < hazard(world, p, i):
        row[at.AWAKE] = 0.0
        note(world, month, SLEPT, i, -1, -1, 0.0)
    else:
        row[at.IDLE] += 1.0


@compiled
def hazard(world: World, p: Doubles, i: int) -> float:
    """Probability that i, awake, falls asleep this month: (h0 + h1 (1 - exp(-idle / theta)) + h2 hardship) exp(-a ties).

    `idle`: months beyond a year since it last met, acted, was helped or was visited; `ties`: total strength of its ties.
    """
    row = world.actors[i]
    idle = max(0.0, row[at.IDLE] - WINDOW)
    rate: float = p[par.SLEEP_HAZARD] + p[par.SLEEP_RISE] * (1.0 - agir_exp(-idle / p[par.SLEEP_MONTHS]))
    rate += p[par.SLEEP_HARDSHIP] * row[at.HARDSHIP]
    if p[par.ALLIANCES] == 0.0:
        return rate
    rate *= agir_exp(-p[par.ALLIANCE] * _strength_of_ties(world, i))
    return rate


@compiled
def _strength_of_ties(world: World, i: int) -> float:
    total = 0.0
    for a in range(int(world.actors[i, at.TIES])):
        total += world.ties[i, at.STRENGTH, a]
    return total
