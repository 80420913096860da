"""Routine work holds needs where they are; hours spent on change displace some of it, and are overtime for the rest."""

import numpy as np

from simul_agir.engine.actors import Who, where
from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8 import lanes, nothing, put
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.context import working_hours
from simul_agir.model.scratch import DONE, DUE, HELD, OWED
from simul_agir.model.state import World


@compiled
def routine_due(world: World, p: "np.ndarray", who: Who) -> float:
    """Hours a month of an actor's own routine work; latent groups have none."""
    return p[par.ROUTINE_SHARE] * world.actors[who, at.CAPACITY] * (1.0 - world.actors[who, at.LATENT])


@compiled
def routine_done(due: float, hours: float, used: float, displacement: float) -> float:
    """Hours of routine work done out of those due, when `used` of the actor's working `hours` went to change.

    Of what goes beyond the working hours, the share `displacement` is taken from routine work; the rest is overtime.
    """
    beyond = used + due - hours
    done = due - displacement * where(beyond > 0.0, beyond, 0.0)
    return where(done > 0.0, done, 0.0)


@compiled
def load_of(due: float, hours: float, used: float, displacement: float) -> float:
    """Hours worked, routine and change, over working hours; 0 where there are none."""
    worked = routine_done(due, hours, used, displacement) + used
    return where(hours > 0.0, worked / where(hours > 0.0, hours, 1.0), 0.0)


@compiled
def hold_needs(world: World, p: "np.ndarray") -> None:
    """The share of each need's routine work that was done, by all actors whose mandate it is; counts the hours of change."""
    due, done = world.scratch[DUE], world.scratch[DONE]
    all_due, all_done, used = 0.0, 0.0, world.accounts[at.HOURS]
    for i in range(world.actors.shape[0]):
        row = world.actors[i]
        used += row[at.HOURS_USED]
        due[i] = routine_due(world, p, i)
        done[i] = routine_done(due[i], working_hours(world, p, i), row[at.HOURS_USED], p[par.DISPLACEMENT])
        all_due += due[i]
        all_done += done[i]
    world.accounts[at.HOURS] = used
    for start in range(0, world.needs.shape[1], WIDTH):
        owed, held = nothing(), nothing()
        for i in range(world.actors.shape[0]):
            mandate = lanes(world.profiles[i, at.MANDATE], start)
            owed = owed + due[i] * mandate
            held = held + done[i] * mandate
        put(world.scratch[OWED], start, owed)
        put(world.scratch[HELD], start, held)
    for k in range(world.needs.shape[1]):
        owed_for_need = world.scratch[OWED, k]
        world.needs[at.HELD, k] = world.scratch[HELD, k] / owed_for_need if owed_for_need > 0.0 else 1.0
    world.territory[at.CONTINUITY] = all_done / all_due if all_due > 0.0 else 1.0
