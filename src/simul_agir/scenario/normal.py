"""The normal distribution from Python's standard library: importing scipy takes longer than drawing a landscape."""

import math
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
_ROOT_2: Final = math.sqrt(2.0)

_below = np.frompyfunc(lambda value: 0.5 * math.erfc(-value / _ROOT_2), 1, 1)
_quantile = np.frompyfunc(NormalDist().inv_cdf, 1, 1)


def below(values: ArrayLike) -> Floats:
    """Probability that a standard normal number is below each value; same shape."""
    return np.asarray(_below(np.asarray(values, np.float64)), np.float64)


def quantile(shares: ArrayLike) -> Floats:
    """Standard normal quantiles of probabilities; same shape. Raises ValueError outside (0, 1)."""
    return np.asarray(_quantile(np.asarray(shares, np.float64)), np.float64)
