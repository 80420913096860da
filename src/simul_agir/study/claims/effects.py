"""What a part of a claim measures at every point: pure functions from arrays of runs to effects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simul_agir.study.claims.stated import Part, Term
from simul_agir.study.claims.stored_runs import HELD_OUT, StoredRuns

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Effects:
    """Effects of a part, with the sign that the claim gives them.

    values: (P, R), of each of P points its R runs (or contracts). clusters: (P,) which points belong together when they are
    resampled. features: P rows. remark: a stance that was chosen.
    """

    values: Floats
    clusters: NDArray[np.int64]
    features: pd.DataFrame
    remark: str = ""

    @property
    def means(self) -> Floats:
        """The effect of every point, (P,)."""
        return np.asarray(self.values.mean(axis=1))

    def only(self, points: NDArray[np.bool_]) -> Effects:
        """Those of some points."""
        table = self.features[points].reset_index(drop=True)
        return Effects(self.values[points], self.clusters[points], table, self.remark)


def effects_of(part: Part, lives: StoredRuns) -> Effects:
    """What a part measures in these runs."""
    if part.kind in ("regret", "regret_with_luck"):
        found = beaten(lives, part, luck=part.kind == "regret_with_luck")
    elif part.kind == "own_choice":
        found = own_over_uniform(lives, part)
    elif part.kind in ("best_choice", "best_choice_with_luck"):
        found = best_over_uniform(lives, part, luck=part.kind == "best_choice_with_luck")
    elif part.kind == "between_variants":
        found = between_variants(lives, part)
    elif part.kind == "over_variants":
        found = over_variants(lives, part)
    else:
        found = Effects(contrast(lives, part.measure, part.terms, part.scale), lives.clusters, lives.features)
    if part.where is None:
        return found
    column, value = part.where
    return found.only(np.isclose(found.features[column].to_numpy(np.float64), value))


def contrast(lives: StoredRuns, measure: str, terms: Sequence[Term], scale: str = "plain") -> Floats:
    """Sum of weighted terms, point by point and run by run with common random numbers, (P, R)."""
    return np.asarray(sum(term.weight * lives.of(measure, term, scale) for term in terms))


def over_variants(lives: StoredRuns, part: Part) -> Effects:
    """A contrast within every variant, meaned over the runs: variants stand as the runs of a point do, (P, V)."""
    found = []
    for variant in lives.variants:
        terms = [Term(term.arms, variant, term.weight, term.month, term.months) for term in part.terms]
        found.append(contrast(lives, part.measure, terms, part.scale).mean(axis=1))
    return Effects(np.stack(found, axis=1), lives.clusters, lives.features)


def own_over_uniform(lives: StoredRuns, part: Part) -> Effects:
    """In contracts held out: own choice less the uniform stance that is best on average over the others, (P, R)."""
    held, ends, uniform = uniform_of(lives, part)
    own = lives.at(part.measure, lives.variants[0], part.own, None, None)
    values = own - ends[part.arms.index(uniform)]
    return Effects(values, lives.clusters, lives.features, remark=uniform).only(held)


def uniform_of(lives: StoredRuns, part: Part) -> tuple[NDArray[np.bool_], Floats, str]:
    """Which points are held out, (P,); the ends of every arm, (arms, P, R); the arm that is best on average elsewhere."""
    held = lives.features[HELD_OUT].to_numpy(np.float64) > 0
    usual = lives.variants[0]
    ends = np.stack([lives.at(part.measure, usual, arm, None, None) for arm in part.arms])
    elsewhere = ends[:, ~held].mean(axis=(1, 2)) if (~held).any() else np.zeros(len(part.arms))
    return held, ends, part.arms[int(elsewhere.argmax())]


def best_over_uniform(lives: StoredRuns, part: Part, luck: bool = False) -> Effects:
    """The most that choosing could gain in contracts held out: the best arm of each less the uniform one, (P, R).

    The best arm is chosen on every other run and evaluated on the rest, both ways. luck: chosen and evaluated on the same
    runs, which gives an upper bound.
    """
    held, ends, uniform = uniform_of(lives, part)
    values = np.empty(ends.shape[1:])
    for first in (0, 1):
        training = ends if luck else ends[..., 1 - first :: 2]
        best = training.mean(axis=-1).argmax(axis=0)
        values[:, first::2] = ends[best, np.arange(len(best)), first::2]
    values -= ends[part.arms.index(uniform)]
    return Effects(values, lives.clusters, lives.features, remark=uniform).only(held)


def between_variants(lives: StoredRuns, part: Part) -> Effects:
    """Share of the variance between runs that the variants (contracts) make, at every point, (P, 1).

    The intraclass correlation, mean over arms, not below 0. One-way analysis of variance, random effects.
    """
    arms = part.terms[0].arms
    found = []
    for arm in arms:
        values = np.stack(
            [lives.of(part.measure, Term((arm,), each), part.scale) for each in lives.variants], 1
        )
        runs = values.shape[-1]
        within = values.var(axis=-1, ddof=1).mean(axis=1)
        between = np.maximum(values.mean(axis=-1).var(axis=1, ddof=1) - within / runs, 0.0)
        found.append(between / np.maximum(between + within, 1e-300))
    return Effects(np.mean(found, axis=0)[:, None], lives.clusters, lives.features)


def beaten(lives: StoredRuns, part: Part, luck: bool = False) -> Effects:
    """Whether the best uniform stance is beaten by `matters` in each contract (a variant) of each point, 0 or 1, (P, V).

    luck: whether chance is left in, which also counts contracts where only chance separates the stances.
    """
    values = np.stack(
        [
            np.stack([lives.at(part.measure, variant, arm, None, None) for arm in part.arms], axis=1)
            for variant in lives.variants
        ],
        axis=1,
    )  # (P, V, arms, R)
    flags = np.stack([beaten_in(each, part.matters, luck) for each in values])
    return Effects(flags, lives.clusters, lives.features)


def beaten_in(values: Floats, matters: float, luck: bool = False) -> Floats:
    """In which contracts the stance that is beaten least often is beaten by `matters`, (V,), from runs (V, arms, R)."""
    found, variances = regrets(values)
    flags = (found if luck else without_chance(found, variances)) >= matters
    least = int(np.argmin(flags.mean(axis=0)))
    return flags[:, least].astype(np.float64)


def regrets(values: Floats) -> tuple[Floats, Floats]:
    """How far each arm ends below the best one, (V, arms), and the variance due to chance, from runs (V, arms, R).

    The best arm is chosen on every other run and the distance measured on the rest, both ways: measured on the same runs,
    the best of noisy means would be too high.
    """
    halves = (values[..., 0::2].mean(axis=-1), values[..., 1::2].mean(axis=-1))
    found = []
    for training, read in (halves, halves[::-1]):
        best = np.take_along_axis(read, training.argmax(axis=1)[:, None], axis=1)
        found.append(best - read)
    return (found[0] + found[1]) / 2, np.square(found[0] - found[1]) / 4


def without_chance(values: Floats, variances: Floats) -> Floats:
    """Values whose scatter over rows is corrected for chance, column by column (Louis 1984)."""
    middle, spread = values.mean(axis=0), values.var(axis=0)
    left = np.sqrt(np.clip(1.0 - variances.mean(axis=0) / np.maximum(spread, 1e-300), 0.0, 1.0))
    return np.asarray(middle + left * (values - middle))
