"""Where each stance ends highest, and what would have to be true for the ranking to flip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from simul_agir.forwards import forward
from simul_agir.locale import RequestError
from simul_agir.moved import old_attributes, old_member
from simul_agir.study.compare.comparison import rounded
from simul_agir.study.discovery.boxes import FEWEST, FOLDS, REPEATS, Box, Flags, Limit, Search, seek
from simul_agir.study.extras import needed
from simul_agir.study.judged import JUDGED
from simul_agir.study.outcomes import PRIMARY
from simul_agir.study.provenance import provenance
from simul_agir.study.request import check_seed
from simul_agir.study.statistics import LEVEL
from simul_agir.study.sweep.sample import Sample, SampleError

if TYPE_CHECKING:
    from pandas import DataFrame

Floats = NDArray[np.float64]
MOST_REPEATS = 1000
LEAST_POINTS = 4 * FEWEST


@dataclass(frozen=True)
class DiscoveryOptions:
    """The options of a discovery. outcome: compared, its highest mean wins (its lowest, where `lowest`). margin: by which
    one must stand above another to count, in the outcome's unit. repeats: of the cross-validation that each box must pass.
    """

    outcome: str = PRIMARY
    lowest: bool = False
    margin: float = 0.0
    repeats: int = REPEATS
    seed: int = 1


@dataclass(frozen=True, eq=False)
class Case:
    """A question and its answer. kind: "wins" (`stance` ends above every other), "above" (it ends above the leader), "flip"
    (any other ends above the leader, which is `stance`).

    flags: (points,) where the answer is yes. distinct: share of those in which the runs distinguish it from chance. found:
    None where there was nothing to seek; reason: "", or why there is no box: never, always, few (too few points to seek
    one), no_box.
    """

    kind: str
    stance: str
    flags: Flags
    distinct: float
    found: Search | None
    reason: str
    told = old_member("told", "distinct")  # its old name, for one release

    @property
    def share(self) -> float:
        """Share of the points in which it is so."""
        return float(self.flags.mean())

    @property
    def box(self) -> Box | None:
        """Where it mostly is so, if a box holds on points it was not fitted to."""
        return None if self.found is None else self.found.box


@dataclass(frozen=True, eq=False)
class Discovery:
    """What was found. leader: the stance that ends highest in most points (of several, the one with the highest mean).

    means: (points, stances). highest: (points,) position of the stance that ends highest; distinct: (points,) whether its
    lead on the second is distinguishable from chance.
    """

    sample: Sample
    asked: DiscoveryOptions
    leader: str
    means: Floats
    highest: NDArray[np.int64]
    distinct: Flags
    cases: tuple[Case, ...]
    provenance: Mapping[str, str] = field(default_factory=provenance)

    told = old_member("told", "distinct")  # its old name, for one release

    def case(self, kind: str, stance: str) -> Case:
        """One of the cases; KeyError if it was not asked."""
        for case in self.cases:
            if (case.kind, case.stance) == (kind, stance):
                return case
        raise KeyError((kind, stance))

    @property
    def flip(self) -> Case:
        """What would have to be true for any other stance to end above the leader."""
        return self.case("flip", self.leader)

    def frame(self) -> DataFrame:
        """One row per point: settings, each stance's mean, the highest, whether its lead exceeds chance."""
        import pandas as pd

        found = self.sample.points.copy()
        for place, stance in enumerate(self.sample.stances):
            found[f"mean_{stance}"] = self.means[:, place]
        found["highest"] = pd.Series([self.sample.stances[place] for place in self.highest], dtype=object)
        found["told"] = self.distinct
        return found

    def sentence(self, lang: str = "en") -> str:
        """Where each stance ends highest, and what flips the ranking, in words."""
        text: str = forward("discovery_sentence", self, lang)
        return text

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON holds it."""
        return {
            "study": self.sample.name,
            "points": len(self.means),
            "runs": self.sample.runs,
            "failed": len(self.sample.failed),
            "stances": list(self.sample.stances),
            "factors": list(map(str, self.sample.points.columns)),
            **rounded(vars(self.asked)),
            "leader": self.leader,
            "told": round(float(self.distinct.mean()), 6),
            "cases": [_case(case) for case in self.cases],
            "sentence": self.sentence("en"),
            "provenance": dict(self.provenance),
        }


def _case(case: Case) -> dict[str, Any]:
    """A case as JSON holds it."""
    distinct: dict[str, Any] = {
        "kind": case.kind,
        "stance": case.stance,
        "points": int(case.flags.sum()),
        "share": case.share,
        "told": case.distinct,
        "reason": case.reason or None,
        "box": None,
    }
    found = case.found
    if found is not None:
        names = ("value", "low", "high")
        distinct["unseen"] = {
            "coverage": dict(zip(names, found.coverage, strict=True)),
            "density": dict(zip(names, found.density, strict=True)),
            "base": found.base,
        }
    if found is not None and found.box is not None:
        box = found.box
        distinct["box"] = {
            "coverage": box.coverage,
            "density": box.density,
            "mass": box.mass,
            "limits": {
                column: {**_limit(limit), "reproduced": found.reproduced(column)}
                for column, limit in box.limits.items()
            },
        }
    return dict(rounded(distinct))


def _limit(limit: Limit) -> dict[str, Any]:
    if isinstance(limit, frozenset):
        return {"among": sorted(limit)}
    return {"low": limit[0], "high": limit[1]}


def discover(
    sample: Sample, asked: DiscoveryOptions | None = None, progress: Callable[[int, int], None] | None = None
) -> Discovery:
    """Seeks a box for each stance that ends highest somewhere, and for what flips the ranking.

    Raises RequestError, and SampleError for fewer points than boxes can be sought among, or fewer than two stances.
    """
    question = asked or DiscoveryOptions()
    check_options(question)
    _check_sample(sample, question)
    sign = -1.0 if question.lowest else 1.0
    values = sign * np.stack([sample.of(stance, question.outcome) for stance in sample.stances], axis=1)
    means = np.nanmean(values, axis=2)
    wins = np.bincount(means.argmax(axis=1), minlength=len(sample.stances))
    leader = int(np.lexsort((means.mean(axis=0), wins))[-1])
    wanted = list(_questions(sample.stances, means, leader, question.margin))
    steps = _Steps(sum(_reason(flags) == "" for *_, flags in wanted) * question.repeats * FOLDS, progress)
    cases = tuple(
        _answer(kind, stance, flags, _told_where(values, kind, place, leader), sample, question, steps)
        for kind, place, stance, flags in wanted
    )
    order = np.argsort(-means, axis=1, kind="stable")
    rows = np.arange(len(means))
    lead = values[rows, order[:, 0]] - values[rows, order[:, 1]]
    return Discovery(
        sample=sample,
        asked=question,
        leader=sample.stances[leader],
        means=sign * means,
        highest=order[:, 0],
        distinct=clear(lead),
        cases=cases,
    )


def check_options(asked: DiscoveryOptions) -> None:
    """RequestError for invalid options, or a missing library."""
    check_seed(asked.seed)
    if asked.outcome not in JUDGED:
        raise RequestError("outcome", found=asked.outcome, known=", ".join(JUDGED))
    if not 1 <= asked.repeats <= MOST_REPEATS:
        raise RequestError("between", option="repeats", found=asked.repeats, low=1, high=MOST_REPEATS)
    if not (np.isfinite(asked.margin) and asked.margin >= 0):
        raise RequestError("margin", found=asked.margin)
    needed("ema_workbench.analysis.prim", "study")


def _check_sample(sample: Sample, asked: DiscoveryOptions) -> None:
    """SampleError for points that boxes cannot be sought among."""
    if len(sample.stances) < 2:
        raise SampleError("one_stance", found=", ".join(sample.stances) or "-")
    if len(sample.points) < LEAST_POINTS or not len(sample.points.columns):
        raise SampleError("few_points", found=len(sample.points), least=LEAST_POINTS)
    if any(np.isnan(sample.of(stance, asked.outcome)).all(axis=1).any() for stance in sample.stances):
        raise SampleError("no_values", outcome=asked.outcome)


def _questions(
    stances: tuple[str, ...], means: Floats, leader: int, margin: float
) -> Iterator[tuple[str, int, str, Flags]]:
    """Kind, position of the stance, its name, and in which points it is so."""
    count = len(stances)
    for place, stance in enumerate(stances):
        others = [other for other in range(count) if other != place]
        yield "wins", place, stance, means[:, place] > means[:, others].max(axis=1) + margin
    rivals = [place for place in range(count) if place != leader]
    highest = means[:, rivals].max(axis=1)
    yield "flip", leader, stances[leader], highest > means[:, leader] + margin
    for place in rivals if len(rivals) > 1 else ():  # of two stances, the other above the leader is the flip
        if stances[place] != "none":
            yield "above", place, stances[place], means[:, place] > means[:, leader] + margin


def clear(differences: Floats) -> Flags:
    """In which points the mean of the runs' differences, (points, runs), differs from 0 (Student's 95 % interval)."""
    runs = (~np.isnan(differences)).sum(axis=1)
    if runs.min() < 2:
        return np.zeros(len(differences), bool)
    half = stdtrit(runs - 1, (1 + LEVEL) / 2) * np.nanstd(differences, axis=1, ddof=1) / np.sqrt(runs)
    return np.asarray(np.abs(np.nanmean(differences, axis=1)) > half)


def _told_where(values: Floats, kind: str, place: int, leader: int) -> Flags:
    """In which points the difference is distinguishable from chance: to the next best (wins, flip), or to the leader."""
    if kind == "above":
        return clear(values[:, place] - values[:, leader])
    means = np.nanmean(values, axis=2)
    means[:, place] = -np.inf
    return clear(values[np.arange(len(values)), means.argmax(axis=1)] - values[:, place])


def _reason(flags: Flags) -> str:
    """Why no box is sought; "" where one is."""
    count = int(flags.sum())
    if count == 0:
        return "never"
    if count == len(flags):
        return "always"
    return "few" if min(count, len(flags) - count) < FEWEST else ""


def _answer(
    kind: str, stance: str, flags: Flags, clear: Flags, sample: Sample, asked: DiscoveryOptions, steps: _Steps
) -> Case:
    """One question answered."""
    distinct = float(clear[flags].mean()) if flags.any() else 0.0
    reason = _reason(flags)
    if reason:
        return Case(kind, stance, flags, distinct, None, reason)
    found = seek(sample.points, flags, asked.seed, asked.repeats, steps)
    return Case(kind, stance, flags, distinct, found, "" if found.box is not None else "no_box")


class _Steps:
    """Progress, in boxes sought."""

    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        self._total, self._done, self._progress = total, 0, progress

    def __call__(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)


__all__ = ["Case", "Discovery", "DiscoveryOptions", "check_options", "discover"]

__getattr__ = old_attributes(__name__, {"Asked": "DiscoveryOptions", "check_asked": "check_options"})
