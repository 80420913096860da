"""What is decided at the end of months: diagnosis, scheme, choice, reaction (section 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, isclose
from typing import TYPE_CHECKING

import numpy as np

from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.stances import Briefing, get
from simul_agir.stances.stance import BASE, STANCE_NAMES

from .diagnosis import Diagnosis, diagnose, scheme_of, training_brief
from .trial import best_trial, least_gap, mean_index

if TYPE_CHECKING:
    from simul_agir.scenario import PathSpec, Scenario
    from simul_agir.stances import Stance

    from .territory import Territory

POSTURE_OF = {
    "amplify_voice": 0,
    "match_contributions": 0,
    "pool_ordinary": 1,
    "condition_funds": 2,
    "back_mutual_aid": 3,
}


BASE_INSTRUMENTS = [INSTRUMENTS.index(name) for name in ("convene", "train", "inform", "orient", "regulate")]


def base_shares(path: PathSpec, month: int, thin: float) -> dict[int, float]:
    """How the base divides a month's hours; of the step of training only the share `thin` is training's."""
    steps = {
        "diagnosis": path.diagnosis,
        "choice": path.choice,
        "training": path.training,
        "scheme": path.scheme,
    }
    shifts = (0,) if path.revisit is None else (0, path.revisit)
    under_way = [
        name
        for name, step in steps.items()
        if any(step.start + shift <= month < step.start + shift + step.months for shift in shifts)
    ]
    found = dict.fromkeys(BASE_INSTRUMENTS, 0.0)
    for name in under_way or ["afterwards"]:
        weight = 1.0 / max(1, len(under_way))
        parts = [(BASE[name], 1.0)]
        if name == "training":
            parts = [(BASE[name], thin), (BASE["afterwards"], 1.0 - thin)]
        for shares, part in parts:
            for instrument, share in shares.items():
                found[INSTRUMENTS.index(instrument)] += weight * part * share
    return found


class ReferencePath:
    """A stance on its way: its calendar, and what is decided when."""

    def __init__(self, scenario: Scenario, stance: Stance, p: object) -> None:
        path = scenario.path
        shifts = (0,) if path.revisit is None else (0, path.revisit)
        self.stance, self.scenario = stance, scenario
        self.last_month = scenario.months
        self.walked = stance.follows_path and scenario.effort > 0
        self.decreed = stance.announces and scenario.effort > 0
        self.closed = {path.diagnosis.start + path.diagnosis.months + shift for shift in shifts}
        self.announced = (
            {path.scheme.start + path.scheme.months + shift for shift in shifts}
            if path.scheme.months
            else set()
        )
        self.briefing = Briefing(
            months=scenario.months,
            hours=scenario.effort * p.fte_hours,
            path=path,
            own_share=p.own_share,
            excluded=scenario.vision.excluded,
        )
        self.calendar: list[list[float]] = stance.calendar(self.briefing).tolist()
        self.scheme: tuple[list[float], list[list[int]]] | None = None

    def doses(self, month: int) -> list[float]:
        """Hours by instrument in a month of the contract, from 1; nil in the warm-up."""
        return self.calendar[month - 1] if month > 0 else [0.0] * len(INSTRUMENTS)

    def decide(self, model: Territory, month: int) -> None:
        """At the end of this month, 0 being the end of the warm-up."""
        if not 0 <= month < self.last_month:
            return
        if self.walked and month in self.closed:
            self.close_diagnosis(model, month)
        if (self.walked and month in self.announced) or (self.decreed and month == 0):
            self.announce(model)
        if self.stance.reacts:
            self.react(model, month)

    def look(self, model: Territory) -> Diagnosis:
        """Observe, and keep what a scheme would make of it."""
        diagnosis = diagnose(model)
        self.scheme = scheme_of(model, diagnosis)
        return diagnosis

    def close_diagnosis(self, model: Territory, month: int) -> None:
        """The axes are announced, the stance may be chosen, and training goes where it is missing."""
        diagnosis = self.look(model)
        model.axes = list(self.scheme[0])
        if self.stance.revises:
            self.calendar[month:] = self.revised(model, diagnosis, month).tolist()[month:]
        if self.scenario.path.diagnosis.months:
            for i, training_weight in zip(
                model.actors, training_brief(model, diagnosis, self.own_shares()), strict=True
            ):
                i.training_weight = training_weight
            if month == min(self.closed):
                self.lengthen_training(model, diagnosis, month)

    def lengthen_training(self, model: Territory, diagnosis: Diagnosis, month: int) -> None:
        """The further the territory is from what the stance needs, the longer it trains; the base's hours follow."""
        p, usual = model.p, self.scenario.path.training
        gap = sum(z * g for z, g in zip(self.own_shares(), diagnosis.change_gap, strict=True))
        longer = ceil(usual.months * (1.0 + p.lengthened_training * p.training_stretch * gap) - 1e-9)
        if not any(self.own_shares()) or longer <= usual.months:
            return
        path = replace(self.scenario.path, training=replace(usual, months=longer))
        thin = (usual.months / longer) ** p.training_spread
        for later in range(month, self.last_month):
            doses = self.calendar[later]
            hours = sum(doses[each] for each in BASE_INSTRUMENTS)
            if all(
                isclose(doses[each], hours * share, rel_tol=1e-5, abs_tol=1e-8)
                for each, share in base_shares(self.scenario.path, later, 1.0).items()
            ):
                self.calendar[later] = doses = list(doses)
                for each, share in base_shares(path, later, thin).items():
                    doses[each] = hours * share

    def revised(self, model: Territory, diagnosis: Diagnosis, month: int) -> np.ndarray:
        """The calendar of the stance that the territory chooses; another's stance is told what was observed."""
        if self.stance.name == "diagnosed":
            return get(least_gap(self.feasible(), diagnosis)).calendar(self.briefing)
        if self.stance.name == "diagnosed_by_trial":
            return get(best_trial(self.feasible(), model, diagnosis)).calendar(self.briefing)
        told = replace(
            self.briefing,
            month=month,
            diagnosis=diagnosis,
            trial=lambda stance, runs: mean_index(model, diagnosis, stance, runs),
        )
        return self.stance.calendar(told)

    def feasible(self) -> Sequence[str]:
        """The four stances, but for those that the success vision rules out; all four if it rules out all."""
        return [name for name in STANCE_NAMES if name not in self.briefing.excluded] or STANCE_NAMES

    def own_shares(self) -> list[float]:
        """Shares of the whole calendar's own effort by posture; all nil where there is none."""
        hours = [0.0] * 4
        for doses in self.calendar:
            for instrument, dose in zip(INSTRUMENTS, doses, strict=True):
                if instrument in POSTURE_OF:
                    hours[POSTURE_OF[instrument]] += dose
        total = sum(hours)
        return [each / total for each in hours] if total > 0 else hours

    def announce(self, model: Territory) -> None:
        """The scheme: axes and plan, by the last diagnosis."""
        if self.scheme is None or not any(self.scheme[0]):
            self.look(model)
        axes, plan = self.scheme
        model.axes = list(axes)
        model.plan = [[model.actors[place] for place in places] for places in plan]

    def react(self, model: Territory, month: int) -> None:
        """A reacting stance moves next month's hours."""
        line = np.array([[model.indicators[-1][name] for name in INDICATORS]])
        doses = self.stance.react(month + 1, line, np.array([self.calendar[month]]))
        self.calendar[month] = doses[0].tolist()
