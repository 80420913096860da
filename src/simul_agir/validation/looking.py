"""What is read off a territory to be set beside data: its network, its sleepers, its teams' trust. Reads, never writes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.events import ACTION_FAILED, ACTION_SUCCEEDED
from simul_agir.model.parameters import TRUST_PRIOR
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.working_network import ties_of
from simul_agir.validation import graphs

Floats = NDArray[np.float64]
COUNCIL = "residents_council"
TEAM = 2  # the stage from which a collective counts as working together
SMALLEST, LARGEST = 13, 54  # actors of the real networks: density falls with size
FEW = 3  # joint actions below which a share of successes says nothing
_ACTOR, _OTHER, _CHANCE = 2, 3, 5  # columns of an event
_YEAR = 0x1FFE  # the twelve months of a window of contact (world.ties)


@dataclass(frozen=True, eq=False)
class Network:
    """The network of one territory over those who are awake and have voice, n of them.

    arcs: (n, n) who sought whom of its own will in twelve months. fields: (n,) domain of the largest mandate.
    shapes: (n, K) expertise, each row with sum 1. stages: (n,) 0 to 4.
    """

    arcs: graphs.Bools
    fields: NDArray[np.int64]
    shapes: Floats
    stages: NDArray[np.int64]

    @property
    def edges(self) -> graphs.Bools:
        """(n, n) who worked with whom, from either side."""
        return graphs.without_direction(self.arcs)

    @property
    def homophily(self) -> float:
        """Correlation over pairs of having one field and working together."""
        return graphs.dyad_correlation(self.edges, graphs.same(self.fields))

    @property
    def likeness(self) -> float:
        """Correlation over pairs of being alike in expertise (half-L1 between shapes) and working together."""
        apart = 0.5 * np.abs(self.shapes[:, None] - self.shapes[None, :]).sum(axis=2)
        return graphs.dyad_correlation(self.edges, 1.0 - apart)

    @property
    def comparable(self) -> bool:
        """Whether it is as large as the real ones."""
        return SMALLEST <= len(self.stages) <= LARGEST

    @property
    def advanced(self) -> float:
        """Share at team or above."""
        return float((self.stages >= TEAM).mean()) if len(self.stages) else graphs.NOTHING


def network_of(batch: Batch) -> Network:
    """The network of the only replicate of a batch as it stands."""
    actors, tie_index = batch.state.actors[0], batch.state.tie_index[0]
    there = np.flatnonzero((actors[:, at.VOICE] > 0) & (actors[:, at.AWAKE] != 0))
    sought = (np.arange(at.D) < actors[:, at.TIES, None]) & (tie_index[:, at.CONTACT] & _YEAR != 0)
    sources, places = np.nonzero(sought)
    arcs = np.zeros((len(actors), len(actors)), bool)
    arcs[sources, tie_index[sources, at.ALTER, places]] = True
    return Network(
        arcs=arcs[np.ix_(there, there)],
        fields=actors[there, at.FIELD].astype(np.int64),
        shapes=_shapes(batch.state.profiles[0, there, at.EXPERTISE]),
        stages=actors[there, at.STAGE].astype(np.int64),
    )


def start_of(batch: Batch) -> Network:
    """The network that the landscape was drawn with: who has whom in mind before the first month, awake or not."""
    landscape = batch.scenario.landscape
    arcs = np.zeros((landscape.size, landscape.size), bool)
    arcs[landscape.sources, landscape.targets] = True
    fields = landscape.mandate.argmax(axis=1).astype(np.int64)
    return Network(arcs, fields, _shapes(landscape.expertise), np.zeros(landscape.size, np.int64))


def _shapes(expertise: Floats) -> Floats:
    return np.asarray(expertise / np.maximum(expertise.sum(axis=1, keepdims=True), 1e-9))


def councils(batch: Batch) -> tuple[int, int]:
    """How many residents' councils sleep, and how many there are."""
    kinds = np.array(batch.scenario.landscape.kinds)
    awake = batch.state.actors[0, kinds == COUNCIL, at.AWAKE]
    return int((awake == 0).sum()), len(awake)


def mutual_trusts(batch: Batch) -> Floats:
    """(N,) mean mutual trust of each actor over those it works with; NaN for one who works with nobody."""
    actors = batch.state.actors[0]
    p = batch.point(0)
    ties = ties_of(batch.state, 0, p)
    trusts = np.full((len(actors), len(actors)), p[TRUST_PRIOR])
    working = np.zeros(trusts.shape, bool)
    trusts[ties.sources, ties.targets] = ties.trusts
    working[ties.sources, ties.targets] = ties.working
    working |= working.T
    with np.errstate(invalid="ignore"):
        return np.asarray(
            np.where(working, np.sqrt(trusts * trusts.T), 0.0).sum(axis=1) / working.sum(axis=1)
        )


def joint_actions(batch: Batch, lines: Floats) -> tuple[Floats, Floats, Floats]:
    """Of each actor's joint actions among the event lines: how many it led, how many succeeded, their summed chances; (N,)
    each.
    """
    size = batch.scenario.landscape.size
    what = lines[:, 1]
    together = lines[:, _OTHER] >= 0
    won, lost = together & (what == ACTION_SUCCEEDED), together & (what == ACTION_FAILED)
    leaders, acted = lines[:, _ACTOR].astype(np.int64), won | lost

    def count(lines_of: NDArray[np.bool_], weights: Floats | None = None) -> Floats:
        return np.bincount(leaders[lines_of], weights, minlength=size).astype(float)

    return count(acted), count(won), count(acted, lines[acted, _CHANCE])
