"""A month's wear on actors and on their ties, in one pass: what is not practised wears off, what overworks tires."""

import numpy as np

from simul_agir.engine.actors import Who, eight_from, in_eights, those, where
from simul_agir.engine.bitset import first_bits, holds
from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8 import (
    add_up,
    at_least,
    lanes,
    lanes_at,
    only,
    put,
    under,
    within,
)
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.context import working_hours
from simul_agir.model.helping import helpfulness
from simul_agir.model.routine_work import load_of, routine_done, routine_due
from simul_agir.model.scratch import KEPT, LOOKING, RATES, UNHELPED, UNHELPFUL
from simul_agir.model.state import World
from simul_agir.model.ties import age_contacts, forget, shared, trust_of

_WORN = (
    at.HABIT // WIDTH * WIDTH
)  # the columns that hold what wears off, and those that hold what it returns to
_RETURN = at.NO_HABIT // WIDTH * WIDTH


@compiled
def wear(world: World, p: "np.ndarray") -> None:
    """A month's wear on everyone, and what each saw of its alters.

    Leaves in the scratch, for the ladder, the chance that nobody would help an actor if it asked (row UNHELPED).
    """
    n, newcomers = world.actors.shape[0], np.uint64(0)
    world.scratch[LOOKING, 0] = 0.0  # of nobody: where there is no alter
    for start in range(0, in_eights(n), WIDTH):
        _tire(world, p, eight_from(start))
        newcomers |= _prepare(world, p, eight_from(start), eight_from(start + 1))
    for i in range(in_eights(n), n):
        _tire(world, p, i)
        newcomers |= _prepare(world, p, i, i + 1)
    _set_rates(world, p)
    for i in range(n):
        if p[par.WEARING] != 0.0:
            _wear_off(world, p, i)
        _take_stock(world, p, i)
        if newcomers != np.uint64(0):
            _cut_trust_in_newcomers(world, i)
        _wear_ties(world, p, i)


@compiled
def _prepare(world: World, p: "np.ndarray", who: Who, place: Who) -> int:
    """What others will read of these actors while ties wear; returns the set of those who are new. `place`: theirs after the
    nil in the row of who is engaged.
    """
    new = world.actors[who, at.REPLACED] != 0.0
    world.scratch[UNHELPED, who] = 1.0
    world.scratch[LOOKING, place] = world.actors[who, at.ENGAGED]
    world.scratch[KEPT, who] = where(new, p[par.ORGANISATION_MEMORY], 1.0)
    return those(new)


@compiled
def _tire(world: World, p: "np.ndarray", who: Who) -> None:
    """Load above 1 makes fatigue and costs motivation; fatigue passes."""
    row = world.actors
    fatigue = row[who, at.FATIGUE] - p[par.FATIGUE_RECOVERY] * row[who, at.FATIGUE]
    due, hours, used = routine_due(world, p, who), working_hours(world, p, who), row[who, at.HOURS_USED]
    overworked = (hours > 0.0) & (routine_done(due, hours, used, p[par.DISPLACEMENT]) + used > hours)
    overworked = overworked & (p[par.OVERLOAD] != 0.0)
    over = load_of(due, hours, used, p[par.DISPLACEMENT]) - 1.0
    tired = fatigue + p[par.FATIGUE_GAIN] * over
    row[who, at.FATIGUE] = where(overworked, where(tired < 0.9, tired, 0.9), fatigue)
    motivation = row[who, at.MOTIVATION]
    discouraged = motivation - p[par.OVERLOAD_MOTIVATION] * over
    discouraged = where(discouraged > 0.0, discouraged, 0.0)
    row[who, at.MOTIVATION] = where(overworked & (p[par.MOTIVATION_CHANGE] != 0.0), discouraged, motivation)


@compiled
def _cut_trust_in_newcomers(world: World, i: int) -> None:
    """Trust in a person who left: the share that the organisation remembers is kept for the one who comes."""
    ties = world.ties[i]
    for start in range(0, int(world.actors[i, at.TIES]), WIDTH):
        kept = lanes_at(world.scratch[KEPT], world.web[i, at.ALTER], start)
        put(ties[at.SUCCESSES], start, lanes(ties[at.SUCCESSES], start) * kept)
        put(ties[at.FAILURES], start, lanes(ties[at.FAILURES], start) * kept)


@compiled
def _wear_ties(world: World, p: "np.ndarray", i: int) -> None:
    """Ties fade and are forgotten, windows of contact move on; engagement is seen. Each who has i in mind, and whom i does
    not forget this month, may count on i's help as far as i trusts it.
    """
    row, ties, count = world.actors[i], world.ties[i], int(world.actors[i, at.TIES])
    if count == 0:
        row[at.SEEN], row[at.TRUST], row[at.PULLED] = 0.0, p[par.TRUST_PRIOR], 0.0
        return
    age_contacts(world, i)
    ready, helpful = helpfulness(world, p, i, row[at.HOURS_LEFT] >= p[par.AID_HOURS])
    kept = 1.0 - p[par.TIE_FADING] if p[par.WEARING] != 0.0 else 1.0
    floor = p[par.TIE_FLOOR] if p[par.WEARING] != 0.0 else 0.0
    counting = shared(world, i)
    fading, trusting, engaged, pulled = np.uint64(0), 0.0, 0.0, 0.0
    for start in range(0, count, WIDTH):
        successes = lanes(ties[at.SUCCESSES], start)
        trust_in = only(trust_of(p, successes, lanes(ties[at.FAILURES], start)), count - start)
        strength = lanes(ties[at.STRENGTH], start) * kept
        put(ties[at.STRENGTH], start, strength)
        put(world.pulls[i], start, strength * trust_in)
        pulled += add_up(lanes(world.pulls[i], start))  # of single precision, as they are kept
        trusting += add_up(trust_in)
        weak = under(strength, floor)
        fading |= weak << np.uint64(start)
        helping = counting >> np.uint64(start) & ~weak
        put(world.scratch[UNHELPFUL], 0, within(helping, 1.0 - (ready + trust_in * helpful), 1.0))
        engaged += _look_at_eight(world, i, start)
    row[at.SEEN], row[at.TRUST], row[at.PULLED] = engaged / count, trusting / count, pulled
    fading &= first_bits(count)  # beyond the last alter all are weak
    if fading != np.uint64(0):
        for a in range(count - 1, -1, -1):
            if holds(fading, a):
                forget(world, i, a)


@compiled
def _look_at_eight(world: World, i: int, start: int) -> float:
    """How many of the eight alters from a place on are engaged; each may count on i, or not, as `UNHELPFUL` says."""
    engaged, n = 0.0, world.actors.shape[0]
    for lane in range(WIDTH):
        j = np.int64(world.web[i, at.ALTER, start + lane])
        engaged += world.scratch[LOOKING, j + 1]
        # Places without an alter count beyond the last actor, each elsewhere: else one would wait for the other.
        world.scratch[UNHELPED, j if j >= 0 else n + lane] *= world.scratch[UNHELPFUL, lane]
    return engaged


@compiled
def _set_rates(world: World, p: "np.ndarray") -> None:
    """How fast the eight columns that hold what wears off return each month to what they return to: for all (first eight of
    the row of rates), as far as habit does not shield (second), and of those who did not practise (third).
    """
    rates = world.scratch[RATES]
    for column in range(3 * WIDTH):
        rates[column] = 0.0
    if p[par.MOTIVATION_CHANGE] != 0.0:
        rates[at.MOTIVATION - _WORN] = p[par.MOTIVATION_RETURN]
    rates[WIDTH + at.SKILL - _WORN] = p[par.SKILL_EROSION]
    if p[par.IDENTIFICATION_CHANGE] != 0.0:
        rates[WIDTH + at.IDENTIFICATION - _WORN] = p[par.IDENTIFICATION_EROSION]
    rates[2 * WIDTH + at.HABIT - _WORN] = p[par.HABIT_EROSION]


@compiled
def _wear_off(world: World, p: "np.ndarray", i: int) -> None:
    """Skill, posture, identification and comfort wear off as far as habit does not shield them, habit where nothing was
    practised; voice returns to where it began, priorities return toward the mandate, motivation toward its intrinsic level.

    Sources: Saks and Belcourt 2006 (training); Friedkin and Johnsen 1990 (priorities); Lally et al. 2010 (habit).
    """
    row, rates = world.actors[i], world.scratch[RATES]
    exposed = 1.0 - p[par.HABIT_SHIELD] * row[at.HABIT]
    idle = 1.0 if row[at.PRACTICE] == 0.0 else 0.0  # a factor, and no branch: chance decides who practises
    fall = lanes(rates, 0) + lanes(rates, WIDTH) * exposed + lanes(rates, 2 * WIDTH) * idle
    worn = lanes(row, _WORN)
    put(row, _WORN, worn - fall * (worn - lanes(row, _RETURN)))
    for s in range(4):
        row[at.POSTURE + s] -= (
            p[par.SKILL_EROSION] * exposed * (row[at.POSTURE + s] - row[at.FIRST_POSTURE + s])
        )
    if p[par.MOVING_VOICE] != 0.0:
        row[at.VOICE] -= p[par.VOICE_RETURN] * (row[at.VOICE] - row[at.FIRST_VOICE])
    profile = world.profiles[i]
    comfort_fall = idle * p[par.COMFORT_EROSION] * exposed if p[par.COMFORT_CHANGE] != 0.0 else 0.0
    pull = p[par.MANDATE_PULL] if p[par.PRIORITY_CHANGE] != 0.0 else 0.0
    for start in range(0, profile.shape[1], WIDTH):
        comfort = lanes(profile[at.COMFORT], start)
        put(
            profile[at.COMFORT],
            start,
            comfort - comfort_fall * (comfort - lanes(profile[at.EXPERTISE], start)),
        )
        priorities = lanes(profile[at.PRIORITIES], start)
        put(
            profile[at.PRIORITIES],
            start,
            priorities + pull * (lanes(profile[at.MANDATE], start) - priorities),
        )


@compiled
def _take_stock(world: World, p: "np.ndarray", i: int) -> None:
    """Breadth of comfort over expertise, and the domains in which the actor is known as able to work."""
    breadth = 0.0
    able = np.uint64(0)
    row = world.profiles[i, at.COMFORT]
    for start in range(0, row.shape[0], WIDTH):
        comfort = lanes(row, start)
        breadth += add_up(comfort)
        own = first_bits(
            min(WIDTH, row.shape[0] - start)
        )  # beyond the last domain there is nothing to be able in
        able |= (at_least(comfort, p[par.WORKING_COMFORT]) & own) << np.uint64(start)
    world.able[i] = able
    if world.actors[i, at.EXPERTISE_BREADTH] > 0.0:
        world.actors[i, at.COMFORT_RATIO] = breadth / world.actors[i, at.EXPERTISE_BREADTH]
