"""Asking for lines of memory before they are needed: what is far from the processor is fetched while it does other work.

Changes nothing but time. In territories that fit into the nearest caches there is nothing to ask for.
"""

from typing import Final

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8 import expect
from simul_agir.engine.rule import compiled
from simul_agir.model.state import (
    ALTER,
    AWAKE,
    BACK,
    BELIEFS,
    CAPACITY,
    COMFORT,
    CONTACT,
    EXPERTISE,
    FAILURES,
    HOURS_LEFT,
    MANDATE,
    ORDINARY,
    POSTURE,
    PRIORITIES,
    SOUGHT_BY,
    STAGE,
    STRENGTH,
    SUCCESSES,
    TIES,
    D,
    World,
)
from simul_agir.model.ties import place

FAR: Final = 2000  # so many actors do not fit
_STEPS: Final = 5  # how many actors ahead


@compiled
def expect_pulls(world: World, i: int) -> None:
    """How much i is drawn to each of its alters."""
    expect(world.pulls[i], 0)
    expect(world.pulls[i], 16)


@compiled
def expect_seeker(world: World, i: int) -> None:
    """What i's choice of a partner and of a topic hangs on."""
    for column in (AWAKE, HOURS_LEFT):
        expect(world.actors[i], column)
    expect_pulls(world, i)
    expect(world.web[i, ALTER], 0)
    expect(world.profiles[i, PRIORITIES], 0)


@compiled
def expect_partner(world: World, i: int, j: int) -> None:
    """What else is read of i, and what is read of j, when the two meet."""
    for column in (AWAKE, HOURS_LEFT):
        expect(world.actors[j], column)
    for row in (ALTER, BACK, SOUGHT_BY):
        expect(world.web[j, row], 0)
    for row in (BACK, CONTACT):
        expect(world.web[i, row], 0)
    for row in (EXPERTISE, COMFORT, PRIORITIES, MANDATE):
        expect(world.profiles[j, row], 0)
    for row in (EXPERTISE, COMFORT, MANDATE):
        expect(world.profiles[i, row], 0)
    for word in (0, 8):
        expect(world.marks[i], word)
        expect(world.marks[j], word)


@compiled
def expect_member(world: World, i: int) -> None:
    """What is read of one who may act with others."""
    for column in (AWAKE, HOURS_LEFT, CAPACITY, ORDINARY):
        expect(world.actors[i], column)
    for row in (ALTER, BACK):
        expect(world.web[i, row], 0)
    for row in (EXPERTISE, COMFORT, PRIORITIES, MANDATE):
        expect(world.profiles[i, row], 0)
    for word in (0, 8):
        expect(world.marks[i], word)


@compiled
def expect_ties(world: World, i: int, j: int) -> None:
    """What each keeps of its tie with the other, or would."""
    a, b = place(world, i, j), place(world, j, i)
    a = a if a >= 0 else int(world.actors[i, TIES]) % D
    b = b if b >= 0 else int(world.actors[j, TIES]) % D
    for row in (STRENGTH, SUCCESSES, FAILURES):
        expect(world.ties[i, row], a)
        expect(world.ties[j, row], b)


@compiled
def expect_worn(world: World, i: int) -> None:
    """What wears of the actor a few places after i."""
    j, n = i + _STEPS, world.actors.shape[0]
    if n < FAR or j >= n:
        return
    for column in (AWAKE, HOURS_LEFT, CAPACITY, POSTURE, 32):
        expect(world.actors[j], column)
    for profile in (EXPERTISE, COMFORT, PRIORITIES, MANDATE):
        expect(world.profiles[j, profile], 0)
    for row in (ALTER, BACK, CONTACT, SOUGHT_BY):
        expect(world.web[j, row], 0)
    for row in (STRENGTH, SUCCESSES, FAILURES):
        expect(world.ties[j, row], 0)
        expect(world.ties[j, row], 8)
    expect(world.pulls[j], 0)


@compiled
def expect_judged(world: World, start: int) -> None:
    """What is judged of the actors two eights after `start`."""
    first, end = _two_eights_on(world, start)
    for i in range(first, end):
        for column in (AWAKE, HOURS_LEFT, STAGE):
            expect(world.actors[i], column)
        expect(world.marks[i], 0)
        expect(world.assured[i], 0)
        expect(world.profiles[i, PRIORITIES], 0)
        expect(world.web[i, CONTACT], 0)


@compiled
def expect_measured(world: World, start: int) -> None:
    """What is measured of the actors two eights after `start`."""
    first, end = _two_eights_on(world, start)
    for i in range(first, end):
        for column in (AWAKE, HOURS_LEFT, STAGE):
            expect(world.actors[i], column)
        for word in (0, BELIEFS):
            expect(world.marks[i], word)
        expect(world.profiles[i, PRIORITIES], 0)
        for row in (CONTACT, SOUGHT_BY, BACK):
            expect(world.web[i, row], 0)


@compiled
def _two_eights_on(world: World, start: int) -> tuple[int, int]:
    """The first and the end of the eight after the next; none of them where all are near."""
    n = world.actors.shape[0]
    first = start + 2 * WIDTH
    return first, min(first + WIDTH, n) if n >= FAR else first
