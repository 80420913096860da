"""How typical a life is: its place among other runs of the same arm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simul_agir.simulation.ensemble import Ensemble

RUNS = 200


@dataclass(frozen=True)
class Place:
    """Where a life ends among `runs`: how many lower and higher, their median, and the bounds of four in five."""

    runs: int
    lower: int
    higher: int
    median: float
    low: float
    high: float

    @property
    def standing(self) -> str:
        """lowest, low, typical, high or highest: tenths at the ends, quarters beside them."""
        share = (self.lower + (self.runs - self.lower - self.higher) / 2) / self.runs
        names = (("lowest", 0.1), ("low", 0.25), ("typical", 0.75), ("high", 0.9))
        return next((name for name, bound in names if share <= bound), "highest")


def place_of(end: float, others: Ensemble) -> Place:
    """The place of a run that ends at `end` among others, itself one of them or not."""
    ends = others.of("index")[:, -1]
    low, median, high = np.quantile(ends, (0.1, 0.5, 0.9))
    return Place(
        runs=len(ends),
        lower=int((ends < end - 1e-12).sum()),
        higher=int((ends > end + 1e-12).sum()),
        median=float(median),
        low=float(low),
        high=float(high),
    )
