"""Tries a stance on a territory as its diagnosis observed it: short runs with separate random numbers."""

from dataclasses import replace
from functools import cached_property

import numpy as np

from simul_agir.model import fields as at
from simul_agir.scenario import Scenario
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.calendars import calendars_of
from simul_agir.simulation.run_numbers import MOST_SEED
from simul_agir.simulation.shared_prefix import DecisionSignature, decision_signature, shared_months
from simul_agir.stances import Diagnosis, Stance, get

_MONTHS = 24  # length of a trial
_BASE = "animation"
_OTHER_SEED = 0x5EED  # so that a trial never uses the random numbers of its own run


class Trials:
    """Trials of stances on one replicate of a batch, as its diagnosis observed it.

    In the first months most stances do only what the base does: these months are simulated once, until `close` is called.
    """

    def __init__(self, batch: Batch, replicate: int, seen: Diagnosis) -> None:
        self._batch, self._replicate, self._seen = batch, replicate, seen
        self._point = batch.point(replicate)[None]
        self._trunk: Batch | None = None
        self._open = True

    def __call__(self, stance: str | Stance, runs: int) -> float:
        """Mean index at the end of `runs` short runs of a stance."""
        policy = get(stance) if isinstance(stance, str) else stance
        trial = self._parted(policy, runs) if self._open else None
        batch = (trial or self._begun(policy, runs)).run_until(self._scenario.months)
        return float(np.mean(batch.indicators[:, -1, 0]))

    def close(self) -> None:
        """Forget the shared months: the batch is about to change."""
        self._open, self._trunk = False, None

    def _parted(self, stance: Stance, runs: int) -> Batch | None:
        """A trial of a stance from the month in which it departs from the base; None if it differs from the first month
        on.
        """
        calendars = calendars_of(self._scenario, stance, self._point)
        months = shared_months(decision_signature(self._scenario, stance, calendars[0], place=1), self._base)
        if months == 0:
            return None
        trunk = self._trunk
        if trunk is None or trunk.runs != runs or trunk.month > months:
            trunk = self._trunk = self._begun(get(_BASE), runs)
        return trunk.run_until(months).part(stance, calendars)

    def _begun(self, stance: Stance, runs: int) -> Batch:
        """A trial at its month 0, from the observed state, without shocks that nobody could foresee."""
        batch, replicate = self._batch, self._replicate
        seed = (batch.seed * 0x9E3779B1 + (batch.first + replicate) * 0x85EBCA6B + _OTHER_SEED) & MOST_SEED
        trial = Batch.begin(self._scenario, stance, runs, seed, tries=False, points=self._point)
        trial.state = batch.state.take(slice(replicate, replicate + 1)).spread(runs)
        _observe(trial, self._seen)
        _count_from_month_0(trial, batch.month + batch.scenario.warm_up - self._scenario.warm_up)
        trial.catch_up()
        return trial

    @cached_property
    def _scenario(self) -> Scenario:
        scenario = self._batch.scenario
        # Without a warm-up, month 0 would be the start from which progress is measured; a trial has its run's.
        warm_up = max(1, scenario.warm_up)
        return replace(scenario, months=min(_MONTHS, scenario.months), warm_up=warm_up, shocks=())

    @cached_property
    def _base(self) -> DecisionSignature:
        base = get(_BASE)
        return decision_signature(
            self._scenario, base, calendars_of(self._scenario, base, self._point)[0], place=0
        )


def _observe(trial: Batch, seen: Diagnosis) -> None:
    """Replace the state by what was observed."""
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


def _count_from_month_0(trial: Batch, past: int) -> None:
    """Months are counted anew: the present, `past` months later by the count of the run, is month 0 of the trial."""
    trial.month = 0
    trial.state.queue[:, :, at.DUE] -= past
    for window in (trial.state.help_probability, trial.state.actions_by_month):
        window[...] = np.roll(window, -past, axis=2)
    trial.state.carried_out[...] = np.roll(trial.state.carried_out, -past, axis=1)
