"""Arms screened pair by pair while runs come in: the fully sequential procedure of Kim and Nelson, and the set it leaves.

Kim and Nelson (2001, ACM TOMACS 11(3), 251-273), with c = 1 and Bonferroni's inequality over the rivals of the best:
variances may differ, arms may use common random numbers, observations are taken to be normal. From the first n0 observations
S2[i, l], the variance of the differences, is fixed. After r observations arm l is left out once some arm i stands above
it, on average, by more than

    w(r) = max(0, zone / (2 r) (h2 S2[i, l] / zone^2 - r)),   h2 = 2 eta (n0 - 1),
    eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2,      alpha = 1 - sure.

With `shift` 0 this is their procedure: with probability `sure` it keeps the best arm, where that one leads by `zone` or
more.

`sure_screening` asks for the stronger statement of Hsu and Edwards (1983, JASA 78, 958-964): no arm that is left out is
the best, and all that are kept lie within the smallest effect of it. It runs the same boundary, with half the effect as
zone, around a gap of half the effect. The test of l against i ends with l left out (the mean gap above effect / 2 + w)
or l near i (at or below effect / 2 - w). Take the best arm and any other. Where they lie closer than the effect, only
one end is wrong: the best left out, of probability alpha / (k - 1) at most. Where they lie the effect apart or more,
calling the other near is wrong, of the same probability at most, and leaving the best out is no further error: the walk
would have crossed that end before. So the k - 1 pairs with the best cost what they cost in Kim and Nelson's procedure.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def boundary(first: int, arms: int, sure: float) -> float:
    """h2 of Kim and Nelson for `first` observations of each of `arms` arms; `sure` in (1 / 2, 1)."""
    if first < 2 or arms < 2:
        raise ValueError(f"{first} observations of {arms} arms: both must be 2 at least")
    eta: float = ((2.0 * (1.0 - sure) / (arms - 1)) ** (-2.0 / (first - 1)) - 1.0) / 2.0
    return 2.0 * eta * (first - 1)


def variances_of_differences(values: Floats) -> Floats:
    """Sample variance of the difference of each pair of columns of `values` (observations, k): (k, k)."""
    gaps = values[:, :, None] - values[:, None, :]
    return np.asarray(gaps.var(axis=0, ddof=1))


@dataclass
class Screening:
    """The arms still in the running. `first` (n0, k): the first observations, replicate by replicate; better is higher.

    alive (k,): not left out. near (k, k): near[l, i] once l was found near i. left (k,): observations after which an
    arm was left out, 0 while it is in; by (k,): which arm it was then most below, -1 while it is in.
    """

    first: Floats
    sure: float
    zone: float
    shift: float = 0.0
    alive: Flags = field(init=False)
    near: Flags = field(init=False)
    left: NDArray[np.int64] = field(init=False)
    by: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        observations, arms = self.first.shape
        self.alive, self.near = np.ones(arms, bool), np.eye(arms, dtype=bool)
        self.left, self.by = np.zeros(arms, np.int64), np.full(arms, -1)
        h2 = boundary(observations, arms, self.sure)
        self._longest = h2 * variances_of_differences(self.first) / self.zone**2

    @property
    def over(self) -> bool:
        """Whether one arm is left, or all that are left are near one another."""
        return bool(self.near[np.ix_(self.alive, self.alive)].all())

    @property
    def enough(self) -> float:
        """Observations after which everything will have been settled, whatever they are: the tip of the longest triangle."""
        open_pairs = ~(self.near & self.near.T) & self.alive & self.alive[:, None]
        return float(self._longest[open_pairs].max(initial=0.0))

    def margins(self, count: int) -> Floats:
        """w after `count` observations, (k, k)."""
        return np.asarray(np.maximum(0.0, self.zone / (2.0 * count) * (self._longest - count)))

    def look(self, sums: Floats, count: int) -> None:
        """Leave out what can be left out, by the sums (k,) of the first `count` observations of each arm."""
        gaps = (sums[:, None] - sums[None, :]) / count  # [i, l]: how far i stands above l
        margins = self.margins(count)
        open_pairs = self.alive[:, None] & self.alive & ~self.near.T
        out = open_pairs & (gaps > self.shift + margins)
        self.near |= (open_pairs & (gaps <= self.shift - margins)).T
        for arm in np.flatnonzero(out.any(axis=0)):
            self.left[arm], self.alive[arm] = count, False
            self.by[arm] = np.argmax(np.where(out[:, arm], gaps[:, arm], -np.inf))


def kim_nelson(first: Floats, sure: float, effect: float) -> Screening:
    """Their procedure as published: one arm is kept, the best if it leads by `effect` or more."""
    return Screening(first, sure, zone=effect)


def sure_screening(first: Floats, sure: float, effect: float) -> Screening:
    """The same boundary around half the effect: the best is kept, and whatever is kept lies within `effect` of it."""
    return Screening(first, sure, zone=effect / 2.0, shift=effect / 2.0)
