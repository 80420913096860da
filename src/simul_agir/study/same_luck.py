"""All stances on the same luck, and what sets them apart."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from simul_agir.scenario import Scenario
from simul_agir.simulation import Ensemble, simulate_arms
from simul_agir.stances import Stance
from simul_agir.study import statistics
from simul_agir.study.comparison import Arm, Comparison, Difference, Estimate
from simul_agir.study.outcomes import OUTCOMES, PRIMARY, outcomes_of
from simul_agir.study.request import check_request
from simul_agir.study.verdict import Verdict, decide
from simul_agir.world.ladder import CRITERIA, STAGES


def compare(
    scenario: Scenario,
    stances: Sequence[str | Stance] | None = None,
    runs: int = 200,
    seed: int = 1,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Every stance lived `runs` times on the same luck, and compared; by default the arms of the scenario.

    A stance is a name, `package.module:Class`, or an object.

    Raises RequestError for a seed outside 32 bits, unknown stances, no runs or too many. The result depends
    on scenario, stances, runs and seed only, never on `jobs`.
    """
    names = tuple(scenario.arms if stances is None else stances)
    check_request(scenario, names, runs, seed, jobs)
    lived = simulate_arms(scenario, names, runs=runs, seed=seed, jobs=jobs, progress=progress)
    return comparison_of(lived, names)


def comparison_of(ensembles: dict[str, Ensemble], asked: Sequence[str | Stance] = ()) -> Comparison:
    """The comparison of ensembles of one scenario that share seed and runs; `asked` as in Comparison."""
    arms = tuple(ensembles)
    seed = next(iter(ensembles.values())).seed
    values = np.stack([outcomes_of(ensemble) for ensemble in ensembles.values()])  # (arms, runs, outcomes)
    count, runs, columns = values.shape
    boot = statistics.bootstrap_means(values.transpose(1, 0, 2).reshape(runs, -1), seed)
    boot = boot.reshape(-1, count, columns)
    differences = _differences(arms, values, boot, seed)
    return Comparison(
        ensembles=ensembles,
        arms=tuple(_arm(name, ensembles[name], values[i], boot[:, i]) for i, name in enumerate(arms)),
        differences=differences,
        verdict=_verdict(arms, values, boot, differences),
        asked=tuple(asked),
    )


def _arm(name: str, ensemble: Ensemble, values: Any, boot: Any) -> Arm:
    """What one arm came to; `values` (runs, outcomes) and `boot` (resamples, outcomes)."""
    stages = ensemble.final_stages[ensemble.final_stages >= 0]
    counts = np.bincount(stages, minlength=len(STAGES)) / max(1, stages.size)
    held = ensemble.bottlenecks.mean(axis=0)
    return Arm(
        stance=name,
        outcomes=dict(zip(OUTCOMES, _estimates(values, boot), strict=True)),
        stages=tuple(float(share) for share in counts),
        bottlenecks={criterion: float(held[k]) for k, criterion in enumerate(CRITERIA)},
    )


def _estimates(values: Any, boot: Any) -> list[Estimate]:
    """Mean and interval of each column of `values` (runs, columns)."""
    low, high = statistics.interval_of_mean(values, boot)
    ends = zip(values.mean(axis=0), low, high, strict=True)
    return [Estimate(float(m), *(known(end) for end in (lo, hi))) for m, lo, hi in ends]


def known(value: float) -> float | None:
    """A number, or None where there is none to give."""
    return None if np.isnan(value) else float(value)


def _differences(arms: tuple[str, ...], values: Any, boot: Any, seed: int) -> tuple[Difference, ...]:
    """Every pair of arms on every outcome: the later arm less the earlier one, run by run."""
    pairs = list(itertools.combinations(range(len(arms)), 2))
    gaps = np.stack([values[b] - values[a] for a, b in pairs], axis=1)  # (runs, pairs, outcomes)
    boots = np.stack([boot[:, b] - boot[:, a] for a, b in pairs], axis=1)
    runs = gaps.shape[0]
    estimates = _estimates(gaps.reshape(runs, -1), boots.reshape(len(boots), -1))
    above = statistics.probability_above(gaps.reshape(runs, -1))
    primary = list(OUTCOMES).index(PRIMARY)
    adjusted = statistics.holm(statistics.sign_flip(gaps[:, :, primary], seed))
    found = []
    for pair, (earlier, later) in enumerate(pairs):
        for column, outcome in enumerate(OUTCOMES):
            place = pair * len(OUTCOMES) + column
            found.append(
                Difference(
                    a=arms[later],
                    b=arms[earlier],
                    outcome=outcome,
                    estimate=estimates[place],
                    probability=float(above[place]),
                    p=float(adjusted[pair]) if outcome == PRIMARY and runs > 1 else None,
                )
            )
    return tuple(found)


def _verdict(arms: tuple[str, ...], values: Any, boot: Any, differences: tuple[Difference, ...]) -> Verdict:
    """The verdict on the primary outcome."""
    primary = list(OUTCOMES).index(PRIMARY)
    means = values[:, :, primary].mean(axis=1)
    p_values = {
        frozenset((d.a, d.b)): 1.0 if d.p is None else d.p for d in differences if d.outcome == PRIMARY
    }
    chances = statistics.probability_best(boot[:, :, primary])
    return decide(
        arms,
        dict(zip(arms, means.tolist(), strict=True)),
        p_values,
        dict(zip(arms, chances.tolist(), strict=True)) if values.shape[1] > 1 else None,
    )
