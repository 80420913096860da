"""Boxes of assumptions in which something holds: PRIM (Friedman and Fisher 1999; Bryant and Lempert 2010), by ema_workbench.

A box is chosen because it fits, so what it shows of its own points flatters it. Each is therefore sought again without one
fold of the points after another, and every point is judged by a box that was found without it; a box that does not hold so
is not given.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc

from simul_agir.study.extras import needed
from simul_agir.study.statistics import generator

if TYPE_CHECKING:
    from pandas import DataFrame

Flags = NDArray[np.bool_]
Limit = tuple[float | None, float | None] | frozenset[str]

FOLDS, REPEATS = 5, 2
RESAMPLES = 2000
SURE = 0.01  # of the resamplings may say otherwise
PEELS, LEAST_MASS = (0.05, 0.1), 0.05  # of the points: peeled at a time, and left in a box at least
SIGNIFICANT = 0.05  # quasi-p-value above which a limit is dropped (one-sided binomial test)
FEWEST = 10  # cases, and points that are none, without which no box is sought
_ANY = 1e-9  # PRIM counts as a case whatever reaches this, and gives any box whose density does
_SPLIT = 13  # purpose of the chance of folds and resampling
_TAIL = 0.05  # of the resamplings on each side of an interval


@dataclass(frozen=True)
class Box:
    """A box: for each factor that it limits, (low, high), None where a side is open, or the texts allowed.

    coverage: share of all cases that lie in it. density: share of its points that are cases. mass: share of all points.
    """

    limits: Mapping[str, Limit]
    coverage: float
    density: float
    mass: float

    def holds(self, points: DataFrame) -> Flags:
        """Which points lie in it, (points,)."""
        inside = np.ones(len(points), bool)
        for column, limit in self.limits.items():
            if isinstance(limit, frozenset):
                inside &= points[column].astype(str).isin(limit).to_numpy()
            else:
                low, high = limit
                values = points[column].to_numpy(np.float64)
                inside &= (values >= (-np.inf if low is None else low)) & (
                    values <= (np.inf if high is None else high)
                )
        return inside

    def judged(self, points: DataFrame, cases: Flags) -> Box:
        """The same limits, judged on other points."""
        inside = self.holds(points)
        hits = int((inside & cases).sum())
        return Box(
            self.limits,
            coverage=hits / max(1, int(cases.sum())),
            density=hits / max(1, int(inside.sum())),
            mass=float(inside.mean()),
        )


@dataclass(frozen=True)
class Search:
    """What was found for some cases. box: on all points, as PRIM shows it; None where none holds. again: the boxes sought
    without one fold after another. density, coverage: over all points, each judged by the boxes found without it: as it is,
    and its 90 % interval when the points are resampled. base: share of cases.
    """

    box: Box | None
    again: tuple[Box, ...]
    density: tuple[float, float, float]
    coverage: tuple[float, float, float]
    base: float

    def reproduced(self, column: str) -> float:
        """Share of the boxes sought again that limit a factor."""
        return sum(column in box.limits for box in self.again) / max(1, len(self.again))


def seek(
    points: DataFrame,
    cases: Flags,
    seed: int,
    repeats: int = REPEATS,
    progress: Callable[[], None] | None = None,
) -> Search:
    """The box in which the cases lie, if there is one that holds on points it was found without.

    Cross-validated over FOLDS folds, `repeats` times. It holds where the density over unseen points is above the share of
    cases in all but one in a hundred resamplings of the points.
    """
    table = _plain(points)
    chance = generator(seed, _SPLIT)
    inside = np.zeros(len(table))
    boxes = []
    for _ in range(repeats):
        order = chance.permutation(len(table))
        for fold in np.array_split(order, FOLDS):
            rest = np.setdiff1d(order, fold)
            box = fit(table.iloc[rest], cases[rest])
            if box is not None:
                inside[fold] += box.holds(table.iloc[fold]) / repeats
            boxes.append(box or Box({}, 1.0, float(cases.mean()), 1.0))
            if progress:
                progress()
    density, coverage, holds = _unseen(inside, cases, chance)
    return Search(fit(table, cases) if holds else None, tuple(boxes), density, coverage, float(cases.mean()))


def _unseen(
    inside: NDArray[np.float64], cases: Flags, chance: np.random.Generator
) -> tuple[tuple[float, float, float], tuple[float, float, float], bool]:
    """Density and coverage of boxes, each with its interval, and whether the density is surely above the share of cases.

    inside: (points,) in what share of the repeats a point lay in the box found without it.
    """
    drawn = chance.multinomial(len(cases), np.full(len(cases), 1 / len(cases)), size=RESAMPLES)
    weights = np.vstack([np.ones(len(cases)), drawn]) * 1.0
    hits, sizes, all_cases = weights @ (inside * cases), weights @ inside, weights @ (cases * 1.0)
    base = all_cases / len(cases)
    density = np.where(sizes > 0, hits / np.maximum(sizes, _ANY), base)
    coverage = hits / np.maximum(all_cases, _ANY)
    holds = bool(sizes[0] > 0 and np.quantile(density[1:] - base[1:], SURE) > 0)
    return _spread(density), _spread(coverage), holds


def _spread(values: NDArray[np.float64]) -> tuple[float, float, float]:
    """The first value, and the interval of the others."""
    low, high = np.quantile(values[1:], (_TAIL, 1 - _TAIL))
    return float(values[0]), float(low), float(high)


def fit(points: DataFrame, cases: Flags) -> Box | None:
    """PRIM's box for the cases: of its paths at several paces of peeling, the one with the highest harmonic mean of coverage
    and density, without limits that are not significant. None where nothing is limited.
    """
    table = _plain(points)
    if table.empty or cases.sum() < 2 or (~cases).sum() < 2:
        return None
    found = [box for peel in PEELS if (box := _peeled(table, cases, peel)) is not None]
    return max(found, key=lambda box: box.coverage * box.density / (box.coverage + box.density), default=None)


def _peeled(table: DataFrame, cases: Flags, peel: float) -> Box | None:
    """The same, peeling so large a share at a time."""
    prim = needed("ema_workbench.analysis.prim", "study")
    names = {f"x{place}": str(column) for place, column in enumerate(table.columns)}
    renamed = table.set_axis(list(names), axis=1)  # it drops a column that is called scenario
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", FutureWarning)
        algorithm = prim.Prim(renamed, cases.astype(np.float64), _ANY, peel_alpha=peel, mass_min=LEAST_MASS)
        found = algorithm.find_box()
    path = found.peeling_trajectory
    harmonic = path["coverage"] * path["density"] / (path["coverage"] + path["density"]).clip(lower=_ANY)
    chosen = found.box_lims[int(harmonic.to_numpy(np.float64).argmax())]
    sides = {names[name]: limit for name, limit in _limits(chosen, algorithm.box_init).items()}
    limits = _significant(sides, table, cases)
    return Box(limits, 1.0, 1.0, 1.0).judged(table, cases) if limits else None


def _significant(limits: dict[str, Limit], points: DataFrame, cases: Flags) -> dict[str, Limit]:
    """Drops the side of the box that is least significant, again and again, until all are.

    A side's quasi-p-value: how likely as many cases in the box are, were they as frequent in it as in the box without that
    side (Bryant and Lempert 2010).
    """
    while limits:
        fewer = _without_weakest(limits, points, cases)
        if fewer is None:
            return limits
        limits = fewer
    return limits


def _without_weakest(limits: dict[str, Limit], points: DataFrame, cases: Flags) -> dict[str, Limit] | None:
    """The box without the side that is least significant; None if all are significant."""
    inside = Box(limits, 1.0, 1.0, 1.0).holds(points)
    size, hits = int(inside.sum()), int((inside & cases).sum())
    weakest, largest = None, SIGNIFICANT
    for without in _with_one_side_less(limits):
        wider = Box(without, 1.0, 1.0, 1.0).holds(points)
        share = float(cases[wider].mean())
        chance = float(bdtrc(hits - 1, size, share)) if hits > 0 else 1.0
        if chance > largest:
            weakest, largest = without, chance
    return weakest


def _with_one_side_less(limits: Mapping[str, Limit]) -> Iterator[dict[str, Limit]]:
    """The limits without each of their sides in turn."""
    for column, limit in limits.items():
        others = {name: other for name, other in limits.items() if name != column}
        if isinstance(limit, frozenset) or None in limit:
            yield others
        else:
            yield {**others, column: (None, limit[1])}
            yield {**others, column: (limit[0], None)}


def _limits(box: DataFrame, whole: DataFrame) -> dict[str, Limit]:
    """The sides of a box that are not those of all points."""
    limits: dict[str, Limit] = {}
    for column in box.columns:
        (low, high), (least, most) = box[column], whole[column]
        if isinstance(low, set | frozenset):
            if set(low) != set(least):
                limits[str(column)] = frozenset(map(str, low))
        elif low > least or high < most:
            limits[str(column)] = (float(low) if low > least else None, float(high) if high < most else None)
    return limits


def _plain(points: DataFrame) -> DataFrame:
    """Numbers as numbers, all else as texts; factors that are the same everywhere left out."""
    import pandas as pd

    columns = {}
    for column in points.columns:
        values = points[column]
        if values.nunique(dropna=False) < 2:
            continue
        number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
        columns[column] = (
            values.astype(np.float64)
            if number and values.notna().all()
            else values.astype(str).astype(object)
        )
    return pd.DataFrame(columns).reset_index(drop=True)


__all__ = ["Box", "Limit", "Search", "fit", "seek"]
