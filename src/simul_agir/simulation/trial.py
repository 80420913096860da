"""Trying a stance out on a territory as its diagnosis observed it: short runs, with luck of their own."""

from dataclasses import replace

import numpy as np

from simul_agir.simulation.batch import MOST_SEED, Batch
from simul_agir.stances import Diagnosis
from simul_agir.world import state as at

_MONTHS = 24  # length of a trial
_OTHER_SEED = 0x5EED  # so that a trial never shares its luck with the run it is made for


def short_trial(batch: Batch, replicate: int, seen: Diagnosis, stance: str, runs: int) -> float:
    """Mean index at the end of `runs` trials of a stance, from the territory as it was observed."""
    months = min(_MONTHS, batch.scenario.months)
    scenario = replace(batch.scenario, months=months, shocks=())
    seed = (batch.seed * 0x9E3779B1 + (batch.first + replicate) * 0x85EBCA6B + _OTHER_SEED) & MOST_SEED
    trial = Batch.begin(scenario, stance, runs, seed, tries=False)
    trial.state = batch.state.take(slice(replicate, replicate + 1)).repeat(runs)
    _observe(trial, seen)
    _count_from_month_0(trial, batch.month)
    trial.catch_up()
    trial.live_until(months)
    return float(np.mean(trial.lines[:, -1, 0]))


def _observe(trial: Batch, seen: Diagnosis) -> None:
    """Put what was observed in place of what is."""
    state, domains = trial.state, len(seen.needs)
    state.needs[:, at.LEVEL] = seen.needs
    state.profiles[:, :, at.PRIORITIES] = seen.priorities
    state.profiles[:, :, at.MANDATE] = seen.mandate
    state.profiles[:, :, at.EXPERTISE] = seen.expertise
    state.profiles[:, :, at.COMFORT] = np.maximum(seen.expertise, state.profiles[:, :, at.COMFORT])
    state.actors[:, :, at.CAPACITY] = seen.capacity
    state.actors[:, :, at.MOTIVATION] = seen.motivation
    state.actors[:, :, at.SKILL] = seen.skill
    state.actors[:, :, at.POSTURE : at.POSTURE + 4] = seen.postures
    breadth = seen.expertise.sum(axis=1)
    state.actors[:, :, at.EXPERTISE_BREADTH] = breadth
    state.actors[:, breadth == 0, at.COMFORT_RATIO] = 1.0
    state.actors[:, :, at.FIELD] = seen.mandate.argmax(axis=1)
    bits = np.left_shift(np.uint64(1), np.arange(domains, dtype=np.uint64))
    state.truth[:, at.LINKS] = np.where(seen.links, bits, np.uint64(0)).sum(axis=1, dtype=np.uint64)


def _count_from_month_0(trial: Batch, lived: int) -> None:
    """Months are counted anew: what happened `lived` months into the contract happened at month 0 of the trial."""
    trial.month = 0
    trial.state.queue[:, :, at.DUE] -= lived
    trial.state.assured[...] = np.roll(trial.state.assured, -lived, axis=2)
