"""Policies in phases: the share of the effort of each phase, and its division among the instruments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simul_agir.stances.stance import INSTRUMENTS, Briefing, Calendar, FaultyStanceError, Stance, row

Floats = NDArray[np.float64]


class Phased(Stance):
    """A stance with phases: the contract is divided into phases of equal length, give or take a month.

    `phases`: for each phase, shares of the whole effort by instrument. All shares together are scaled to 1, so that the
    stance costs what every arm costs. All months of a phase get the same doses. If a contract has fewer months than
    phases, the effort of phases without a month goes to the others, in proportion.
    """

    name = "phased"
    source = "A policy of one's own, or one found by search"
    phases: ClassVar[Sequence[Mapping[str, float]]] = ({"convene": 1.0},)

    def calendar(self, briefing: Briefing) -> Calendar:
        """Hours by month and instrument, (months, 12). Raises StanceError for phases without any dose."""
        return spread(self.shares(), briefing.months, briefing.hours * briefing.months)

    def shares(self) -> Floats:
        """The phases as an array, (phases, 12)."""
        return np.array([row(phase) for phase in self.phases])


class Found(Phased):
    """A policy that a search tries or has found; its phases are given to the constructor."""

    name = "found"
    source = "simul-agir optimise"

    def __init__(self, shares: Floats, name: str = "found") -> None:
        self.__dict__["name"] = name
        self._shares = np.array(shares, np.float64)

    def shares(self) -> Floats:
        """The phases as an array, (phases, 12)."""
        return self._shares


def spread(shares: Floats, months: int, hours: float) -> Calendar:
    """A calendar, (months, 12), that spends `hours` in all by these shares of phases, (phases, 12)."""
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
    """A calendar, (months, 12), as shares of its whole effort by phase, (phases, 12); zeros if it spends nothing."""
    parts = np.array_split(calendar, phases)
    shares = np.array([part.sum(axis=0) for part in parts])
    return np.asarray(shares / max(1e-300, shares.sum()))


__all__ = ["Found", "Phased", "phases_of", "spread"]
