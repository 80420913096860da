"""The partners that a scheme plans for an axis, and how an actor finds one of them."""

from typing import Final

from simul_agir.engine.cells import Doubles, int64, uint64
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model.division import supported_hours
from simul_agir.model.engagement import takes_part
from simul_agir.model.state import World

EVERYTHING: Final = 2**64 - 1  # all domains: any competence will do
_NOBODY: Final = -1


@compiled
def seats(world: World, k: int) -> int:
    """Number of partners planned for need k; its row holds them first, then -1."""
    low, high = 0, world.plan.shape[1]
    while low < high:
        middle = (low + high) // 2
        if world.plan[k, middle] >= 0:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def planned_partner(world: World, p: Doubles, i: int, k: int, draw: float, missing: int, hours: float) -> int:
    """A partner from the plan of need k, or -1. From a random seat on, in a circle, it is the first who is not i, takes
    part in k, has the hours (less what support pays), and is able in a missing domain.
    """
    count, wanted = seats(world, k), uint64(missing)
    first = int(draw * count)
    for step in range(count):
        j = int64(world.plan[k, (first + step) % count])
        able = (wanted == uint64(EVERYTHING)) | (world.competence_mask[j] & wanted != uint64(0))
        if (j != i) & able & (
            world.actors[j, at.HOURS_LEFT] >= supported_hours(world, j, hours)
        ) and takes_part(world, p, j, k):
            return j
    return _NOBODY
