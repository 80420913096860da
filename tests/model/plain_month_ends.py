"""What is decided at month ends, once more, in NumPy and for all replicates at once: what the rules are held to."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from simul_agir.engine.arithmetic import agir_pow
from simul_agir.model import fields as at
from simul_agir.model.instruments import INSTRUMENTS, POSTURE_OF
from simul_agir.model.parameters import (
    AXES,
    DIAGNOSIS_ERROR,
    LENGTHENED_TRAINING,
    PLAN_SHARE,
    TRAINING_SPREAD,
    TRAINING_STRETCH,
)
from simul_agir.scenario import Scenario
from simul_agir.stances import Diagnosis
from simul_agir.stances.stance import BASE, row, steps_of

Floats = NDArray[np.float64]
BASE_INSTRUMENTS = [INSTRUMENTS.index(name) for name in ("convene", "train", "inform", "orient", "regulate")]


def training_brief(seen: Diagnosis, own: Floats, p: Floats) -> Floats:
    """Relative share of the training for each actor, (N,); `own` (4,)."""
    total = own.sum()
    led = (seen.postures * own).sum(axis=1) / (total if total > 0 else 1.0)
    missing = 1.0 - 0.5 * ((led if total > 0 else seen.skill) + seen.skill)
    worst = p[DIAGNOSIS_ERROR]
    clear = 1.0 - seen.error / worst if worst > 0 else 1.0
    return clear * missing + (1.0 - clear)


def scheme(seen: Diagnosis, actors: Floats, p: Floats) -> tuple[Floats, NDArray[np.int16]]:
    """Axes (K,), and the partners planned for each, (K, N)."""
    domains = len(seen.needs)
    chosen = np.argsort(-seen.needs, kind="stable")[: int(p[AXES])]
    axes, plan = np.zeros(domains), np.full((domains, len(actors)), -1, np.int16)
    able = (actors[:, at.VOICE] > 0) & (actors[:, at.CAPACITY] > 0)
    seats = max(1, int(p[PLAN_SHARE] * (actors[:, at.VOICE] > 0).sum() + 0.5))
    for need in chosen:
        axes[need] = seen.needs[need]
        fit = np.zeros(len(actors))
        for k in range(domains):
            fit += seen.expertise[:, k] * seen.links[need, k]
        fit = np.where(able, fit, -1.0)
        partners = np.argsort(-fit, kind="stable")[:seats]
        plan[need, : len(partners)] = np.where(fit[partners] > 0, partners, -1)
    return axes, plan


def own_shares(calendar: Floats) -> Floats:
    """Shares of a calendar's own effort by posture, (4,)."""
    hours, own = calendar.sum(axis=0), np.zeros(4)
    for instrument, posture in POSTURE_OF.items():
        own[posture] += hours[instrument]
    return own / own.sum() if own.sum() > 0 else own


def length_of_training(scenario: Scenario, own: Floats, gaps: Floats, p: Floats) -> int:
    """Months that the training takes."""
    gap = (own * gaps).sum() * p[TRAINING_STRETCH] * p[LENGTHENED_TRAINING]
    return int(np.ceil(scenario.path.training.months * (1.0 + gap) - 1e-9))


def base(scenario: Scenario, training: int, thin: float) -> Floats:
    """How the base divides its effort, (months, 12), with a training of so many months."""
    path = replace(scenario.path, training=replace(scenario.path.training, months=training))
    under_way = steps_of(path, scenario.months)
    rows = np.array([row(BASE[step]) for step in ("diagnosis", "choice", "training", "scheme")])
    rows[2] = thin * rows[2] + (1.0 - thin) * row(BASE["afterwards"])
    busy = under_way.sum(axis=1, keepdims=True)
    return np.where(busy > 0, under_way @ rows / np.maximum(1, busy), row(BASE["afterwards"]))


def lengthened(scenario: Scenario, calendar: Floats, month: int, training: int, spread: float) -> Floats:
    """A run's calendar, (months + 1, 12), when its training takes `training` months."""
    changed, usual = calendar.copy(), scenario.path.training.months
    before, after = (
        base(scenario, usual, 1.0),
        base(scenario, training, float(agir_pow(usual / training, spread))),
    )
    rows = calendar[1:]
    hours = rows[:, BASE_INSTRUMENTS].sum(axis=1)
    as_usual = np.isclose(rows[:, BASE_INSTRUMENTS], hours[:, None] * before[:, BASE_INSTRUMENTS]).all(axis=1)
    later = as_usual & (np.arange(scenario.months) >= month) & (before != after).any(axis=1)
    changed[1:][np.ix_(later, BASE_INSTRUMENTS)] = (hours[:, None] * after[:, BASE_INSTRUMENTS])[later]
    return changed


def settled(scenario: Scenario, calendar: Floats, seen: Diagnosis, p: Floats, month: int) -> Floats:
    """The calendar after a first diagnosis at the end of `month`."""
    own, usual = own_shares(calendar), scenario.path.training.months
    if not (usual and own.any()):
        return calendar
    length = length_of_training(scenario, own, seen.change_gap, p)
    if length <= usual:
        return calendar
    return lengthened(scenario, calendar, month, length, float(p[TRAINING_SPREAD]))
