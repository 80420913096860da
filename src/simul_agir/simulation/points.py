"""The parameters of each run: one row for all, or a mixture of points that runs take in turn."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simul_agir.model.parameters import COUNT, FTE_HOURS, OWN_SHARE, PARAMETERS, SWITCHES
from simul_agir.scenario import Scenario

Points = NDArray[np.float64]  # (P, parameters), each row as `Scenario.vector` gives it
BUDGETED = [FTE_HOURS, OWN_SHARE]  # what the calendar of a stance hangs on
Made = TypeVar("Made")


def checked_points(scenario: Scenario, points: ArrayLike | None) -> Points:
    """A mixture of points, (P, parameters); the scenario's own parameters as a single point where none is given.

    Raises ValueError for another shape, and for a value outside its parameter's range.
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
    """Of what there is for each point, (P, ...), that of runs first..first+runs-1, (1 or R, ...): run number r takes row r
    modulo P.
    """
    if len(points) == 1:
        return points
    return np.ascontiguousarray(points[np.arange(first, first + runs) % len(points)])


def changed_points(points: Points, before: NDArray[np.float64], after: NDArray[np.float64]) -> Points:
    """Points of which a scenario changes what differs between two vectors of it, (parameters,)."""
    differs = before != after
    if not differs.any():
        return points
    found = points.copy()
    found[:, differs] = after[differs]
    return found


def made_by_point(keys: NDArray[Any], make: Callable[[Any], Made]) -> tuple[list[Made], NDArray[np.intp]]:
    """What `make` gives of each of some keys, (P,) or (P, n), made once for those that are equal, and which of these each
    has, (P,).
    """
    distinct, which = np.unique(keys, axis=0, return_inverse=True)
    return [make(key) for key in distinct], which.reshape(-1)
