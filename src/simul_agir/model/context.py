"""Events from outside: needs grow, shocks occur, people leave, latent groups wake up and fall asleep."""

from simul_agir.engine.actors import ActorIndex, each_of, first_of, over_actors, those, where
from simul_agir.engine.bitset import holds, lowest, next_month, next_month_of_counts
from simul_agir.engine.cells import Doubles, uint64
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.consequences import open_year
from simul_agir.model.division import divide
from simul_agir.model.events import CRISIS_STRUCK, REPLACED_PERSON, SHOCK_STRUCK, note
from simul_agir.model.merging import open_month_of_actions
from simul_agir.model.randomness import CRISIS, LUCK, drawn_for, uniforms
from simul_agir.model.reliability import FIRST_PERSON, NEW_PERSON, draw_person
from simul_agir.model.sleeping import wake_or_sleep
from simul_agir.model.state import World
from simul_agir.model.trust import cut_trust


@compiled
def change(
    world: World, p: Doubles, shocks: Doubles, key: tuple[int, int], month: int, call_is_over: bool
) -> None:
    """Apply a month's context. `shocks`: the row of this month: K shocks by need, hardship, and 1 if nobody may meet.
    `call_is_over`: last month had a call; money reserved for it lapses.
    """
    crisis = uniforms(key, month, CRISIS, 0, 0, 0)[0] < p[par.CRISIS_HAZARD] and p[par.SHOCKS] != 0.0
    _raise_needs(world, p, shocks, crisis, month)
    hardship = shocks[world.needs.shape[1]] if p[par.SHOCKS] != 0.0 else 0.0
    if crisis:
        hardship += p[par.CRISIS_HARDSHIP]
    _befall(world, p, key, hardship, month, call_is_over)
    open_month_of_actions(world, month)
    for column in range(at.ENCOUNTERED, at.TERRITORY):
        world.territory[column] = 0.0
    closed = shocks[world.needs.shape[1] + 1] != 0.0
    world.territory[at.CLOSED] = 1.0 if closed and p[par.CLOSURES] != 0.0 else 0.0


@over_actors
def _befall(
    world: World,
    p: Doubles,
    key: tuple[int, int],
    hardship: float,
    month: int,
    call_is_over: bool,
    index: ActorIndex,
) -> None:
    """Apply the month's events to each actor: hardship, a new person, waking or falling asleep. Then set the hours it can
    give.
    """
    row, first = world.actors, first_of(index)
    for i in each_of(index):
        if month == 0:
            draw_person(world, p, key, month, i, FIRST_PERSON)
        _open_month(world, p, i, month, call_is_over)
    luck = drawn_for(world, key, month, LUCK, index)
    struck = _strike(world, p, index, hardship, luck[0])
    leaving = luck[1] < p[par.TURNOVER_SCALE] * row[index, at.TURNOVER_CHANCE]
    struck_ones, leavers = those(struck), those(leaving & (p[par.TURNOVER] != 0.0))
    left = struck_ones | leavers | those(row[index, at.LATENT] != 0.0)
    while left != uint64(0):
        place = lowest(left)
        i = first + place
        if holds(struck_ones, place):
            note(world, month, SHOCK_STRUCK, i, -1, -1, row[i, at.HARDSHIP])
        if holds(leavers, place):
            _replace(world, p, i)
            draw_person(world, p, key, month, i, NEW_PERSON)
            note(world, month, REPLACED_PERSON, i, -1, -1, 0.0)
        if row[i, at.LATENT] != 0.0:
            wake_or_sleep(world, p, key, i, month)
        left &= left - uint64(1)
    row[index, at.HOURS_LEFT] = p[par.CHANGE_LIMIT] * available_hours(world, p, index)
    divide(world, p, index)


@compiled
def _raise_needs(world: World, p: Doubles, shocks: Doubles, crisis: bool, month: int) -> None:
    """Raise each need by shares of the part that is still met: the trend, routine work not done, shocks."""
    if crisis:
        note(world, month, CRISIS_STRUCK, -1, -1, -1, p[par.CRISIS_SIZE])
    for k in range(world.needs.shape[1]):
        world.truth[at.ACTED, k] = next_month(world.truth[at.ACTED, k])
        world.truth[at.WON, k] = next_month(world.truth[at.WON, k])
        rise = 0.0
        if p[par.NEED_DRIFT] != 0.0:
            rise = p[par.NEED_TREND] + p[par.NEGLECT] * (1.0 - world.needs[at.HELD, k])
        if p[par.SHOCKS] != 0.0:
            rise += shocks[k] + (p[par.CRISIS_SIZE] if crisis else 0.0)
        world.needs[at.LEVEL, k] += min(rise, 1.0) * (1.0 - world.needs[at.LEVEL, k])


@compiled
def _open_month(world: World, p: Doubles, i: int, month: int, call_is_over: bool) -> None:
    """Shift windows by a month, set monthly counts to zero, and pay out resources."""
    for column in (at.OUTSIDE, at.JOINT, at.OBLIGED, at.FACILITATED):
        world.bitsets[i, column] = next_month(world.bitsets[i, column])
    world.bitsets[i, at.PROPOSALS] = next_month_of_counts(world.bitsets[i, at.PROPOSALS])
    world.bitsets[i, at.PROMPT] = next_month_of_counts(world.bitsets[i, at.PROMPT])
    open_year(world, i, month)
    world.actors[i, at.HOURS_USED] = 0.0
    world.actors[i, at.INVITED] = 0.0
    world.actors[i, at.PRACTICE] = 0.0
    world.actors[i, at.REPLACED] = 0.0
    row, kept = world.actors[i], 0.0 if call_is_over else 1.0
    row[at.ORDINARY_LEFT] = kept * row[at.ORDINARY_LEFT] + p[par.ORDINARY_MARGIN] * row[at.ORDINARY]
    row[at.EARMARKED_LEFT] = kept * row[at.EARMARKED_LEFT] + row[at.EARMARKED]
    row[at.IN_KIND_LEFT] = kept * row[at.IN_KIND_LEFT] + row[at.IN_KIND]


@compiled
def _strike(world: World, p: Doubles, index: ActorIndex, hardship: float, luck: float) -> bool:
    """Reduce hardship slowly; add hardship of crises and of the actor's own shocks, in proportion to exposure. Returns
    whether it had a shock of its own.
    """
    row = world.actors
    row[index, at.HELP_RECEIVED] = row[index, at.HELP_RECEIVED] * p[par.HELP_MEMORY]
    exposure, strikes = row[index, at.EXPOSURE], p[par.SHOCKS] != 0.0
    h = row[index, at.HARDSHIP] * (1.0 - p[par.RECOVERY])
    share = hardship * exposure
    h = where(strikes, h + (1.0 - h) * where(share < 1.0, share, 1.0), h)
    struck = (luck < p[par.SHOCK_HAZARD] * exposure) & strikes
    row[index, at.HARDSHIP] = where(struck, h + (1.0 - h) * p[par.SHOCK_SIZE], h)
    return struck


@compiled
def _replace(world: World, p: Doubles, i: int) -> None:
    """Replace the actor's person. Trust in others, identification, skills and priorities return toward mandate level,
    except for the share that the organisation remembers; the person's role as facilitator ends. Trust of others in i is
    reduced in ties.py, when ties are updated.
    """
    kept = p[par.ORGANISATION_MEMORY]
    row = world.actors[i]
    row[at.REPLACED] = 1.0
    row[at.FATIGUE] *= kept
    row[at.IDENTIFICATION] = back_to(row[at.IDENTIFICATION], row[at.FIRST_IDENTIFICATION], kept)
    row[at.SKILL] = back_to(row[at.SKILL], row[at.FIRST_SKILL], kept)
    for s in range(4):
        row[at.POSTURE + s] = back_to(row[at.POSTURE + s], row[at.FIRST_POSTURE + s], kept)
    for k in range(world.needs.shape[1]):
        profile = world.profiles[i]
        profile[at.PRIORITIES, k] = back_to(profile[at.PRIORITIES, k], profile[at.MANDATE, k], kept)
        profile[at.COMFORT, k] = back_to(profile[at.COMFORT, k], profile[at.EXPERTISE, k], kept)
    cut_trust(world, i, kept)
    world.bitsets[i, at.FACILITATED] = uint64(0)


@compiled
def back_to(value: float, base: float, kept: float) -> float:
    """`base` plus the share `kept` of the distance from `base` to `value`."""
    return base + kept * (value - base)


@compiled
def working_hours(world: World, p: Doubles, index: ActorIndex) -> float:
    """Hours that the actor can work this month, routine included: its capacity, reduced by hardship; zero while asleep."""
    row = world.actors
    return (
        row[index, at.AWAKE]
        * row[index, at.CAPACITY]
        * (1.0 - p[par.HARDSHIP_COST] * row[index, at.HARDSHIP])
    )


@compiled
def available_hours(world: World, p: Doubles, index: ActorIndex) -> float:
    """Hours from which the actor gives some to change: its working hours, reduced by fatigue."""
    return working_hours(world, p, index) * (1.0 - world.actors[index, at.FATIGUE])
