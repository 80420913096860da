"""Whom each actor could meet to widen its comfort: by how much one meeting would, at the trust that strangers start with."""

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.parameters import COMFORT_GAIN, COMFORT_REACH

Floats = NDArray[np.float64]
BLOCK = 64  # actors weighed at once
NEUTRAL_TRUST = 0.5  # of one who has no opinion of the other


def gains(
    expertise: Floats, comfort: Floats, actors: NDArray[np.int64], p: Floats
) -> tuple[Floats, NDArray[np.int64]]:
    """What one meeting with every other adds to these actors' comfort over all domains, and in which most: both (A, N).

    expertise, comfort: (N, K). The rule of model/learning.py (`widen_comforts`) at neutral trust.
    """
    breadth = expertise.sum(axis=1, keepdims=True)
    shape = expertise / np.where(breadth > 0.0, breadth, 1.0)
    distance = 0.5 * np.abs(shape[actors, None, :] - shape[None, :, :]).sum(axis=2)
    rate = p[COMFORT_GAIN] * NEUTRAL_TRUST * learnt(distance, float(p[COMFORT_REACH]))
    ahead = np.maximum(expertise[None, :, :] - comfort[actors, None, :], 0.0)
    return rate * ahead.sum(axis=2), ahead.argmax(axis=2)


def learnt(distance: Floats, reach: float) -> Floats:
    """`understood` of model/learning.py, of many distances: 4 x (1 - x) for x = distance / reach < 1, else 0."""
    x = distance / reach
    return np.where(x < 1.0, 4.0 * x * (1.0 - x), 0.0)
