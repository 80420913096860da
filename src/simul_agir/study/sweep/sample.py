"""The points of a study, simulated under its stances with common random numbers: what sensitivity analysis and
discovery work on.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simul_agir.locale import LocalisedError, RequestError
from simul_agir.moved import old_attributes
from simul_agir.scenario import ScenarioError
from simul_agir.simulation.arms import Workspace
from simul_agir.simulation.names import UnknownNameError
from simul_agir.simulation.tasks import ProgressMonitor, run_tasks
from simul_agir.stances import StanceError, get
from simul_agir.study.judged import AFTERWARDS, JUDGED
from simul_agir.study.outcomes import PRIMARY
from simul_agir.study.request import LARGEST_MEMORY, LARGEST_RUNS, check_jobs, check_seed, check_stances
from simul_agir.study.store import Store
from simul_agir.study.sweep.point_runs import Stopped, lines_of
from simul_agir.study.sweep.work import as_one_line

if TYPE_CHECKING:
    from pandas import DataFrame

    from simul_agir.study.design.study import Study

Floats = NDArray[np.float64]
KEYS = ("point", "stance", "run")


class SampleError(LocalisedError):
    """Points that cannot be analysed: a folder without a table, or points that failed where all are needed."""

    group = "sample"


@dataclass(frozen=True)
class Target:
    """A number that a point comes to: the `mean` of an outcome under `stance`, its `variance` between runs, or the mean
    `difference`, run by run, of `stance` less `other`.
    """

    kind: str
    outcome: str
    stance: str
    other: str = ""

    def of(self, sample: Sample) -> Floats:
        """What the runs of every point came to, (points, runs)."""
        values = sample.of(self.stance, self.outcome)
        return values - sample.of(self.other, self.outcome) if self.other else values

    def reduce(self, values: Floats) -> Floats:
        """The number of each point, (points,), from its runs, (points, runs)."""
        return np.asarray(values.var(axis=1, ddof=1) if self.kind == "variance" else values.mean(axis=1))


def targets_of(stances: Sequence[str], outcomes: Sequence[str] = (PRIMARY,)) -> tuple[Target, ...]:
    """Each outcome under each stance, its variance between runs, and all differences between stances."""
    found: list[Target] = []
    for outcome in outcomes:
        found += [Target("mean", outcome, stance) for stance in stances]
        found += [Target("variance", outcome, stance) for stance in stances]
        found += [Target("difference", outcome, later, first) for first, later in combinations(stances, 2)]
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Sample:
    """Points simulated. points: one row per point, one column per factor. values: (points, stances, runs, outcomes), in the
    order of `stances` and JUDGED, NaN where a point has fewer runs; run r shares its random numbers over all points and
    stances. failed: numbers of points that could not be simulated, and why; they have no rows.
    """

    points: DataFrame
    stances: tuple[str, ...]
    values: Floats
    failed: tuple[tuple[int, str], ...] = ()
    name: str = ""

    @property
    def runs(self) -> int:
        """Runs of each stance at each point, where it has most."""
        return int(self.values.shape[2])

    def of(self, stance: str, outcome: str = PRIMARY) -> Floats:
        """An outcome under a stance, (points, runs). KeyError for a name that is none."""
        if stance not in self.stances:
            raise UnknownNameError("stance", stance, self.stances)
        if outcome not in JUDGED:
            raise UnknownNameError("outcome", outcome, JUDGED)
        return np.asarray(self.values[:, self.stances.index(stance), :, list(JUDGED).index(outcome)])

    def frame(self) -> DataFrame:
        """One row per point, stance and run, as a sweep's table has it: KEYS, factors, outcomes."""
        import pandas as pd

        points = range(len(self.values))
        keys = pd.MultiIndex.from_product([points, self.stances, range(self.runs)], names=list(KEYS))
        rows = keys.to_frame(index=False)
        factors = self.points.iloc[rows["point"]].reset_index(drop=True)
        outcomes = pd.DataFrame(self.values.reshape(-1, len(JUDGED)), columns=list(JUDGED))
        table = pd.concat([rows, factors, outcomes], axis=1)
        return table[table[PRIMARY].notna()].reset_index(drop=True)

    @classmethod
    def load(cls, folder: str | Path) -> Sample:
        """The sample in the folder of a sweep: a table with a row a point, stance and run. Raises SampleError."""
        import pandas as pd

        home = Path(folder)
        files = sorted(path for path in home.glob("*.parquet") if path.name[0] not in "._")
        if not files:
            raise SampleError("no_table", folder=home)
        try:
            if (home / "_manifest.json").exists():
                table = Store.open(home).frame()
            else:
                table = pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)
        except (OSError, ValueError) as error:
            raise SampleError("unreadable", folder=home, why=" ".join(str(error).split())) from error
        missing = [name for name in (*KEYS, PRIMARY) if name not in table.columns]
        if missing or table.empty:
            raise SampleError("no_columns", folder=home, missing=", ".join(missing) or "-")
        return sample_of(table, _name(home))


def _name(home: Path) -> str:
    """The name of the study that a sweep's folder keeps, else the folder's."""
    try:
        name = json.loads((home / "_manifest.json").read_text(encoding="utf-8"))["name"]
    except (OSError, ValueError, KeyError, TypeError):
        return home.resolve().name
    return str(name)


def sample_of(table: DataFrame, name: str = "") -> Sample:
    """The sample in a table with a row a point, stance and run: KEYS, then columns of factors and of outcomes."""
    factors = [column for column in table.columns if column not in KEYS and column not in JUDGED]
    stances = tuple(map(str, table["stance"].drop_duplicates()))
    numbers, first = np.unique(table["point"].to_numpy(), return_index=True)
    places = (
        np.searchsorted(numbers, table["point"].to_numpy()),
        table["stance"].astype(str).map({stance: place for place, stance in enumerate(stances)}).to_numpy(),
        table["run"].to_numpy(),
    )
    values = np.full((len(numbers), len(stances), int(places[2].max()) + 1, len(JUDGED)), np.nan)
    for place, outcome in enumerate(JUDGED):
        if outcome in table.columns:
            values[(*places, place)] = table[outcome].to_numpy()
    points = table.iloc[first][factors].reset_index(drop=True)
    points.index = points.index.set_names("row")
    return Sample(points, stances, values, name=name)


def sample_points(
    study: Study,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    outcomes: Sequence[str] = tuple(JUDGED),
) -> Sample:
    """Every point of a study simulated under its stances, `study.runs` times with common random numbers.

    What follows the contract is simulated only where one of the `outcomes` is read there (AFTERWARDS); else it is NaN.
    A point that cannot be simulated is written down with its reason. The result never depends on `jobs`.
    Raises RequestError.
    """
    points = study.points()
    stances = [get(name) for name in study.stances]
    check_sample(study, len(points), jobs)
    shape = (len(points), len(stances), study.runs, len(JUDGED))
    afterwards = any(name in AFTERWARDS for name in outcomes)
    work = _Points(
        study, np.full(shape, np.nan), ProgressMonitor(len(points) * study.runs, progress), afterwards
    )
    run_tasks(range(len(points)), work.worker, jobs, work.monitor)
    simulated = [number for number in range(len(points)) if number not in work.failed]
    frame = points.frame()
    columns = [column for column in study.columns if column in frame.columns]
    return Sample(
        points=frame[columns].iloc[simulated].reset_index(drop=True),
        stances=tuple(stance.name for stance in stances),
        values=work.simulated[simulated],
        failed=tuple(sorted(work.failed.items())),
        name=study.name,
    )


def check_sample(study: Study, points: int, jobs: int | None, at_least: int = 1) -> None:
    """RequestError for whatever makes the points of a study impossible to live or to keep in memory."""
    check_seed(study.seed)
    check_jobs(jobs)
    check_stances(study.stances, at_least=at_least)
    if not 1 <= study.runs <= LARGEST_RUNS:
        raise RequestError("runs", found=study.runs, highest=LARGEST_RUNS)
    most = int(LARGEST_MEMORY // (max(1, points) * len(study.stances) * len(JUDGED) * 8))
    if study.runs > most:
        raise RequestError("memory", found=study.runs, highest=max(1, most))


class _Points:
    """Points lived one by one, in any order, by several threads."""

    def __init__(self, study: Study, values: Floats, monitor: ProgressMonitor, afterwards: bool) -> None:
        self.study, self.simulated, self.monitor = study, values, monitor
        self.afterwards = afterwards
        self.points, self.failed = study.points(), dict[int, str]()
        self._lock = threading.Lock()

    @property
    def stopped(self) -> bool:
        """Whether the whole work is to stop."""
        return self.monitor.stopped

    def add(self, amount: int) -> None:
        """Months of a point are not counted: points are."""

    def worker(self) -> Callable[[int], None]:
        """What lives one point after another, on a workspace of its own."""
        workspace = Workspace()
        return lambda number: self._live(number, workspace)

    def _live(self, number: int, workspace: Workspace) -> None:
        """One point: its outcomes, or why there are none."""
        study = self.study
        try:
            scenario = study.scenario(self.points[number])
            span = range(study.runs)
            simulated = lines_of(scenario, study.stances, study.seed, span, workspace, self, self.afterwards)
        except Stopped:
            return
        except (ScenarioError, StanceError, ValueError) as error:
            with self._lock:
                self.failed[number] = as_one_line(error, "en")
        else:
            self.simulated[number] = np.stack([lines.outcomes() for lines in simulated.values()])
        self.monitor.add(study.runs)


__all__ = [
    "KEYS",
    "Sample",
    "SampleError",
    "Target",
    "check_sample",
    "sample_of",
    "sample_points",
    "targets_of",
]

__getattr__ = old_attributes(__name__, {"live": "sample_points"})
