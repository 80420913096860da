"""Monthly decay of actors and ties, in one pass: what is not practised decays, and overwork causes fatigue."""

from simul_agir.engine.actors import ActorIndex, over_actors, those, where
from simul_agir.engine.cells import Doubles, uint64
from simul_agir.engine.rows import cells_from_bar_on, move_toward, total_of
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.context import working_hours
from simul_agir.model.routine_work import load_of, routine_done, routine_due
from simul_agir.model.scratch import KEPT, LOOKING, UNHELPED
from simul_agir.model.state import World
from simul_agir.model.ties import wear_ties


@compiled
def wear(world: World, p: Doubles) -> None:
    """Apply a month's decay to all actors, and update what each one sees of its alters.

    Leaves in the scratch (row UNHELPED), for the ladder, the probability that nobody would help an actor if it asked.
    """
    world.scratch[LOOKING, 0] = 0.0  # for the position after the last actor, used where there is no alter
    newcomers = _prepare(world, p, uint64(0))
    for i in range(world.actors.shape[0]):
        if p[par.WEARING] != 0.0:
            _wear_off(world, p, i)
        _take_stock(world, p, i)
        wear_ties(world, p, i, newcomers != uint64(0))


@over_actors
def _prepare(world: World, p: Doubles, index: ActorIndex, newcomers: int) -> int:
    """Update each actor's fatigue, and store in the scratch what others will read of it while ties decay. Returns the set
    of new persons; zero if there is none.
    """
    _tire(world, p, index)
    new = world.actors[index, at.REPLACED] != 0.0
    world.scratch[UNHELPED, index] = 1.0
    world.scratch[LOOKING, index + 1] = world.actors[index, at.ENGAGED]
    world.scratch[KEPT, index] = where(new, p[par.ORGANISATION_MEMORY], 1.0)
    return newcomers | those(new)


@compiled
def _tire(world: World, p: Doubles, index: ActorIndex) -> None:
    """Fatigue grows with a load above 1, which also reduces motivation, and decays."""
    row = world.actors
    fatigue = row[index, at.FATIGUE] - p[par.FATIGUE_RECOVERY] * row[index, at.FATIGUE]
    due, hours, used = routine_due(world, p, index), working_hours(world, p, index), row[index, at.HOURS_USED]
    overworked = (hours > 0.0) & (routine_done(due, hours, used, p[par.DISPLACEMENT]) + used > hours)
    overworked = overworked & (p[par.OVERLOAD] != 0.0)
    over = load_of(due, hours, used, p[par.DISPLACEMENT]) - 1.0
    tired = fatigue + p[par.FATIGUE_GAIN] * over
    row[index, at.FATIGUE] = where(overworked, where(tired < 0.9, tired, 0.9), fatigue)
    motivation = row[index, at.MOTIVATION]
    discouraged = motivation - p[par.OVERLOAD_MOTIVATION] * over
    discouraged = where(discouraged > 0.0, discouraged, 0.0)
    row[index, at.MOTIVATION] = where(overworked & (p[par.MOTIVATION_CHANGE] != 0.0), discouraged, motivation)


@compiled
def _wear_off(world: World, p: Doubles, i: int) -> None:
    """Decay of skill, postures, identification and comfort, unless protected by habit, and of habit without practice.
    Voice returns to its initial value, priorities toward the mandate, motivation toward its intrinsic level.

    Sources: Saks and Belcourt 2006 (training); Friedkin and Johnsen 1990 (priorities); Lally et al. 2010 (habit).
    """
    row = world.actors[i]
    exposed = 1.0 - p[par.HABIT_SHIELD] * row[at.HABIT]
    idle = 1.0 if row[at.PRACTICE] == 0.0 else 0.0  # a factor in place of a branch: who practises is random
    erosion = p[par.SKILL_EROSION] * exposed
    row[at.HABIT] -= p[par.HABIT_EROSION] * idle * row[at.HABIT]
    row[at.SKILL] -= erosion * (row[at.SKILL] - row[at.FIRST_SKILL])
    if p[par.MOTIVATION_CHANGE] != 0.0:
        row[at.MOTIVATION] -= p[par.MOTIVATION_RETURN] * (row[at.MOTIVATION] - row[at.INTRINSIC])
    if p[par.IDENTIFICATION_CHANGE] != 0.0:
        fall = p[par.IDENTIFICATION_EROSION] * exposed
        row[at.IDENTIFICATION] -= fall * (row[at.IDENTIFICATION] - row[at.FIRST_IDENTIFICATION])
    for s in range(4):
        row[at.POSTURE + s] -= erosion * (row[at.POSTURE + s] - row[at.FIRST_POSTURE + s])
    if p[par.MOVING_VOICE] != 0.0:
        row[at.VOICE] -= p[par.VOICE_RETURN] * (row[at.VOICE] - row[at.FIRST_VOICE])
    profile = world.profiles[i]
    comfort_fall = idle * p[par.COMFORT_EROSION] * exposed if p[par.COMFORT_CHANGE] != 0.0 else 0.0
    pull = p[par.MANDATE_PULL] if p[par.PRIORITY_CHANGE] != 0.0 else 0.0
    move_toward(profile[at.COMFORT], profile[at.EXPERTISE], comfort_fall)
    move_toward(profile[at.PRIORITIES], profile[at.MANDATE], pull)


@compiled
def _take_stock(world: World, p: Doubles, i: int) -> None:
    """Update breadth of comfort over expertise, and the domains in which others know the actor as able to work."""
    comfort, row = world.profiles[i, at.COMFORT], world.actors[i]
    world.competence_mask[i] = cells_from_bar_on(comfort, p[par.WORKING_COMFORT])
    if row[at.EXPERTISE_BREADTH] > 0.0:
        row[at.COMFORT_RATIO] = total_of(comfort, comfort.shape[0]) / row[at.EXPERTISE_BREADTH]
