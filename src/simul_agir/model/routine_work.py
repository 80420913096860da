"""Routine work keeps needs from growing. Hours spent on change displace some of it; the rest is overtime."""

from simul_agir.engine.actors import ActorIndex, Number, add_each, over_actors, where
from simul_agir.engine.cells import Doubles
from simul_agir.engine.rows import weighted_sums
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.context import working_hours
from simul_agir.model.scratch import DONE, DUE, HELD, OWED
from simul_agir.model.state import World


@compiled
def routine_due(world: World, p: Doubles, index: ActorIndex) -> float:
    """Monthly hours of an actor's own routine work; zero for latent groups."""
    return p[par.ROUTINE_SHARE] * world.actors[index, at.CAPACITY] * (1.0 - world.actors[index, at.LATENT])


@compiled
def routine_done(due: float, hours: float, used: float, displacement: float) -> Number:
    """Hours of routine work done out of those due, if `used` of the actor's working `hours` went to change.

    If the sum exceeds the working hours, the share `displacement` of the excess is taken from routine work; the rest is
    overtime.
    """
    beyond = used + due - hours
    done = due - displacement * where(beyond > 0.0, beyond, 0.0)
    return where(done > 0.0, done, 0.0)


@compiled
def load_of(due: float, hours: float, used: float, displacement: float) -> Number:
    """Hours worked, routine and change, divided by working hours; 0 without working hours."""
    worked = routine_done(due, hours, used, displacement) + used
    return where(hours > 0.0, worked / where(hours > 0.0, hours, 1.0), 0.0)


@compiled
def hold_needs(world: World, p: Doubles) -> None:
    """Set the share of each need's routine work that was done, over all actors by mandate, and count the hours of change."""
    scratch = world.scratch
    due, done, used = _work(world, p, 0.0, 0.0, world.accounts[at.HOURS])
    world.accounts[at.HOURS] = used
    weighted_sums(scratch[DUE], scratch[DONE], world.profiles, at.MANDATE, scratch[OWED], scratch[HELD])
    for k in range(world.needs.shape[1]):
        owed = scratch[OWED, k]
        world.needs[at.HELD, k] = scratch[HELD, k] / owed if owed > 0.0 else 1.0
    world.territory[at.CONTINUITY] = done / due if due > 0.0 else 1.0


@over_actors
def _work(
    world: World, p: Doubles, index: ActorIndex, all_due: float, all_done: float, all_used: float
) -> tuple[float, float, float]:
    """Write each actor's hours of routine work, due and done, to the scratch. Adds up both, and the hours of change."""
    used, due = world.actors[index, at.HOURS_USED], routine_due(world, p, index)
    done = routine_done(due, working_hours(world, p, index), used, p[par.DISPLACEMENT])
    world.scratch[DUE, index], world.scratch[DONE, index] = due, done
    return add_each(all_due, due), add_each(all_done, done), add_each(all_used, used)
