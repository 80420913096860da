"""The collective's stage with its structural conditions, and measures of the network of working ties."""

from typing import Final

import numpy as np

from simul_agir.engine.actors import ActorIndex, over_actors, those
from simul_agir.engine.arithmetic import square_root
from simul_agir.engine.bitset import bit, first_bits, holds, lowest, size
from simul_agir.engine.cells import Doubles, int64, uint64
from simul_agir.engine.rule import compiled, inlined
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.ladder import TOP, alignment_with_whole, counts, present, reciprocated, working
from simul_agir.model.scratch import COMPANY, MARK, SETS, SHORT, STACK
from simul_agir.model.state import World, first_beliefs, octets_of
from simul_agir.model.team_action import coordination_of, coverage, success_chance
from simul_agir.model.ties import contacts, sought_by

_octets_of = compiled(octets_of)
_first_beliefs = compiled(first_beliefs)

_FEW: Final = 64  # most actors that two sets of 32 can hold
_HALF: Final = 32  # bits of an integer that a double holds exactly


@compiled
def find_giant(world: World) -> float:
    """Share of the actors present in the largest component of reciprocated ties."""
    n = world.actors.shape[0]
    seen, stack = world.scratch[MARK], world.scratch[STACK]
    people, largest = 0, 0
    for i in range(n):
        seen[i] = 0.0 if present(world, i) else 1.0
        people += 1 if seen[i] == 0.0 else 0
    for start in range(n):
        if seen[start] != 0.0:
            continue
        seen[start] = 1.0
        stack[0] = start
        waiting, members = 1, 0
        while waiting > 0:
            waiting -= 1
            i = int(stack[waiting])
            members += 1
            left = reciprocated(world, i)
            while left != uint64(0):
                j = int64(world.tie_index[i, at.ALTER, lowest(left)])
                if seen[j] == 0.0:
                    seen[j] = 1.0
                    stack[waiting] = j
                    waiting += 1
                left &= left - uint64(1)
        largest = max(largest, members)
    return largest / people if people > 0 else 0.0


@compiled
def read_network(world: World) -> None:
    """Compute density of contacts, reciprocity, transitivity of working ties, and the share in the giant component."""
    n = world.actors.shape[0]
    people, edges, mutual = 0, 0, 0
    for i in range(n):
        if not present(world, i):
            continue
        people += 1
        left, seekers = contacts(world, i), sought_by(world, i)
        while left != uint64(0):
            if present(world, int64(world.tie_index[i, at.ALTER, lowest(left)])):
                edges += 1
                mutual += 1 if holds(seekers, lowest(left)) else 0
            left &= left - uint64(1)
    either, pairs = (
        2 * edges - mutual,
        people * (people - 1),
    )  # both counted twice: a mutual contact is two edges
    world.territory[at.DENSITY] = either / pairs if pairs > 0 else 0.0
    world.territory[at.RECIPROCITY] = mutual / edges if edges > 0 else 0.0
    world.territory[at.TRANSITIVITY] = _transitivity(world)
    world.territory[at.GIANT] = find_giant(world)


@compiled
def _transitivity(world: World) -> float:
    """Share of pairs of an actor's working alters that work with each other."""
    n = world.actors.shape[0]
    marked, sets = world.scratch[MARK], world.scratch[SETS]
    pairs = 0
    for i in range(n):
        places = working(world, i)
        pairs += size(places) * (size(places) - 1)
        marked[i] = 0.0
        sets[i] = np.float64(places)  # at most 32 bits: exact
    closed = _closed_among_few(world) if n <= _FEW else _closed(world)
    return closed / pairs if pairs > 0 else 0.0


@compiled
def _closed_among_few(world: World) -> int:
    """Number of pairs of an actor's working alters that work with each other, summed over all actors; for at most 64
    actors.
    """
    n = world.actors.shape[0]
    for i in range(n):
        company, left = uint64(0), uint64(world.scratch[SETS, i])
        while left != uint64(0):
            company |= bit(int64(world.tie_index[i, at.ALTER, lowest(left)]))
            left &= left - uint64(1)
        low, high = company & uint64((1 << _HALF) - 1), company >> uint64(_HALF)
        world.scratch[COMPANY, i], world.scratch[COMPANY + 1, i] = np.float64(low), np.float64(high)
    closed = 0
    for i in range(n):
        company = left = _company(world, i)
        while left != uint64(0):
            closed += size(company & _company(world, lowest(left)))
            left &= left - uint64(1)
    return closed


@compiled
def _company(world: World, i: int) -> int:
    low, high = uint64(world.scratch[COMPANY, i]), uint64(world.scratch[COMPANY + 1, i])
    return low | high << uint64(_HALF)


@compiled
def _closed(world: World) -> int:
    """Like `_closed_among_few`, for any number of actors."""
    closed = 0
    for i in range(world.actors.shape[0]):
        places = uint64(world.scratch[SETS, i])
        if size(places) < 2:
            continue
        _mark_all(world, i, places, 1.0)
        left = places
        while left != uint64(0):
            closed += _marked_among(world, int64(world.tie_index[i, at.ALTER, lowest(left)]))
            left &= left - uint64(1)
        _mark_all(world, i, places, 0.0)
    return closed


@compiled
def _mark_all(world: World, i: int, places: int, value: float) -> None:
    left = uint64(places)
    while left != uint64(0):
        world.scratch[MARK, int64(world.tie_index[i, at.ALTER, lowest(left)])] = value
        left &= left - uint64(1)


@compiled
def _marked_among(world: World, j: int) -> int:
    """Number of j's working alters that are marked."""
    left = uint64(world.scratch[SETS, j])
    count = 0.0
    while left != uint64(0):
        count += world.scratch[MARK, int64(world.tie_index[j, at.ALTER, lowest(left)])]
        left &= left - uint64(1)
    return int(count)


@compiled
def collective_stage(world: World, p: Doubles) -> int:
    """The highest stage such that it and all below are reached by enough actors and meet their structural conditions."""
    people = _at_least(world, 0)
    wanted = p[par.COLLECTIVE_SHARE] * people
    if people == 0 or _at_least(world, 1) < wanted or find_giant(world) < p[par.GIANT_LEVEL]:
        return 0
    if _at_least(world, 2) < wanted or not _facilitated(world, p):
        return 1
    if _at_least(world, 3) < wanted or needs_acted_on(world) < p[par.NEEDS_COVERED]:
        return 2
    if _at_least(world, TOP) < wanted or synergy(world, p) <= p[par.SYNERGY_LEVEL]:
        return 3
    return TOP


@compiled
def _at_least(world: World, stage: int) -> int:
    """Number of counted actors at a stage or above it."""
    reached: int = _count_from(world, float(stage), 0)
    return reached


@over_actors
def _count_from(world: World, stage: float, index: ActorIndex, reached: int) -> int:
    return reached + size(those(counts(world, index) & (world.actors[index, at.STAGE] >= stage)))


@compiled
def _facilitated(world: World, p: Doubles) -> bool:
    """Whether there is at least one facilitator for every `facilitator_span` actors present."""
    awake, facilitators = 0, 0
    for i in range(world.actors.shape[0]):
        if counts(world, i):
            awake += 1 if present(world, i) else 0
            facilitators += 1 if world.bitsets[i, at.FACILITATED] != uint64(0) else 0
    return facilitators * p[par.FACILITATOR_SPAN] >= awake


@compiled
def needs_acted_on(world: World) -> float:
    """Share of the needs with a joint action, not obliged, in the last twelve months."""
    acted = 0
    for k in range(world.needs.shape[1]):
        acted += 1 if world.truth[at.ACTED, k] != uint64(0) else 0
    return acted / world.needs.shape[1]


@compiled
def synergy(world: World, p: Doubles) -> float:
    """Mean over needs of the success probability of a probe action, minus that with the trust, beliefs and alignment of
    month 0.

    The members of a need's probe: the actor with the largest mandate for it, and its strongest alters.
    """
    domains = world.needs.shape[1]
    gained = 0.0
    for k in range(domains):
        members = _probe_team(world, p, k)
        now = success_chance(
            p, coverage(world, k, members, first_bits(members)), coordination_of(world, p, members)
        )
        gained += now - success_chance(
            p, _first_coverage(world, k, members), _first_coordination(world, members)
        )
    return gained / domains


@compiled
def _probe_team(world: World, p: Doubles, k: int) -> int:
    leader, most = 0, -1.0
    for i in range(world.actors.shape[0]):
        if present(world, i) and world.profiles[i, at.MANDATE, k] > most:
            leader, most = i, world.profiles[i, at.MANDATE, k]
    world.team[0] = leader
    members = 1
    short = world.scratch[SHORT]
    workers = working(world, leader)
    for a in range(int(world.actors[leader, at.TIES])):
        short[a] = world.ties[leader, at.STRENGTH, a] if holds(workers, a) else 0.0
    while members < p[par.TEAM_SIZE]:
        best = -1
        for a in range(int(world.actors[leader, at.TIES])):
            if short[a] > 0.0 and (best < 0 or short[a] > short[best]):
                best = a
        if best < 0:
            break
        short[best] = 0.0
        world.team[members] = int64(world.tie_index[leader, at.ALTER, best])
        members += 1
    return members


@compiled
def _first_coverage(world: World, k: int, members: int) -> float:
    """Coverage of the true links with the beliefs of month 0 and the present comfort."""
    domains = world.needs.shape[1]
    covered = 0.0
    for domain in range(domains):
        if not holds(world.truth[at.LINKS, k], domain):
            continue
        best = 0.0
        for m in range(members):
            if believed_at_first(world, int64(world.team[m]), k, domain):
                best = max(best, world.profiles[world.team[m], at.COMFORT, domain])
        covered += best
    return covered / max(1, size(world.truth[at.LINKS, k]))


@compiled
def believed_at_first(world: World, i: int, k: int, domain: int) -> bool:
    """Whether i believed at month 0 that need k is linked with a domain."""
    domains = world.needs.shape[1]
    octet = k * _octets_of(domains) + domain // 8
    return holds(world.bitsets[i, _first_beliefs(domains) + octet // 8], 8 * (octet % 8) + domain % 8)


@compiled
def _remember_beliefs(world: World, i: int) -> None:
    """Store the present beliefs of i as its beliefs of month 0."""
    domains = world.needs.shape[1]
    first, width = _first_beliefs(domains), _octets_of(domains)
    for word in range(_octets_of(domains * width)):
        world.bitsets[i, first + word] = uint64(0)
    for octet in range(domains * width):
        part = world.bitsets[i, at.BELIEFS + octet // width] >> uint64(8 * (octet % width)) & uint64(0xFF)
        world.bitsets[i, first + octet // 8] |= part << uint64(8 * (octet % 8))


@compiled
def _first_coordination(world: World, members: int) -> float:
    """Mean trust times alignment of the members at month 0; 1 for a single member."""
    if members == 1:
        return 1.0
    leader = world.team[0]
    total = 0.0
    for m in range(1, members):
        member = world.team[m]
        mutual = square_root(world.actors[leader, at.FIRST_TRUST] * world.actors[member, at.FIRST_TRUST])
        total += (
            mutual
            * 0.5
            * (world.actors[leader, at.FIRST_ALIGNMENT] + world.actors[member, at.FIRST_ALIGNMENT])
        )
    return total / (members - 1)


@compiled
def remember_start(world: World) -> None:
    """Store the values of month 0 that later progress is measured from, and set accounts to zero. The scratch must hold
    the mean priorities.
    """
    world.accounts[at.MONEY] = 0.0
    world.accounts[at.HOURS] = 0.0
    for i in range(world.actors.shape[0]):
        world.actors[i, at.BEST_STAGE] = world.actors[i, at.STAGE]
        world.actors[i, at.FIRST_TRUST] = world.actors[i, at.TRUST]
        world.actors[i, at.FIRST_ALIGNMENT] = alignment_with_whole(world, i)
        _remember_beliefs(world, i)


@inlined
def stand(world: World, p: Doubles, year_ends: bool) -> None:
    """Set the collective's stage of this month. The network is measured at the end of each year and at month 0."""
    if year_ends:
        read_network(world)
    world.territory[at.COLLECTIVE_STAGE] = collective_stage(world, p)
