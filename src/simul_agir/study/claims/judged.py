"""Claims run and judged, with the result of each."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simul_agir import version
from simul_agir.study.claims.condition import Condition
from simul_agir.study.claims.effects import Effects, effects_of
from simul_agir.study.claims.judging import Judgement, judge, weakest
from simul_agir.study.claims.resampling import Interval, interval_of_mean
from simul_agir.study.claims.selection import SelectedClaim
from simul_agir.study.claims.stated import Claim
from simul_agir.study.claims.stored_runs import StoredRuns, stored_runs_of
from simul_agir.study.sweep import sweep

DIGITS = 6


@dataclass(frozen=True, eq=False)
class Found:
    """The result of a claim. judgements, effects: of its parts, in order. readings: means reported beside them."""

    claim: Claim
    verdict: str
    judgements: tuple[Judgement, ...]
    effects: tuple[Effects, ...]
    readings: tuple[Interval, ...]
    lives: StoredRuns
    points: int
    runs: int
    seed: int
    failures: int

    @property
    def central(self) -> Judgement:
        """The result of the central part, which states the sentence itself."""
        return self.judgements[[part.name for part in self.claim.parts].index(self.claim.central)]

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        parts = zip(self.claim.parts, self.judgements, strict=True)
        readings = zip(self.claim.readings, self.readings, strict=True)
        return {
            "claim": self.claim.name,
            "verdict": self.verdict,
            "central": {"part": self.claim.central, "verdict": self.central.verdict},
            "points": self.points,
            "runs": self.runs,
            "seed": self.seed,
            "failures": self.failures,
            "parts": [{"part": part.name, **_judgement(found)} for part, found in parts],
            "readings": [{"reading": part.name, **_interval(found)} for part, found in readings],
        }


@dataclass(frozen=True, eq=False)
class Answer:
    """The results of all selected claims."""

    found: tuple[Found, ...]
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "version": version.version(),
            "seed": self.seed,
            "claims": [each.to_dict() for each in self.found],
        }


def run_claims(
    selected: Sequence[SelectedClaim],
    stores: Path | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    command: Sequence[str] = (),
) -> Answer:
    """Run every claim's study and judge it. stores: the folder in which each keeps its store, under its name in small
    letters; an existing store is resumed. `progress(done, total)` counts runs of points of all claims.

    Raises RequestError and StoreError as `sweep` does.
    """
    sizes = [len(each.study.layout) * each.study.runs for each in selected]
    found = []
    for place, each in enumerate(selected):
        done = sum(sizes[:place])

        def report(part: int, _whole: int, before: int = done) -> None:
            if progress:
                progress(before + part, sum(sizes))

        if stores is not None:
            found.append(_live(each, stores / each.claim.name.lower(), jobs, report, command))
        else:
            with tempfile.TemporaryDirectory(prefix="simul-agir-") as folder:
                found.append(_live(each, Path(folder) / "store", jobs, report, command))
    return Answer(tuple(found), selected[0].study.seed if selected else 1)


def _live(
    selected: SelectedClaim,
    folder: Path,
    jobs: int | None,
    progress: Callable[[int, int], None],
    command: Sequence[str],
) -> Found:
    store = sweep(selected.study, folder, selected.study.runs, jobs, progress=progress, command=command)
    return judged(selected, stored_runs_of(selected, store), len(store.failures))


def judged(selected: SelectedClaim, lives: StoredRuns, failures: int = 0) -> Found:
    """The result of a claim in these runs."""
    claim, seed = selected.claim, selected.study.seed
    effects = tuple(effects_of(part, lives) for part in claim.parts)
    judgements = tuple(
        judge(found, float(part.smallest or 0.0), seed)
        for part, found in zip(claim.parts, effects, strict=True)
    )
    readings = tuple(_reading(effects_of(part, lives), seed) for part in claim.readings)
    return Found(
        claim=claim,
        verdict=weakest([each.verdict for each in judgements]),
        judgements=judgements,
        effects=effects,
        readings=readings,
        lives=lives,
        points=selected.points,
        runs=selected.study.runs,
        seed=seed,
        failures=failures,
    )


def _reading(effects: Effects, seed: int) -> Interval:
    if len(effects.values) == 0:
        return Interval(0.0, -math.inf, math.inf)
    return interval_of_mean(effects, seed)


def _judgement(found: Judgement) -> dict[str, Any]:
    return {
        "verdict": found.verdict,
        "smallest": found.smallest,
        **_interval(found.mean),
        "share": _interval(found.share),
        "points": found.points,
        "contracts": found.contracts,
        "condition": None if found.condition is None else _condition(found.condition),
        "remark": found.remark,
    }


def _condition(found: Condition) -> dict[str, Any]:
    return {
        "column": found.limit.column,
        "at_least" if found.limit.at_least else "at_most": _round(found.limit.value),
        "share": _round(found.share),
        "within": _interval(found.within),
        "outside": _interval(found.outside),
        "folds": found.agreeing,
    }


def _interval(found: Interval) -> dict[str, float | None]:
    return {"mean": _round(found.middle), "low": _round(found.low), "high": _round(found.high)}


def _round(value: float) -> float | None:
    return round(value, DIGITS) + 0.0 if math.isfinite(value) else None
