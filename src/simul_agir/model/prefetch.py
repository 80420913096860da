"""Asking for lines of memory before they are needed: what is far from the processor is fetched while it does other work.

Changes nothing but time. In territories that fit into the nearest caches there is nothing to ask for.
"""

from typing import Final

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8 import expect
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model.state import World
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
    for column in (at.AWAKE, at.HOURS_LEFT):
        expect(world.actors[i], column)
    expect_pulls(world, i)
    expect(world.web[i, at.ALTER], 0)
    expect(world.profiles[i, at.PRIORITIES], 0)


@compiled
def expect_partner(world: World, i: int, j: int) -> None:
    """What else is read of i, and what is read of j, when the two meet."""
    for column in (at.AWAKE, at.HOURS_LEFT):
        expect(world.actors[j], column)
    for row in (at.ALTER, at.BACK, at.SOUGHT_BY):
        expect(world.web[j, row], 0)
    for row in (at.BACK, at.CONTACT):
        expect(world.web[i, row], 0)
    for row in (at.EXPERTISE, at.COMFORT, at.PRIORITIES, at.MANDATE):
        expect(world.profiles[j, row], 0)
    for row in (at.EXPERTISE, at.COMFORT, at.MANDATE):
        expect(world.profiles[i, row], 0)
    for word in (0, 8):
        expect(world.marks[i], word)
        expect(world.marks[j], word)


@compiled
def expect_member(world: World, i: int) -> None:
    """What is read of one who may act with others."""
    for column in (at.AWAKE, at.HOURS_LEFT, at.CAPACITY, at.ORDINARY):
        expect(world.actors[i], column)
    for row in (at.ALTER, at.BACK):
        expect(world.web[i, row], 0)
    for row in (at.EXPERTISE, at.COMFORT, at.PRIORITIES, at.MANDATE):
        expect(world.profiles[i, row], 0)
    for word in (0, 8):
        expect(world.marks[i], word)


@compiled
def expect_ties(world: World, i: int, j: int) -> None:
    """What each keeps of its tie with the other, or would."""
    a, b = place(world, i, j), place(world, j, i)
    a = a if a >= 0 else int(world.actors[i, at.TIES]) % at.D
    b = b if b >= 0 else int(world.actors[j, at.TIES]) % at.D
    for row in (at.STRENGTH, at.SUCCESSES, at.FAILURES):
        expect(world.ties[i, row], a)
        expect(world.ties[j, row], b)


@compiled
def expect_worn(world: World, i: int) -> None:
    """What wears of the actor a few places after i."""
    j, n = i + _STEPS, world.actors.shape[0]
    if n < FAR or j >= n:
        return
    for column in (at.AWAKE, at.HOURS_LEFT, at.CAPACITY, at.POSTURE, 32):
        expect(world.actors[j], column)
    for profile in (at.EXPERTISE, at.COMFORT, at.PRIORITIES, at.MANDATE):
        expect(world.profiles[j, profile], 0)
    for row in (at.ALTER, at.BACK, at.CONTACT, at.SOUGHT_BY):
        expect(world.web[j, row], 0)
    for row in (at.STRENGTH, at.SUCCESSES, at.FAILURES):
        expect(world.ties[j, row], 0)
        expect(world.ties[j, row], 8)
    expect(world.pulls[j], 0)


@compiled
def expect_judged(world: World, start: int) -> None:
    """What is judged of the actors two eights after `start`."""
    first, end = _two_eights_on(world, start)
    for i in range(first, end):
        for column in (at.AWAKE, at.HOURS_LEFT, at.STAGE):
            expect(world.actors[i], column)
        expect(world.marks[i], 0)
        expect(world.assured[i], 0)
        expect(world.profiles[i, at.PRIORITIES], 0)
        expect(world.web[i, at.CONTACT], 0)


@compiled
def expect_measured(world: World, start: int) -> None:
    """What is measured of the actors two eights after `start`."""
    first, end = _two_eights_on(world, start)
    for i in range(first, end):
        for column in (at.AWAKE, at.HOURS_LEFT, at.STAGE):
            expect(world.actors[i], column)
        for word in (0, at.BELIEFS):
            expect(world.marks[i], word)
        expect(world.profiles[i, at.PRIORITIES], 0)
        for row in (at.CONTACT, at.SOUGHT_BY, at.BACK):
            expect(world.web[i, row], 0)


@compiled
def _two_eights_on(world: World, start: int) -> tuple[int, int]:
    """The first and the end of the eight after the next; none of them where all are near."""
    n = world.actors.shape[0]
    first = start + 2 * WIDTH
    return first, min(first + WIDTH, n) if n >= FAR else first
