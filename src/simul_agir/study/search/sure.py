"""The result of sequential selection: the arms kept, those eliminated, and statistics of each."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.study import statistics
from simul_agir.study.compare.common_random_numbers import known
from simul_agir.study.compare.comparison import Estimate, rounded
from simul_agir.study.compare.verdict import SAME, Verdict
from simul_agir.study.search.screening import variances_of_differences

if TYPE_CHECKING:
    from simul_agir.study.search.sequential import Search

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """What is asked. sure: probability, in (.5, 1). smallest_effect: in stages; a smaller lead does not matter.
    most_runs: of each arm. goal: level of the ladder at the end that is enough; None: to end the smallest effect above
    the reference in the same run.
    """

    sure: float
    smallest_effect: float
    most_runs: int
    goal: float | None = None


@dataclass(frozen=True)
class Worth:
    """One arm. left_out_after: runs; None for an arm that is kept. below: the arm it was left out for.

    regret: how far it ends below the arm that ends highest in the same run, mean of the runs; small_regret: share of
    runs in which that is less than the smallest effect. probability_best: share of bootstrap resamples in which it has
    the highest mean; highest: share of runs in which it ends highest, ties shared. satisficing: share of runs that
    reach the goal.
    """

    stance: str
    left_out_after: int | None
    below: str | None
    regret: Estimate
    small_regret: float
    probability_best: float
    highest: float
    satisficing: float


@dataclass(frozen=True)
class ChanceShare:
    """Variance of the difference between two arms, run by run with common random numbers and as it would be with independent
    random numbers.

    ratio: the first over the second, the share of runs that common random numbers need; None where nothing varies.
    """

    a: str
    b: str
    common: float
    separate: float
    ratio: float | None


@dataclass(frozen=True)
class Sure:
    """The answer: with probability `question.sure` the best arm is among `kept` and, where it is `decided`, all that are
    kept lie within the smallest effect of it.

    kept: from the highest mean down. enough: runs of each arm that would settle everything in any case; the runs done where
    it is decided. kim_nelson: the arm that their own procedure keeps, None while it keeps several; kim_nelson_runs: after
    how many.
    """

    question: Question
    decided: bool
    runs: int
    enough: int
    kept: tuple[str, ...]
    arms: tuple[Worth, ...]
    luck: tuple[ChanceShare, ...]
    kim_nelson: str | None
    kim_nelson_runs: int

    @property
    def left_out(self) -> tuple[str, ...]:
        """The arms that are not the best, in their order."""
        return tuple(worth.stance for worth in self.arms if worth.left_out_after is not None)

    def chance_of(self, a: str, b: str) -> ChanceShare:
        """How common random numbers change the variance for two arms, whichever is named first; KeyError if there is no such
        pair.
        """
        for found in self.luck:
            if {found.a, found.b} == {a, b}:
                return found
        raise KeyError((a, b))

    def to_dict(self) -> dict[str, Any]:
        """The fields that the JSON answer holds."""
        asked = asdict(self.question)
        return {
            "probability": asked.pop("sure"),
            **asked,
            "decided": self.decided,
            "runs": self.runs,
            "enough_runs": self.enough,
            "kept": list(self.kept),
            "arms": [rounded(asdict(worth)) for worth in self.arms],
            "variance_of_difference": [rounded(asdict(luck)) for luck in self.luck],
            "kim_nelson": {"selected": self.kim_nelson, "runs": self.kim_nelson_runs},
        }


def sure_of(search: Search, arms: Sequence[str], reference: str, seed: int) -> Sure:
    """The answer that a search came to on `arms`, its columns."""
    values, question = search.values, search.question
    means = values.mean(axis=0)
    alive = [place for place in np.argsort(-means, kind="stable") if search.kept[place]]
    return Sure(
        question=question,
        decided=search.decided,
        runs=len(values),
        enough=search.enough,
        kept=tuple(arms[place] for place in alive),
        arms=_worths(search, arms, arms.index(reference), seed),
        luck=_luck(values, arms),
        kim_nelson=None if search.kim_nelson is None else arms[search.kim_nelson],
        kim_nelson_runs=search.kim_nelson_runs,
    )


def _worths(search: Search, arms: Sequence[str], reference: int, seed: int) -> tuple[Worth, ...]:
    values, question = search.values, search.question
    top = values.max(axis=1, keepdims=True)
    regrets = top - values
    low, high = statistics.interval_of_mean(regrets, statistics.bootstrap_means(regrets, seed))
    chances = statistics.probability_best(statistics.bootstrap_means(values, seed))
    first = statistics.probability_best(values)  # each run its own resample: ties are shared in the same way
    reached = _reached(values, reference, question).mean(axis=0)
    small = (regrets < question.smallest_effect - SAME).mean(axis=0)
    return tuple(
        Worth(
            stance=name,
            left_out_after=search.left_out_after[place],
            below=None if search.below[place] is None else arms[search.below[place] or 0],
            regret=Estimate(float(regrets[:, place].mean()), known(low[place]), known(high[place])),
            small_regret=float(small[place]),
            probability_best=float(chances[place]),
            highest=float(first[place]),
            satisficing=float(reached[place]),
        )
        for place, name in enumerate(arms)
    )


def _reached(values: Floats, reference: int, question: Question) -> NDArray[np.bool_]:
    """Whether each run of each arm reaches the goal, (runs, k)."""
    if question.goal is not None:
        return np.asarray(values >= question.goal - SAME)
    return np.asarray(values - values[:, [reference]] >= question.smallest_effect - SAME)


def _luck(values: Floats, arms: Sequence[str]) -> tuple[ChanceShare, ...]:
    """Every pair of arms; with independent random numbers the variances of two arms would add up."""
    common, alone = variances_of_differences(values), values.var(axis=0, ddof=1)
    found = []
    for i, j in itertools.combinations(range(len(arms)), 2):
        separate = float(alone[i] + alone[j])
        ratio = float(common[i, j]) / separate if separate > 0 else None
        found.append(ChanceShare(arms[j], arms[i], float(common[i, j]), separate, ratio))
    return tuple(found)


def sure_verdict(sure: Sure, means: dict[str, float]) -> Verdict:
    """The verdict in the words of any comparison: what is left out is distinguishable from the best, what is kept is not."""
    if max(means.values()) - min(means.values()) <= SAME:
        return Verdict(None, None, (), (), tuple(means))
    best = sure.kept[0]
    chance = next(worth.probability_best for worth in sure.arms if worth.stance == best)
    out = sorted(sure.left_out, key=lambda arm: -means[arm])
    matters = {arm: means[best] - means[arm] >= sure.question.smallest_effect for arm in out}
    return Verdict(
        best,
        chance,
        below=tuple(arm for arm in out if matters[arm]),
        too_small=tuple(arm for arm in out if not matters[arm]),
        not_separable=sure.kept[1:],
    )
