"""Reliability: whether members do their part. It is drawn with each person, unknown, and learnt by those who work with
it.
"""

from simul_agir.engine.arithmetic import agir_pow
from simul_agir.engine.cells import Doubles
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.parameters import RELIABILITY as DIFFERS
from simul_agir.model.randomness import JOIN, RELIABLE, uniforms
from simul_agir.model.state import World

FIRST_PERSON, NEW_PERSON = 0, 1


@compiled
def draw_person(world: World, p: Doubles, key: tuple[int, int], month: int, i: int, person: int) -> None:
    """Draw the reliability of actor i's person from a beta distribution with the given mean and standard deviation. For
    the first person, also draw the actor's reluctance to join plans for conditional money.
    """
    if person == FIRST_PERSON:
        world.actors[i, at.RELUCTANCE] = uniforms(key, month, JOIN, i, 0, 0)[0]
    mean, spread = p[par.RELIABILITY_MEAN], p[par.RELIABILITY_SPREAD]
    if p[DIFFERS] == 0.0:
        world.actors[i, at.RELIABILITY] = mean
        return
    evidence = mean * (1.0 - mean) / (spread * spread) - 1.0
    one, other = mean * evidence, (1.0 - mean) * evidence
    world.actors[i, at.RELIABILITY] = _beta(one, other, key, month, i, person)


@compiled
def _beta(a: float, b: float, key: tuple[int, int], month: int, i: int, person: int) -> float:
    """A beta-distributed draw, by rejection: below the mode of the density if there is one, otherwise with powers.

    Source: rejection sampling, and Johnk 1964.
    """
    trial = 0
    while True:
        draws = uniforms(key, month, RELIABLE, i, person, trial)
        trial += 1
        u, v = draws[0], draws[1]
        if a > 1.0 and b > 1.0:
            mode = (a - 1.0) / (a + b - 2.0)
            if v <= agir_pow(u / mode, a - 1.0) * agir_pow((1.0 - u) / (1.0 - mode), b - 1.0):
                return u
        else:
            x: float = agir_pow(u, 1.0 / a)
            y: float = agir_pow(v, 1.0 / b)
            if x + y <= 1.0:
                return x / (x + y)
