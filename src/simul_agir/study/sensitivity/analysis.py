"""Which assumptions move an outcome, how much its runs differ, and the differences between stances: Morris, then Sobol'."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.forwards import forward
from simul_agir.locale import RequestError
from simul_agir.study.compare.comparison import rounded
from simul_agir.study.design.study import Keep
from simul_agir.study.extras import needed
from simul_agir.study.judged import AFTERWARDS, JUDGED
from simul_agir.study.outcomes import PRIMARY
from simul_agir.study.provenance import provenance
from simul_agir.study.sensitivity.indices import (
    Effects,
    Indices,
    effects,
    morris_places,
    sobol_indices,
    sobol_places,
)
from simul_agir.study.sweep.sample import Sample, SampleError, Target, check_sample, sample_points, targets_of
from simul_agir.study.sweep.session import sweep

if TYPE_CHECKING:
    from pandas import DataFrame

    from simul_agir.study.design.study import Study

Floats = NDArray[np.float64]
METHODS = ("both", "morris", "sobol")
MOST_POINTS = 1_000_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Plan:
    """How to analyse. trajectories: of Morris' design, each of factors + 1 points. samples: base points of Sobol's, a power
    of two, for samples x (factors + 2) points. keep: factors that Morris leaves to Sobol', where `method` is "both".
    """

    method: str = "both"
    trajectories: int = 10
    samples: int = 64
    keep: int = 6
    outcomes: tuple[str, ...] = (PRIMARY,)


@dataclass(frozen=True, eq=False)
class Part:
    """One method's answer: the sample it ran, and for every target the effects or indices of its factors."""

    factors: tuple[str, ...]
    sample: Sample
    found: Mapping[Target, Effects] | Mapping[Target, Indices]

    @property
    def points(self) -> int:
        """Points simulated."""
        return len(self.sample.points)


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """What a study is sensitive to. morris, sobol: each method's part, None where it was not asked for.

    kept: factors that Sobol' took, in Morris' order of size where he chose them; the others stand as in the scenario.
    top, second: the stances with the highest mean of the first outcome over all points; second is "" with one stance.
    """

    study: Study
    plan: Plan
    targets: tuple[Target, ...]
    morris: Part | None
    sobol: Part | None
    kept: tuple[str, ...]
    top: str
    second: str
    provenance: Mapping[str, str] = field(default_factory=provenance)

    @property
    def headlines(self) -> tuple[Target, ...]:
        """What is shown first: the top stance's outcome, its variance between runs, and of the differences between stances
        (but `none`, where there are others) the one that is moved most.
        """
        outcome = self.plan.outcomes[0]
        pairs = [t for t in self.targets if t.kind == "difference" and t.outcome == outcome]
        pairs = [t for t in pairs if "none" not in (t.stance, t.other)] or pairs
        pairs.sort(key=lambda t: {t.stance, t.other} != {self.top, self.second})
        most = sorted(pairs, key=lambda t: -_movement(self.part.found[t]))[:1]
        return (Target("mean", outcome, self.top), Target("variance", outcome, self.top), *most)

    @property
    def part(self) -> Part:
        """The last method's part."""
        found = self.sobol or self.morris
        assert found is not None
        return found

    def frame(self) -> DataFrame:
        """One row per method, target and factor, with all numbers."""
        import pandas as pd

        return pd.DataFrame([row for method in ("morris", "sobol") for row in self._rows(method)])

    def sentence(self, lang: str = "en") -> str:
        """What moves what, in words."""
        text: str = forward("sensitivity_sentence", self, lang)
        return text

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON holds it."""
        return {
            "study": self.study.name,
            "seed": self.study.seed,
            "runs": self.part.sample.runs,
            "stances": list(self.part.sample.stances),
            "factors": list(self.study.columns),
            "kept": list(self.kept),
            "top": self.top,
            "second": self.second or None,
            "plan": {**vars(self.plan), "outcomes": list(self.plan.outcomes)},
            "points": {m: part.points for m in ("morris", "sobol") if (part := getattr(self, m)) is not None},
            "effects": [row for method in ("morris", "sobol") for row in self._rows(method)],
            "sentence": self.sentence("en"),
            "provenance": dict(self.provenance),
        }

    def _rows(self, method: str) -> list[dict[str, Any]]:
        part: Part | None = getattr(self, method)
        if part is None:
            return []
        return [
            rounded({"method": method, **vars(target), "factor": factor, **_numbers(found, place)})
            for target, found in part.found.items()
            for place, factor in enumerate(part.factors)
        ]


def _movement(found: Effects | Indices) -> float:
    """How much a number varies, beyond chance."""
    if isinstance(found, Indices):
        return found.variance if found.moved else 0.0
    return float(np.where(found.distinct, found.size, 0.0).max())


def _numbers(found: Effects | Indices, place: int) -> dict[str, Any]:
    """The numbers of one factor; None where there is none."""
    row: dict[str, Any] = {}
    for name, value in vars(found).items():
        number = float(value[place]) if isinstance(value, np.ndarray) else value
        row[name] = None if isinstance(number, float) and np.isnan(number) else number
    if isinstance(found, Effects):
        row["told"] = bool(found.distinct[place])
    return row


def sensitivity(
    study: Study,
    plan: Plan | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    store: str | Path | None = None,
) -> Sensitivity:
    """Morris' effects of all factors of a study, then Sobol' indices of those that matter, with common random numbers.

    Targets: each outcome under each stance, its variance between runs, and all differences between stances. Factors that
    Morris leaves out stand as in the scenario. With a `store`, the designs are swept into its folders morris and sobol, and
    an analysis that was interrupted resumes from there. The result depends on study and plan only, never on `jobs`. Raises
    RequestError; SampleError where a point of the design cannot be simulated, as all are needed; StoreError.
    """
    asked = plan or Plan()
    check_plan(study, asked, jobs)
    study = replace(
        study, sure=None, keep=Keep(afterwards=any(name in AFTERWARDS for name in asked.outcomes))
    )  # all points have the same runs, of which only the ends are wanted
    targets = targets_of([_name(stance) for stance in study.stances], asked.outcomes)
    kept, screened, split = study.columns, None, None
    steps = _Steps(study, asked, progress, jobs, None if store is None else Path(store))
    if asked.method != "sobol":
        places = morris_places(len(study.factors), asked.trajectories, study.seed)
        sample = steps.simulated(study.at(places), "morris")
        found = {t: effects(places, t.of(sample), t.reduce, study.seed) for t in targets}
        screened = Part(study.columns, sample, found)
        kept = _chosen(screened, found, asked.keep) if asked.method == "both" else ()
    if asked.method != "morris" and kept:
        smaller = replace(study, factors=tuple(study.factor(column) for column in kept))
        places = sobol_places(len(kept), asked.samples, study.seed)
        sample = steps.simulated(smaller.at(places), "sobol")
        split = Part(
            kept, sample, {t: sobol_indices(len(kept), t.of(sample), t.reduce, study.seed) for t in targets}
        )
    last = split or screened
    assert last is not None
    ranked = sorted(
        last.sample.stances, key=lambda stance: -float(last.sample.of(stance, asked.outcomes[0]).mean())
    )
    return Sensitivity(
        study, asked, targets, screened, split, kept, ranked[0], ranked[1] if len(ranked) > 1 else ""
    )


def _name(stance: str) -> str:
    from simul_agir.stances import get

    return get(stance).name


def _check_numbers(plan: Plan, factors: int, runs: int) -> None:
    """RequestError for a number out of its bounds, and for samples that are no power of two."""
    for name, found, low, high in (
        ("trajectories", plan.trajectories, 2, MOST_POINTS // (factors + 1)),
        ("samples", plan.samples, 4, MOST_POINTS // (factors + 2)),
        ("keep", plan.keep, 1, factors if plan.keep <= factors else plan.keep),
        ("runs", runs, 2, MOST_POINTS),
    ):
        if not low <= found <= high:
            raise RequestError("between", option=name, found=found, low=low, high=high)
    if plan.samples & (plan.samples - 1):
        raise RequestError("power", option="samples", found=plan.samples)


def check_plan(study: Study, plan: Plan, jobs: int | None) -> None:
    """RequestError for whatever makes the analysis impossible."""
    if plan.method not in METHODS:
        raise RequestError("method", found=plan.method, known=", ".join(METHODS))
    unknown = [name for name in plan.outcomes if name not in JUDGED]
    if unknown or not plan.outcomes:
        raise RequestError("outcomes", found=", ".join(unknown) or "-", known=", ".join(JUDGED))
    factors = len(study.factors)
    if not factors:
        raise RequestError("no_factors", found=study.name)
    _check_numbers(plan, factors, study.runs)
    needed("SALib.analyze.sobol", "study")
    check_sample(study, max(_points(study, plan)), jobs)


def _points(study: Study, plan: Plan) -> tuple[int, int]:
    """Points that Morris' and Sobol's designs have at most."""
    factors = len(study.factors)
    kept = factors if plan.method == "sobol" else min(plan.keep, factors)
    return (
        plan.trajectories * (factors + 1) if plan.method != "sobol" else 0,
        plan.samples * (kept + 2) if plan.method != "morris" else 0,
    )


class _Steps:
    """Both designs run one after the other, in memory or in a store, their progress counted together in runs of points."""

    def __init__(
        self, study: Study, plan: Plan, progress: Progress | None, jobs: int | None, store: Path | None
    ) -> None:
        self._total, self._before = sum(_points(study, plan)) * study.runs, 0
        self._progress, self._jobs, self._store = progress, jobs, store
        self._outcomes = plan.outcomes

    def _tell(self, done: int, _: int) -> None:
        if self._progress:
            self._progress(min(self._before + done, self._total), self._total)

    def simulated(self, study: Study, method: str) -> Sample:
        """All points simulated. SampleError if any failed."""
        if self._store is None:
            sample = sample_points(study, self._jobs, self._tell, self._outcomes)
        else:
            kept = sweep(study, self._store / method, jobs=self._jobs, progress=self._tell)
            _refuse([(each.point, each.why) for each in kept.failures])
            sample = Sample.load(kept.folder)
        self._before += len(study.points()) * study.runs
        _refuse(sample.failed)
        return sample


def _refuse(failed: Sequence[tuple[int, str]]) -> None:
    """SampleError if any point failed: a design needs all of its own."""
    if failed:
        number, why = failed[0]
        raise SampleError("failed", count=len(failed), point=number, why=why)


def _chosen(part: Part, found: Mapping[Target, Effects], keep: int) -> tuple[str, ...]:
    """The factors with the largest effect on any target, relative to that target's largest; chance effects do not count."""
    score = np.zeros(len(part.factors))
    for effect in found.values():
        largest = effect.size.max()
        if largest > 0:
            score = np.maximum(score, np.where(effect.distinct, effect.size / largest, 0.0))
    order = sorted(range(len(score)), key=lambda place: -score[place])
    return tuple(part.factors[place] for place in order[:keep] if score[place] > 0)


__all__ = ["METHODS", "Part", "Plan", "Sensitivity", "check_plan", "sensitivity"]
