"""The mixture of accepted points under whatever is on screen: run number r always takes point r."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import Scenario
from simul_agir.study.mixture import accepted, mixture_of

Floats = NDArray[np.float64]
_KEPT = 16  # mixtures, by the switches of a scenario: 50 kB each


class _Switched:
    """What a mixture depends on of a scenario but its own parameters: which mechanisms it switches."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.switches = tuple(sorted(scenario.mechanisms.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Switched) and self.switches == other.switches

    def __hash__(self) -> int:
        return hash(self.switches)


def points_for(scenario: Scenario) -> Floats:
    """The result of `mixture_of`, cached so that moving a slider does not recompute it."""
    points = _made(_Switched(scenario)).copy()
    for name, value in scenario.parameters.items():
        points[:, PARAMETERS[name].position] = value
    return points


@lru_cache(maxsize=_KEPT)
def _made(switched: _Switched) -> Floats:
    """The mixture of a scenario that sets no parameter itself."""
    return mixture_of(replace(switched.scenario, parameters={}))


def of_run(scenario: Scenario, run: int) -> Scenario:
    """The scenario with the parameters that run number `run` of the mixture takes."""
    sets = accepted().sets
    own = sets[run % len(sets)]
    return replace(
        scenario,
        parameters={**own.parameters, **scenario.parameters},
        mechanisms={**scenario.mechanisms, **own.mechanisms},
    )


def by_point(values: Floats, points: int) -> Iterator[Floats]:
    """The runs that share each point, in the order of the points; values (R, ...)."""
    for point in range(min(points, len(values))):
        yield values[point::points]
