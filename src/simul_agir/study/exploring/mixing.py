"""The mixture of accepted points under whatever is on screen: run number r takes point r, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario import Scenario
from simul_agir.study.mixture import accepted, mixture_of

Floats = NDArray[np.float64]
_KEPT = 64  # mixtures of the settings asked for last: 50 kB each


class _Own:
    """What a mixture hangs on of a scenario: its own parameters and switches, nothing else."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.key = (
            tuple(sorted(scenario.parameters.items())),
            tuple(sorted(scenario.mechanisms.items())),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Own) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def points_for(scenario: Scenario) -> Floats:
    """`mixture_of`, kept for the settings asked for last; nobody may write to it."""
    return _made(_Own(scenario))


@lru_cache(maxsize=_KEPT)
def _made(own: _Own) -> Floats:
    points = mixture_of(own.scenario)
    points.flags.writeable = False
    return points


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
