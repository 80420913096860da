"""Runs added in batches until the best arm, or the set that cannot be distinguished, is known, or no more are allowed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm, Ensemble, simulate_arms
from simul_agir.simulation.ensemble import joined
from simul_agir.stances import Stance
from simul_agir.study.compare.arm_selection import ArmSpec, select_arms
from simul_agir.study.compare.common_random_numbers import comparison_of
from simul_agir.study.compare.comparison import Comparison
from simul_agir.study.mixture import mixture_of
from simul_agir.study.outcomes import OUTCOMES, PRIMARY, SMALLEST_RELEVANT_EFFECT
from simul_agir.study.request import check_seed_jobs_stances, check_until_sure
from simul_agir.study.search.screening import Screening, kim_nelson, sure_screening
from simul_agir.study.search.sure import Question, sure_of, sure_verdict

Floats = NDArray[np.float64]
Draw = Callable[[int, int, int], Floats]
Progress = Callable[[int, int], None]

SURE = 0.95
MOST_RUNS = 2_000
BATCH = 5  # runs whose mean is one observation: nearer to normal than a run
FIRST = 20  # observations of the first stage, which fixes the variances
STEP = 10  # observations added at a time, and
GROWTH = 10  # one for so many there are, where that is more: a long search looks less often
FIRST_RUNS = FIRST * BATCH


@dataclass(frozen=True)
class Search:
    """The result of a search. values (runs, k): the outcome of every run; kept (k,). In `left_out_after` (runs) and
    `below` (arm), None for an arm that is kept. kim_nelson: the arm their own procedure keeps, if it is one, and after
    how many runs.
    """

    question: Question
    values: Floats
    decided: bool
    enough: int
    kept: tuple[bool, ...]
    left_out_after: tuple[int | None, ...]
    below: tuple[int | None, ...]
    kim_nelson: int | None
    kim_nelson_runs: int


def search(draw: Draw, question: Question) -> Search:
    """Draw runs until the screening is over or no more are allowed.

    `draw(first, runs, most)` gives the outcome of runs first..first+runs-1 under each arm, (runs, k), better being
    higher; `most`: how many there may be in all, as far as is known by now. Run r must not depend on how many are drawn
    at a time.
    """
    most = question.most_runs // BATCH
    values = draw(0, FIRST_RUNS, most * BATCH)
    seen = _means(values)
    screening = sure_screening(seen, question.sure, question.smallest_effect)
    classic, classic_ended = kim_nelson(seen, question.sure, question.smallest_effect), 0
    while True:
        sums, count = seen.sum(axis=0), len(seen)
        screening.look(sums, count)
        if not classic.over:
            classic.look(sums, count)
            classic_ended = count
        last = min(most, math.ceil(min(screening.enough, most)))
        if screening.over or count >= last:
            break
        more = min(max(STEP, count // GROWTH), last - count)
        values = np.concatenate([values, draw(count * BATCH, more * BATCH, last * BATCH)])
        seen = _means(values)
    return _result(question, values, screening, classic, classic_ended)


def _means(values: Floats) -> Floats:
    """Means of batches of runs, (runs / BATCH, k)."""
    return np.asarray(values.reshape(-1, BATCH, values.shape[1]).mean(axis=1))


def _result(
    question: Question, values: Floats, screening: Screening, classic: Screening, classic_ended: int
) -> Search:
    chosen = np.flatnonzero(classic.alive)
    enough = len(values) if screening.over else BATCH * math.ceil(screening.enough)
    return Search(
        question=question,
        values=values,
        decided=screening.over,
        enough=enough,
        kept=tuple(screening.alive.tolist()),
        left_out_after=tuple(BATCH * int(count) or None for count in screening.left),
        below=tuple(None if arm < 0 else int(arm) for arm in screening.by),
        kim_nelson=int(chosen[0]) if len(chosen) == 1 else None,
        kim_nelson_runs=BATCH * classic_ended,
    )


def compare_until_sure(
    scenario: Scenario,
    stances: Sequence[ArmSpec] | None = None,
    sure: float = SURE,
    smallest_effect: float = SMALLEST_RELEVANT_EFFECT,
    most_runs: int | None = None,
    goal: float | None = None,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    arms: Sequence[ArmSpec] | None = None,
) -> Comparison:
    """Every stance run with common random numbers until the best, or the set that cannot be distinguished, is known.

    With probability `sure` the best is then among those kept, and these lie within `smallest_effect` stages of it. The
    runs are those of `compare` with the same seed and as many runs, bit for bit; every arm uses all of them. The `.sure` of
    the comparison holds the result, and its verdict and sentence use it. `most_runs`: 2,000 by default, fewer where memory
    would not hold them. Raises RequestError and StanceError as `compare` does.
    """
    names = select_arms(scenario, stances, arms)
    check_seed_jobs_stances(names, seed, jobs)
    most = check_until_sure(scenario, len(names), sure, smallest_effect, most_runs, goal)
    question = Question(float(sure), float(smallest_effect), most, None if goal is None else float(goal))
    parts: list[dict[str, Ensemble]] = []
    read, points = OUTCOMES[PRIMARY].read, mixture_of(scenario)

    def draw(first: int, runs: int, likely: int) -> Floats:
        def report(done: int, total: int) -> None:
            months = total // runs  # of one run of all arms
            if progress:
                progress(first * months + done, likely * months)

        part = simulate_arms(scenario, names, runs, seed, jobs, progress=report, first=first, points=points)
        parts.append(part)
        return np.column_stack([read(ensemble) for ensemble in part.values()])

    found = search(draw, question)
    if progress:
        progress(len(found.values), len(found.values))
    ensembles = {name: joined([part.pop(name) for part in parts]) for name in tuple(parts[0])}
    return replace(answered(found, ensembles, names), points=len(points))


def answered(
    found: Search, ensembles: dict[str, Ensemble], asked: Sequence[str | Stance | Arm] = ()
) -> Comparison:
    """The comparison of the ensembles that were searched, its verdict that of the search; `asked` as in Comparison."""
    comparison = comparison_of(ensembles, asked)
    answer = sure_of(found, tuple(ensembles), comparison.reference, comparison.seed)
    means = dict(zip(ensembles, found.values.mean(axis=0).tolist(), strict=True))
    return replace(comparison, sure=answer, verdict=sure_verdict(answer, means))
