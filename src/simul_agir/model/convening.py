"""Encounters to which a stance invites: at the common table, and with those whom its own instruments address."""

from typing import Any, Final

import numpy as np

from simul_agir.engine.actors import ActorIndex, over_actors, run_on, where
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

# Whom a stance's own instruments address, in the order of the stances: those close to residents, public authorities, those
# who live on grants, those whom shocks strike.
ADDRESSED: Final = (at.PROXIMITY, at.PUBLIC_POWER, at.GRANT_DEPENDENCE, at.EXPOSURE)
_STANCES: Final = len(STANCE_NAMES)
_COMMON: Final = -1  # the table of the common base
_TABLE_BITS: Final = 20  # slots of a table are numbered from a multiple of 2 to this power
Weight = Any  # of one actor, or of each of eight


@compiled
def convene(world: World, p: "np.ndarray", key: tuple[int, int], month: int) -> None:
    """The month's convened encounters: about an axis where one is announced, mediated by the team. At the common table both
    are invited by voice; at a stance's own, the first is one of those whom it addresses.
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
def _hold(world: World, p: "np.ndarray", key: tuple[int, int], month: int, table: int, slot: int) -> None:
    """One meeting at a table: who is invited, about what, and whether both come."""
    draws = drawn(world, key, month, INVITE, slot, 0)
    i = _invited(world, table, word_of(draws[0]))
    if i < 0:
        return
    chances = drawn(world, key, month, ATTEND, slot, 0)
    j = _invited(world, _COMMON, word_of(draws[1]))
    k = _announced(world, p, i, draws[3])
    if k >= 0 and (j == i or not takes_part(world, p, j, k)):
        stand_in = planned_partner(world, p, i, k, draws[2], np.uint64(EVERYTHING), p[par.MEETING_HOURS])
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
    """Somebody in proportion to its weight at a table: the first candidate of the word that is taken, each with the chance
    of its weight; after TRIES of them, one out of the running sums. -1 where nobody weighs anything.
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
    return _weight(world, j) if table == _COMMON else _weight_addressed(world, ADDRESSED[table], j)


@compiled
def _invite_addressed(world: World, stance: int) -> None:
    """Running sums of the weights of those whom a stance's own instruments address. No voice, no invitation."""
    fill_up(world.scratch[SUMS], world.actors.shape[0], _address(world, ADDRESSED[stance], 0.0))


@over_actors
def _address(world: World, column: int, index: ActorIndex, sums: float) -> float:
    return run_on(world.scratch[SUMS], index, sums, _weight_addressed(world, column, index))


@compiled
def _weight_addressed(world: World, column: int, index: ActorIndex) -> Weight:
    row = world.actors
    present = (row[index, at.VOICE] > 0.0) & (row[index, at.AWAKE] != 0.0)
    return where(present, row[index, column], 0.0)


@over_actors
def _invite(world: World, index: ActorIndex, sums: float) -> float:
    """Running sums of the weights at the common table."""
    return run_on(world.scratch[VOICE_SUMS], index, sums, _weight(world, index))


@compiled
def _weight(world: World, index: ActorIndex) -> Weight:
    """An actor weighs its voice, lifted toward 1 where low voices are amplified, and for latent groups that are awake where
    mutual aid is backed. No voice, no invitation. In [0, 1].
    """
    row, lift = world.actors, world.levels[by.AMPLIFY_VOICE]
    voice = row[index, at.VOICE]
    lift = where(row[index, at.LATENT] != 0.0, max(lift, world.levels[by.BACK_MUTUAL_AID]), lift)
    present = (voice > 0.0) & (row[index, at.AWAKE] != 0.0)
    return where(present, voice + lift * (1.0 - voice), 0.0)


@compiled
def _announced(world: World, p: "np.ndarray", i: int, draw: float) -> int:
    """An announced axis as far as the announcement is clear, if the first invited takes part in it; else -1."""
    clarity = world.levels[at.CLARITY]
    if draw >= clarity:
        return -1
    k = pick(world.axes, world.axes.shape[0], draw / clarity)
    return k if k >= 0 and takes_part(world, p, i, k) else -1


@compiled
def _give_hours(world: World, p: "np.ndarray", i: int) -> None:
    hours = supported_hours(world, i, p[par.MEETING_HOURS])
    spend_on_meeting(world, i, hours)
    world.actors[i, at.INVITED] += hours


@compiled
def _attends(world: World, p: "np.ndarray", i: int, k: int, draw: float) -> bool:
    """An invited actor comes if it has the hours, has room for an invitation, and takes part anyway or is pulled."""
    hours = supported_hours(world, i, p[par.MEETING_HOURS])
    if not has_meeting_hours(world, p, i, hours) or not has_room_for_invitation(world, p, i, hours):
        return False
    return takes_part(world, p, i, k) or draw < p[par.CONVENING_PULL] * world.levels[by.CONVENE]
