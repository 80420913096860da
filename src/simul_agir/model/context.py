"""What happens to the territory: needs drift up, shocks strike by exposure, people leave, latent groups wake and sleep."""

import numpy as np

from simul_agir.engine.actors import Who, eight_from, in_eights, those, where
from simul_agir.engine.bitset import holds, lowest, next_month, next_month_of_counts
from simul_agir.engine.layout import WIDTH
from simul_agir.engine.rule import compiled
from simul_agir.model import state as at
from simul_agir.model.consequences import open_year
from simul_agir.model.division import divide
from simul_agir.model.events import CRISIS_STRUCK, REPLACED_PERSON, SHOCK_STRUCK, note
from simul_agir.model.parameters import (
    CHANGE_LIMIT,
    CLOSURES,
    CRISIS_HARDSHIP,
    CRISIS_HAZARD,
    CRISIS_SIZE,
    HARDSHIP_COST,
    HELP_MEMORY,
    NEED_DRIFT,
    NEED_TREND,
    NEGLECT,
    ORDINARY_MARGIN,
    ORGANISATION_MEMORY,
    RECOVERY,
    SHOCK_HAZARD,
    SHOCK_SIZE,
    SHOCKS,
    TURNOVER,
    TURNOVER_SCALE,
)
from simul_agir.model.randomness import CRISIS, LUCK, draw_ahead, uniforms
from simul_agir.model.reliability import FIRST_PERSON, NEW_PERSON, draw_person
from simul_agir.model.sleeping import wake_or_sleep
from simul_agir.model.state import (
    ACTED,
    AWAKE,
    CAPACITY,
    COMFORT,
    EARMARKED,
    EARMARKED_LEFT,
    ENCOUNTERED,
    EXPERTISE,
    EXPOSURE,
    FACILITATED,
    FAILURES,
    FATIGUE,
    FIRST_IDENTIFICATION,
    FIRST_POSTURE,
    FIRST_SKILL,
    HARDSHIP,
    HELD,
    HELP_RECEIVED,
    HOURS_LEFT,
    HOURS_USED,
    IDENTIFICATION,
    IN_KIND,
    IN_KIND_LEFT,
    JOINT,
    LATENT,
    LEVEL,
    MANDATE,
    OBLIGED,
    ORDINARY,
    ORDINARY_LEFT,
    OUTSIDE,
    POSTURE,
    PRACTICE,
    PRIORITIES,
    PROMPT,
    PROPOSALS,
    REPLACED,
    SKILL,
    SUCCESSES,
    TERRITORY,
    TIES,
    TURNOVER_CHANCE,
    WON,
    World,
)


@compiled
def change(
    world: World, p: "np.ndarray", shocks: "np.ndarray", key: tuple[int, int], month: int, call_is_over: bool
) -> None:
    """A month's context. `shocks`, the calendar's row of the month: K shares of needs, hardship, 1 where nobody may meet.
    Means that wait for a call lapse with it: `call_is_over` says that last month's was one.
    """
    crisis = uniforms(key, month, CRISIS, 0, 0, 0)[0] < p[CRISIS_HAZARD] and p[SHOCKS] != 0.0
    _raise_needs(world, p, shocks, crisis, month)
    hardship = shocks[world.needs.shape[1]] if p[SHOCKS] != 0.0 else 0.0
    if crisis:
        hardship += p[CRISIS_HARDSHIP]
    n = world.actors.shape[0]
    for start in range(0, n, WIDTH):
        draw_ahead(world, key, month, LUCK, start)
        end = min(start + WIDTH, n)
        for i in range(start, end):
            if month == 0:
                draw_person(world, p, key, month, i, FIRST_PERSON)
            _open_month(world, p, i, month, call_is_over)
        if start < in_eights(n):
            _befall(world, p, key, hardship, month, start, eight_from(start), eight_from(0))
        else:
            for i in range(start, end):
                _befall(world, p, key, hardship, month, i, i, i - start)
    for column in range(ENCOUNTERED, TERRITORY):
        world.territory[column] = 0.0
    closed = shocks[world.needs.shape[1] + 1] != 0.0
    world.territory[at.CLOSED] = 1.0 if closed and p[CLOSURES] != 0.0 else 0.0


@compiled
def _befall(
    world: World,
    p: "np.ndarray",
    key: tuple[int, int],
    hardship: float,
    month: int,
    first: int,
    who: Who,
    lane: Who,
) -> None:
    """What a month brings to actors, the first of whom is `first`; their luck was drawn, and is kept at `lane`."""
    row = world.actors
    struck = _strike(world, p, who, hardship, world.luck[LUCK, 0, lane])
    leaving = world.luck[LUCK, 1, lane] < p[TURNOVER_SCALE] * row[who, TURNOVER_CHANCE]
    struck_ones, leavers = those(struck), those(leaving & (p[TURNOVER] != 0.0))
    left = struck_ones | leavers | those(row[who, LATENT] != 0.0)
    while left != np.uint64(0):
        at = lowest(left)
        i = first + at
        if holds(struck_ones, at):
            note(world, month, SHOCK_STRUCK, i, -1, -1, row[i, HARDSHIP])
        if holds(leavers, at):
            _replace(world, p, i)
            draw_person(world, p, key, month, i, NEW_PERSON)
            note(world, month, REPLACED_PERSON, i, -1, -1, 0.0)
        if row[i, LATENT] != 0.0:
            wake_or_sleep(world, p, key, i, month)
        left &= left - np.uint64(1)
    row[who, HOURS_LEFT] = p[CHANGE_LIMIT] * available_hours(world, p, who)
    divide(world, p, who)


@compiled
def _raise_needs(world: World, p: "np.ndarray", shocks: "np.ndarray", crisis: bool, month: int) -> None:
    """Each need grows by shares of what is still met: the trend, the routine work not done, shocks."""
    if crisis:
        note(world, month, CRISIS_STRUCK, -1, -1, -1, p[CRISIS_SIZE])
    for k in range(world.needs.shape[1]):
        world.truth[ACTED, k] = next_month(world.truth[ACTED, k])
        world.truth[WON, k] = next_month(world.truth[WON, k])
        rise = 0.0
        if p[NEED_DRIFT] != 0.0:
            rise = p[NEED_TREND] + p[NEGLECT] * (1.0 - world.needs[HELD, k])
        if p[SHOCKS] != 0.0:
            rise += shocks[k] + (p[CRISIS_SIZE] if crisis else 0.0)
        world.needs[LEVEL, k] += min(rise, 1.0) * (1.0 - world.needs[LEVEL, k])


@compiled
def _open_month(world: World, p: "np.ndarray", i: int, month: int, call_is_over: bool) -> None:
    """Windows move on by a month; what is counted by the month starts at nil; resources are paid out, until the call."""
    for column in (OUTSIDE, JOINT, OBLIGED, FACILITATED):
        world.marks[i, column] = next_month(world.marks[i, column])
    world.marks[i, PROPOSALS] = next_month_of_counts(world.marks[i, PROPOSALS])
    world.marks[i, PROMPT] = next_month_of_counts(world.marks[i, PROMPT])
    open_year(world, i, month)
    world.actors[i, HOURS_USED] = 0.0
    world.actors[i, at.INVITED] = 0.0
    world.actors[i, PRACTICE] = 0.0
    world.actors[i, REPLACED] = 0.0
    row, kept = world.actors[i], 0.0 if call_is_over else 1.0
    row[ORDINARY_LEFT] = kept * row[ORDINARY_LEFT] + p[ORDINARY_MARGIN] * row[ORDINARY]
    row[EARMARKED_LEFT] = kept * row[EARMARKED_LEFT] + row[EARMARKED]
    row[IN_KIND_LEFT] = kept * row[IN_KIND_LEFT] + row[IN_KIND]


@compiled
def _strike(world: World, p: "np.ndarray", who: Who, hardship: float, luck: float) -> bool:
    """Hardship passes slowly; crises and an actor's own shocks bring more of it, in proportion to exposure. Returns whether
    a shock of its own struck.
    """
    row = world.actors
    row[who, HELP_RECEIVED] = row[who, HELP_RECEIVED] * p[HELP_MEMORY]
    exposure, strikes = row[who, EXPOSURE], p[SHOCKS] != 0.0
    h = row[who, HARDSHIP] * (1.0 - p[RECOVERY])
    share = hardship * exposure
    h = where(strikes, h + (1.0 - h) * where(share < 1.0, share, 1.0), h)
    struck = (luck < p[SHOCK_HAZARD] * exposure) & strikes
    row[who, HARDSHIP] = where(struck, h + (1.0 - h) * p[SHOCK_SIZE], h)
    return struck


@compiled
def _replace(world: World, p: "np.ndarray", i: int) -> None:
    """A new person: dyadic trust, identification, skills and priorities go back to mandate level but for what the
    organisation remembers; the facilitator's role goes with the person. Trust *in* i is cut where its alters keep it
    (wearing.py), in the month's one pass over ties.
    """
    kept = p[ORGANISATION_MEMORY]
    row = world.actors[i]
    row[REPLACED] = 1.0
    row[FATIGUE] *= kept
    row[IDENTIFICATION] = back_to(row[IDENTIFICATION], row[FIRST_IDENTIFICATION], kept)
    row[SKILL] = back_to(row[SKILL], row[FIRST_SKILL], kept)
    for s in range(4):
        row[POSTURE + s] = back_to(row[POSTURE + s], row[FIRST_POSTURE + s], kept)
    for k in range(world.needs.shape[1]):
        profile = world.profiles[i]
        profile[PRIORITIES, k] = back_to(profile[PRIORITIES, k], profile[MANDATE, k], kept)
        profile[COMFORT, k] = back_to(profile[COMFORT, k], profile[EXPERTISE, k], kept)
    for a in range(int(row[TIES])):
        world.ties[i, SUCCESSES, a] *= kept
        world.ties[i, FAILURES, a] *= kept
    world.marks[i, FACILITATED] = np.uint64(0)


@compiled
def back_to(value: float, base: float, kept: float) -> float:
    """What is left of `value` when all but the share `kept` of its distance to `base` is lost."""
    return base + kept * (value - base)


@compiled
def working_hours(world: World, p: "np.ndarray", who: Who) -> float:
    """Hours it can work this month, routine included: its capacity less what hardship takes; none while asleep."""
    row = world.actors
    return row[who, AWAKE] * row[who, CAPACITY] * (1.0 - p[HARDSHIP_COST] * row[who, HARDSHIP])


@compiled
def available_hours(world: World, p: "np.ndarray", who: Who) -> float:
    """Hours out of which it gives some to change: its working hours, the fewer the more tired it is."""
    return working_hours(world, p, who) * (1.0 - world.actors[who, FATIGUE])
