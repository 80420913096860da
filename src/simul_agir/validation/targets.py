"""What data say of a measure, how near the model must come, and how implausible a set of assumptions is that does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Target:
    """A band that data give for a measure, low = high where it is a number.

    error: standard error of the observation; discrepancy: standard deviation that the model is allowed for being one.
    """

    measure: str
    low: float
    high: float
    error: float
    discrepancy: float
    source: str

    def implausibility(self, values: Floats, variance: float | Floats) -> Floats:
        """Distance to the band in standard deviations; `variance`: of the values, by luck or by emulation.

        Infinite for a value that is NaN: what cannot be looked at does not match. Source: Craig and others 1997.
        """
        middle, half = (self.low + self.high) / 2, (self.high - self.low) / 2
        away = np.maximum(0.0, np.abs(values - middle) - half)
        found = away / np.sqrt(self.error**2 + self.discrepancy**2 + variance)
        return np.where(np.isnan(values), np.inf, found)


def implausibilities(targets: Sequence[Target], values: Floats, variances: Floats) -> Floats:
    """(points, targets) from measured values (points, targets) and the variance of each target's (targets,)."""
    return np.column_stack(
        [target.implausibility(values[:, column], variances[column]) for column, target in enumerate(targets)]
    )


def highest(found: Floats, order: int) -> Floats:
    """The order-th highest implausibility of each point, (points,); 1: the highest (Vernon and others 2010)."""
    return np.asarray(np.sort(found, axis=1)[:, -order])
