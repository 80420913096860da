"""Encounters convened by a stance: at the common table, and with the actors whom its own instruments address."""

from typing import Final

from simul_agir.engine.actors import ActorIndex, Number, over_actors, run_on, where
from simul_agir.engine.cells import Doubles, uint64
from simul_agir.engine.choice import choose, fill_up, whole
from simul_agir.engine.layout import round_number
from simul_agir.engine.mixing import draw_in, word_of
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.division import (
    has_meeting_hours,
    has_room_for_invitation,
    spend_on_meeting,
    supported_hours,
)
from simul_agir.model.encounters import MOST_SLOTS, convened_encounter
from simul_agir.model.engagement import takes_part
from simul_agir.model.instruments import STANCE_NAMES
from simul_agir.model.levels import meetings
from simul_agir.model.partner_choice import TRIES, candidate, topic
from simul_agir.model.planned import EVERYTHING, planned_partner
from simul_agir.model.randomness import ATTEND, INVITE, SLOTS, drawn, pick, uniforms
from simul_agir.model.scratch import SUMS, VOICE_SUMS
from simul_agir.model.state import World

# The attribute by which each stance's own instruments address actors: closeness to residents, public power, dependence
# on grants, exposure to shocks.
ADDRESSED: Final = (at.PROXIMITY, at.PUBLIC_POWER, at.GRANT_DEPENDENCE, at.EXPOSURE)
_STANCES: Final = len(STANCE_NAMES)
_COMMON: Final = -1  # the table of the common base
_TABLE_BITS: Final = 20  # slots of table t are numbered from t x 2 to this power


@compiled
def convene(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Hold the month's convened encounters, about an axis if one is announced, with mediation by the team. At the common
    table both actors are invited by voice; at a stance's own table, the first is one that it addresses.
    """
    expected = meetings(world)
    if expected <= 0.0:
        return
    n = world.actors.shape[0]
    fill_up(world.scratch[VOICE_SUMS], n, _invite(world, 0.0))
    slots = whole(min(expected, MOST_SLOTS * n), uniforms(key, month, SLOTS, 1, 0, 0)[0])
    end, held = world.levels[at.MEETINGS], 0
    for table in range(_COMMON, _STANCES):
        if table != _COMMON:
            end += world.levels[at.OWN_MEETINGS + table]
        until = min(slots, int(end * slots / expected + 0.5))
        if until > held and table != _COMMON:
            _invite_addressed(world, table)
        for slot in range(until - held):
            _hold(world, p, key, month, table, slot + ((table + 1) << _TABLE_BITS))
        held = until


@compiled
def _hold(world: World, p: Doubles, key: tuple[int, int], month: int, table: int, slot: int) -> None:
    """Hold one meeting at a table: draw the invited actors and the topic, and check whether both come."""
    draws = drawn(world, key, month, INVITE, slot, 0)
    i = _invited(world, table, word_of(draws[0]))
    if i < 0:
        return
    chances = drawn(world, key, month, ATTEND, slot, 0)
    j = _invited(world, _COMMON, word_of(draws[1]))
    k = _announced(world, p, i, draws[3])
    if k >= 0 and (j == i or not takes_part(world, p, j, k)):
        stand_in = planned_partner(world, p, i, k, draws[2], uint64(EVERYTHING), p[par.MEETING_HOURS])
        if stand_in >= 0:
            j = stand_in
        else:
            k = -1
    if k < 0:
        k = topic(world, i, chances[2])
    if j == i or not _attends(world, p, i, k, chances[0]) or not _attends(world, p, j, k, chances[1]):
        return
    _give_hours(world, p, i)
    _give_hours(world, p, j)
    mediation = p[par.MEDIATION_REACH] * world.levels[by.CONVENE]
    convened_encounter(world, p, key, month, slot, i, j, k, mediation)


@compiled
def _invited(world: World, table: int, word: int) -> int:
    """An actor drawn in proportion to its weight at a table, or -1 if all weights are zero. Candidates are drawn from the
    word and accepted with probability equal to their weight; after TRIES of them, one is drawn from the running sums.
    """
    n = world.actors.shape[0]
    numbers = round_number(n)
    for attempt in range(TRIES):
        j, draw = candidate(numbers, word, attempt)
        if j < n and draw < _weight_at(world, table, j):
            return j
    sums = world.scratch[VOICE_SUMS] if table == _COMMON else world.scratch[SUMS]
    return choose(sums, n, draw_in(word, TRIES))


@compiled
def _weight_at(world: World, table: int, j: int) -> float:
    weight: float = _weight(world, j) if table == _COMMON else _weight_addressed(world, ADDRESSED[table], j)
    return weight


@compiled
def _invite_addressed(world: World, stance: int) -> None:
    """Write the running sums of the weights of the actors that a stance's own instruments address. Actors without voice
    are not invited.
    """
    fill_up(world.scratch[SUMS], world.actors.shape[0], _address(world, ADDRESSED[stance], 0.0))


@over_actors
def _address(world: World, column: int, index: ActorIndex, sums: float) -> float:
    return run_on(world.scratch[SUMS], index, sums, _weight_addressed(world, column, index))


@compiled
def _weight_addressed(world: World, column: int, index: ActorIndex) -> Number:
    row = world.actors
    present = (row[index, at.VOICE] > 0.0) & (row[index, at.AWAKE] != 0.0)
    return where(present, row[index, column], 0.0)


@over_actors
def _invite(world: World, index: ActorIndex, sums: float) -> float:
    """Write the running sums of the weights at the common table."""
    return run_on(world.scratch[VOICE_SUMS], index, sums, _weight(world, index))


@compiled
def _weight(world: World, index: ActorIndex) -> Number:
    """Weight of an actor at the common table, in [0, 1]: its voice, raised toward 1 if low voices are amplified, and, for
    awake latent groups, if mutual aid is supported. Zero without voice.
    """
    row, lift = world.actors, world.levels[by.AMPLIFY_VOICE]
    voice = row[index, at.VOICE]
    lift = where(row[index, at.LATENT] != 0.0, max(lift, world.levels[by.BACK_MUTUAL_AID]), lift)
    present = (voice > 0.0) & (row[index, at.AWAKE] != 0.0)
    return where(present, voice + lift * (1.0 - voice), 0.0)


@compiled
def _announced(world: World, p: Doubles, i: int, draw: float) -> int:
    """An announced axis, with probability equal to its clarity, if the first invited takes part in it; else -1."""
    clarity = world.levels[at.CLARITY]
    if draw >= clarity:
        return -1
    k = pick(world.axes, world.axes.shape[0], draw / clarity)
    return k if k >= 0 and takes_part(world, p, i, k) else -1


@compiled
def _give_hours(world: World, p: Doubles, i: int) -> None:
    hours = supported_hours(world, i, p[par.MEETING_HOURS])
    spend_on_meeting(world, i, hours)
    world.actors[i, at.INVITED] += hours


@compiled
def _attends(world: World, p: Doubles, i: int, k: int, draw: float) -> bool:
    """Whether an invited actor comes: it must have the hours and accept one more invitation, and either takes part in the
    need or is attracted.
    """
    hours = supported_hours(world, i, p[par.MEETING_HOURS])
    if not has_meeting_hours(world, p, i, hours) or not has_room_for_invitation(world, p, i, hours):
        return False
    return takes_part(world, p, i, k) or draw < p[par.CONVENING_PULL] * world.levels[by.CONVENE]
