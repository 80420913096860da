"""One replicate as a Mesa model, to step through, collect data from and draw. It wraps a batch and contains no rule.

Importing Mesa sets multiprocessing's start method to "spawn"; nothing else of simul_agir imports Mesa.
"""

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import mesa
import networkx as nx
import numpy as np
from mesa.datacollection import DataCollector
from mesa.space import NetworkGrid
from numpy.typing import ArrayLike, NDArray

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import CRITERIA
from simul_agir.scenario import Scenario
from simul_agir.simulation.actor import Actor, Stage
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.ensemble import examine_state
from simul_agir.simulation.working_network import ties_of
from simul_agir.stances import Stance


class Territory(mesa.Model):
    """One run of a scenario under a stance, month by month. Replicate r equals replicate r of `simulate` to the bit.

    Creating a territory runs the warm-up; `step()` runs a month; `running` is False after the last one. `agents` are the
    `Actor`s in the landscape's order. Every indicator is an attribute (`territory.index`), as measured at the end of
    `month`.

    `datacollector` collects all indicators and every actor's stage, at month 0 and after each step. If you replace it,
    you must call it yourself. With `mesa.batch_run`, vary `replicate` (iterations repeat one run); Mesa 3.3 reads data up
    to the last step but one only (Mesa's issue 2514). `SolaraViz` needs the extra `viz`; it draws the network `grid`.

    `scenario`: a Scenario, a folder, a shipped name or a contract's code. `seed`, `replicate`: 0 to 2**32-1. Raises
    ScenarioError, StanceError, ValueError.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path,
        stance: str | Stance = "none",
        seed: int = 1,
        replicate: int = 0,
    ) -> None:
        scenario = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
        self._registered = 0
        batch = Batch.begin(scenario, stance, 1, seed, replicate)
        super().__init__(rng=[batch.seed, batch.first])
        self.batch = batch.run_until(0)
        self.actors = [Actor(self, position) for position in range(scenario.landscape.size)]
        self.datacollector = self._collector = DataCollector(
            model_reporters={"month": "month", **{name: name for name in INDICATORS}},
            agent_reporters={"actor": attrgetter("name"), "stage": attrgetter("stage")},
        )
        self.datacollector.collect(self)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> float:
            """An indicator by its name."""

    @property
    def scenario(self) -> Scenario:
        """The scenario of the run."""
        return self.batch.scenario

    @property
    def stance(self) -> str:
        """Name of the stance of the run."""
        return self.batch.stance.name

    @property
    def seed(self) -> int:
        """The seed of the run's random numbers."""
        return self.batch.seed

    @property
    def replicate(self) -> int:
        """The replicate number of the run."""
        return self.batch.first

    @property
    def month(self) -> int:
        """Months run since the warm-up."""
        return self.batch.month

    @property
    def needs(self) -> NDArray[np.float64]:
        """Level of each need, (K,), in [0, 1]: a read-only copy. To change it, assign a whole array."""
        levels: NDArray[np.float64] = self.batch.state.needs[0, at.LEVEL].copy()
        levels.flags.writeable = False
        return levels

    @needs.setter
    def needs(self, levels: ArrayLike) -> None:
        levels = np.asarray(levels, np.float64)
        if levels.shape != (len(self.scenario.domains),) or not ((levels >= 0) & (levels <= 1)).all():
            raise ValueError(f"needs must hold {len(self.scenario.domains)} numbers in 0 to 1")
        self.batch.state.needs[0, at.LEVEL] = levels

    def step(self) -> None:
        """Run one month; does nothing after the last one."""
        if self.month < self.scenario.months:
            self.batch.run_until(self.month + 1)
            if self.datacollector is self._collector:
                self.datacollector.collect(self)
        self.running = self.month < self.scenario.months

    def passes(self) -> NDArray[np.bool_]:
        """Which criteria every actor meets, (N, 12), before nesting; none for an actor that is asleep or has no voice."""
        passes = np.zeros((1, len(self.actors), len(CRITERIA)), bool)
        examine_state(self.batch, passes, np.zeros((1, len(CRITERIA))))
        found: NDArray[np.bool_] = passes[0]
        return found

    def register_agent(self, agent: mesa.Agent) -> None:
        """Number the agent, from 1 on; numbers are not reused, copies of the model included.

        Mesa 3.3 numbers agents by a dictionary that keeps every model alive, and starts again at 1 in a copy.
        """
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
        self._registered += 1
        agent.unique_id = self._registered
        super().register_agent(agent)

    def deregister_agent(self, agent: mesa.Agent) -> None:
        """Always raises an error: see `Actor.remove`."""
        agent.remove()

    @property
    def grid(self) -> NetworkGrid:
        """The actors and their present ties as a Mesa network for SolaraViz: one node per actor, by position."""
        ties = ties_of(self.batch.state, 0, self.batch.point(0))
        graph = nx.Graph()
        graph.add_nodes_from(range(len(self.actors)))
        graph.add_edges_from(zip(ties.sources.tolist(), ties.targets.tolist(), strict=True))
        grid = NetworkGrid(graph)
        for actor in self.actors:
            actor.pos = None
            grid.place_agent(actor, actor.position)
        return grid


def _indicator(name: str) -> property:
    place = INDICATORS.index(name)

    def measured(territory: Territory) -> float:
        return float(territory.batch.indicators[0, territory.month, place])

    return property(measured, doc=f"{name}, as measured at the end of the month.")


for _name in INDICATORS:
    setattr(Territory, _name, _indicator(_name))

__all__ = ["Actor", "Stage", "Territory"]
