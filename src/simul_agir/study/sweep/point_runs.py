"""One point simulated under every stance, and what of it is kept, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario import Scenario
from simul_agir.simulation import record
from simul_agir.simulation.aftermath import CRISIS_MONTH, MONTHS_AFTER, continued, crisis_months, in_crisis
from simul_agir.simulation.arms import Arms, Pause, Workspace, ranges_of
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.tasks import Account
from simul_agir.study.design import Study
from simul_agir.study.judged import AFTERWARDS, JUDGED, judged_of
from simul_agir.study.store.schedule import Task
from simul_agir.study.store.tables import (
    ENDS,
    EVENTS,
    QUANTILES,
    TRAJECTORIES,
    Tables,
    cells_of,
    schemas_of,
    type_of,
)

Floats = NDArray[np.float64]


class Stopped(Exception):  # noqa: N818
    """The work was asked to stop before the point was simulated."""


@dataclass(frozen=True, eq=False)
class Lines:
    """What is read of runs: indicators and needs by month, `values` (R, months + 1, indicators), `needs` (R, months + 1, K).

    after, undisturbed, crisis: what follows the contract, as an Aftermath has it; without a month where nobody asked.
    """

    scenario: Scenario
    values: Floats
    needs: Floats
    after: Floats
    undisturbed: Floats
    crisis: Floats

    @classmethod
    def room(cls, scenario: Scenario, runs: int, *, afterwards: bool) -> Lines:
        """Room for so many runs."""
        months, width = scenario.months + 1, crisis_months(scenario) if afterwards else 0
        return cls(
            scenario,
            np.empty((runs, months, len(INDICATORS))),
            np.empty((runs, months, len(scenario.domains))),
            np.empty((runs, MONTHS_AFTER if afterwards else 0, len(INDICATORS))),
            np.empty((runs, width)),
            np.empty((runs, width)),
        )

    @classmethod
    def joined(cls, parts: Sequence[Lines]) -> Lines:
        """The runs of several, one after the other."""
        arrays: dict[str, Any] = {
            name: np.concatenate([getattr(part, name) for part in parts]) for name in _ARRAYS
        }
        return replace(parts[0], **arrays)

    @property
    def ensemble(self) -> Lines:
        """The contract itself: outcomes read it here, as they do in an Aftermath."""
        return self

    def of(self, indicator: str) -> Floats:
        """One indicator, (R, months + 1)."""
        return np.asarray(self.values[:, :, INDICATORS.index(indicator)])

    def outcomes(self) -> Floats:
        """Every outcome of every run, (R, outcomes), as `compare` reads them; NaN for those read after the contract where
        nothing follows it here.
        """
        found = np.full((len(self.values), len(JUDGED)), np.nan)
        names = [name for name in JUDGED if self.after.shape[1] or name not in AFTERWARDS]
        found[:, [list(JUDGED).index(name) for name in names]] = judged_of(self, names)
        return found


_ARRAYS = ("values", "needs", "after", "undisturbed", "crisis")


class Free:
    """An account of work that nobody stops and nobody counts."""

    stopped = False

    def add(self, amount: int) -> None:
        """So much more is done."""


def lines_of(
    scenario: Scenario,
    stances: Sequence[str],
    seed: int,
    runs: range,
    workspace: Workspace | None = None,
    account: Account | None = None,
    afterwards: bool = False,
) -> dict[str, Lines]:
    """These runs of a scenario under every stance with common random numbers, by name. Raises Stopped when asked to stop.

    `afterwards`: with the months after the contract and the branch of the crisis, as `simulate_aftermath` has them.
    """
    workspace, account = workspace or Workspace(), account or Free()
    arms = Arms(scenario, stances, seed, runs.start)
    found = {name: Lines.room(scenario, len(runs), afterwards=afterwards) for name in arms.names}
    pause = None
    for part in ranges_of(scenario, len(runs), 1):
        rows, arms_lived = slice(part.start, part.stop), 0
        if afterwards and crisis_months(scenario):
            pause = Pause(CRISIS_MONTH - 1, partial(_strike, found, rows))
        for name, simulated in arms.simulated(part, workspace, account, pause):
            _write(found[name], rows, simulated)
            arms_lived += 1
        if arms_lived < len(arms.names):
            raise Stopped
    return found


def _strike(found: Mapping[str, Lines], rows: slice, names: tuple[str, ...], batch: Batch) -> None:
    """The year of a crisis in a branch of these arms, into its place."""
    struck = in_crisis(batch)
    for name in names:
        found[name].crisis[rows] = struck


def _write(lines: Lines, rows: slice, batch: Batch) -> None:
    """What a batch came to at the end of its contract, into its place."""
    lines.values[rows], lines.needs[rows] = batch.indicators, batch.need_levels
    months = lines.after.shape[1]
    if months:
        lines.after[rows] = continued(batch, months).indicators[:, -months:]
    width = lines.crisis.shape[1]
    if width:
        lines.undisturbed[rows] = lines.of("index")[rows, CRISIS_MONTH : CRISIS_MONTH + width]


def outcomes_at(study: Study, settings: Mapping[Any, Any], runs: int | None = None, first: int = 0) -> Floats:
    """Outcomes of runs of one point in memory, (stances, runs, outcomes), in the order of JUDGED, as the store holds them.

    `settings` as a Point's. Raises ScenarioError where they do not go together.
    """
    span = range(first, first + (study.runs if runs is None else runs))
    simulated = lines_of(
        study.scenario(settings), study.stances, study.seed, span, afterwards=study.keep.afterwards
    )
    return np.stack([lines.outcomes() for lines in simulated.values()])


def tables_of(study: Study, task: Task, workspace: Workspace, account: Account) -> Tables:
    """What is kept of a task. Raises ScenarioError, StanceError and whatever a stance raises; Stopped when asked to stop."""
    settings = study.points()[task.point].settings
    scenario = study.scenario(settings)
    runs = range(task.first, task.stop)
    if study.sure is None:
        simulated = lines_of(
            scenario, study.stances, study.seed, runs, workspace, account, study.keep.afterwards
        )
    else:
        from simul_agir.study.sweep.enough import runs_until_sure

        simulated = runs_until_sure(scenario, study, study.sure, workspace, account)
    found = {ENDS: _ends(study, task, simulated, cells_of(study, settings))}
    if study.keep.quantiles:
        found[QUANTILES] = _quantiles(study, task, simulated)
    if study.keep.trajectories:
        found[TRAJECTORIES] = _trajectories(study, task, simulated)
    if study.keep.events:
        found[EVENTS] = _events(study, task, scenario)
    return found


def _ends(study: Study, task: Task, simulated: Mapping[str, Lines], cells: Mapping[str, Any]) -> pa.Table:
    """One row per stance and run: its outcomes."""
    outcomes = np.concatenate([lines.outcomes() for lines in simulated.values()])
    stance, run = _keys(simulated, task.first)
    columns: dict[str, Any] = {
        "point": pa.array(np.full(len(run), task.point, np.int32)),
        "stance": stance,
        "run": pa.array(run),
    }
    for factor in study.factors:
        columns[factor.column] = pa.repeat(pa.scalar(cells[factor.column], type_of(factor)), len(run))
    for place, name in enumerate(JUDGED):
        columns[name] = pa.array(np.ascontiguousarray(outcomes[:, place]))
    return pa.table(columns)


def _keys(simulated: Mapping[str, Lines], first: int) -> tuple[pa.Array, NDArray[np.int32]]:
    """The stance and the number of every run, a stance after the other."""
    counts = [len(lines.values) for lines in simulated.values()]
    stance = pa.array(
        [name for name, count in zip(simulated, counts, strict=True) for _ in range(count)], pa.string()
    )
    return stance, np.concatenate([np.arange(first, first + count, dtype=np.int32) for count in counts])


def _quantiles(study: Study, task: Task, simulated: Mapping[str, Lines]) -> pa.Table:
    """One row per stance, month and level: the quantile over these runs of every indicator that is kept."""
    levels, names = study.keep.quantiles, study.keep.indicators
    places = [INDICATORS.index(name) for name in names]
    found = [np.quantile(lines.values[:, :, places], levels, axis=0) for lines in simulated.values()]
    months = found[0].shape[1]
    rows = months * len(levels)
    runs = len(next(iter(simulated.values())).values)
    columns: dict[str, Any] = {
        "point": np.full(rows * len(simulated), task.point, np.int32),
        "stance": pa.array([name for name in simulated for _ in range(rows)], pa.string()),
        "month": np.tile(np.repeat(np.arange(months, dtype=np.int16), len(levels)), len(simulated)),
        "quantile": np.tile(np.array(levels), months * len(simulated)),
        "first_run": np.full(rows * len(simulated), task.first, np.int32),
        "runs": np.full(rows * len(simulated), runs, np.int32),
    }
    values = np.stack(found).transpose(0, 2, 1, 3).reshape(-1, len(names))
    return pa.table(columns | {name: values[:, place].copy() for place, name in enumerate(names)})


def _trajectories(study: Study, task: Task, simulated: Mapping[str, Lines]) -> pa.Table:
    """One row per stance, run and month: every indicator that is kept."""
    stance, run = _keys(simulated, task.first)
    months = next(iter(simulated.values())).values.shape[1]
    columns: dict[str, Any] = {
        "point": np.full(len(run) * months, task.point, np.int32),
        "stance": stance.take(pa.array(np.repeat(np.arange(len(run)), months))),
        "run": np.repeat(run, months),
        "month": np.tile(np.arange(months, dtype=np.int16), len(run)),
    }
    for name in study.keep.trajectories:
        columns[name] = np.concatenate([lines.of(name).ravel() for lines in simulated.values()])
    return pa.table(columns)


def _events(study: Study, task: Task, scenario: Scenario) -> pa.Table:
    """One row per event of the kinds that are kept, of the first runs: they are simulated once more for it, to
    the same bits.
    """
    columns: dict[str, list[Any]] = {
        name: [] for name in ("point", "stance", "run", "month", "what", "actors", "need", "value")
    }
    for stance in study.stances:
        for run in range(task.first, min(task.stop, study.keep.event_runs)):
            for event in record(scenario, stance, study.seed, run).events:
                if event.what in study.keep.events:
                    row = (
                        task.point,
                        stance,
                        run,
                        event.month,
                        event.what,
                        list(event.actors),
                        event.need,
                        event.value,
                    )
                    for column, value in zip(columns.values(), row, strict=True):
                        column.append(value)
    return pa.table(columns, schemas_of(study)[EVENTS])
