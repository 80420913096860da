"""Indicators that differ between two futures, in the order in which they start to differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simul_agir.model.indicators import INDICATORS
from simul_agir.simulation.ensemble import Ensemble

ERRORS = 3.0  # standard errors beyond which a mean difference is more than luck
MONTHS = 6  # that it must stay so


@dataclass(frozen=True)
class Differing:
    """One indicator: the first month from which its mean difference stays beyond chance, and its means at the end."""

    indicator: str
    month: int
    stay: float
    switch: float


def differing(stay: Ensemble, switch: Ensemble, at: int) -> tuple[Differing, ...]:
    """The indicators that differ after month `at`, in the order in which they start to differ; none with a single run."""
    if stay.runs < 2:
        return ()
    found = []
    gaps = switch.values - stay.values
    means = gaps.mean(axis=0)
    errors = gaps.std(axis=0, ddof=1) / np.sqrt(stay.runs)
    beyond = np.abs(means) > np.maximum(ERRORS * errors, 1e-9)
    for column, name in enumerate(INDICATORS):
        month = _from(beyond[:, column], at)
        if month is not None:
            ends = (float(each.values[:, -1, column].mean()) for each in (stay, switch))
            found.append(Differing(name, month, *ends))
    return tuple(sorted(found, key=lambda each: each.month))


def _from(beyond: np.ndarray, at: int) -> int | None:
    """The first month after `at` that begins six months beyond chance, or all there are to the end."""
    last = len(beyond) - 1
    for month in range(at + 1, last + 1):
        if beyond[month : month + MONTHS].all() and (last - month + 1 >= MONTHS or month > last - MONTHS):
            return month
    return None
