"""A study: what varies, how, how often it is simulated and which results are stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from simul_agir.scenario import Scenario
from simul_agir.scenario.canon import digest
from simul_agir.scenario.origin import Origin
from simul_agir.scenario.toml.places import Path as KeyPath
from simul_agir.study.design.factors import SCENARIO, Factor, cell_of, column_of, path_of
from simul_agir.study.design.points import Layout, Places, Point, Points

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Keep:
    """Results stored in addition to the outcomes of every run.

    quantiles: levels, of these `indicators`, month by month, over the runs. trajectories: indicators kept for every run and
    month. events: kinds of events (simul_agir.model.events.WHAT) of the first `event_runs` runs.
    afterwards: whether what follows the contract is simulated, for the outcomes that are read there.
    An empty list stores nothing.
    """

    quantiles: tuple[float, ...] = ()
    indicators: tuple[str, ...] = ()
    trajectories: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    event_runs: int = 1
    afterwards: bool = True


@dataclass(frozen=True)
class Sure:
    """How sure to be at each point, instead of a number of runs; smallest_effect in stages of the ladder."""

    confidence: float = 0.95
    smallest_effect: float = 0.1
    most_runs: int = 1000


@dataclass(frozen=True, eq=False)
class Study:
    """The checked content of a study.toml.

    origins: the scenarios it starts from. stances: run at every point with common random numbers. fixed:
    keys of scenario.toml that
    hold at every point. factors: those that vary, with what they take (of a list of points: what was listed). runs: of every
    stance at every point. text: study.toml as it was written; files: beside it, what it was read from.
    """

    name: str
    origins: tuple[Origin, ...]
    stances: tuple[str, ...]
    factors: tuple[Factor, ...]
    layout: Layout
    runs: int = 50
    seed: int = 1
    fixed: Mapping[KeyPath, Any] = field(default_factory=dict)
    keep: Keep = Keep()
    sure: Sure | None = None
    title: str = ""
    title_fr: str = ""
    description: str = ""
    text: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)

    def __repr__(self) -> str:
        return (
            f"<study {self.name}: {len(self.layout)} points, {len(self.stances)} stances, {self.runs} runs>"
        )

    @classmethod
    def load(cls, source: str | Path) -> Study:
        """The study in a file, or in the study.toml of a folder. Raises ScenarioError with every fault found."""
        from simul_agir.study.design.study_file import load

        return load(source)

    @classmethod
    def of(cls, **keys: Any) -> Study:
        """A study from the keys of study.toml, given in Python. Raises ScenarioError with every fault found.

        `Study.of(scenario="classroom", vary={"parameters": {"homophily": [0, 1, 2]}})`
        """
        from simul_agir.study.design.study_file import read

        return read(keys)

    def points(self) -> Points:
        """All points, by number: a sequence of Point; `.frame()` gives them as a table."""
        return Points(self.layout)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the factors' columns in tables."""
        return tuple(factor.column for factor in self.factors)

    def factor(self, column: str) -> Factor:
        """A factor by the name of its column; KeyError if there is none."""
        for found in self.factors:
            if found.column == column:
                return found
        raise KeyError(column)

    def scenario(self, settings: Mapping[KeyPath, Any] | Point | None = None) -> Scenario:
        """The scenario of a point, or with these keys set; of nothing: with the fixed keys alone.

        Raises ScenarioError where the settings do not go together.
        """
        given = dict(settings.settings if isinstance(settings, Point) else settings or {})
        source = given.pop(SCENARIO, None)
        return self.origin(source).scenario({**self.fixed, **given})

    def origin(self, source: str | None = None) -> Origin:
        """The scenario of this name that the study starts from; by default the first."""
        return next(each for each in self.origins if source in (None, each.source))

    def scenario_of(self, cells: Mapping[str, Any]) -> Scenario:
        """The scenario in which the keys of these columns have these values, as `scenario`."""
        return self.scenario({path_of(column): value for column, value in cells.items()})

    def at(self, places: ArrayLike) -> Study:
        """The same study at other points: places of the unit cube, (points, factors), each read by its factor.

        A place u of a range is low + u (high - low), by its scale; values of a list share [0, 1] evenly. ValueError for
        another shape, or outside [0, 1].
        """
        found = np.array(places, np.float64)
        if found.ndim != 2 or found.shape[1] != len(self.factors) or not ((found >= 0) & (found <= 1)).all():
            raise ValueError(f"places must be an array (points, {len(self.factors)}) in 0 to 1")
        data = {"kind": "places", "digest": digest(found)}
        return replace(self, layout=Places(self.factors, found, data))

    def content(self) -> dict[str, Any]:
        """The content that identifies the study, as JSON: everything except titles and the number of runs."""
        return {
            "scenarios": {each.source: each.scenario(self.fixed).hash for each in self.origins},
            "stances": list(self.stances),
            "seed": self.seed,
            "fixed": {column_of(path): value for path, value in self.fixed.items()},
            "vary": [factor.content() for factor in self.factors],
            "design": self.layout.content(),
            "keep": _plain(self.keep),
            "sure": None if self.sure is None else _plain(self.sure),
        }

    def frame(self) -> pd.DataFrame:
        """The points as a table, as `points().frame()`."""
        return self.points().frame()


def _plain(record: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(record).items()}


def with_seed(study: Study, seed: int) -> Study:
    """The same study with another seed."""
    return replace(study, seed=seed)


def settings_of(cells: Mapping[str, Any]) -> dict[KeyPath, Any]:
    """Settings by key from settings by column."""
    return {path_of(column): value for column, value in cells.items()}


__all__ = ["Keep", "Study", "Sure", "cell_of", "settings_of"]


def listed_factors(points: Sequence[Mapping[KeyPath, Any]]) -> tuple[Factor, ...]:
    """The keys that listed points set, each with the values it takes there, in the order in which they appear."""
    values: dict[KeyPath, dict[str, Any]] = {}
    for point in points:
        for path, value in point.items():
            values.setdefault(path, {}).setdefault(repr(value), value)
    return tuple(Factor(path, tuple(found.values())) for path, found in values.items())
