"""A reduced model with a published result, its settings, and its readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.moved import old_attributes

if TYPE_CHECKING:
    from simul_agir.scenario import Scenario
    from simul_agir.simulation.tasks import Progress

Floats = NDArray[np.float64]

DEVIATIONS = 4.5  # standard errors that a line may lie off: a sound line fails once in 147,000, a table once in some 5,000
ROUNDING = 1e-9  # what is exact may be off by as much: sums of millions of roundings stay below it


@dataclass(frozen=True)
class Setting:
    """A number of a reduced model that may be set, with its bounds and its value at the size of a test."""

    name: str
    default: float
    low: float
    high: float
    whole: bool = False

    def allows(self, value: float) -> bool:
        """Whether the value may be had."""
        return self.low <= value <= self.high and (not self.whole or float(value).is_integer())


@dataclass(frozen=True)
class Reading:
    """One line of the table: the value that theory gives for a quantity, and what the model gave.

    `published` holds to within `published_tolerance` beyond `tolerance`; None: nothing was published for these
    settings. `fields` fill the blanks of the quantity's words. `remark`: a key of the catalogue.
    """

    quantity: str
    expected: float
    obtained: float
    tolerance: float
    published: float | None = None
    published_tolerance: float = 0.0
    fields: Mapping[str, float] = field(default_factory=dict)
    remark: str = ""

    @property
    def near(self) -> bool:
        """Whether what was published for the long run, or for many, is reached here; so where nothing was published."""
        return self.published is None or abs(self.published - self.expected) <= max(self.tolerance, 1e-6)

    @property
    def within(self) -> bool:
        """Whether the obtained value agrees with the expected one and with what was published."""
        if not abs(self.obtained - self.expected) <= self.tolerance:
            return False
        if self.published is None:
            return True
        return abs(self.obtained - self.published) <= self.tolerance + self.published_tolerance


@dataclass(frozen=True)
class RunOptions:
    """Seed, threads and progress of the simulation of a reduced model."""

    seed: int = 1
    jobs: int | None = None
    progress: Progress | None = None

    def start(self, *purpose: int) -> np.random.Generator:
        """Random numbers for the initial state of a reduced model; the rules have their own."""
        return np.random.default_rng([self.seed, *purpose])


Values = Mapping[str, float]


@dataclass(frozen=True)
class Limit:
    """A reduced model. `read` simulates it and returns its lines; `scenario` is the (first) scenario that it simulates.

    `bounds(values)`: settings whose bounds depend on other values, as they are here.
    """

    name: str
    source: str
    settings: tuple[Setting, ...]
    read: Callable[[Values, RunOptions], list[Reading]]
    scenario: Callable[[Values, RunOptions], Scenario]
    bounds: Callable[[Values], tuple[Setting, ...]] = lambda _: ()

    @property
    def defaults(self) -> dict[str, float]:
        """The values at the size of a test."""
        return {setting.name: setting.default for setting in self.settings}

    def setting(self, name: str) -> Setting:
        """The setting of that name; KeyError if there is none."""
        return {setting.name: setting for setting in self.settings}[name]


ACTORS = (2, 10_000)
MONTHS = (1, 600)
RUNS = (20, 100_000)


def actors(default: int, low: int = ACTORS[0], high: int = ACTORS[1]) -> Setting:
    """How many actors."""
    return Setting("actors", default, low, high, whole=True)


def months(default: int, low: int = MONTHS[0]) -> Setting:
    """How many months are simulated."""
    return Setting("months", default, low, MONTHS[1], whole=True)


def runs(default: int) -> Setting:
    """How many runs."""
    return Setting("runs", default, *RUNS, whole=True)


def parameter(name: str, default: float, low: float | None = None, high: float | None = None) -> Setting:
    """A parameter of the model, within its range there, or a part of it."""
    from simul_agir.model.parameters import PARAMETERS

    known = PARAMETERS[name]
    return Setting(name, default, known.low if low is None else low, known.high if high is None else high)


def whole(values: Values, *names: str) -> tuple[int, ...]:
    """Some settings as whole numbers."""
    return tuple(int(values[name]) for name in names)


def binomial_tolerance(chance: float, trials: int) -> float:
    """How far a share of `trials` may lie off its chance: exact, as improbable as DEVIATIONS standard errors."""
    from scipy.stats import binom, norm

    tail = norm.sf(DEVIATIONS)
    low, high = binom.ppf(tail, trials, chance), binom.isf(tail, trials, chance)
    return float(max(chance - low / trials, high / trials - chance)) + ROUNDING


def mean_tolerance(spread: float, count: float) -> float:
    """How far a mean of `count` values may lie off, `spread` being their known standard deviation."""
    return DEVIATIONS * float(spread) / float(np.sqrt(count)) + ROUNDING


def sample_tolerance(values: Floats, compared: int = 1) -> Any:
    """How far the mean over the first axis may lie off its expectation, by the spread of the values themselves.

    Student's t, as improbable as DEVIATIONS standard errors for the worst of `compared` (Bonferroni).
    """
    from scipy.stats import norm, t

    count = len(values)
    worst = t.isf(norm.sf(DEVIATIONS) / compared, count - 1)
    return worst * values.std(axis=0, ddof=1) / np.sqrt(count) + ROUNDING


__all__ = [
    "DEVIATIONS",
    "ROUNDING",
    "Floats",
    "Limit",
    "Reading",
    "RunOptions",
    "Setting",
    "Values",
    "actors",
    "binomial_tolerance",
    "mean_tolerance",
    "months",
    "parameter",
    "runs",
    "sample_tolerance",
    "whole",
]

__getattr__ = old_attributes(
    __name__,
    {"Luck": "RunOptions"},
)
