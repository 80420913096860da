"""What notebooks, Mesa and the workbench expect of our objects."""

import copy
import pickle
from pathlib import Path

import numpy as np
import pytest

from simul_agir import Scenario, Study, Territory, compare, simulate, simulate_histograms, sweep
from simul_agir.scenario import ScenarioError
from simul_agir.simulation.actor import ActorError
from simul_agir.simulation.batch import Batch
from simul_agir.study import Comparison
from studies import small

PLACE = Scenario.load("classroom", months=12)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(PLACE, ("none", "residents"), runs=3, jobs=1)


def test_answers_are_told_in_a_line(comparison: Comparison, tmp_path: Path) -> None:
    study = small(runs=1)
    answers = [
        comparison,
        simulate(PLACE, runs=2, jobs=1),
        simulate_histograms(PLACE, runs=2, jobs=1),
        PLACE,
        study,
        sweep(study, tmp_path / "store", jobs=1),
        Batch.begin(PLACE, "none", 2),
    ]
    for answer in answers:
        assert len(repr(answer)) < 200
        assert "\n" not in repr(answer)
    assert "3 runs" in repr(comparison)
    assert "residents" in repr(comparison)


def test_a_notebook_shows_the_verdict_and_the_arms(comparison: Comparison) -> None:
    from simul_agir.report.files.comparison_html import html

    text = comparison._repr_html_()
    assert text.count("<tr>") == 3
    assert len(text) < 4000
    assert "0,.." not in html(comparison, "fr")
    assert html(comparison, "fr") != html(comparison, "en")


def test_a_notebook_shows_a_figure(comparison: Comparison) -> None:
    axes = comparison.plot("ladder")
    assert axes._repr_png_().startswith(b"\x89PNG")
    assert axes.get_figure()._repr_png_().startswith(b"\x89PNG")


@pytest.mark.parametrize("runs", [0, -1, 1.5, True, "3"])
def test_no_runs_are_refused(runs: object) -> None:
    for ask in (simulate, simulate_histograms):
        with pytest.raises(ValueError, match="runs"):
            ask(PLACE, runs=runs)  # type: ignore[operator]


def test_a_misspelt_name_is_answered_with_the_nearest(comparison: Comparison) -> None:
    ensemble = comparison.ensembles["none"]
    for ask, near in (
        (lambda: ensemble.of("indeks"), "'index'"),
        (lambda: ensemble.quantiles("trsut"), "'trust'"),
        (lambda: comparison.arm("residants"), "'residents'"),
        (lambda: comparison.difference("residants", "none"), "'residents'"),
        (lambda: comparison.difference("residents", "none", "indx"), "'index'"),
        (lambda: simulate_histograms(PLACE, runs=1).of("nonne"), "'none'"),
    ):
        with pytest.raises(KeyError, match=near) as refused:
            ask()
        assert pickle.loads(pickle.dumps(refused.value)).args == refused.value.args


def test_a_scenario_may_be_loaded_with_changes() -> None:
    usual = Scenario.load("classroom")
    found = Scenario.load(
        "classroom", months=24, budget=0.0, parameters={"tolerance": 0.3}, arms=("none", "sham")
    )
    assert (found.months, found.budget, found.parameters["tolerance"]) == (24, 0.0, 0.3)
    assert found.arms == ("none", "sham")
    assert found.landscape.ids == usual.landscape.ids
    assert Scenario.load("classroom") == usual
    with pytest.raises(ScenarioError, match="monthss"):
        Scenario.load("classroom", monthss=24)
    with pytest.raises(ScenarioError, match="tolerance"):
        Scenario.load("classroom", parameters={"tolerance": 7})


def test_an_actor_cannot_be_removed_and_nothing_changes() -> None:
    territory, other = Territory(PLACE, seed=2), Territory(PLACE, seed=2)
    for agent in list(territory.agents)[5:]:
        with pytest.raises(ActorError, match="voice"):
            agent.remove()
        with pytest.raises(ActorError):
            territory.deregister_agent(agent)
    assert len(territory.agents) == len(other.agents)
    territory.run_model(), other.run_model()
    assert territory.index == other.index


def test_a_misspelt_attribute_of_an_actor_is_refused() -> None:
    actor = Territory(PLACE).actors[0]
    with pytest.raises(AttributeError, match="motivation"):
        actor.motivaton = 0.5
    actor.motivation = 0.5
    assert copy.deepcopy(actor).motivation == 0.5


def test_a_territory_has_a_network_that_can_be_drawn() -> None:
    territory = Territory(PLACE)
    grid = territory.grid
    assert grid.G.number_of_nodes() == len(territory.actors)
    assert grid.G.number_of_edges() > 0
    assert [grid.G.nodes[actor.pos]["agent"][0] for actor in territory.actors] == territory.actors
    territory.step()
    assert territory.grid.G is not grid.G


def a_study(stances: list[str]) -> Study:
    return Study.of(
        scenario="classroom",
        stances=stances,
        runs=1,
        fixed={"months": 12, "warm_up": 1},
        vary={"effort": {"low": 0.0, "high": 1.0}},
        design={"kind": "latin_hypercube", "points": 4},
    )


def test_the_workbench_takes_a_study_of_one_stance_and_leaves_out_a_bad_experiment() -> None:
    workbench = pytest.importorskip("ema_workbench")
    from simul_agir.study.discovery.ema import Experiment, ema_model, sample_of_experiments

    study = a_study(["none"])
    model = ema_model(study)
    assert len(model.levers) == 0
    experiments, outcomes = workbench.perform_experiments(model, scenarios=3)
    sample = sample_of_experiments(experiments, outcomes, stance="none")
    assert sample.stances == ("none",)
    assert np.isfinite(sample.of("none")).all()
    model.uncertainties = [workbench.RealParameter(study.columns[0], -1.0, 1.0)]
    experiments, outcomes = workbench.perform_experiments(model, scenarios=8)
    ends = sample_of_experiments(experiments, outcomes).of("none")[:, 0]
    assert list(np.isnan(ends)) == list(experiments[study.columns[0]] < 0)
    with pytest.raises(workbench.CaseError if hasattr(workbench, "CaseError") else workbench.util.CaseError):
        Experiment(study, ("index",))(**{study.columns[0]: -4.0})
