"""Whether the lever of each stance has its stated effect, measured by its own counts and sums, without the ladder and the
profile.

Each stance is run beside the same base with the rest of its effort spent without effect (`BaseBurnt`), on common random
numbers, over contracts, each run with another accepted point; the gain of a contract is the mean paired difference of its
runs. A check holds where the gain's 95 % interval over contracts lies above 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario import Scenario
from simul_agir.simulation import Ensemble, simulate_arms
from simul_agir.simulation.tasks import Progress
from simul_agir.stances.base_burnt import BaseBurnt
from simul_agir.study import statistics
from simul_agir.study.mixture import mixture_of

Floats = NDArray[np.float64]

FEWEST = 6  # contracts below which no interval is given a verdict


@dataclass(frozen=True)
class Lever:
    """What a stance must change. indicators: summed over the months of the contract, or averaged (`mean`)."""

    stance: str
    name: str
    indicators: tuple[str, ...]
    mean: bool = False

    def read(self, ensemble: Ensemble) -> Floats:
        """The quantity of each run, (runs,)."""
        months = np.asarray(sum(ensemble.of(name)[:, 1:] for name in self.indicators))
        return np.asarray(months.mean(axis=1) if self.mean else months.sum(axis=1))


LEVERS: Final[tuple[Lever, ...]] = (
    Lever("residents", "residents_lead", ("subsidiarity",)),
    Lever("ordinary_resources", "crossing_money", ("crossing_money",)),
    Lever("conditional_aid", "three_field_actions", ("three_fields",)),
    Lever("resilience", "unpaid_help", ("unpaid_help",)),
    Lever("resilience", "groups_awake", ("groups_awake",), mean=True),
)


@dataclass(frozen=True)
class LeverCheck:
    """The result of a lever check. base, gain: means over contracts, in the quantity's own unit; low, high: 95 % of the
    gain.

    gains: (contracts,), of each.
    """

    lever: Lever
    base: float
    gain: float
    low: float | None
    high: float | None
    gains: tuple[float, ...]

    @property
    def verdict(self) -> str:
        """`holds`, `weak` (the interval holds 0 or less), or `too_few` contracts to tell."""
        if self.low is None or len(self.gains) < FEWEST:
            return "too_few"
        return "holds" if self.low > 0.0 else "weak"

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "stance": self.lever.stance,
            "quantity": self.lever.name,
            "base": self.base,
            "gain": self.gain,
            "low": self.low,
            "high": self.high,
            "contracts": len(self.gains),
            "verdict": self.verdict,
        }


def check_levers(
    contracts: Mapping[str, Callable[[], Scenario]],
    runs: int = 40,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    levers: Sequence[Lever] = LEVERS,
) -> tuple[LeverCheck, ...]:
    """Every lever over these contracts, by code; each is made when its turn comes. Raises as `simulate_arms`."""
    stances = tuple(dict.fromkeys(lever.stance for lever in levers))
    control = BaseBurnt()
    with_lever, without = np.zeros((2, len(levers), len(contracts)))
    for place, make in enumerate(contracts.values()):
        scenario = make()
        arms = simulate_arms(
            scenario, [control, *stances], runs=runs, seed=seed, jobs=jobs, points=mixture_of(scenario)
        )
        for line, lever in enumerate(levers):
            with_lever[line, place] = lever.read(arms[lever.stance]).mean()
            without[line, place] = lever.read(arms[control.name]).mean()
        if progress:
            progress(place + 1, len(contracts))
    return tuple(
        _check(lever, without[line], with_lever[line] - without[line]) for line, lever in enumerate(levers)
    )


def _check(lever: Lever, base: Floats, gains: Floats) -> LeverCheck:
    """A lever's check from each contract's base and gain, (contracts,): Student's interval of the mean gain."""
    low = high = None
    if len(gains) > 1:
        low, high = (float(each[0]) for each in statistics.student(gains[:, None]))
    return LeverCheck(lever, float(base.mean()), float(gains.mean()), low, high, tuple(gains.tolist()))
