"""Validity of requests to a study, checked before any work."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from simul_agir import stances
from simul_agir.locale import RequestError
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.collection import Collection
from simul_agir.scenario.faults import Faults
from simul_agir.scenario.reading import places
from simul_agir.scenario.toml.places import line_of
from simul_agir.simulation.arm import Arm
from simul_agir.stances.registry import BUILT_IN

LARGEST_SEED = 2**32 - 1
LARGEST_RUNS = 100_000
LARGEST_MEMORY = 8e9  # bytes that the results of a study may take
LEAST_EFFECT, LARGEST_EFFECT = 1e-6, 4.0  # of a stage
HIGHEST_STAGE = 4.0


def check_request(
    scenario: Scenario, names: Sequence[str | stances.Stance | Arm], runs: int, seed: int, jobs: int | None
) -> None:
    """RequestError for whatever makes a comparison impossible."""
    check_seed_jobs_stances(names, seed, jobs)
    check_runs(scenario, runs, len(names))
    for each in names:
        if isinstance(each, Arm):
            each.check(scenario)


def check_seed_jobs_stances(names: Sequence[str | stances.Stance | Arm], seed: int, jobs: int | None) -> None:
    """RequestError for whatever makes a comparison impossible, however many runs it takes."""
    check_seed(seed)
    check_jobs(jobs)
    check_stances(names, at_least=2)


def check_until_sure(
    scenario: Scenario, arms: int, sure: float, effect: float, most_runs: int | None, goal: float | None
) -> int:
    """The runs of each arm that are allowed, at most. RequestError for invalid settings of sequential selection, or too many
    runs.
    """
    if not 0.5 < sure < 1.0:
        raise RequestError("until_sure", found=f"{sure:g}")
    if not LEAST_EFFECT <= effect <= LARGEST_EFFECT:
        raise RequestError("smallest_effect", found=f"{effect:g}")
    if goal is not None and not 0.0 <= goal <= HIGHEST_STAGE:
        raise RequestError("goal", found=f"{goal:g}")
    return _runs_allowed(int(LARGEST_MEMORY // (memory_of_run(scenario) * arms)), most_runs)


def _runs_allowed(affordable: int, most_runs: int | None) -> int:
    """The runs of each arm that are allowed, of those that memory holds and those that are asked for. RequestError."""
    from simul_agir.study.search.sequential import FIRST_RUNS, MOST_RUNS

    if most_runs is None:
        most_runs = max(FIRST_RUNS, min(MOST_RUNS, affordable))
    if not FIRST_RUNS <= most_runs <= LARGEST_RUNS:
        raise RequestError("most_runs", found=most_runs, lowest=FIRST_RUNS, highest=LARGEST_RUNS)
    if most_runs > affordable:
        raise RequestError("most_memory", found=most_runs, highest=affordable)
    return most_runs


def check_seed(seed: int) -> None:
    """RequestError unless the seed fits 32 bits."""
    if not 0 <= seed <= LARGEST_SEED:
        raise RequestError("seed", found=seed, highest=LARGEST_SEED)


def check_jobs(jobs: int | None) -> None:
    """RequestError unless there is at least one thread to work with."""
    if jobs is not None and not 1 <= jobs <= 1024:
        raise RequestError("jobs", found=jobs)


def check_runs(scenario: Scenario, runs: int, arms: int) -> None:
    """RequestError if there are no runs, or too many for a computer's memory."""
    if not 1 <= runs <= LARGEST_RUNS:
        raise RequestError("runs", found=runs, highest=LARGEST_RUNS)
    affordable = int(LARGEST_MEMORY // (memory_of_run(scenario) * arms))
    if runs > affordable:
        raise RequestError("memory", found=runs, highest=max(1, affordable))


def memory_of_run(scenario: Scenario) -> int:
    """Bytes that the results of one run take, about: its months of indicators and needs, its actors' ends."""
    from simul_agir.model.indicators import INDICATORS

    months = (scenario.months + 1) * (len(INDICATORS) + len(scenario.domains)) * 8
    return months + 16 * len(scenario.landscape.ids)


def check_stances(names: Sequence[str | stances.Stance | Arm], at_least: int = 1, option: str = "") -> None:
    """RequestError unless each arm's stances are known or can be loaded, no name is used twice, and there are enough."""
    called: list[str] = []
    for name in names:
        arm = name if isinstance(name, Arm) else None
        for stance in (name,) if arm is None else arm.stances:
            if isinstance(stance, str):
                check_stance(stance, option or ("stances" if arm is None else "arm"))
        called.append(Arm.of(name).called)
        if called.count(called[-1]) > 1:
            raise RequestError("twice", found=called[-1])
    if len(names) < at_least:
        raise RequestError("few_stances", found=", ".join(called) or "-")


def _check_arm(scenario: Scenario | Collection, arm: Arm) -> None:
    """StanceError, ScenarioError for an arm that a scenario cannot have; of a collection, for a stance that is none."""
    if isinstance(scenario, Scenario):
        arm.check(scenario)
        return
    for name in arm.stances:
        if isinstance(name, str):
            stances.get(name)


def check_arms(scenario: Scenario | Collection, source: str) -> None:
    """ScenarioError with every arm of a scenario or collection that is invalid; `source`: what it was loaded from."""
    faults = Faults()
    label, lines = places(source)
    for number, each in enumerate(scenario.arms):
        arm, line = Arm.of(each), line_of(("arms", number), lines)
        try:
            _check_arm(scenario, arm)
        except stances.StanceError as error:
            faults.add(label, line, f"arms[{number + 1}]", arm.name, "loads", why=error)
        except ScenarioError as error:
            where = f"arms[{number + 1}]"
            faults.found += [
                replace(fault, file=label, line=line, field=".".join(filter(None, (where, fault.field))))
                for fault in error.faults
            ]
    faults.raise_any()


def check_stance(name: str, option: str = "stances") -> None:
    """RequestError unless the stance can be had; a misspelt name is answered with the nearest."""
    if name in BUILT_IN:
        return
    known = stances.names()  # of all installed packages: slow
    if name in known:
        return
    if ":" in name:
        raise RequestError("place_of_stance", option=option, found=name)
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    key = "unknown_stance_near" if nearest else "unknown_stance"
    raise RequestError(key, option=option, found=name, nearest="".join(nearest), known=", ".join(known))
