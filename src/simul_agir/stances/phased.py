"""A policy written as phases: how much of the whole effort each takes, and how that is shared among the instruments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simul_agir.stances.stance import INSTRUMENTS, Briefing, Calendar, FaultyStanceError, Stance, row

Floats = NDArray[np.float64]


class Phased(Stance):
    """A stance that doses by phases: the contract cut into as many parts as it has, of equal length but for a month.

    `phases`: for each, shares of the whole effort of the contract by instrument; all together they are scaled to 1, so
    that it costs what every arm costs. Within a phase each month gets the same. A contract with fewer months than phases
    gives the effort of the phases without a month to the others, in proportion.
    """

    name = "phased"
    source = "A policy of one's own, or one found by search"
    phases: ClassVar[Sequence[Mapping[str, float]]] = ({"convene": 1.0},)

    def calendar(self, briefing: Briefing) -> Calendar:
        """Hours by month and instrument, (months, 12). StanceError for phases that dose nothing."""
        return spread(self.shares(), briefing.months, briefing.hours * briefing.months)

    def shares(self) -> Floats:
        """The phases as an array, (phases, 12)."""
        return np.array([row(phase) for phase in self.phases])


class Found(Phased):
    """A policy that a search tries, or has found: phases given when it is made."""

    name = "found"
    source = "simul-agir optimise"

    def __init__(self, shares: Floats, name: str = "found") -> None:
        self.__dict__["name"] = name
        self._shares = np.array(shares, np.float64)

    def shares(self) -> Floats:
        """The phases as an array, (phases, 12)."""
        return self._shares


def spread(shares: Floats, months: int, hours: float) -> Calendar:
    """Shares of the effort by phase, (phases, 12), as a calendar of so many hours in all, (months, 12)."""
    parts = np.array_split(np.arange(months), len(shares))
    calendar = np.zeros((months, len(INSTRUMENTS)))
    for part, doses in zip(parts, shares, strict=True):
        if len(part):
            calendar[part] = doses / len(part)
    total = calendar.sum()
    if not total > 0:
        raise FaultyStanceError("phases")
    return np.asarray(calendar * (hours / total))


def phases_of(calendar: Calendar, phases: int) -> Floats:
    """A calendar, (months, 12), as shares of its whole effort by phase, (phases, 12); nil for one that spends nothing."""
    parts = np.array_split(calendar, phases)
    shares = np.array([part.sum(axis=0) for part in parts])
    return np.asarray(shares / max(1e-300, shares.sum()))


__all__ = ["Found", "Phased", "phases_of", "spread"]
