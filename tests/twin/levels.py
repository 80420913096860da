"""What the stance sets this month (7.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simul_agir.model.instruments import INSTRUMENTS

if TYPE_CHECKING:
    from .territory import Territory

RESIDENTS, ORDINARY, CONDITIONAL, RESILIENCE = range(4)


@dataclass(slots=True)
class Levels:
    """Levels in [0, 1], hours, and numbers of meetings and visits; all nil when the stance does nothing."""

    convene: float = 0.0
    meetings: float = 0.0
    inform: float = 0.0
    training: float = 0.0
    orient: float = 0.0
    regulate: float = 0.0
    facilitation_hours: float = 0.0
    amplify: float = 0.0
    match: float = 0.0
    pool: float = 0.0
    condition: float = 0.0
    aid: float = 0.0
    aid_hours: float = 0.0
    visits: float = 0.0
    clarity: float = 0.0
    own_meetings: list[float] = field(default_factory=lambda: [0.0] * 4)
    trained: list[float] = field(default_factory=lambda: [0.0] * 4)


def set_levels(model: Territory, doses: list[float]) -> None:
    """Doses, hours of engineering by instrument, become this month's levels; the purse and the accounts move."""
    p = model.p
    if model.year_begins():
        model.lapsed += model.purse
        model.purse = 0.0
    model.effort += sum(doses)
    x = dict(zip(INSTRUMENTS, doses, strict=True))
    model.purse += model.budget + x["grant"] * p.hour_cost
    model.levels = levels = Levels()
    if not any(doses):
        return
    ease = carried(model)
    set_own(model, levels, x, ease)
    set_base(model, levels, x, ease)
    own = [
        x["amplify_voice"] + x["match_contributions"],
        x["pool_ordinary"],
        x["condition_funds"],
        x["back_mutual_aid"],
    ]
    total = sum(own)
    levels.clarity = levels.orient
    if total > 0:
        levels.trained = [share / total for share in own]
        levels.clarity *= sum([z * z for z in levels.trained]) ** p.dilution


def level(model: Territory, hours: float, cost: float) -> float:
    """From hours to a level, by what full effect costs for each actor with voice."""
    if hours <= 0 or model.V == 0:
        return 0.0
    return min(1.0, hours / (cost * model.V)) ** model.p.curvature


def carried(model: Territory) -> float:
    """How well any instrument works: through the skill of the lead and the project team."""
    floor = model.p.skill_floor
    return floor + (1.0 - floor) * (model.lead.skill + model.project_team.skill) / 2.0


def set_base(model: Territory, levels: Levels, x: dict[str, float], ease: float) -> None:
    """Instruments of the common base."""
    p = model.p
    levels.meetings = ease * x["convene"] / p.convene_cost
    levels.convene = ease if levels.meetings + sum(levels.own_meetings) > 0 else 0.0
    levels.inform = level(model, ease * x["inform"], p.inform_cost)
    model.diagnosis_work += ease * x["inform"]
    levels.training = ease * x["train"] / p.train_cost
    levels.orient = level(model, ease * x["orient"], p.orient_cost)
    levels.regulate = level(model, ease * x["regulate"], p.regulate_cost)
    levels.facilitation_hours = ease * x["regulate"]


def set_own(model: Territory, levels: Levels, x: dict[str, float], ease: float) -> None:
    """Instruments that ask for a posture of all who are to use them: a share of their hours is spent in meetings."""
    p = model.p
    met, kept = p.accompaniment, 1.0 - p.accompaniment
    eases = [ease * trained(model, stance) for stance in (RESIDENTS, ORDINARY, CONDITIONAL, RESILIENCE)]
    hours = [
        x["amplify_voice"] + x["match_contributions"],
        x["pool_ordinary"],
        x["condition_funds"],
        x["back_mutual_aid"],
    ]
    levels.own_meetings = [met / p.convene_cost * ease * given for ease, given in zip(eases, hours)]
    levels.amplify = level(model, kept * eases[RESIDENTS] * x["amplify_voice"], p.amplify_cost)
    levels.match = level(model, kept * eases[RESIDENTS] * x["match_contributions"], p.match_cost)
    levels.pool = level(model, kept * eases[ORDINARY] * x["pool_ordinary"], p.pool_cost)
    levels.condition = level(model, kept * eases[CONDITIONAL] * x["condition_funds"], p.condition_cost)
    aid = kept * eases[RESILIENCE] * x["back_mutual_aid"]
    levels.aid = level(model, aid, p.aid_cost)
    levels.aid_hours = 0.5 * aid
    levels.visits = 0.5 * aid / p.outreach_hours


def trained(model: Territory, stance: int) -> float:
    """What is left of an own instrument while the posture it needs is not that of lead, project team and all present."""
    present = [i.postures[stance] for i in model.actors if i.voice > 0 and i.awake]
    mean = sum(present) / len(present) if present else 0.0
    bearers = model.lead.postures[stance] + model.project_team.postures[stance] + mean
    return 1.0 - model.p.posture_discount * (1.0 - bearers / 3.0)
