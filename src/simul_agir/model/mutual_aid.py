"""Mutual aid: actors in hardship ask an alter for help. A stance may pay for hours of help and for visits to groups."""

from simul_agir.engine.cells import Doubles, int64
from simul_agir.engine.choice import choose, cumulate, whole
from simul_agir.engine.mixing import word_of
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.encounters import spend
from simul_agir.model.events import HELPED, NOT_HELPED, note
from simul_agir.model.helping import chance_of_help
from simul_agir.model.learning import practise
from simul_agir.model.randomness import NEED_HELP, SLOTS, VISIT, uniforms
from simul_agir.model.scratch import SUMS, WEIGHTS
from simul_agir.model.state import World
from simul_agir.model.ties import drawn_alter, join, note_contact, strengthen, trust
from simul_agir.model.trust import identify, record


@compiled
def help_one_another(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Each awake actor in hardship asks one alter. The hours left at the beginning decide who can help.

    Paid hours go to the first who ask. The first is drawn each month, so that the order of the landscape does not matter.
    """
    n = world.actors.shape[0]
    hours, asks = world.scratch[WEIGHTS], world.scratch[SUMS]
    askers = 0
    for i in range(n):
        hours[i] = world.actors[i, at.HOURS_LEFT]
        asks[askers] = i  # until it is overwritten
        in_need = world.actors[i, at.HARDSHIP] >= p[par.ASK_THRESHOLD]
        world.territory[at.IN_HARDSHIP] += 1.0 if in_need & (world.actors[i, at.VOICE] > 0.0) else 0.0
        askers += (world.actors[i, at.AWAKE] != 0.0) & in_need
    first = int(uniforms(key, month, SLOTS, 4, 0, 0)[0] * askers)
    for turn in range(askers):
        _ask(world, p, hours, key, month, int(asks[(first + turn) % askers]))
    _visit(world, p, key, month)


@compiled
def _ask(world: World, p: Doubles, hours: Doubles, key: tuple[int, int], month: int, i: int) -> None:
    """i asks an alter drawn in proportion to strength x trust; both record the outcome."""
    draws = uniforms(key, month, NEED_HELP, i, 0, 0)
    a = drawn_alter(world, i, word_of(draws[0]))
    if a < 0:
        return
    j = int64(world.tie_index[i, at.ALTER, a])
    if world.actors[j, at.AWAKE] == 0.0:
        return
    a, b = join(world, p, i, j)
    paid = world.levels[at.PAID_AID_HOURS] >= p[par.AID_HOURS]
    world.territory[at.HELP_ASKED] += 1.0
    chance = chance_of_help(world, p, j, trust(world, p, j, b), hours[j] >= p[par.AID_HOURS], paid)
    given = draws[1] < chance
    if paid and (given or p[par.PAID_HELP] != 0.0):
        world.levels[at.PAID_AID_HOURS] -= p[par.AID_HOURS]
    record(world, p, i, a, given, 1.0)
    identify(world, p, i, given, p[par.IDENTIFICATION_ACTION])
    if not given:
        note(world, month, NOT_HELPED, i, j, -1, world.actors[i, at.HARDSHIP])
        return
    if not paid:
        spend(world, j, p[par.AID_HOURS])
        world.territory[at.UNPAID_HELP] += 1.0 if world.actors[i, at.VOICE] > 0.0 else 0.0
    note(world, month, HELPED, i, j, -1, world.actors[i, at.HARDSHIP])
    world.territory[at.HELP_GIVEN] += 1.0
    _relieve(world, p, i)
    identify(world, p, j, True, p[par.IDENTIFICATION_ACTION])
    record(world, p, j, b, True, 1.0)
    strengthen(world, p, i, a, 1.0)
    strengthen(world, p, j, b, 1.0)
    note_contact(world, i, j, a, b)
    note_contact(world, j, i, b, a)
    for actor in (i, j):
        practise(world, p, actor, 1.0)
        world.actors[actor, at.IDLE] = 0.0


@compiled
def _relieve(world: World, p: Doubles, i: int) -> None:
    """Help reduces hardship by a share, more with its small amount of money, and is recorded."""
    share = min(1.0, p[par.RELIEF] * (1.0 + world.levels[by.BACK_MUTUAL_AID]))
    world.actors[i, at.HARDSHIP] -= share * world.actors[i, at.HARDSHIP]
    world.actors[i, at.HELP_RECEIVED] += 1.0


@compiled
def _visit(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Paid visits to latent groups, awake or asleep, drawn by hardship and exposure; such help may wake them."""
    if world.levels[at.VISITS] <= 0.0:
        return
    n = world.actors.shape[0]
    scratch = world.scratch
    for i in range(n):
        row = world.actors[i]
        reached = row[at.VOICE] > 0.0 and row[at.HELP_RECEIVED] < 1.0
        scratch[WEIGHTS, i] = row[at.LATENT] * (row[at.HARDSHIP] + row[at.EXPOSURE]) if reached else 0.0
    cumulate(scratch[WEIGHTS], scratch[SUMS], n)
    for visit in range(whole(world.levels[at.VISITS], uniforms(key, month, SLOTS, 3, 0, 0)[0])):
        i = choose(scratch[SUMS], n, uniforms(key, month, VISIT, visit, 0, 0)[0])
        if i < 0:
            return
        _relieve(world, p, i)
        world.actors[i, at.IDLE] = 0.0
