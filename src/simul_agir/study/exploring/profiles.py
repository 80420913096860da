"""What each arm gains and gives up, outcome by outcome, and which vision of success would put which arm first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.study.exploring.fans import Lives, mean_of
from simul_agir.study.outcomes import OUTCOMES, SMALLEST_RELEVANT_EFFECT

Floats = NDArray[np.float64]
CLIMB, TOGETHER, SPARE = "climb", "together", "spare"
FAMILIES = (CLIMB, TOGETHER, SPARE)
STEPS = 24  # of each side of the triangle of visions


@dataclass(frozen=True)
class Row:
    """An outcome of the profile: whether more is better, its family of success, its decimals, and the least that shows.

    least: a smaller difference is none: a tenth of a stage for the ladder, half of the last digit shown for the others.
    """

    outcome: str
    up: bool
    family: str
    digits: int
    least: float


_ROWS = (
    Row("index", True, CLIMB, 2, SMALLEST_RELEVANT_EFFECT),
    Row("collective_stage", True, CLIMB, 2, SMALLEST_RELEVANT_EFFECT),
    Row("complementarity", True, TOGETHER, 0, 0.005),
    Row("subsidiarity", True, TOGETHER, 0, 0.005),
    Row("help_given", True, TOGETHER, 0, 0.5),
    Row("need", False, CLIMB, 0, 0.005),
    Row("awake", True, SPARE, 0, 0.005),
    Row("fatigue", False, SPARE, 0, 0.005),
    Row("hours", False, SPARE, 0, 50.0),
)
ROWS = tuple(
    row for row in _ROWS if row.outcome == "awake" or row.outcome in OUTCOMES
)  # those that this edition measures


@dataclass(frozen=True)
class Cell:
    """An arm on an outcome: mean, tenths 1 and 9, whether it is in the lead, and what it gives up to the first (signed)."""

    mean: float
    low: float
    high: float
    leads: bool
    ceded: float


@dataclass(frozen=True)
class Profile:
    """rows[r] has a cell for each arm: cells[r][a]."""

    arms: tuple[str, ...]
    runs: int
    rows: tuple[Row, ...]
    cells: tuple[tuple[Cell, ...], ...]


def profile_of(lives: Lives, arms: tuple[str, ...]) -> Profile:
    """The profile of some arms: rows are sorted so that those with the same leaders stand together."""
    told = [(row, _cells(lives, arms, row)) for row in ROWS]
    told = [each for each in told if any(cell.high > cell.low or cell.mean != 0 for cell in each[1])]
    told.sort(key=lambda each: [not cell.leads for cell in each[1]])
    return Profile(arms, lives.runs, tuple(row for row, _ in told), tuple(cells for _, cells in told))


def _cells(lives: Lives, arms: tuple[str, ...], row: Row) -> tuple[Cell, ...]:
    """An arm is in the lead when it is the first, or when runs cannot tell it from the first."""
    values = [lives.outcome(arm, row.outcome) for arm in arms]
    means = [float(each.mean()) for each in values]
    first = int(np.argmax(means) if row.up else np.argmin(means))
    cells = []
    for each, mean in zip(values, means, strict=True):
        _, low, high = mean_of(values[first] - each)
        too_small = abs(means[first] - mean) < row.least
        leads = low <= 0.0 <= high or too_small
        tenth, ninth = np.quantile(each, (0.1, 0.9))
        cells.append(Cell(mean, float(tenth), float(ninth), leads, mean - means[first]))
    if all(cell.leads for cell in cells):  # nobody is ahead of anybody
        cells = [Cell(cell.mean, cell.low, cell.high, False, 0.0) for cell in cells]
    return tuple(cells)


@dataclass(frozen=True)
class Visions:
    """A triangle of visions: at weights[v] = (climb, together, spare), sum 1, arm first[v] is first; clear[v]: beyond noise.

    scores: (arms, families), how far each arm stands from the mean of all arms, in standard deviations between runs.
    shares: of all visions tried, those under which each arm is first.
    """

    arms: tuple[str, ...]
    weights: Floats
    first: NDArray[np.int64]
    clear: NDArray[np.bool_]
    scores: Floats
    shares: tuple[float, ...]


def visions_of(lives: Lives, arms: tuple[str, ...]) -> Visions:
    """Which arm is first under which weights of the three families of success."""
    scored = np.stack([_scores(lives, arms, family) for family in FAMILIES])  # (families, arms, runs)
    weights = (
        np.array([(i, j, STEPS - i - j) for i in range(STEPS + 1) for j in range(STEPS + 1 - i)]) / STEPS
    )
    totals = np.einsum("vf,far->var", weights, scored)
    means = totals.mean(axis=2)
    first = means.argmax(axis=1)
    clear = np.array([_clearly(totals[v], int(first[v])) for v in range(len(weights))])
    shares = tuple(float((first == place).mean()) for place in range(len(arms)))
    return Visions(arms, weights, first, clear, scored.mean(axis=2).T, shares)


def _scores(lives: Lives, arms: tuple[str, ...], family: str) -> Floats:
    """(arms, runs): mean over the family's outcomes of how far a run stands from the mean of all arms, in deviations."""
    rows = [row for row in ROWS if row.family == family]
    total = np.zeros((len(arms), lives.runs))
    for row in rows:
        values = np.stack([lives.outcome(arm, row.outcome) for arm in arms])
        spread = float(values.std(axis=1).mean())
        if spread > 0:
            total += (1.0 if row.up else -1.0) * (values - values.mean()) / spread / len(rows)
    return total


def _clearly(totals: Floats, first: int) -> bool:
    """Whether the first arm is ahead of each other beyond the noise of the runs; totals (arms, runs)."""
    lows = [mean_of(totals[first] - other)[1] for place, other in enumerate(totals) if place != first]
    return all(low > 0 for low in lows)
