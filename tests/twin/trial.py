"""How a territory chooses its stance (10.2): by the change gap, or by short runs on the territory as it was observed."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from simul_agir.stances.stance import STANCE_NAMES

from .chance import Philox
from .diagnosis import Diagnosis, links_as_set

if TYPE_CHECKING:
    from simul_agir.scenario import Scenario

    from .territory import Territory

RUNS = 50
MOST_MONTHS = 24


def least_gap(feasible: Sequence[str], diagnosis: Diagnosis) -> str:
    """The stance with the least change gap."""
    gaps = dict(zip(STANCE_NAMES, diagnosis.change_gap, strict=True))
    return min(feasible, key=gaps.__getitem__)


def best_trial(feasible: Sequence[str], model: Territory, diagnosis: Diagnosis) -> str:
    """The stance with the highest mean index at the end of its trials."""
    return max(feasible, key=lambda stance: mean_index(model, diagnosis, stance, RUNS))


def mean_index(model: Territory, diagnosis: Diagnosis, stance: str, runs: int) -> float:
    """At the end of short runs of a stance on the territory as it was observed."""
    months, warm_up = min(MOST_MONTHS, model.scenario.months), max(1, model.scenario.warm_up)
    scenario = replace(model.scenario, months=months, warm_up=warm_up, shocks=())
    seed = (model.seed * 0x9E3779B1 + model.replicate * 0x85EBCA6B + 0x5EED) % 2**32
    ends = []
    for replicate in range(runs):
        trial = deepcopy(model)
        put(trial, diagnosis)
        begin(trial, scenario, stance, seed, replicate)
        for _ in range(scenario.months):
            trial.step()
        ends.append(trial.indicators[-1]["index"])
    return sum(ends) / runs


def begin(trial: Territory, scenario: Scenario, stance: str, seed: int, replicate: int) -> None:
    """The contract begins anew, from the state as it stands."""
    behind = trial.months_lived - scenario.warm_up
    trial.scenario, trial.seed, trial.replicate = scenario, seed, replicate
    trial.chance = Philox(seed, replicate)
    trial.draws = trial.chance.draws
    trial.months_lived = scenario.warm_up
    trial.shocks, trial.closures = {}, set()
    for proposal in trial.queue:
        proposal.due -= behind
    scheme = trial.path.scheme  # of the last diagnosis
    trial.take_up(stance)
    trial.path.scheme = scheme
    trial.path.decide(trial, 0)


def put(model: Territory, diagnosis: Diagnosis) -> None:
    """What was observed, in place of what is."""
    model.needs = diagnosis.needs.tolist()
    model.links = links_as_set(model, diagnosis.links)
    for i in model.actors:
        place = i.place
        i.priorities = diagnosis.priorities[place].tolist()
        i.mandate = diagnosis.mandate[place].tolist()
        i.expertise = diagnosis.expertise[place].tolist()
        i.comfort = [max(c, e) for c, e in zip(i.comfort, i.expertise, strict=True)]
        i.capacity = float(diagnosis.capacity[place])
        i.motivation = float(diagnosis.motivation[place])
        i.skill = float(diagnosis.skill[place])
        i.postures = diagnosis.postures[place].tolist()
        i.derive()
        if i.breadth <= 0:
            i.comfort_ratio = 1.0
