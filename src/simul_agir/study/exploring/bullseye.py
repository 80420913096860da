"""The position of each actor in one run: a fixed angle, a distance given by its stage, and its working ties."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.ladder import CRITERIA
from simul_agir.scenario import Scenario
from simul_agir.simulation.aftermath import prolonged
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.ensemble import examine_state
from simul_agir.simulation.single_arm import monthly
from simul_agir.simulation.working_network import ties_of
from simul_agir.study.exploring.mixing import of_run

SPHERES = ("project", "state", "operators", "residents", "associations")
SPHERE_OF = {
    "commune": "project",
    "intercommunality": "project",
    "project_team": "project",
    "department": "state",
    "region": "state",
    "state_service": "state",
    "health_agency": "state",
    "association": "associations",
    "residents_council": "residents",
    "tenants_group": "residents",
    "mutual_aid_network": "residents",
    "citizens_group": "residents",
}
_REST = "operators"  # the sphere of every other kind
_GAP = 1.5  # actors' widths between two spheres


@dataclass(frozen=True)
class Place:
    """An actor's place: its sphere, and its angle in turns from the top, clockwise, in [0, 1)."""

    name: str
    kind: str
    sphere: str
    angle: float


@dataclass(frozen=True)
class RunStates:
    """One run, month by month.

    M = T + 1 + the months after the contract. stages: (M, N), 0 to 4. awake: (M, N). held: (M, N), the position in CRITERIA
    of the first criterion that an actor lacks for its next stage, -1 at the top. ties: for each month (E, 2), pairs of
    actors working together. ladder: (M,).
    """

    stages: NDArray[np.int8]
    awake: NDArray[np.bool_]
    held: NDArray[np.int8]
    ties: tuple[NDArray[np.uint16], ...]
    ladder: NDArray[np.float64]


def places_of(scenario: Scenario) -> tuple[Place, ...]:
    """The places of all actors, in their order in the landscape: spheres are sectors, as wide as they have members."""
    spheres = [SPHERE_OF.get(kind, _REST) for kind in scenario.landscape.kinds]
    order = sorted(range(len(spheres)), key=lambda i: (SPHERES.index(spheres[i]), i))
    present = [sphere for sphere in SPHERES if sphere in spheres]
    whole = len(spheres) + _GAP * len(present)
    first = len([s for s in spheres if s == SPHERES[0]])
    turn, before, angles = -(first + _GAP / 2) / whole, SPHERES[0], [0.0] * len(spheres)
    for i in order:
        if spheres[i] != before:
            turn, before = turn + _GAP / whole, spheres[i]
        angles[i] = (turn + 0.5 / whole) % 1.0
        turn += 1.0 / whole
    names, kinds = scenario.landscape.names, scenario.landscape.kinds
    return tuple(Place(names[i], kinds[i], spheres[i], angles[i]) for i in range(len(spheres)))


def run_states_of(scenario: Scenario, arm: Arm, seed: int, run: int, after: int = 0) -> RunStates:
    """One run simulated month by month, on the point that it takes of the mixture; and `after` months without support."""
    scenario = of_run(scenario, run)
    months, actors = scenario.months + 1 + after, scenario.landscape.size
    stages = np.zeros((months, actors), np.int8)
    awake = np.zeros((months, actors), bool)
    held = np.zeros((months, actors), np.int8)
    ties = []
    for month, batch in enumerate(_lived(scenario, arm, seed, run, after)):
        stages[month] = batch.state.actors[0, :, at.STAGE]
        awake[month] = batch.state.actors[0, :, at.AWAKE] > 0
        held[month] = _held(batch, stages[month])
        ties.append(_working(batch))
    return RunStates(stages, awake, held, tuple(ties), np.array(batch.indicators[0, :, 0]))


def _lived(scenario: Scenario, arm: Arm, seed: int, run: int, after: int) -> Iterator[Batch]:
    """The batch of one run at the end of every month of the contract, then of every month after it."""
    for batch in monthly(scenario, arm, 1, seed, run):
        yield batch
    if after:
        longer = prolonged(batch, after)
        for month in range(scenario.months + 1, scenario.months + 1 + after):
            yield longer.run_until(month)


def _working(batch: Batch) -> NDArray[np.uint16]:
    """The pairs of actors that work together now, (E, 2), each once."""
    ties = ties_of(batch.state, 0, batch.point(0))
    pairs = np.stack([ties.sources, ties.targets], axis=1)[ties.working]
    pairs.sort(axis=1)
    return np.unique(pairs, axis=0).astype(np.uint16).reshape(-1, 2)


def _held(batch: Batch, stages: NDArray[np.int8]) -> NDArray[np.int8]:
    """The first criterion that each actor lacks, from the foot of the ladder up; -1 where it lacks none."""
    passes = np.zeros((1, len(stages), len(CRITERIA)), bool)
    examine_state(batch, passes, np.zeros((1, len(CRITERIA))))
    lacks = ~passes[0]
    return np.where(lacks.any(axis=1) & (stages < 4), lacks.argmax(axis=1), -1).astype(np.int8)
