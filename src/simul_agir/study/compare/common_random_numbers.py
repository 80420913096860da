"""All stances with common random numbers, and their differences."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import AssumptionSet, AssumptionSets
from simul_agir.simulation import Arm, Ensemble
from simul_agir.simulation.aftermath import MONTHS_AFTER, simulate_aftermath
from simul_agir.simulation.variants import simulate_variants
from simul_agir.stances import Stance
from simul_agir.study import statistics
from simul_agir.study.compare.arm_selection import ArmSpec, select_arms
from simul_agir.study.compare.comparison import ArmEnd, Comparison, Difference, Estimate
from simul_agir.study.compare.over_sets import USUAL_RUNS, OverSets, runs_each
from simul_agir.study.compare.verdict import Verdict, decide
from simul_agir.study.mixture import DEFAULT, MIXTURE, mixture_points
from simul_agir.study.outcomes import OUTCOMES, PRIMARY, outcomes_of
from simul_agir.study.profile.profiling import profiled, with_reference
from simul_agir.study.profile.visions import Vision
from simul_agir.study.request import check_request

Assumptions = AssumptionSets | str | Path | Sequence[Mapping[str, Any] | AssumptionSet]


def compare(
    scenario: Scenario,
    stances: Sequence[ArmSpec] | None = None,
    runs: int | None = None,
    seed: int = 1,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    assumptions: Assumptions | None = None,
    arms: Sequence[ArmSpec] | None = None,
    vision: Vision | Mapping[str, float] | None = None,
    months_after: int = MONTHS_AFTER,
) -> Comparison:
    """Every arm simulated `runs` times on common random numbers (200 by default); by default the scenario's arms.

    Each run uses a different accepted point (`mixture_of`); with `assumptions="default"` all take the default point.
    `vision`: weights of the profile's families, by default the scenario's own. `months_after`: months without engineering.

    `stances`, then `arms`: each a stance's name, a Stance, or an arm: an `Arm`, its text ("then
    together: residents, effort x2, month 18 conditional_aid"), or a table. Months before a switch are simulated once.

    With `assumptions` (`"accepted"`, a table's file, or a list of mappings) the runs are shared out among these sets, as
    `compare_over_sets` says. Raises RequestError for a seed outside 32 bits, unknown stances, no runs or too many,
    ScenarioError for arms that this scenario cannot have. The result depends on scenario, arms, runs, seed and assumptions
    only, never on `jobs`.
    """
    if assumptions is not None and assumptions not in ("", DEFAULT, MIXTURE):
        return compare_over_sets(scenario, sets_of(assumptions), stances, runs, seed, jobs, progress, arms)
    names = select_arms(scenario, stances, arms)
    runs = USUAL_RUNS if runs is None else runs
    check_request(scenario, names, runs, seed, jobs)
    points = mixture_points(scenario, str(assumptions or MIXTURE))
    simulated = simulate_aftermath(
        scenario, with_reference(names), runs, seed, months_after, jobs, progress, points=points
    )
    wanted = Vision(vision) if isinstance(vision, Mapping) else vision
    profile = profiled(scenario, simulated, seed, wanted, 1 if points is None else len(points))
    ensembles = {name: each.ensemble for name, each in list(simulated.items())[: len(names)]}
    number = 1 if points is None else len(points)
    found = comparison_of(ensembles, names)
    return replace(found, profile=profile, points=number, months_after=months_after)


def sets_of(assumptions: Assumptions) -> AssumptionSets:
    """The sets that are named or listed. Raises ScenarioError with every fault found."""
    if isinstance(assumptions, AssumptionSets):
        return assumptions
    if isinstance(assumptions, str | Path):
        return AssumptionSets.load(assumptions)
    return AssumptionSets.of(assumptions)


def compare_over_sets(
    scenario: Scenario,
    sets: AssumptionSets,
    stances: Sequence[ArmSpec] | None = None,
    runs: int | None = None,
    seed: int = 1,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    arms: Sequence[ArmSpec] | None = None,
) -> Comparison:
    """Every arm simulated under every set of assumptions, and compared over all of them.

    `runs` of each stance in all, the same number under each set (rounded up); without it, 12 under each, at least 200
    and at most 600 in all. Under one set all stances use common random numbers; set s takes runs s*R..(s+1)*R-1, so that no
    random number is used twice and one set of no change is plain `compare`. Means, intervals and tests take a set with all
    its runs as one observation: they cover both chance and assumptions. Raises as `compare` does.
    """
    names = select_arms(scenario, stances, arms)
    each = check_over_sets(scenario, sets, names, runs, seed, jobs)
    simulated = simulate_variants([one.of(scenario) for one in sets], names, each, seed, jobs, progress)
    return compared_over(
        sets, {name: replace(ensemble, scenario=scenario) for name, ensemble in simulated.items()}, names
    )


def compared_over(
    sets: AssumptionSets, ensembles: dict[str, Ensemble], asked: Sequence[str | Stance | Arm] = ()
) -> Comparison:
    """The comparison of ensembles that hold the runs of each set in turn; `asked` as in Comparison."""
    found = comparison_of(ensembles, asked, len(sets))
    read = OUTCOMES[found.primary].read
    runs = [read(ensemble).reshape(len(sets), -1) for ensemble in ensembles.values()]
    over = OverSets(sets, tuple(ensembles), np.stack(runs, axis=1))
    return replace(found, over_sets=over, provenance={**found.provenance, "assumptions": sets.hash})


def check_over_sets(
    scenario: Scenario,
    sets: AssumptionSets,
    stances: Sequence[str | Stance | Arm],
    runs: int | None,
    seed: int,
    jobs: int | None,
) -> int:
    """Runs of each stance under each set. RequestError for whatever makes such a comparison impossible."""
    if runs is not None:
        check_request(scenario, stances, runs, seed, jobs)
    each = runs_each(len(sets), runs)
    check_request(scenario, stances, each * len(sets), seed, jobs)
    return each


def comparison_of(
    ensembles: dict[str, Ensemble],
    asked: Sequence[str | Stance | Arm] = (),
    sets: int = 1,
    more: Mapping[str, Sequence[Any]] | None = None,
) -> Comparison:
    """The comparison of ensembles of one scenario that share seed and runs; `asked` as in Comparison.

    `more`: further outcomes by name, each (runs,) for every arm in turn. With several sets, the runs of each in turn:
    a set with its runs is then one observation (as in a cluster bootstrap).
    """
    arms = tuple(ensembles)
    seed = next(iter(ensembles.values())).seed
    values = np.stack([outcomes_of(ensemble) for ensemble in ensembles.values()])  # (arms, runs, outcomes)
    names = (*OUTCOMES, *(more or {}))
    values = np.concatenate([values, *(np.stack(each)[:, :, None] for each in (more or {}).values())], axis=2)
    seen = values if sets == 1 else values.reshape(len(arms), sets, -1, values.shape[2]).mean(axis=2)
    count, units, columns = seen.shape
    boot = statistics.bootstrap_means(seen.transpose(1, 0, 2).reshape(units, -1), seed)
    boot = boot.reshape(-1, count, columns)
    differences = _differences(arms, names, values, seen, boot, seed)
    return Comparison(
        ensembles=ensembles,
        arms=tuple(_arm(name, ensembles[name], names, seen[i], boot[:, i]) for i, name in enumerate(arms)),
        differences=differences,
        verdict=_verdict(arms, seen, boot, differences),
        asked=tuple(asked),
    )


def _arm(name: str, ensemble: Ensemble, names: Sequence[str], values: Any, boot: Any) -> ArmEnd:
    """The result of one arm; `values` (runs, outcomes) and `boot` (resamples, outcomes)."""
    stages = ensemble.final_stages[ensemble.final_stages >= 0]
    counts = np.bincount(stages, minlength=len(STAGES)) / max(1, stages.size)
    held = ensemble.bottlenecks.mean(axis=0)
    return ArmEnd(
        stance=name,
        outcomes=dict(zip(names, _estimates(values, boot), strict=True)),
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


def _differences(
    arms: tuple[str, ...], names: Sequence[str], values: Any, seen: Any, boot: Any, seed: int
) -> tuple[Difference, ...]:
    """Every pair of arms on every outcome: the later arm less the earlier one, run by run.

    `values` (arms, runs, outcomes) are the runs, `seen` (arms, units, outcomes) what counts as one observation.
    """
    pairs = list(itertools.combinations(range(len(arms)), 2))
    gaps = np.stack([seen[b] - seen[a] for a, b in pairs], axis=1)  # (units, pairs, outcomes)
    boots = np.stack([boot[:, b] - boot[:, a] for a, b in pairs], axis=1)
    units, runs = gaps.shape[0], values.shape[1]
    estimates = _estimates(gaps.reshape(units, -1), boots.reshape(len(boots), -1))
    each = np.stack([values[b] - values[a] for a, b in pairs], axis=1)  # (runs, pairs, outcomes)
    above = statistics.probability_above(each.reshape(runs, -1))
    primary = list(OUTCOMES).index(PRIMARY)
    adjusted = statistics.holm(statistics.sign_flip(gaps[:, :, primary], seed))
    found = []
    for pair, (earlier, later) in enumerate(pairs):
        for column, outcome in enumerate(names):
            place = pair * len(names) + column
            found.append(
                Difference(
                    a=arms[later],
                    b=arms[earlier],
                    outcome=outcome,
                    estimate=estimates[place],
                    probability=float(above[place]),
                    p=float(adjusted[pair]) if outcome == PRIMARY and units > 1 else None,
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
