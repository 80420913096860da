"""Encounters that actors seek themselves, and the effects of any encounter, convened ones (convening.py) included.

Two actors agree if the half-L1 distance of their priorities is within what both tolerate; otherwise there is friction.
"""

from simul_agir.engine.actors import ActorIndex, add_each, over_actors, run_on, where
from simul_agir.engine.bitset import mark
from simul_agir.engine.cells import Doubles, uint64
from simul_agir.engine.choice import fill_up, whole
from simul_agir.engine.mixing import draw_in, word_in, word_with
from simul_agir.engine.race import line_up, soonest
from simul_agir.engine.rows import distance, draw_together
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.consequences import effect, freshness, identify_by_meeting, note_meeting, tire_of_talk
from simul_agir.model.context import available_hours
from simul_agir.model.division import for_meetings, has_meeting_hours, spend_on_meeting, weigh_hours
from simul_agir.model.engagement import own_concern, takes_part
from simul_agir.model.events import FRICTION, INTRODUCED, MEDIATED, MET, MET_CONVENED, REFUSED, note
from simul_agir.model.learning import copy_belief, practise, widen_comforts
from simul_agir.model.partner_choice import partner, topic
from simul_agir.model.randomness import (
    CONVENED_LEARN,
    CONVENED_MEET,
    SEEK,
    SLOTS,
    drawn,
    enter,
    take_turn,
    uniforms,
)
from simul_agir.model.scratch import TIMES, VOICE_SUMS
from simul_agir.model.state import World
from simul_agir.model.ties import any_alter, join, note_contact, place, strengthen, tied, trust
from simul_agir.model.trust import record

# Channels of the word of a turn, in addition to those of partner_choice.py: the topic; the word of the meeting.
_TOPIC, _PAIR = 3, 5
# Channels of the word of a meeting. The mediator and the introduced alter are drawn by the word's draws for each alter.
_MISUNDERSTANDING, _MEDIATION, _MEDIATORS, _INTRODUCTION, _INTRODUCED, _LESSONS = range(6)
MOST_SLOTS = 50.0  # most encounters, or actions, per month and actor: a safeguard far above realistic numbers


@compiled
def meet(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Hold the month's spontaneous encounters: as many turns as the hours for meetings allow, in the order of their
    times.
    """
    n = world.actors.shape[0]
    hours, voices = _weigh(world, p, key, month, 0.0, 0.0)
    fill_up(world.scratch[VOICE_SUMS], n, voices)
    line_up(world.scratch[TIMES], n)
    slots = whole(
        min(hours / (2.0 * p[par.MEETING_HOURS]), MOST_SLOTS * n), uniforms(key, month, SLOTS, 0, 0, 0)[0]
    )
    for _ in range(slots):
        i = soonest(world.scratch[TIMES], n)
        if i < 0:
            return
        word, _ = take_turn(world, i)
        _seek_somebody(world, p, month, i, word)


@compiled
def _seek_somebody(world: World, p: Doubles, month: int, i: int, word: int) -> None:
    """One turn of i: draw partner and topic, and check whether the partner takes part and both have the hours."""
    j = partner(world, p, i, word)
    if j < 0 or j == i:
        return
    k = topic(world, i, draw_in(word, _TOPIC))
    if not takes_part(world, p, j, k):
        note(world, month, REFUSED, i, j, k, 0.0)
    elif has_meeting_hours(world, p, i, p[par.MEETING_HOURS]) and has_meeting_hours(
        world, p, j, p[par.MEETING_HOURS]
    ):
        spend_on_meeting(world, i, p[par.MEETING_HOURS])
        spend_on_meeting(world, j, p[par.MEETING_HOURS])
        _seek(world, p, i, j, k)
        encounter(world, p, month, word_with(word_in(word, _PAIR), j), i, j, k)


@over_actors
def _weigh(
    world: World,
    p: Doubles,
    key: tuple[int, int],
    month: int,
    index: ActorIndex,
    hours: float,
    voices: float,
) -> tuple[float, float]:
    """Enter each actor with its weight for seeking others. Returns the sum of these weights; writes the running sums of
    the weights for being sought.
    """
    activity = where(world.actors[index, at.ENGAGED] != 0.0, 1.0, p[par.LATENT_ACTIVITY])
    seeks = activity * p[par.MEETING_SHARE] * for_meetings(world, index) * available_hours(world, p, index)
    enter(world, key, month, SEEK, index, seeks)
    sought = world.actors[index, at.VOICE] * world.actors[index, at.AWAKE]
    return add_each(hours, seeks), run_on(world.scratch[VOICE_SUMS], index, voices, sought)


@compiled
def spend(world: World, i: int, hours: float) -> None:
    """Subtract hours for change from the month's capacity."""
    world.actors[i, at.HOURS_LEFT] -= hours
    world.actors[i, at.HOURS_USED] += hours


@compiled
def _seek(world: World, p: Doubles, i: int, j: int, k: int) -> None:
    """Record the evidence of an unconvened encounter: whether the actors took part outside their own concern."""
    # No branches, because both conditions are random.
    seeks = (world.actors[i, at.ENGAGED] != 0.0) & (not own_concern(world, p, i, k))
    world.bitsets[i, at.OUTSIDE] |= uint64(seeks)
    world.bitsets[j, at.OUTSIDE] |= uint64(not own_concern(world, p, j, k))


@compiled
def encounter(world: World, p: Doubles, month: int, word: int, i: int, j: int, k: int) -> None:
    """Two actors meet about need k without being convened: agreement, or friction that an alter may mediate, and its
    effects on both. After an agreement, one may introduce the other to a third actor. All draws come from the meeting's
    word.
    """
    a, b = join(world, p, i, j)
    kappa = effect(world, p, i, j)
    distance, limit, settled = priority_distance(world, i, j), _tolerance(world, p, i, j), False
    if distance > limit:
        mediator = _mediator(world, p, i, j, distance - limit, word)
        if mediator >= 0:
            settled, limit = True, distance
            note(world, month, MEDIATED, mediator, i, k, float(j))
    agreed = distance <= limit and draw_in(word, _MISUNDERSTANDING) >= p[par.MISUNDERSTANDING]
    world.territory[at.ENCOUNTERED] += 1.0
    note_contact(world, i, j, a, b)
    if agreed:
        note(world, month, MET, i, j, k, distance)
        _learn_from_each_other(world, p, i, j, a, b, k, _lessons(word))
    elif distance > limit:
        _clash(world, month, i, j, k, distance)
    if agreed or not settled:
        _remember_outcome(world, p, i, a, agreed, kappa)
        _remember_outcome(world, p, j, b, agreed, kappa)
    _have_met(world, p, i, kappa)
    _have_met(world, p, j, kappa)
    if agreed:
        _introduce(world, p, month, word, i, j)


@compiled
def convened_encounter(
    world: World,
    p: Doubles,
    key: tuple[int, int],
    month: int,
    slot: int,
    i: int,
    j: int,
    k: int,
    mediation: float,
) -> None:
    """Two actors meet at a table to which they were invited. `mediation` increases what they tolerate. The meeting does
    not count as a contact that they sought, and no alter mediates.
    """
    a, b = join(world, p, i, j)
    kappa = effect(world, p, i, j)
    chance = drawn(world, key, month, CONVENED_MEET, slot, 0)[0]
    distance, limit = priority_distance(world, i, j), _tolerance(world, p, i, j) + mediation
    agreed = distance <= limit and chance >= p[par.MISUNDERSTANDING]
    world.territory[at.CONVENED] += 1.0
    if agreed:
        note(world, month, MET_CONVENED, i, j, k, distance)
        _learn_from_each_other(world, p, i, j, a, b, k, drawn(world, key, month, CONVENED_LEARN, slot, 0))
    elif distance > limit:
        _clash(world, month, i, j, k, distance)
    _remember_outcome(world, p, i, a, agreed, kappa)
    _remember_outcome(world, p, j, b, agreed, kappa)
    _have_met(world, p, i, kappa)
    _have_met(world, p, j, kappa)


@compiled
def _lessons(word: int) -> tuple[float, float, float, float]:
    """Draws for copying: whether i copies a belief from j, and which; then the same for j."""
    return (
        draw_in(word, _LESSONS),
        draw_in(word, _LESSONS + 1),
        draw_in(word, _LESSONS + 2),
        draw_in(word, _LESSONS + 3),
    )


@compiled
def _clash(world: World, month: int, i: int, j: int, k: int, distance: float) -> None:
    world.territory[at.FRICTIONS] += 1.0
    note(world, month, FRICTION, i, j, k, distance)


@compiled
def _have_met(world: World, p: Doubles, i: int, kappa: float) -> None:
    """Effects of any meeting on i: motivation, practice of cooperation, and the count of meetings."""
    gained = tire_of_talk(world, p, i, kappa)
    weigh_hours(world, p, i, at.MEETING_GAIN, gained, p[par.MEETING_HOURS], 1.0)
    note_meeting(world, i)
    practise(world, p, i, 1.0)
    world.actors[i, at.IDLE] = 0.0


@compiled
def priority_distance(world: World, i: int, j: int) -> float:
    """Half-L1 distance between two actors' priorities, in [0, 1]."""
    return 0.5 * distance(world.profiles[i, at.PRIORITIES], world.profiles[j, at.PRIORITIES])


@compiled
def _tolerance(world: World, p: Doubles, i: int, j: int) -> float:
    """Distance of priorities that two actors tolerate: larger with cooperation skill and with comfort beyond expertise."""
    skill = 0.5 * (world.actors[i, at.SKILL] + world.actors[j, at.SKILL])
    breadth = 0.5 * (world.actors[i, at.COMFORT_RATIO] + world.actors[j, at.COMFORT_RATIO]) - 1.0
    return p[par.TOLERANCE] * (
        1.0 + p[par.TOLERANCE_SKILL] * skill + p[par.TOLERANCE_COMFORT] * max(0.0, breadth)
    )


@compiled
def _remember_outcome(world: World, p: Doubles, i: int, a: int, success: bool, kappa: float) -> None:
    record(world, p, i, a, success, p[par.MEETING_RECORD])
    kept = kappa * freshness(world, p, i, a)
    identify_by_meeting(world, p, i, success, p[par.IDENTIFICATION_MEETING], kept)
    strengthen(world, p, i, a, 1.0)


@compiled
def _learn_from_each_other(
    world: World,
    p: Doubles,
    i: int,
    j: int,
    a: int,
    b: int,
    k: int,
    draws: tuple[float, float, float, float],
) -> None:
    """Bring priorities closer, widen comfort, and copy a belief in each direction."""
    if p[par.PRIORITY_CHANGE] != 0.0:
        approach(world, p[par.CONVERGENCE], i, j)
    trust_i, trust_j = trust(world, p, i, a), trust(world, p, j, b)
    widen_comforts(world, p, i, j, trust_i, trust_j)
    copy_belief(world, p, i, j, k, trust_i, draws[0], draws[1])
    copy_belief(world, p, j, i, k, trust_j, draws[2], draws[3])


@compiled
def approach(world: World, rate: float, i: int, j: int) -> None:
    """Each actor moves a share `rate` x its openness toward the other's priorities, both at once.

    Source: Deffuant, Neau, Amblard and Weisbuch 2000.
    """
    rate_i, rate_j = rate * world.actors[i, at.OPENNESS], rate * world.actors[j, at.OPENNESS]
    draw_together(world.profiles[i, at.PRIORITIES], world.profiles[j, at.PRIORITIES], rate_i, rate_j)


@compiled
def _mediator(world: World, p: Doubles, i: int, j: int, apart: float, word: int) -> int:
    """An alter of i that can mediate, or -1: tied to j, engaged, with hours, and with skill to settle the distance
    `apart` beyond tolerance.
    """
    if p[par.BROKERAGE] == 0.0 or world.actors[i, at.TIES] == 0.0:
        return -1
    m = any_alter(world, i, word_in(word, _MEDIATORS))
    skill = world.actors[m, at.SKILL]
    unfit = (draw_in(word, _MEDIATION) >= skill) | (apart > p[par.MEDIATION_REACH] * skill)
    if (
        (m == j) | (world.actors[m, at.ENGAGED] == 0.0) | unfit
    ):  # evaluated without branches, because each condition is random
        return -1
    if place(world, m, j) < 0 or not _pay_brokerage(world, p, m):
        return -1
    return m


@compiled
def _introduce(world: World, p: Doubles, month: int, word: int, i: int, j: int) -> None:
    """i introduces its partner to another of its alters if they have no tie: they get a weak tie, without trust."""
    chance = p[par.INTRODUCTION] * world.actors[i, at.SKILL]
    if p[par.BROKERAGE] == 0.0 or world.actors[i, at.TIES] < 2.0 or draw_in(word, _INTRODUCTION) >= chance:
        return
    m = any_alter(world, i, word_in(word, _INTRODUCED))
    if m == j or world.actors[m, at.AWAKE] == 0.0 or tied(world, j, m) or not _pay_brokerage(world, p, i):
        return
    join(world, p, j, m)
    note(world, month, INTRODUCED, i, j, -1, float(m))


@compiled
def _pay_brokerage(world: World, p: Doubles, m: int) -> bool:
    """Pay the hours of mediating or introducing, while regulation does. The actor counts as a facilitator for a year."""
    if world.levels[at.FACILITATION_HOURS] >= p[par.MEDIATION_HOURS]:
        world.levels[at.FACILITATION_HOURS] -= p[par.MEDIATION_HOURS]
    elif world.actors[m, at.HOURS_LEFT] >= p[par.MEDIATION_HOURS]:
        spend(world, m, p[par.MEDIATION_HOURS])
    else:
        return False
    world.bitsets[m, at.FACILITATED] = mark(world.bitsets[m, at.FACILITATED])
    return True
