"""A study as a model of the EMA Workbench, and its experiments as points again."""

import warnings
from typing import Any

import numpy as np
import pytest

from simul_agir import compare
from simul_agir.locale import RequestError
from simul_agir.study.design.study import Study
from simul_agir.study.discovery.ema import ema_model, sample_of_experiments

warnings.filterwarnings("ignore", category=UserWarning, module="ema_workbench")


@pytest.fixture(scope="module")
def study() -> Study:
    return Study.of(
        scenario="classroom",
        stances=["none", "residents"],
        runs=3,
        seed=5,
        fixed={"months": 12, "warm_up": 4},
        vary={
            "effort": {"low": 0.1, "high": 1.0},
            "parameters": {"axes": {"low": 1, "high": 4}, "homophily": [0, 2]},
            "shocks": [[], [{"month": 3, "size": 0.5}]],
        },
        design={"kind": "sobol", "points": 2},
    )


@pytest.fixture(scope="module")
def performed(study: Study) -> tuple[Any, Any]:
    from ema_workbench import Policy, SequentialEvaluator

    model = ema_model(study, ("index", "need"))
    np.random.seed(1)  # noqa: NPY002, the workbench draws from it
    policies = [Policy(stance, stance=stance) for stance in study.stances]
    with SequentialEvaluator(model) as evaluator:
        found: tuple[Any, Any] = evaluator.perform_experiments(scenarios=4, policies=policies)
    return found


def test_factors_are_uncertainties_and_stances_a_lever(study: Study) -> None:
    model = ema_model(study)
    kinds = {parameter.name: type(parameter).__name__ for parameter in model.uncertainties}
    assert kinds == {
        "scenario.effort": "RealParameter",
        "parameters.axes": kinds["parameters.axes"],
        "parameters.homophily": "CategoricalParameter",
        "scenario.shocks": "CategoricalParameter",
    }
    assert [lever.name for lever in model.levers] == ["stance"]


def test_an_experiment_is_what_a_comparison_of_its_point_says(
    performed: tuple[Any, Any], study: Study
) -> None:
    experiments, outcomes = performed
    row = experiments.iloc[0]
    cells = {column: row[column] for column in study.columns}
    shocks = {"[]": []}.get(str(cells["scenario.shocks"]), [{"month": 3, "size": 0.5}])
    scenario = study.scenario(
        {
            ("effort",): float(cells["scenario.effort"]),
            ("parameters", "axes"): cells["parameters.axes"],
            ("parameters", "homophily"): cells["parameters.homophily"],
            ("shocks",): shocks,
        }
    )
    told = (
        compare(scenario, study.stances, runs=3, seed=5, assumptions="default")
        .arm(str(row["stance"]))
        .outcomes
    )
    assert outcomes["index"][0] == pytest.approx(told["index"].mean)
    assert outcomes["need"][0] == pytest.approx(told["need"].mean)


def test_experiments_become_points_with_paired_runs(performed: tuple[Any, Any]) -> None:
    experiments, outcomes = performed
    sample = sample_of_experiments(experiments, outcomes)
    assert sample.stances == ("none", "residents")
    assert len(sample.points) == 4
    for place in range(len(experiments)):
        row = experiments.iloc[place]
        (point,) = np.flatnonzero(sample.points["scenario.effort"] == row["scenario.effort"])
        assert np.array_equal(sample.of(str(row["stance"]))[point], outcomes["index_runs"][place])
    assert np.isnan(sample.of("none", "trust")).all()


def test_an_outcome_that_is_none_is_refused(study: Study) -> None:
    with pytest.raises(RequestError, match="index"):
        ema_model(study, ("happiness",))
