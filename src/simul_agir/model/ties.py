"""Who has whom in mind: sparse, directed, at most D alters an actor, kept without gaps."""

import numpy as np

from simul_agir.engine.arithmetic import square_root
from simul_agir.engine.bitset import first_bits, holds, mark
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
    taken_at,
    where_in,
)
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.helping import helpfulness
from simul_agir.model.scratch import KEPT, LOOKING, UNHELPED, UNHELPFUL
from simul_agir.model.state import World

_YEAR = 0x1FFE  # bits 1 to 12 of a window of contact
_NEGATIVE = -0x8000  # the bit that tells -1 from a place


@compiled
def place(world: World, i: int, j: int) -> int:
    """Where i keeps j in mind, or -1."""
    return np.int64(position(world.tie_index[i, at.ALTER], j))


@compiled
def forget(world: World, i: int, a: int) -> None:
    """i no longer has the alter at `a` in mind; the last takes its place."""
    back = np.int64(world.tie_index[i, at.BACK, a])
    if back >= 0:
        world.tie_index[np.int64(world.tie_index[i, at.ALTER, a]), at.BACK, back] = -1
    last = int(world.actors[i, at.TIES]) - 1
    if a != last:
        for row in range(at.TIE_INDEX_ROWS):
            world.tie_index[i, row, a] = world.tie_index[i, row, last]
        for row in range(at.TIE_COLUMNS):
            world.ties[i, row, a] = world.ties[i, row, last]
        world.tie_weights[i, a] = world.tie_weights[i, last]
        back = np.int64(world.tie_index[i, at.BACK, a])
        if back >= 0:
            world.tie_index[np.int64(world.tie_index[i, at.ALTER, a]), at.BACK, back] = a
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
def _remember(world: World, p: "np.ndarray", i: int, j: int) -> int:
    """i takes j in mind, in place of the weakest alter when its mind is full."""
    if world.actors[i, at.TIES] >= int(p[par.ALTERS]):
        forget(world, i, _weakest(world, i))
    a = int(world.actors[i, at.TIES])
    world.tie_index[i, at.ALTER, a] = j
    world.ties[i, at.STRENGTH, a] = p[par.NEW_TIE]
    world.tie_weights[i, a] = p[par.TRUST_PRIOR] * p[par.NEW_TIE]
    world.actors[i, at.TIES] = a + 1
    return a


@compiled
def join(world: World, p: "np.ndarray", i: int, j: int) -> tuple[int, int]:
    """The places of j with i and of i with j, tied now if they were not."""
    a = place(world, i, j)
    if a >= 0 and world.tie_index[i, at.BACK, a] >= 0:
        return a, np.int64(world.tie_index[i, at.BACK, a])
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
    """Whether either has the other in mind."""
    return place(world, i, j) >= 0 or place(world, j, i) >= 0


@compiled
def mutual_trust(world: World, p: "np.ndarray", i: int, j: int) -> float:
    """Geometric mean of the trust of i in j and of j in i."""
    return float(square_root(trust_in(world, p, i, j) * trust_in(world, p, j, i)))


@compiled
def trust_in(world: World, p: "np.ndarray", i: int, j: int) -> float:
    """Trust of i in j: what it trusts before any record, where it does not have j in mind."""
    a = place(world, i, j)
    return trust(world, p, i, a) if a >= 0 else p[par.TRUST_PRIOR]


@compiled
def drawn_alter(world: World, i: int, word: int) -> int:
    """Place of an alter of i drawn in proportion to strength x trust at the start of the month, by a race of the draws that
    a word has with each alter; -1 if i has none.
    """
    return winner(world.tie_weights[i], world.tie_index[i, at.ALTER], int(world.actors[i, at.TIES]), word)


@compiled
def any_alter(world: World, i: int, word: int) -> int:
    """An alter of i, which has some: each as likely as another, by the draws that a word has with each."""
    alters = world.tie_index[i, at.ALTER]
    return np.int64(alters[any_of(alters, int(world.actors[i, at.TIES]), word)])


@compiled
def wear_ties(world: World, p: "np.ndarray", i: int, newcomers: bool) -> None:
    """Ties fade and are forgotten, windows of contact move on; engagement is seen. Each who has i in mind, and whom i does
    not forget this month, may count on i's help as far as i trusts it.
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
        count, world, p, i, shared(world, i), ready, helpful, np.uint64(0), 0.0, 0.0
    )
    row[at.SEEN], row[at.TRUST] = engaged / count, trusted / count
    fading &= first_bits(count)
    if fading != np.uint64(0):
        for a in range(count - 1, -1, -1):
            if holds(fading, a):
                forget(world, i, a)


@over_row
def _fade(
    count: int,
    world: World,
    p: "np.ndarray",
    i: int,
    both: int,
    ready: float,
    helpful: float,
    cell: CellIndex,
    fading: int,
    trusted: float,
    engaged: float,
) -> tuple[int, float, float]:
    """Ties keep a share of their strength, and weigh strength x trust. Alters in the set `both` have i in mind too, and may
    count on it. Adds up trust and who is engaged; collects the places where a tie is too weak to be kept in mind.
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
        j = np.int64(world.tie_index[i, at.ALTER, a])
        engaged += world.scratch[LOOKING, j + 1]
        # Places without an alter count beyond the last actor, each elsewhere: else one would wait for the other.
        world.scratch[UNHELPED, j if j >= 0 else world.actors.shape[0] + a % 8] *= world.scratch[UNHELPFUL, a]
    known = where_in(first_bits(count), cell, trust_in, 0.0)
    return fading | weak, trusted + add_up(known), engaged


@over_row
def _cut_trust_in_newcomers(count: int, world: World, i: int, cell: CellIndex) -> None:  # noqa: ARG001
    """Trust in a person who left: the share that the organisation remembers is kept for the one who comes."""
    kept = taken_at(world.scratch[KEPT], world.tie_index[i, at.ALTER], cell)
    world.ties[i, at.SUCCESSES, cell] = world.ties[i, at.SUCCESSES, cell] * kept
    world.ties[i, at.FAILURES, cell] = world.ties[i, at.FAILURES, cell] * kept


@compiled
def strengthen(world: World, p: "np.ndarray", i: int, a: int, weight: float) -> None:
    """A contact adds to a tie a share of the strength it lacks; a small one, of a `weight` below 1, as much less."""
    world.ties[i, at.STRENGTH, a] += p[par.TIE_GAIN] * weight * (1.0 - world.ties[i, at.STRENGTH, a])


@compiled
def note_contact(world: World, i: int, j: int, a: int, b: int) -> None:
    """This month i sought j, its alter at `a`, or worked with it, of its own will; `b`: the place of i with j."""
    window = np.int16(mark(world.tie_index[i, at.CONTACT, a]))
    world.tie_index[i, at.CONTACT, a] = window
    world.tie_index[j, at.SOUGHT_BY, b] = window


@compiled
def age_contacts(world: World, i: int) -> None:
    """All of i's windows of contact, and what it keeps of its alters', one month on. Their lowest bit is the month to come,
    so that after it the twelve past months are bits 1 to 12.
    """
    move_up(world.tie_index[i, at.CONTACT], _YEAR)
    move_up(world.tie_index[i, at.SOUGHT_BY], _YEAR)


@compiled
def contacts(world: World, i: int) -> int:
    """The places of the alters that i sought, or worked with, in the window, as a set. Expects windows aged this month."""
    return places_with(world.tie_index[i, at.CONTACT], _YEAR)


@compiled
def sought_by(world: World, i: int) -> int:
    """The places of the alters that sought i, or worked with it, in the window, as a set. Expects aged windows."""
    return places_with(world.tie_index[i, at.SOUGHT_BY], _YEAR) & shared(world, i)


@compiled
def shared(world: World, i: int) -> int:
    """The places of the alters that have i in mind too, as a set."""
    forgotten = places_with(world.tie_index[i, at.BACK], _NEGATIVE)
    return first_bits(int(world.actors[i, at.TIES])) & ~forgotten


@compiled
def trust(world: World, p: "np.ndarray", i: int, a: int) -> float:
    """Trust of i in the alter at `a`: the mean of a beta distribution, which begins with n0 records of mean pi.

    Source: Josang and Ismail 2002.
    """
    return trust_of(p, world.ties[i, at.SUCCESSES, a], world.ties[i, at.FAILURES, a])


@compiled
def trust_of(p: "np.ndarray", successes: float, failures: float) -> float:
    """The same, of what was recorded; of one tie or of eight."""
    return (successes + p[par.PRIOR_WEIGHT] * p[par.TRUST_PRIOR]) / (
        successes + failures + p[par.PRIOR_WEIGHT]
    )
