"""Defines a stance: a policy that sets the doses of instruments, month by month, within a given effort."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from simul_agir.locale import LocalisedError
from simul_agir.model.instruments import INSTRUMENTS, STANCE_NAMES
from simul_agir.model.path.calendar import BASE as _BASE

Calendar = NDArray[np.float64]


class StanceError(Exception):
    """A stance that is unknown, cannot be loaded, or breaks its contract."""

    def text(self, lang: str) -> str:  # noqa: ARG002
        """The error message, in the words of the stance's author, whatever the language."""
        return str(self).rstrip(".")


class FaultyStanceError(LocalisedError, StanceError):
    """A fault found by this package, with a message in either language."""

    group = "stance_fault"


class Step(Protocol):
    """A step of the reference path: first month and length in months, 0 when skipped."""

    @property
    def start(self) -> int:
        """First month."""

    @property
    def months(self) -> int:
        """Length."""


class Path(Protocol):
    """The reference path: four steps, and the month in which it is repeated, if any."""

    @property
    def diagnosis(self) -> Step:
        """Step 1."""

    @property
    def choice(self) -> Step:
        """Step 2."""

    @property
    def training(self) -> Step:
        """Step 3."""

    @property
    def scheme(self) -> Step:
        """Step 4."""

    @property
    def revisit(self) -> int | None:
        """Months after which the path is repeated, if it is."""


@dataclass(frozen=True)
class Diagnosis:
    """What the diagnosis of one territory observed, with error; shares in [0, 1] unless stated.

    Political and technical wills (`priorities`), obligations (`mandate`), capacities, skills and postures, motivations,
    resources, obstacles, shared understanding. `error`: standard deviation of the observations.
    """

    error: float
    needs: NDArray[np.float64]  # (K,)
    priorities: NDArray[np.float64]  # (N, K)
    mandate: NDArray[np.float64]  # (N, K)
    expertise: NDArray[np.float64]  # (N, K)
    capacity: NDArray[np.float64]  # (N,) hours a month
    motivation: NDArray[np.float64]  # (N,)
    skill: NDArray[np.float64]  # (N,)
    postures: NDArray[np.float64]  # (N, 4), in the order of STANCE_NAMES
    resources: NDArray[np.float64]  # (N,) euros a month
    links: NDArray[np.bool_]  # (K, K): domains to act on to relieve each need, as observed
    untied_complementary: float  # share of pairs with complementary fields that are not tied
    frictions: float  # share of pairs of alters whose priorities are too far apart
    shared_understanding: float  # agreement of believed links with what the diagnosis sees
    change_gap: NDArray[np.float64]  # (4,): distance between present postures and those each stance needs


@dataclass(frozen=True)
class Briefing:
    """The information that a stance receives before it sets its calendar.

    `hours`: engineering per month on average; the calendar must spend hours x months in all. `month`: first row that may
    still change (0 at first). `diagnosis`: what was observed; None before the diagnosis. `trial(stance, runs)`: mean
    index at the end of short runs of a stance on the territory as observed; None before the diagnosis.
    """

    months: int
    hours: float
    path: Path
    own_share: float
    excluded: tuple[str, ...] = ()
    month: int = 0
    diagnosis: Diagnosis | None = None
    trial: Callable[[str, int], float] | None = None


class Stance:
    """A stance: name, source, and its own instruments, by share of its own effort.

    A stance of your own sets `name`, `source` and `own`, and inherits the rest, or overrides `calendar`. With `revises`
    it is asked for its calendar again after the diagnosis of each territory. With `reacts` it is asked every month for
    the whole batch (`react`).
    """

    name: ClassVar[str]
    source: ClassVar[str]
    own: ClassVar[Mapping[str, float]] = {}
    follows_path: ClassVar[bool] = True
    announces: ClassVar[bool] = False  # axes at month 0, without a diagnosis; for stances off the path
    revises: ClassVar[bool] = False
    reacts: ClassVar[bool] = False

    def calendar(self, briefing: Briefing) -> Calendar:
        """Hours of engineering for each month and instrument, (months, 12)."""
        return along_path(briefing, self.own)

    def react(self, month: int, indicators: NDArray[np.float64], doses: Calendar) -> Calendar:
        """Doses of this month for every replicate, (R, 12). `indicators`: those of last month, (R, indicators); `doses`:
        those that the calendar foresees, (R, 12). The sum of each row must stay the same.
        """
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<stance {self.name}>"


# Shares of the common base's effort in each step, and afterwards: those of the rules, by name. (Random policies
# use the instruments in this order.)
_IN_ORDER = ("convene", "train", "inform", "orient", "regulate")
BASE: Mapping[str, Mapping[str, float]] = {
    step: {name: shares[INSTRUMENTS.index(name)] for name in _IN_ORDER if shares[INSTRUMENTS.index(name)] > 0}
    for step, shares in zip(("diagnosis", "choice", "training", "scheme", "afterwards"), _BASE, strict=True)
}


def row(shares: Mapping[str, float]) -> NDArray[np.float64]:
    """Shares by instrument as a row of the calendar, (12,)."""
    doses = np.zeros(len(INSTRUMENTS))
    for instrument, share in shares.items():
        doses[INSTRUMENTS.index(instrument)] = share
    return doses


def normalised(shares: Mapping[str, float]) -> NDArray[np.float64]:
    """Shares by instrument as a row that sums to 1, (12,); zeros if there are none."""
    return row(shares) / max(1e-300, sum(shares.values()))


def steps_of(path: Path, months: int) -> NDArray[np.bool_]:
    """Which of the four steps is under way in each month, (months, 4), repetitions of the path included."""
    under_way = np.zeros((months, 4), bool)
    for shift in (0,) if path.revisit is None else (0, path.revisit):
        for number, step in enumerate((path.diagnosis, path.choice, path.training, path.scheme)):
            under_way[step.start + shift : step.start + shift + step.months, number] = True
    return under_way


def base(briefing: Briefing) -> Calendar:
    """How the common base divides its effort, (months, 12); each row sums to 1, and steps at the same time share it."""
    under_way = steps_of(briefing.path, briefing.months)
    rows = np.array([row(BASE[step]) for step in ("diagnosis", "choice", "training", "scheme")])
    busy = under_way.sum(axis=1, keepdims=True)
    shares = np.zeros((briefing.months, len(INSTRUMENTS)))
    for step in range(len(rows)):  # in this order on every machine
        shares += under_way[:, step, None] * rows[step]
    return np.where(busy > 0, shares / np.maximum(1, busy), row(BASE["afterwards"]))


def chosen_from(path: Path) -> int:
    """First month after a stance is chosen."""
    return path.choice.start + path.choice.months if path.choice.months else 0


def along_path(briefing: Briefing, own: Mapping[str, float]) -> Calendar:
    """The common base along the reference path; after the choice, a share of the effort goes to the stance's own
    instruments.
    """
    share = np.zeros((briefing.months, 1))
    if own:
        share[chosen_from(briefing.path) :] = briefing.own_share
    return briefing.hours * ((1.0 - share) * base(briefing) + share * normalised(own))


__all__ = [
    "BASE",
    "INSTRUMENTS",
    "STANCE_NAMES",
    "Briefing",
    "Calendar",
    "Diagnosis",
    "Path",
    "Stance",
    "StanceError",
    "Step",
    "along_path",
    "base",
    "chosen_from",
    "normalised",
    "row",
    "steps_of",
]
