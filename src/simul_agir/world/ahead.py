"""Asking for lines of memory before they are needed: what is far from the processor is fetched while it does other work.

Changes nothing but time. In territories that fit into the nearest caches there is nothing to ask for.
"""

from typing import Final

from simul_agir.world.compiled import compiled
from simul_agir.world.lanes import expect
from simul_agir.world.state import (
    ALTER,
    AWAKE,
    BACK,
    CAPACITY,
    COMFORT,
    CONTACT,
    EXPERTISE,
    FAILURES,
    HOURS_LEFT,
    MANDATE,
    POSTURE,
    PRIORITIES,
    STRENGTH,
    SUCCESSES,
    World,
)

FAR: Final = 2000  # so many actors do not fit
_STEPS: Final = 5  # how many actors ahead


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
    for row in (ALTER, BACK, CONTACT):
        expect(world.web[j, row], 0)
    for row in (STRENGTH, SUCCESSES, FAILURES):
        expect(world.ties[j, row], 0)
        expect(world.ties[j, row], 8)
    expect(world.pulls[j], 0)


@compiled
def expect_judged(world: World, i: int) -> None:
    """What is judged, or measured, of the actor a few places after i."""
    j, n = i + _STEPS, world.actors.shape[0]
    if n < FAR or j >= n:
        return
    for column in (AWAKE, HOURS_LEFT, 32):
        expect(world.actors[j], column)
    expect(world.marks[j], 0)
    expect(world.marks[j], 8)
    expect(world.assured[j], 0)
    expect(world.profiles[j, PRIORITIES], 0)
    expect(world.web[j, CONTACT], 0)
