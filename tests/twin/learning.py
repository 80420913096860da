"""Training and shared diagnosis (7.9)."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from simul_agir.model.randomness import DIAGNOSE

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory


def live_learning(model: Territory) -> None:
    """Each awake actor with voice is trained, and sees what the diagnosis shares."""
    p, levels = model.p, model.levels
    pupils = [i for i in model.actors if i.awake and i.voice > 0]
    asked = sum([i.training_weight for i in pupils])
    for i in pupils:
        if levels.training > 0 and asked > 0:
            train(model, i, levels.training * i.training_weight / asked)
        if levels.inform > 0 and p.belief_change:
            share_diagnosis(model, i)


def train(model: Territory, i: Actor, offered: float) -> None:
    """Hours of training in the stance's postures and in cooperating."""
    p, trained = model.p, model.levels.trained
    hours = min(p.train_limit, offered, max(0.0, i.hours_left))
    i.spend(hours)
    dose = p.training_gain * hours
    for stance, share in enumerate(trained):
        if share > 0:
            kept = exp(-dose * p.training_split * share)
            i.postures[stance] = 1.0 - (1.0 - i.postures[stance]) * kept
    i.skill = 1.0 - (1.0 - i.skill) * exp(-dose * (1.0 - p.training_split * sum(trained)))


def share_diagnosis(model: Territory, i: Actor) -> None:
    """All the links of one need are shown, perhaps with one error."""
    p, K = model.p, model.K
    whether, which, doubtful, wrong = model.draws(DIAGNOSE, i.place)
    if whether >= model.levels.inform * p.inform_gain:
        return
    need, domain = int(which * K), int(doubtful * K)
    shown = model.links_of(need)
    if wrong < p.inform_error and domain != need:
        shown ^= 1 << domain
    i.links ^= (i.believed(need) ^ shown) << need * K
