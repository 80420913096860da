"""Effort as an axis: the profile of a scenario at several multiples of its engineering effort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import simulate_aftermath
from simul_agir.stances import Stance
from simul_agir.study.mixture import mixture_of
from simul_agir.study.profile.gains import Profile
from simul_agir.study.profile.profiling import profiled, with_reference
from simul_agir.study.profile.visions import Vision

MULTIPLES: Final = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)


@dataclass(frozen=True)
class EffortAxis:
    """Profiles by multiple of the usual effort, in rising order."""

    scenario: Scenario
    multiples: tuple[float, ...]
    profiles: tuple[Profile, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it: a profile for each multiple."""
        return {
            "scenario": {"name": self.scenario.name, "hash": self.scenario.hash},
            "effort": [
                {"times": times, **profile.to_dict()}
                for times, profile in zip(self.multiples, self.profiles, strict=True)
            ],
        }


def effort_axis(
    scenario: Scenario,
    arms: Sequence[str | Stance | Arm],
    multiples: Sequence[float] = MULTIPLES,
    runs: int = 120,
    seed: int = 1,
    vision: Vision | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> EffortAxis:
    """The profile at each multiple of the scenario's effort, all on the same random numbers. Raises as `compare`."""
    profiles = []
    for done, times in enumerate(multiples, start=1):
        stronger = replace(scenario, effort=times * scenario.effort)
        points = mixture_of(stronger)
        found = simulate_aftermath(stronger, with_reference(arms), runs, seed, jobs=jobs, points=points)
        profiles.append(profiled(stronger, found, seed, vision, len(points)))
        if progress:
            progress(done, len(multiples))
    return EffortAxis(scenario, tuple(multiples), tuple(profiles))
