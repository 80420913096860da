"""Random policies of equal cost, used to calibrate the model without looking at any stance."""

import numpy as np

from simul_agir.stances.comparisons import _OWN_OF_ALL
from simul_agir.stances.stance import BASE, Briefing, Calendar, Stance, base, row, steps_of

_BASE_INSTRUMENTS = tuple(BASE["afterwards"])
_KEY = 0x5EED  # key of the generator that draws policies; no run uses it


class RandomPolicy(Stance):
    """Policy number `number`: random shares of the base's and of all own instruments, with a random time profile.

    The base gets a share ~ U(.1, 1) of the effort, along the path or evenly with shares ~ Dirichlet(1). The five own
    instruments get the rest, with shares ~ Dirichlet(1). A third of the policies rise over the months, a third fall, a
    third are constant. Every policy costs the same.
    """

    source = "Control: a policy drawn by chance"
    name = "random"

    def __init__(self, number: int) -> None:
        """`number` from 0 up. Raises ValueError for another."""
        if number < 0:
            raise ValueError("a policy's number is 0 or more")
        self.number = number
        chance = np.random.Generator(np.random.Philox(key=[_KEY, number]))
        self._share = chance.uniform(0.1, 1.0)
        self._along_path = bool(chance.random() < 0.5)
        spread = chance.standard_exponential(len(_BASE_INSTRUMENTS))
        self._base = dict(zip(_BASE_INSTRUMENTS, (spread / spread.sum()).tolist(), strict=True))
        drawn = chance.standard_exponential(len(_OWN_OF_ALL))
        # Drawn here; any other stance sets it in its class.
        self.own = dict(zip(_OWN_OF_ALL, (drawn / drawn.sum()).tolist(), strict=True))  # type: ignore[misc]
        self._slope = (-1.0, 0.0, 1.0)[int(chance.integers(3))]

    def calendar(self, briefing: Briefing) -> Calendar:
        """Hours of engineering for each month and instrument, (months, instruments)."""
        months = briefing.months
        if self._along_path:
            common = base(briefing)
        else:
            common = np.tile(row(self._base), (months, 1))
        begun = steps_of(briefing.path, months)[:, :2].any(
            axis=1
        )  # diagnosis or choice: no own instrument yet
        own = np.where(begun, 0.0, 1.0 - self._share)[:, None]
        mixed = (1.0 - own) * common + own * row(self.own)
        rhythm = 1.0 + self._slope * np.linspace(-0.8, 0.8, months) if months > 1 else np.ones(1)
        return np.asarray(briefing.hours * months * mixed * (rhythm / rhythm.sum())[:, None])


__all__ = ["RandomPolicy"]
