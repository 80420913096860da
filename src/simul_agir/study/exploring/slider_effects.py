"""The effect of one slider: the final ladder at several of its values, for two arms."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm, simulate_arms
from simul_agir.study.exploring.mixing import points_for
from simul_agir.study.exploring.settings import Slider, moved
from simul_agir.study.outcomes import PRIMARY

POINTS = 7


@dataclass(frozen=True)
class SliderEffect:
    """values: (V,), rising; ends: by arm, the median ladder at the end at each value; runs at each."""

    key: str
    values: tuple[float, ...]
    ends: dict[str, tuple[float, ...]]
    runs: int

    @property
    def weight(self) -> float:
        """How much the slider matters: the widest span of an end over its values, in stages."""
        return max(max(line) - min(line) for line in self.ends.values())


def slider_effect_of(
    scenario: Scenario, slider: Slider, arms: tuple[Arm, ...], seed: int, runs: int
) -> Iterator[SliderEffect | None]:
    """The slider tried at seven values on the mixture, all other settings at their initial values: None after each, then
    all.
    """
    values = tuple(float(value) for value in np.linspace(slider.low, slider.high, POINTS))
    if slider.unit == "months":
        values = tuple(sorted({float(round(value)) for value in values}))
    ends: dict[str, list[float]] = {arm.called: [] for arm in arms}
    for value in values:
        tried = moved(scenario, {slider.key: value})
        simulated = simulate_arms(tried, arms, runs, seed, 1, points=points_for(tried))
        for arm, ensemble in simulated.items():
            ends[arm].append(float(np.median(ensemble.of(PRIMARY)[:, -1])))
        yield None
    yield SliderEffect(slider.key, values, {arm: tuple(line) for arm, line in ends.items()}, runs)
