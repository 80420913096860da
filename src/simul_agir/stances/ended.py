"""A contract that is over: what a stance did for its months, then no engineering, so that one sees what stays."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from simul_agir.stances.comparisons import NoStance
from simul_agir.stances.stance import INSTRUMENTS, Briefing, Calendar, Stance


class Ended(Stance):
    """Another stance over its first `months`, at that contract's cost, then nothing. Action money goes on."""

    source = "Control: support ends with the contract"

    def __init__(self, stance: Stance, months: int) -> None:
        """`stance`: the one that ends; `months`: of its contract, at least 1."""
        self.stance, self.ends = stance, months
        self.name, self.own = stance.name, stance.own  # type: ignore[misc]
        self.follows_path, self.announces = stance.follows_path, stance.announces  # type: ignore[misc]
        self.revises, self.reacts = stance.revises, stance.reacts  # type: ignore[misc]

    def calendar(self, briefing: Briefing) -> Calendar:
        """Hours of engineering for each month and instrument, (months, instruments): nil after the contract."""
        contract = min(self.ends, briefing.months)
        hours = briefing.hours * briefing.months / contract
        told = replace(briefing, months=contract, hours=hours, month=min(briefing.month, contract))
        result = np.zeros((briefing.months, len(INSTRUMENTS)))
        result[:contract] = self.stance.calendar(told)
        return result

    def react(self, month: int, lines: NDArray[np.float64], doses: Calendar) -> Calendar:
        """What the stance answers during its contract; afterwards what is foreseen."""
        return self.stance.react(month, lines, doses) if month <= self.ends else doses


def ended(stance: Stance, months: int) -> Stance:
    """A stance whose contract ends after so many months; `none` is left as it is."""
    return stance if isinstance(stance, NoStance) else Ended(stance, months)
