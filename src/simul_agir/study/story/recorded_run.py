"""One run with all that a story is made of: its events, and its actors' stages month by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.ensemble import Ensemble, Progress, ensemble_of, stages_of
from simul_agir.simulation.story import actors_of, event_of, run_with_events
from simul_agir.simulation.working_network import Ties, ties_of
from simul_agir.stances import Stance


@dataclass(frozen=True)
class StoryEvent:
    """What happened in a month: as `Event` has it, the actors by their positions."""

    month: int
    what: str
    actors: tuple[int, ...]
    need: str | None
    value: float


@dataclass(frozen=True, eq=False)
class RecordedRun:
    """One run of an arm, T months, N actors: replicate `replicate` of `simulate`.

    stages: (T + 1, N), 0 to 4, -1 for actors without voice; standing: (T + 1, N), stage and progress to the next; awake:
    (T + 1, N). `ties`: those of month 0 and of the end.
    """

    arm: Arm
    replicate: int
    events: tuple[StoryEvent, ...]
    ensemble: Ensemble
    stages: NDArray[np.int8]
    standing: NDArray[np.float64]
    awake: NDArray[np.bool_]
    ties: tuple[Ties, Ties]

    @property
    def scenario(self) -> Scenario:
        """The scenario it was simulated in."""
        return self.ensemble.scenario

    @property
    def months(self) -> int:
        """T."""
        return self.ensemble.months

    @property
    def index(self) -> NDArray[np.float64]:
        """The ladder month by month, (T + 1,)."""
        return np.asarray(self.ensemble.of("index")[0])

    def of(self, *what: str, first: int = 1, last: int | None = None) -> Iterator[StoryEvent]:
        """The events of these kinds (all kinds by default) in months first..last."""
        end = self.months if last is None else last
        return (
            event for event in self.events if first <= event.month <= end and (not what or event.what in what)
        )


def record_run(
    scenario: Scenario,
    arm: str | Stance | Arm = "none",
    seed: int = 1,
    replicate: int = 0,
    progress: Progress | None = None,
) -> RecordedRun:
    """Live one run and keep what a story needs. Raises as `simulate` does."""
    asked = Arm.of(arm)
    shape = (scenario.months + 1, scenario.landscape.size)
    stages, standing, awake = np.zeros(shape, np.int8), np.zeros(shape), np.zeros(shape, bool)
    ties: dict[int, Ties] = {}

    def watch(batch: Batch) -> None:
        actors = batch.state.actors[0]
        stages[batch.month] = stages_of(batch.state)[0]
        standing[batch.month] = actors[:, at.INDEX]
        awake[batch.month] = actors[:, at.AWAKE] != 0
        if batch.month in (0, scenario.months):
            ties[batch.month] = ties_of(batch.state, 0, batch.point(0))

    batch, lines = run_with_events(scenario, asked, seed, replicate, progress, watch)
    return RecordedRun(
        arm=asked,
        replicate=replicate,
        events=tuple(_story_event(scenario, line) for line in lines),
        ensemble=replace(ensemble_of(batch, asked.called), scenario=scenario),
        stages=stages,
        standing=standing,
        awake=awake,
        ties=(ties[0], ties[scenario.months]),
    )


def _story_event(scenario: Scenario, line: NDArray[np.float64]) -> StoryEvent:
    event = event_of(scenario, line)
    return StoryEvent(event.month, event.what, actors_of(line), event.need, event.value)
