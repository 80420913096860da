"""A study as a model of the EMA Workbench: its factors are uncertainties, its stances a lever, all with common
random numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from simul_agir.locale import RequestError
from simul_agir.scenario import ScenarioError
from simul_agir.stances import get
from simul_agir.study.design.factors import SCENARIO, Factor, cell_of
from simul_agir.study.extras import needed
from simul_agir.study.judged import AFTERWARDS, JUDGED
from simul_agir.study.outcomes import PRIMARY
from simul_agir.study.sweep.point_runs import lines_of
from simul_agir.study.sweep.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

    from simul_agir.study.design.study import Study

STANCE = "stance"
TERRITORY = "territory"  # what several scenarios are called there: the workbench has columns called scenario
RUNS = "_runs"


def ema_model(study: Study, outcomes: Sequence[str] = (PRIMARY,), name: str = "simulagir") -> Any:
    """An `ema_workbench.Model`: uncertainties are the study's factors, by the names of their columns; the lever is `stance`.

    Outcomes: the mean of each outcome over the study's runs, and under its name with "_runs" what every run came to, in
    their order; run r shares its random numbers over all experiments. `name`: letters and digits. Raises
    RequestError for an unknown
    outcome, or where the extra `study` is not installed.
    """
    unknown = [each for each in outcomes if each not in JUDGED]
    if unknown:
        raise RequestError("outcome", found=", ".join(unknown), known=", ".join(JUDGED))
    workbench = needed("ema_workbench", "study")
    from simul_agir.study.discovery.ema_case import CaseModel

    model = CaseModel(name, function=Experiment(study, tuple(outcomes)))
    model.uncertainties = [
        _parameter(workbench, factor) for factor in study.factors if len(_listed(factor)) != 1
    ]
    if len(study.stances) > 1:  # a category of one is none to the workbench
        model.levers = [workbench.CategoricalParameter(STANCE, list(study.stances))]
    model.outcomes = [
        *(workbench.ScalarOutcome(outcome) for outcome in outcomes),
        *(workbench.ArrayOutcome(f"{outcome}{RUNS}") for outcome in outcomes),
    ]
    return model


def _parameter(workbench: Any, factor: Factor) -> Any:
    """A factor as the workbench has it: a range, gone through evenly, whole numbers, or categories."""
    if not factor.ranges:
        return workbench.CategoricalParameter(_called(factor), [cell_of(value) for value in _listed(factor)])
    kind = workbench.IntegerParameter if factor.whole else workbench.RealParameter
    ends = (int(factor.low), int(factor.high)) if factor.whole else (factor.low, factor.high)
    return kind(_called(factor), *ends)


def _listed(factor: Factor) -> tuple[Any, ...]:
    """The values that a factor takes, none of a range."""
    return factor.values  # noqa: PD011, no table


def _called(factor: Factor) -> str:
    return TERRITORY if factor.path == SCENARIO else factor.column


class Experiment:
    """One experiment: called with the factors and a stance, it simulates the runs of the study. Can be sent to other
    processes.
    """

    def __init__(self, study: Study, outcomes: tuple[str, ...]) -> None:
        self.study, self.outcomes = study, outcomes

    def __call__(self, **given: Any) -> dict[str, Any]:
        """Mean and runs of each outcome. Raises the workbench's CaseError where the settings do not go together: it leaves
        this experiment out and continues with the others.
        """
        study = self.study
        stance = str(given.pop(STANCE, study.stances[0]))
        try:
            scenario = study.scenario({factor.path: _value(factor, given) for factor in study.factors})
        except ScenarioError as error:
            message = " ".join(str(error).split())
            raise needed("ema_workbench.util", "study").CaseError(
                message, {STANCE: stance, **given}
            ) from error
        after = any(name in AFTERWARDS for name in self.outcomes)
        span = range(study.runs)
        (lines,) = lines_of(scenario, [stance], study.seed, span, afterwards=after).values()
        found: dict[str, Any] = {}
        for outcome in self.outcomes:
            runs = JUDGED[outcome].read(lines)
            found[outcome], found[f"{outcome}{RUNS}"] = float(runs.mean()), np.array(runs)
        return found


def _value(factor: Factor, given: Mapping[str, Any]) -> Any:
    """The value of a factor in an experiment."""
    listed = _listed(factor)
    if len(listed) == 1:
        return listed[0]
    cell = given[_called(factor)]
    if listed:
        return {cell_of(value): value for value in listed}[cell]
    return int(cell) if factor.whole else float(cell)


def sample_of_experiments(
    experiments: DataFrame, outcomes: Mapping[str, Any], name: str = "experiments", stance: str = "none"
) -> Sample:
    """What `perform_experiments` gave, as points for `discover`: the same uncertainties under every stance are a point.

    Outcomes that the model did not have are NaN. `stance`: the one of a study that has no other.
    """
    if STANCE not in experiments:
        experiments = experiments.assign(**{STANCE: stance})
    stances = tuple(map(str, experiments[STANCE].drop_duplicates()))
    numbers, first = np.unique(experiments["scenario"].to_numpy().astype(str), return_index=True)
    rows = np.searchsorted(numbers, experiments["scenario"].to_numpy().astype(str))
    columns = experiments[STANCE].astype(str).map({each: k for k, each in enumerate(stances)}).to_numpy()
    arrays: dict[str, Any] = {
        key.removesuffix(RUNS): np.ma.filled(np.ma.asarray(value, dtype=float), np.nan)
        for key, value in outcomes.items()
        if key.endswith(RUNS)
    }
    runs = max(array.shape[1] for array in arrays.values())
    values = np.full((len(numbers), len(stances), runs, len(JUDGED)), np.nan)
    for outcome, array in arrays.items():
        values[rows, columns, :, list(JUDGED).index(outcome)] = array
    factors = [c for c in experiments.columns if c not in (STANCE, "scenario", "policy", "model")]
    order = np.argsort(first)  # points in the order of their first experiment
    points, values = experiments.iloc[first[order]][factors], values[order]
    return Sample(
        points.rename(columns={TERRITORY: "scenario"}).reset_index(drop=True),
        tuple(get(stance).name for stance in stances),
        values,
        name=name,
    )


__all__ = ["Experiment", "ema_model", "sample_of_experiments"]
