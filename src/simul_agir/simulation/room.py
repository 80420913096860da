"""Arrays written over again: what one batch no longer needs, the next one lives in, without asking the system for memory."""

from typing import Any

import numpy as np

from simul_agir.world.state import room as new_room


def array_in(spare: Any, name: str, shape: tuple[int, ...], values: Any) -> Any:
    """An array of this shape filled with `values`: the attribute `name` of something spare, if its shape is the same."""
    room = getattr(spare, name, None)
    if room is None or room.shape != shape:
        room = new_room(shape, np.asarray(values).dtype)
    np.copyto(room, values)
    return room
