"""Mesa's own tools take a territory as they take any model; each is shown here."""

import os
import subprocess
import sys
from functools import partial
from typing import Any

import mesa
import numpy as np
import pytest
from mesa.agent import AgentSet
from mesa.datacollection import DataCollector

from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import STAGES
from simul_agir.simulation import Actor, Stage, Territory, simulate
from territories import scenario

PLACE = scenario(months=6, warm_up=4, seed=5)


def without_mesa(code: str) -> None:
    """Run code in a new process, and check that Mesa was not loaded there."""
    code += "\nimport sys\nassert 'mesa' not in sys.modules and 'networkx' not in sys.modules"
    paths = os.pathsep.join(path for path in sys.path if path)
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": paths})


def test_an_ensemble_builds_no_mesa_object_and_needs_no_mesa() -> None:
    without_mesa(
        "import simul_agir, simul_agir.simulation\n"
        "from simul_agir import Scenario, record, simulate\n"
        "simulate(Scenario.load('classroom'), 'residents', runs=2)\n"
        "record(Scenario.load('classroom'))\n"
    )


class TestDataCollector:
    def test_its_own_collects_every_indicator_every_month(self) -> None:
        territory = Territory(PLACE, "residents", seed=3)
        territory.run_model()
        table = territory.datacollector.get_model_vars_dataframe()
        lived = simulate(PLACE, "residents", runs=1, seed=3).values[0]
        assert table["month"].tolist() == list(range(7))
        assert np.array_equal(table[list(INDICATORS)].to_numpy(), lived)

    def test_its_own_collects_every_actors_stage(self) -> None:
        territory = Territory(PLACE, "residents", seed=3)
        territory.run_model()
        table = territory.datacollector.get_agent_vars_dataframe()
        assert table.index.names == ["Step", "AgentID"]
        assert len(table) == 7 * 8
        last = table.loc[6]
        assert last["stage"].tolist() == [int(actor.stage) for actor in territory.actors]
        assert last["actor"].tolist() == list(PLACE.landscape.names)

    def test_one_of_ones_own_takes_names_functions_and_agents(self) -> None:
        territory = Territory(PLACE, "residents")
        collector = DataCollector(
            model_reporters={
                "index": "index",
                "awake": lambda model: len(model.agents.select(lambda actor: actor.awake)),
                "needs": "needs",
            },
            agent_reporters={
                "motivation": "motivation",
                "comfort": "comfort",
                "partners": lambda actor: len(actor.partners()),
            },
            agenttype_reporters={Actor: {"stage": "stage"}},
        )
        collector.collect(territory)
        first = collector.get_agent_vars_dataframe().comfort.map(np.sum)
        while territory.running:
            territory.step()
            collector.collect(territory)
        assert len(collector.get_model_vars_dataframe()) == 7
        table = collector.get_agent_vars_dataframe()
        assert len(table) == 7 * 8
        assert collector.get_agenttype_vars_dataframe(Actor).stage.between(0, 4).all()
        assert np.array_equal(table.loc[0].comfort.map(np.sum), first.loc[0])

    def test_one_in_its_place_is_filled_by_its_owner_alone(self) -> None:
        class Watched(Territory):
            def __init__(self, **arguments: Any) -> None:
                super().__init__(**arguments)
                self.datacollector = DataCollector(model_reporters={"trust": "trust"})

            def step(self) -> None:
                super().step()
                self.datacollector.collect(self)

        territory = Watched(scenario=PLACE)
        territory.run_model()
        assert len(territory.datacollector.get_model_vars_dataframe()) == 6


class TestAgentSet:
    @pytest.fixture
    def agents(self) -> AgentSet:
        territory = Territory(PLACE, "residents", seed=3)
        territory.run_model()
        self.territory = territory  # agents live as long as their model
        return territory.agents

    def test_it_holds_the_actors_in_their_order(self, agents: AgentSet) -> None:
        assert isinstance(agents, AgentSet)
        assert list(agents) == self.territory.actors
        assert self.territory.agents_by_type[Actor].get("name") == list(PLACE.landscape.names)

    def test_get(self, agents: AgentSet) -> None:
        assert agents.get("stage") == [actor.stage for actor in self.territory.actors]
        assert len(agents.get(["motivation", "trust"])[0]) == 2

    def test_set(self, agents: AgentSet) -> None:
        agents.set("motivation", 0.25)
        assert agents.get("motivation") == [0.25] * 8

    def test_select(self, agents: AgentSet) -> None:
        climbed = agents.select(lambda actor: actor.stage >= Stage.belonging)
        assert set(climbed) == {actor for actor in self.territory.actors if actor.index >= 1}

    def test_agg(self, agents: AgentSet) -> None:
        means = [actor.motivation for actor in self.territory.actors]
        assert agents.agg("motivation", [np.mean, max]) == pytest.approx([np.mean(means), max(means)])

    def test_groupby(self, agents: AgentSet) -> None:
        groups = agents.groupby("kind")
        assert sum(groups.count().values()) == 8
        by_stage = agents.groupby("stage").count()
        shares = {stage.name: count / 8 for stage, count in by_stage.items()}
        assert shares == {
            name: getattr(self.territory, name) for name in STAGES if getattr(self.territory, name)
        }

    def test_sort_shuffle_and_do(self, agents: AgentSet) -> None:
        indices = agents.sort("index").get("index")
        assert indices == sorted(indices, reverse=True)
        assert set(agents.shuffle()) == set(agents)
        told: list[str] = []
        agents.do(lambda actor: told.append(actor.name))
        assert told == list(PLACE.landscape.names)


class ReadToTheEnd(Territory):
    """Takes one step more, in which nothing is lived."""

    def step(self) -> None:
        over = self.month == self.scenario.months
        super().step()
        self.running = not over


RUN = partial(mesa.batch_run, Territory, display_progress=False)
RUN_TO_THE_END = partial(mesa.batch_run, ReadToTheEnd, display_progress=False)


class TestBatchRun:
    def test_replicates_are_those_of_the_ensemble_in_every_month_it_reports(self) -> None:
        """Mesa 3.3 reads the collector up to the step before the last."""
        rows = RUN(
            parameters={"scenario": PLACE, "stance": ["none", "residents"], "replicate": range(3), "seed": 2},
            data_collection_period=1,
        )
        for stance in ("none", "residents"):
            lived = simulate(PLACE, stance, runs=3, seed=2)
            for replicate in range(3):
                mine = [
                    r
                    for r in rows
                    if r["stance"] == stance and r["replicate"] == replicate and r["AgentID"] == 1
                ]
                assert [row["month"] for row in mine] == [row["Step"] for row in mine] == list(range(6))
                assert [row["index"] for row in mine] == lived.of("index")[replicate, :6].tolist()

    def test_one_step_more_makes_it_report_the_last_month(self) -> None:
        """As docs/python.md shows."""
        rows = RUN_TO_THE_END(parameters={"scenario": PLACE, "stance": "residents", "replicate": range(2)})
        mine = [row for row in rows if row["AgentID"] == 1]
        assert [row["month"] for row in mine] == [row["Step"] for row in mine] == [6, 6]
        lived = simulate(PLACE, "residents", runs=2)
        assert [row["index"] for row in mine] == lived.of("index")[:, -1].tolist()

    def test_a_scenario_given_by_name_runs_too(self) -> None:
        rows = RUN(parameters={"scenario": "classroom", "seed": [1, 2]}, max_steps=2)
        assert {(row["seed"], row["Step"]) for row in rows} == {(1, 2), (2, 2)}
        assert len({row["trust"] for row in rows}) == 2

    def test_iterations_repeat_one_run(self) -> None:
        """Mesa's iterations change no parameter: vary `replicate` or `seed` instead."""
        rows = RUN(parameters={"scenario": PLACE}, iterations=3)
        assert len({row["iteration"] for row in rows}) == 3
        assert len({row["index"] for row in rows if row["AgentID"] == 1}) == 1

    def test_several_processes_give_the_same_rows(self) -> None:
        ask = {"scenario": PLACE, "stance": "diagnosed", "replicate": [0, 1]}
        alone, shared = (RUN(parameters=ask, number_processes=number) for number in (1, 2))
        order = ["RunId", "AgentID"]
        assert sorted(shared, key=lambda row: [row[name] for name in order]) == alone


@pytest.mark.filterwarnings("ignore:.*use_state.*:UserWarning")
class TestSolaraViz:
    def test_it_renders_a_territory_with_a_plot_and_its_parameters(self) -> None:
        solara = pytest.importorskip("solara")
        pytest.importorskip("altair")
        from mesa.visualization import Slider, SolaraViz, make_plot_component

        territory = Territory(PLACE, "residents")
        territory.step()
        page = SolaraViz(
            territory,
            components=[make_plot_component("index"), make_plot_component(list(STAGES))],
            model_params={
                "scenario": PLACE,
                "stance": {"type": "Select", "value": "residents", "values": ["none", "residents"]},
                "seed": Slider("Seed", 1, 0, 100, 1),
            },
            name="A territory",
        )
        box, context = solara.render(page, handle_error=False)
        try:
            assert box.children
        finally:
            context.close()
