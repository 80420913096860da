"""Run a what-if: both futures with common random numbers, and why they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simul_agir.locale import RequestError
from simul_agir.scenario import Scenario
from simul_agir.scenario.arm_form import made_name
from simul_agir.simulation.arm import Arm, Switch
from simul_agir.simulation.ensemble import simulate_arms
from simul_agir.simulation.tasks import Progress
from simul_agir.stances import Stance
from simul_agir.study.branching.differing import differing
from simul_agir.study.branching.divergence import divergences_of
from simul_agir.study.branching.futures import WhatIf
from simul_agir.study.branching.shares import arms_without, mechanisms_of, shares_of
from simul_agir.study.compare.common_random_numbers import comparison_of
from simul_agir.study.mixture import mixture_points
from simul_agir.study.request import check_request

RUNS = 200
WHY_RUNS = 40  # runs run again without each mechanism


def what_if(
    scenario: Scenario,
    stance: str | Stance | Arm | Mapping[str, Any],
    at: int,
    then: str | Stance | None = None,
    changes: Mapping[str, Any] | None = None,
    runs: int = RUNS,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    why: bool = True,
    why_runs: int = WHY_RUNS,
    assumptions: str | None = None,
) -> WhatIf:
    """Compares two futures: one continues; in the other, at the end of month `at`, stance `then` takes over, `changes`
    apply, or both.

    Each run uses a different accepted point; with `assumptions="default"` all take the default point.

    `stance`: a stance or any arm that does not switch from `at` on. Both futures share their random numbers and all months
    before. With `why`, the first decisions that differ are found for every run, and both futures of `why_runs` runs (at most
    `runs`) are run again without each mechanism from `at` on. The answer does not depend on `jobs`.

    Raises RequestError and StanceError as `compare` does, ScenarioError for an invalid month or change.
    """
    stay, switch = two_futures(scenario, stance, at, then, changes)
    check_request(scenario, (stay, switch), runs, seed, jobs)
    points = mixture_points(scenario, assumptions)
    simulated = simulate_arms(
        scenario, [stay, switch], runs, seed, jobs, progress=_part(progress, 0.0, 0.3), points=points
    )
    number = 1 if points is None else len(points)
    comparison = replace(comparison_of(simulated, (stay, switch)), points=number)
    first, last = simulated[stay.name], simulated[switch.name]
    found = WhatIf(comparison, stay, switch, at, differing(first, last, at))
    if not why:
        return found
    divergences = divergences_of(
        scenario, stay, switch, at, runs, seed, jobs, _part(progress, 0.3, 0.4), points
    )
    names, few = mechanisms_of(scenario), max(1, min(runs, why_runs))
    arms = [stay, switch, *arms_without(stay, switch, at, names)]
    again = simulate_arms(scenario, arms, few, seed, jobs, progress=_part(progress, 0.4, 1.0), points=points)
    shares = shares_of(stay, switch, names, again, seed)
    return replace(found, divergences=divergences, shares=shares, why_runs=few)


def two_futures(
    scenario: Scenario,
    stance: str | Stance | Arm | Mapping[str, Any],
    at: int,
    then: str | Stance | None,
    changes: Mapping[str, Any] | None,
) -> tuple[Arm, Arm]:
    """The arm that stays, and the arm that switches; raises as `what_if`."""
    stay = Arm.of(stance)
    if any(switch.month >= at for switch in stay.then):
        raise RequestError("switches_later", found=stay.name, month=at)
    if then is None and not changes:
        raise RequestError("nothing_then")
    follows = Switch(at, then, dict(changes or {}))
    switch = Arm("?", stay.stance, stay.changes, (*stay.then, follows))
    text = switch.text if stay.is_plain else f"{stay.name}, {Arm('', '', {}, (follows,)).text[2:]}"
    named = Arm(made_name(text), *vars_of(switch))
    named.check(scenario)
    return stay, named


def vars_of(arm: Arm) -> tuple[Any, ...]:
    """All of an arm but its name."""
    return arm.stance, arm.changes, arm.then


def _part(progress: Progress | None, low: float, high: float) -> Progress | None:
    """Reports the progress of one part of the work as a share of the whole, in thousandths."""
    if progress is None:
        return None

    def tell(done: int, total: int) -> None:
        progress(round(1000 * (low + (high - low) * done / max(1, total))), 1000)

    return tell
