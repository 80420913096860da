"""Who works with whom: the ties of one territory as arrays and as a graph."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.ladder import STAGES
from simul_agir.model.state import State
from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.single_arm import run_arm
from simul_agir.simulation.start import trust_from
from simul_agir.stances import Stance

if TYPE_CHECKING:
    import networkx as nx

_YEAR = 0x1FFE  # the twelve months of a window of contact (model/ties.py)


class Ties(NamedTuple):
    """The E ties of a territory; all arrays are (E,). `sources` have ties to `targets`.

    `working`: the two worked together in the last twelve months, whoever asked, in meetings that were neither convened
    nor obliged. `reciprocated`: each of the two sought the other.
    """

    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    strengths: NDArray[np.float64]
    trusts: NDArray[np.float64]
    working: NDArray[np.bool_]
    reciprocated: NDArray[np.bool_]


def ties_of(state: State, replicate: int, p: NDArray[np.float64]) -> Ties:
    """The ties of one replicate, by its position in the batch and a vector of parameters."""
    counts = state.actors[replicate, :, at.TIES].astype(int)
    tie_index, ties = state.tie_index[replicate], state.ties[replicate]
    there = np.arange(tie_index.shape[2]) < counts[:, None]
    sought = there & (tie_index[:, at.CONTACT] & _YEAR != 0)
    back = tie_index[:, at.BACK]
    returned = there & (back >= 0) & sought[tie_index[:, at.ALTER], back]
    sources, places = np.nonzero(there)
    successes, failures = ties[:, at.SUCCESSES][there], ties[:, at.FAILURES][there]
    return Ties(
        sources=sources,
        targets=tie_index[sources, at.ALTER, places].astype(np.int64),
        strengths=ties[:, at.STRENGTH][there],
        trusts=trust_from(successes, failures, p),
        working=(sought | returned)[there],
        reciprocated=(sought & returned)[there],
    )


def network(
    scenario: Scenario, stance: str | Stance | Arm = "none", seed: int = 1, replicate: int = 0
) -> "nx.DiGraph":
    """The working network at the end of one run; see `network_of`."""
    return network_of(run_arm(scenario, stance, 1, seed, replicate))


def network_of(batch: Batch, replicate: int = 0) -> "nx.DiGraph":
    """The working network of one replicate, by its position in the batch, in its present state.

    Nodes are the actors' ids, with name, kind, stage (its name), index, voice, awake. An edge leads from an actor to one
    it has a tie to, with trust, strength, and whether it is reciprocated. All values are plain Python values.
    """
    import networkx as nx

    landscape, actors = batch.scenario.landscape, batch.state.actors[replicate]
    graph = nx.DiGraph()
    for i, each in enumerate(landscape.ids):
        graph.add_node(
            each,
            name=landscape.names[i],
            kind=landscape.kinds[i],
            stage=STAGES[int(actors[i, at.STAGE])],
            index=float(actors[i, at.INDEX]),
            voice=float(actors[i, at.VOICE]),
            awake=bool(actors[i, at.AWAKE]),
        )
    ties = ties_of(batch.state, replicate, batch.point(replicate))
    for e in np.flatnonzero(ties.working):
        graph.add_edge(
            landscape.ids[ties.sources[e]],
            landscape.ids[ties.targets[e]],
            trust=float(ties.trusts[e]),
            strength=float(ties.strengths[e]),
            reciprocated=bool(ties.reciprocated[e]),
        )
    return graph
