"""A polynomial that stands for the model where it has not been run, and the variance that it leaves."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ACTIVE = 8  # factors whose products are taken in
RIDGE = 1e-6  # keeps the normal equations solvable


@dataclass(frozen=True, eq=False)
class Emulator:
    """Coefficients over constant, places, squares and products of the `active` factors; `variance` of what they leave."""

    active: tuple[int, ...]
    coefficients: Floats
    variance: float

    @classmethod
    def of(cls, places: Floats, values: Floats) -> Emulator | None:
        """Fitted to values (n,) at places (n, d) of the unit cube, NaN left out; None where too few are left."""
        known = np.isfinite(values)
        places, values = places[known], values[known]
        first = _columns(places, ())
        if len(values) < 2 * first.shape[1]:
            return None
        plain = _solved(first, values)
        count = places.shape[1]
        weight = np.abs(plain[1 : 1 + count]) / np.sqrt(12) + np.abs(plain[1 + count :]) / np.sqrt(180)
        active = tuple(sorted(int(each) for each in np.argsort(-weight)[:ACTIVE]))
        columns = _columns(places, active)
        if len(values) < 2 * columns.shape[1]:
            active, columns = (), first
        found = _solved(columns, values)
        left = values - columns @ found
        return cls(active, found, float(left @ left) / (len(values) - columns.shape[1]))

    def at(self, places: Floats) -> Floats:
        """Its values at places (n, d)."""
        return np.asarray(_columns(places, self.active) @ self.coefficients)


def _columns(places: Floats, active: tuple[int, ...]) -> Floats:
    """Constant, centred places, centred squares, products of the active factors."""
    centred = places - 0.5
    products = [centred[:, [i]] * centred[:, [j]] for i, j in itertools.combinations(active, 2)]
    return np.concatenate([np.ones((len(places), 1)), centred, centred**2 - 1 / 12, *products], axis=1)


def _solved(columns: Floats, values: Floats) -> Floats:
    """Least squares, a little ridged."""
    square = columns.T @ columns
    return np.asarray(np.linalg.solve(square + RIDGE * np.eye(len(square)), columns.T @ values))
