"""The parameters of each run: one row for all runs, or a mixture of points that runs take in turn."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simul_agir.model.parameters import COUNT, FTE_HOURS, OWN_SHARE, PARAMETERS, SWITCHES
from simul_agir.scenario import Scenario

Points = NDArray[np.float64]  # (P, parameters), each row as `Scenario.vector` gives it
BUDGETED = [FTE_HOURS, OWN_SHARE]  # parameters that a stance's calendar depends on
Made = TypeVar("Made")


def checked_points(scenario: Scenario, points: ArrayLike | None) -> Points:
    """A mixture of points, (P, parameters), checked. If none is given, the scenario's own parameters as a single point.

    Raises ValueError for a wrong shape, and for a value outside its parameter's range.
    """
    if points is None:
        return scenario.vector()[None]
    rows = np.ascontiguousarray(points, np.float64)
    if rows.ndim != 2 or rows.shape[1] != COUNT or len(rows) == 0:
        raise ValueError(f"points have the shape {rows.shape}; it must be (number of points, {COUNT})")
    for each in (*PARAMETERS.values(), *SWITCHES.values()):
        outside = ~((rows[:, each.position] >= each.low) & (rows[:, each.position] <= each.high))
        if outside.any():
            which = int(np.argmax(outside))
            value = rows[which, each.position]
            raise ValueError(f"point {which}: {each.name} = {value} is outside {each.low} to {each.high}")
    return rows


def points_of(points: NDArray[np.float64], first: int, runs: int) -> NDArray[np.float64]:
    """The rows of runs first..first+runs-1, (1 or R, ...), from one row per point, (P, ...): run number r takes row r
    modulo P.
    """
    if len(points) == 1:
        return points
    return np.ascontiguousarray(points[np.arange(first, first + runs) % len(points)])


def changed_points(points: Points, before: NDArray[np.float64], after: NDArray[np.float64]) -> Points:
    """Points after a change of the scenario: parameters that differ between two vectors of it, (parameters,), are
    replaced.
    """
    differs = before != after
    if not differs.any():
        return points
    found = points.copy()
    found[:, differs] = after[differs]
    return found


def made_by_point(keys: NDArray[Any], make: Callable[[Any], Made]) -> tuple[list[Made], NDArray[np.intp]]:
    """The results of `make` for some keys, (P,) or (P, n), computed once for equal keys, and the index of each point's
    result, (P,).
    """
    distinct, which = np.unique(keys, axis=0, return_inverse=True)
    return [make(key) for key in distinct], which.reshape(-1)
