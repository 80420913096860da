"""How much of a difference each mechanism carries: both futures run again with it off from the month of the switch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simul_agir.model.parameters import SWITCHES
from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm, Switch
from simul_agir.simulation.ensemble import Ensemble
from simul_agir.study import statistics
from simul_agir.study.compare.comparison import Estimate


@dataclass(frozen=True)
class Share:
    """One mechanism: the difference that is left without it, and the part of the whole difference that is lost, in stages.

    `lost` is the mean over runs of the whole difference less the difference without the mechanism; a negative value means
    that the mechanism reduces the difference.
    """

    mechanism: str
    without: Estimate
    lost: Estimate

    @property
    def clear(self) -> bool:
        """Whether the lost part is more than chance: its interval excludes zero."""
        low, high = self.lost.low, self.lost.high
        return low is not None and high is not None and (low > 0 or high < 0)


def mechanisms_of(scenario: Scenario) -> tuple[str, ...]:
    """The mechanisms that are on in a scenario."""
    return tuple(name for name in SWITCHES if scenario.mechanisms.get(name, True))


def without(arm: Arm, month: int, mechanism: str) -> Arm:
    """The arm with a mechanism off from the end of `month` on."""
    off = {f"mechanisms.{mechanism}": False}
    there = {switch.month: switch for switch in arm.then}
    usual = there.get(month, Switch(month))
    there[month] = replace(usual, changes={**usual.changes, **off})
    then = tuple(there[each] for each in sorted(there))
    return Arm(f"{arm.name} without {mechanism}", arm.stance, arm.changes, then)


def arms_without(stay: Arm, switch: Arm, month: int, mechanisms: Sequence[str]) -> list[Arm]:
    """Both futures without each mechanism in turn."""
    return [without(arm, month, name) for name in mechanisms for arm in (stay, switch)]


def shares_of(
    stay: Arm, switch: Arm, mechanisms: Sequence[str], simulated: Mapping[str, Ensemble], seed: int
) -> tuple[Share, ...]:
    """The share of each mechanism in the difference of the index at the end, the largest first.

    `simulated`: the two arms and those of `arms_without`, by their names, over the same runs.
    """

    def ends(arm: Arm, mechanism: str = "") -> np.ndarray:
        name = f"{arm.name} without {mechanism}" if mechanism else arm.name
        return simulated[name].of("index")[:, -1]

    whole = ends(switch) - ends(stay)
    left = np.stack([ends(switch, each) - ends(stay, each) for each in mechanisms], axis=1)
    values = np.concatenate([left, whole[:, None] - left], axis=1)
    low, high = statistics.interval_of_mean(values, statistics.bootstrap_means(values, seed))
    found = [
        Estimate(float(mean), *(None if np.isnan(end) else float(end) for end in ends_))
        for mean, *ends_ in zip(values.mean(axis=0), low, high, strict=True)
    ]
    count = len(mechanisms)
    shares = [Share(name, found[k], found[count + k]) for k, name in enumerate(mechanisms)]
    return tuple(sorted(shares, key=lambda share: (-abs(share.lost.mean), share.mechanism)))
