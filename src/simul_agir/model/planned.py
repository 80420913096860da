"""The partners that a scheme plans for an axis: seats that grow with the territory, given to those who can take them."""

from typing import Final

import numpy as np

from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model.division import supported_hours
from simul_agir.model.engagement import takes_part
from simul_agir.model.state import World

EVERYTHING: Final = 2**64 - 1  # where it does not matter in what a partner is able
_NOBODY: Final = -1


@compiled
def seats(world: World, k: int) -> int:
    """How many partners are planned for need k: they stand first in its row, then -1."""
    low, high = 0, world.plan.shape[1]
    while low < high:
        middle = (low + high) // 2
        if world.plan[k, middle] >= 0:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def planned_partner(
    world: World, p: "np.ndarray", i: int, k: int, draw: float, missing: int, hours: float
) -> int:
    """From a drawn seat of the plan of need k on, in a circle: the first partner who is not i, takes part in k, has the
    hours (less what supports it), and is able in something missing; -1 if there is none.
    """
    count, wanted = seats(world, k), np.uint64(missing)
    first = int(draw * count)
    for step in range(count):
        j = np.int64(world.plan[k, (first + step) % count])
        able = (wanted == np.uint64(EVERYTHING)) | (world.competence_mask[j] & wanted != np.uint64(0))
        if (j != i) & able & (
            world.actors[j, at.HOURS_LEFT] >= supported_hours(world, j, hours)
        ) and takes_part(world, p, j, k):
            return j
    return _NOBODY
