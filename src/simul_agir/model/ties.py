"""The ties of each actor: directed, at most D alters per actor, stored without gaps."""

from simul_agir.engine.arithmetic import square_root
from simul_agir.engine.bitset import first_bits, holds, mark
from simul_agir.engine.cells import Doubles, int16, int64, uint64
from simul_agir.engine.race import any_of, winner
from simul_agir.engine.rows import (
    CellIndex,
    add_up,
    each,
    move_up,
    over_row,
    places_with,
    position,
    set_of,
    where_in,
)
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.helping import helpfulness
from simul_agir.model.scratch import KEPT, LOOKING, UNHELPED, UNHELPFUL
from simul_agir.model.state import World

_YEAR = 0x1FFE  # bits 1 to 12 of a window of contact
_NEGATIVE = -0x8000  # the sign bit, set in -1


@compiled
def place(world: World, i: int, j: int) -> int:
    """The place of j among the ties of i, or -1."""
    return int64(position(world.tie_index[i, at.ALTER], j))


@compiled
def forget(world: World, i: int, a: int) -> None:
    """Remove the tie of i at place `a`; its last tie moves to this place."""
    back = int64(world.tie_index[i, at.BACK, a])
    if back >= 0:
        world.tie_index[int64(world.tie_index[i, at.ALTER, a]), at.BACK, back] = -1
    last = int(world.actors[i, at.TIES]) - 1
    if a != last:
        for row in range(at.TIE_INDEX_ROWS):
            world.tie_index[i, row, a] = world.tie_index[i, row, last]
        for row in range(at.TIE_COLUMNS):
            world.ties[i, row, a] = world.ties[i, row, last]
        world.tie_weights[i, a] = world.tie_weights[i, last]
        back = int64(world.tie_index[i, at.BACK, a])
        if back >= 0:
            world.tie_index[int64(world.tie_index[i, at.ALTER, a]), at.BACK, back] = a
    world.tie_index[i, at.ALTER, last] = -1
    world.tie_index[i, at.BACK, last] = -1
    world.tie_index[i, at.CONTACT, last] = 0
    world.tie_index[i, at.SOUGHT_BY, last] = 0
    for row in range(at.TIE_COLUMNS):
        world.ties[i, row, last] = 0.0
    world.tie_weights[i, last] = 0.0
    world.actors[i, at.TIES] = last


@compiled
def _weakest(world: World, i: int) -> int:
    weakest = 0
    for a in range(1, int(world.actors[i, at.TIES])):
        if world.ties[i, at.STRENGTH, a] < world.ties[i, at.STRENGTH, weakest]:
            weakest = a
    return weakest


@compiled
def _remember(world: World, p: Doubles, i: int, j: int) -> int:
    """Add a tie from i to j; if i has the most ties it can keep, it replaces the weakest."""
    if world.actors[i, at.TIES] >= int(p[par.ALTERS]):
        forget(world, i, _weakest(world, i))
    a = int(world.actors[i, at.TIES])
    world.tie_index[i, at.ALTER, a] = j
    world.ties[i, at.STRENGTH, a] = p[par.NEW_TIE]
    world.tie_weights[i, a] = p[par.TRUST_PRIOR] * p[par.NEW_TIE]
    world.actors[i, at.TIES] = a + 1
    return a


@compiled
def join(world: World, p: Doubles, i: int, j: int) -> tuple[int, int]:
    """Tie i and j in both directions if they are not tied yet. Returns the place of j with i, and of i with j."""
    a = place(world, i, j)
    if a >= 0 and world.tie_index[i, at.BACK, a] >= 0:
        return a, int64(world.tie_index[i, at.BACK, a])
    if a < 0:
        a = _remember(world, p, i, j)
    b = place(world, j, i)
    if b < 0:
        b = _remember(world, p, j, i)
    world.tie_index[i, at.BACK, a] = b
    world.tie_index[j, at.BACK, b] = a
    world.tie_index[i, at.SOUGHT_BY, a] = world.tie_index[j, at.CONTACT, b]
    world.tie_index[j, at.SOUGHT_BY, b] = world.tie_index[i, at.CONTACT, a]
    return a, b


@compiled
def tied(world: World, i: int, j: int) -> bool:
    """Whether there is a tie between i and j in either direction."""
    return place(world, i, j) >= 0 or place(world, j, i) >= 0


@compiled
def mutual_trust(world: World, p: Doubles, i: int, j: int) -> float:
    """Geometric mean of the trust of i in j and of j in i."""
    return float(square_root(trust_in(world, p, i, j) * trust_in(world, p, j, i)))


@compiled
def trust_in(world: World, p: Doubles, i: int, j: int) -> float:
    """Trust of i in j; the prior if i has no tie to j."""
    a = place(world, i, j)
    return trust(world, p, i, a) if a >= 0 else p[par.TRUST_PRIOR]


@compiled
def drawn_alter(world: World, i: int, word: int) -> int:
    """Place of an alter of i drawn in proportion to strength x trust at the start of the month, by a race of the word's
    draws for each alter; -1 if i has no ties.
    """
    return winner(world.tie_weights[i], world.tie_index[i, at.ALTER], int(world.actors[i, at.TIES]), word)


@compiled
def any_alter(world: World, i: int, word: int) -> int:
    """An alter of i drawn uniformly, by the word's draws for each alter; i must have ties."""
    alters = world.tie_index[i, at.ALTER]
    return int64(alters[any_of(alters, int(world.actors[i, at.TIES]), word)])


@compiled
def wear_ties(world: World, p: Doubles, i: int, newcomers: bool) -> None:
    """Ties lose strength and weak ones are removed; windows of contact are shifted by a month; engagement of alters is
    observed. An actor with a tie to i that i keeps this month can count on i's help according to i's trust.
    """
    row, count = world.actors[i], int(world.actors[i, at.TIES])
    if count == 0:
        row[at.SEEN], row[at.TRUST] = 0.0, p[par.TRUST_PRIOR]
        return
    if newcomers:
        _cut_trust_in_newcomers(count, world, i)
    age_contacts(world, i)
    ready, helpful = helpfulness(world, p, i, row[at.HOURS_LEFT] >= p[par.AID_HOURS])
    fading, trusted, engaged = _fade(
        count, world, p, i, shared(world, i), ready, helpful, uint64(0), 0.0, 0.0
    )
    row[at.SEEN], row[at.TRUST] = engaged / count, trusted / count
    fading &= first_bits(count)
    if fading != uint64(0):
        for a in range(count - 1, -1, -1):
            if holds(fading, a):
                forget(world, i, a)


@over_row
def _fade(
    count: int,
    world: World,
    p: Doubles,
    i: int,
    both: int,
    ready: float,
    helpful: float,
    cell: CellIndex,
    fading: int,
    trusted: float,
    engaged: float,
) -> tuple[int, float, float]:
    """Reduce the strength of ties, and compute their weights, strength x trust. Alters in the set `both` have a tie to i
    too, and can count on its help. Adds up trust and engagement; collects the places of ties that are too weak to keep.
    """
    ties, wears = world.ties, p[par.WEARING] != 0.0
    trust_in = trust_of(p, ties[i, at.SUCCESSES, cell], ties[i, at.FAILURES, cell])
    strength = ties[i, at.STRENGTH, cell] * (1.0 - p[par.TIE_FADING] if wears else 1.0)
    ties[i, at.STRENGTH, cell] = strength
    world.tie_weights[i, cell] = strength * trust_in
    weak = set_of(strength < (p[par.TIE_FLOOR] if wears else 0.0), cell)
    unhelpful = where_in(both & ~weak, cell, 1.0 - (ready + trust_in * helpful), 1.0)
    world.scratch[UNHELPFUL, cell] = unhelpful
    for a in each(cell):
        j = int64(world.tie_index[i, at.ALTER, a])
        engaged += world.scratch[LOOKING, j + 1]
        # Places without an alter write to different cells after the last actor, so that no write waits for another.
        world.scratch[UNHELPED, j if j >= 0 else world.actors.shape[0] + a % 8] *= world.scratch[UNHELPFUL, a]
    known = where_in(first_bits(count), cell, trust_in, 0.0)
    return fading | weak, trusted + add_up(known), engaged


@compiled
def _cut_trust_in_newcomers(count: int, world: World, i: int) -> None:
    """Reduce trust in actors with a new person to the share that the organisation remembers."""
    for a in range(count):
        kept = world.scratch[KEPT, world.tie_index[i, at.ALTER, a]]
        world.ties[i, at.SUCCESSES, a] *= kept
        world.ties[i, at.FAILURES, a] *= kept


@compiled
def strengthen(world: World, p: Doubles, i: int, a: int, weight: float) -> None:
    """A contact adds a share of the missing strength to a tie, times `weight` for a small action."""
    world.ties[i, at.STRENGTH, a] += p[par.TIE_GAIN] * weight * (1.0 - world.ties[i, at.STRENGTH, a])


@compiled
def note_contact(world: World, i: int, j: int, a: int, b: int) -> None:
    """Record that i sought j, its alter at `a`, or worked with it without being obliged, this month; `b`: place of i
    among the ties of j.
    """
    window = int16(mark(world.tie_index[i, at.CONTACT, a]))
    world.tie_index[i, at.CONTACT, a] = window
    world.tie_index[j, at.SOUGHT_BY, b] = window


@compiled
def age_contacts(world: World, i: int) -> None:
    """Shift all windows of contact of i by a month, its alters' windows included. The lowest bit is then the month to
    come, and bits 1 to 12 are the twelve past months.
    """
    move_up(world.tie_index[i, at.CONTACT], _YEAR)
    move_up(world.tie_index[i, at.SOUGHT_BY], _YEAR)


@compiled
def contacts(world: World, i: int) -> int:
    """The set of alters (by place) that i sought, or worked with, in the window. The windows must be shifted already this
    month.
    """
    return places_with(world.tie_index[i, at.CONTACT], _YEAR)


@compiled
def sought_by(world: World, i: int) -> int:
    """The set of alters (by place) that sought i, or worked with it, in the window. The windows must be shifted already."""
    return places_with(world.tie_index[i, at.SOUGHT_BY], _YEAR) & shared(world, i)


@compiled
def shared(world: World, i: int) -> int:
    """The set of alters (by place) that have a tie to i too."""
    forgotten = places_with(world.tie_index[i, at.BACK], _NEGATIVE)
    return first_bits(int(world.actors[i, at.TIES])) & ~forgotten


@compiled
def trust(world: World, p: Doubles, i: int, a: int) -> float:
    """Trust of i in the alter at `a`: the mean of a beta distribution whose prior counts as n0 records with mean pi.

    Source: Josang and Ismail 2002.
    """
    return trust_of(p, world.ties[i, at.SUCCESSES, a], world.ties[i, at.FAILURES, a])


@compiled
def trust_of(p: Doubles, successes: float, failures: float) -> float:
    """Trust computed from records; for one tie or for eight."""
    return (successes + p[par.PRIOR_WEIGHT] * p[par.TRUST_PRIOR]) / (
        successes + failures + p[par.PRIOR_WEIGHT]
    )
