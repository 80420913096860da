"""What would change an answer: each setting of a territory at both its ends, and who leads there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from simul_agir.locale import LocalisedError
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.simulation import Arm, simulate_arms
from simul_agir.stances import Stance
from simul_agir.study import statistics
from simul_agir.study.exploring.settings import moved, sliders_of
from simul_agir.study.mixture import mixture_of
from simul_agir.study.outcomes import PRIMARY, SMALLEST_RELEVANT_EFFECT

SETTINGS = ("effort", "turnover", "money", "crisis", "diagnosis")
RUNS = 40


@dataclass(frozen=True)
class Lever:
    """One setting at one value. before: where the scenario has it. first: the arm with the highest mean there.

    lead: how far it ends above the arm that led before, in stages, mean over `runs` paired runs; low, high: its 95 %
    interval, None with one run. 0 where the same arm leads. month: when it happens, where it has one.
    """

    key: str
    unit: str
    value: float
    before: float
    first: str
    lead: float
    low: float | None
    high: float | None
    runs: int
    month: int | None = None

    @property
    def turns(self) -> bool:
        """Whether another arm leads, by enough to matter, and not by chance alone."""
        return self.low is not None and self.low > 0.0 and self.lead >= SMALLEST_RELEVANT_EFFECT


def levers_of(
    scenario: Scenario,
    arms: Sequence[str | Stance | Arm],
    first: str,
    seed: int,
    runs: int = RUNS,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    sets: AssumptionSets | None = None,
) -> tuple[Lever, ...]:
    """Who leads when each setting stands at its lowest, then its highest value. `first`: the arm that leads now.

    `sets`: each run takes another of them; all take the default point without.

    A setting that cannot be moved on this scenario, or that an arm sets itself, is left out.
    """
    found = []
    asked = [
        (slider, value)
        for slider in sliders_of(scenario)
        if slider.key in SETTINGS and not slider.why_not
        for value in (slider.low, slider.high)
        if abs(value - slider.start) > 1e-9
    ]
    for place, (slider, value) in enumerate(asked):
        try:
            there = moved(scenario, {slider.key: value})
            points = None if sets is None else mixture_of(there, sets)
            simulated = simulate_arms(there, arms, runs, seed, jobs, points=points)
        except (LocalisedError, ScenarioError):
            continue
        ends = {name: each.of(PRIMARY)[:, -1] for name, each in simulated.items()}
        leader = max(ends, key=lambda name: float(ends[name].mean()))
        low, mean, high = _lead(ends[leader] - ends[first], seed)
        found.append(
            Lever(slider.key, slider.unit, value, slider.start, leader, mean, low, high, runs, slider.month)
        )
        if progress is not None:
            progress(place + 1, len(asked))
    return tuple(found)


def _lead(gaps: np.ndarray, seed: int) -> tuple[float | None, float, float | None]:
    """Low, mean and high of paired gaps, (runs,)."""
    if len(gaps) < 2:
        return None, float(gaps.mean()), None
    column = gaps[:, None]
    low, high = statistics.interval_of_mean(column, statistics.bootstrap_means(column, seed))
    return float(low[0]), float(gaps.mean()), float(high[0])
