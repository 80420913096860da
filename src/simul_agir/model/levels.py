"""What the month's doses of the instruments amount to, through the lead and the project team that carry them."""

import numpy as np

from simul_agir.engine.powers import power
from simul_agir.engine.rule import compiled
from simul_agir.model.instruments import (
    AMPLIFY_VOICE,
    BACK_MUTUAL_AID,
    BURN,
    CONDITION_FUNDS,
    CONVENE,
    GRANT,
    INFORM,
    MATCH_CONTRIBUTIONS,
    ORIENT,
    POOL_ORDINARY,
    REGULATE,
    TRAIN,
)
from simul_agir.model.parameters import (
    ACCOMPANIMENT,
    AID_COST,
    AMPLIFY_COST,
    CONDITION_COST,
    CONVENE_COST,
    CURVATURE,
    DILUTION,
    HOUR_COST,
    INFORM_COST,
    MATCH_COST,
    ORIENT_COST,
    OUTREACH_HOURS,
    POOL_COST,
    POSTURE_DISCOUNT,
    REGULATE_COST,
    SKILL_FLOOR,
    TRAIN_COST,
)
from simul_agir.model.state import (
    AWAKE,
    CLARITY,
    DIAGNOSIS_WORK,
    EFFORT,
    FACILITATION_HOURS,
    LAPSED,
    LEAD,
    MEETINGS,
    OWN_MEETINGS,
    PAID_AID_HOURS,
    POSTURE,
    PROJECT_TEAM,
    PURSE,
    SKILL,
    TRAINED_POSTURE,
    TRAINING_HOURS,
    VISITS,
    VOICE,
    VOICES,
    World,
)

RESIDENTS, ORDINARY_RESOURCES, CONDITIONAL_AID, RESILIENCE = range(4)
_AID_SHARE = 0.5  # of the hours that back mutual aid: paid to helpers; the rest are visits


@compiled
def set_levels(world: World, p: "np.ndarray", doses: "np.ndarray", budget: float, new_year: bool) -> None:
    """Doses, in hours of engineering this month (one an instrument), into levels in [0, 1] and hours; pays the purse, whose
    unspent money lapses with the year.

    Writes only what a stance may write: world.levels and world.accounts.
    """
    total = 0.0
    for instrument in range(BURN + 1):
        total += doses[instrument]
    world.accounts[EFFORT] += total
    if new_year:
        world.accounts[LAPSED] += world.accounts[PURSE]
        world.accounts[PURSE] = 0.0
    world.accounts[PURSE] += budget + doses[GRANT] * p[HOUR_COST]
    ease = _carried(world, p)
    levels = world.levels
    levels[MEETINGS] = ease * doses[CONVENE] / p[CONVENE_COST]
    levels[INFORM] = level(world, p, ease * doses[INFORM], p[INFORM_COST])
    world.accounts[DIAGNOSIS_WORK] += ease * doses[INFORM]
    levels[TRAINING_HOURS] = ease * doses[TRAIN] / p[TRAIN_COST]
    levels[ORIENT] = level(world, p, ease * doses[ORIENT], p[ORIENT_COST])
    levels[REGULATE] = level(world, p, ease * doses[REGULATE], p[REGULATE_COST])
    levels[FACILITATION_HOURS] = ease * doses[REGULATE]
    _set_own(world, p, doses, ease)
    levels[CONVENE] = ease if meetings(world) > 0.0 else 0.0
    levels[CLARITY] = levels[ORIENT] * power(_concentration(world, doses), p[DILUTION])


@compiled
def meetings(world: World) -> float:
    """Encounters convened this month, at the common table and by the stances' own instruments; a real number."""
    total = world.levels[MEETINGS]
    for stance in range(4):
        total += world.levels[OWN_MEETINGS + stance]
    return total


@compiled
def _set_own(world: World, p: "np.ndarray", doses: "np.ndarray", carried: float) -> None:
    """The instruments of the four stances are carried like those of the base, and need a posture besides. A share of their
    hours goes to meetings with those whom the stance addresses (convened.py), the rest to what the instrument changes.
    """
    levels = world.levels
    kept, met = 1.0 - p[ACCOMPANIMENT], p[ACCOMPANIMENT] / p[CONVENE_COST]
    asked = doses[AMPLIFY_VOICE] + doses[MATCH_CONTRIBUTIONS]
    ease = carried * _trained(world, p, POSTURE + RESIDENTS) if asked > 0.0 else 0.0
    levels[AMPLIFY_VOICE] = level(world, p, kept * ease * doses[AMPLIFY_VOICE], p[AMPLIFY_COST])
    levels[MATCH_CONTRIBUTIONS] = level(world, p, kept * ease * doses[MATCH_CONTRIBUTIONS], p[MATCH_COST])
    levels[OWN_MEETINGS + RESIDENTS] = met * ease * asked
    ease = carried * _trained(world, p, POSTURE + ORDINARY_RESOURCES) if doses[POOL_ORDINARY] > 0.0 else 0.0
    levels[POOL_ORDINARY] = level(world, p, kept * ease * doses[POOL_ORDINARY], p[POOL_COST])
    levels[OWN_MEETINGS + ORDINARY_RESOURCES] = met * ease * doses[POOL_ORDINARY]
    ease = carried * _trained(world, p, POSTURE + CONDITIONAL_AID) if doses[CONDITION_FUNDS] > 0.0 else 0.0
    levels[CONDITION_FUNDS] = level(world, p, kept * ease * doses[CONDITION_FUNDS], p[CONDITION_COST])
    levels[OWN_MEETINGS + CONDITIONAL_AID] = met * ease * doses[CONDITION_FUNDS]
    ease = carried * _trained(world, p, POSTURE + RESILIENCE) if doses[BACK_MUTUAL_AID] > 0.0 else 0.0
    hours = kept * ease * doses[BACK_MUTUAL_AID]
    levels[OWN_MEETINGS + RESILIENCE] = met * ease * doses[BACK_MUTUAL_AID]
    levels[BACK_MUTUAL_AID] = level(world, p, hours, p[AID_COST])
    levels[PAID_AID_HOURS] = _AID_SHARE * hours
    levels[VISITS] = (1.0 - _AID_SHARE) * hours / p[OUTREACH_HOURS]


@compiled
def _carried(world: World, p: "np.ndarray") -> float:
    """How well any instrument works through the cooperation skill of the lead and the project team, in [floor, 1]."""
    lead, team = int(world.territory[LEAD]), int(world.territory[PROJECT_TEAM])
    skill = 0.5 * (world.actors[lead, SKILL] + world.actors[team, SKILL])
    return p[SKILL_FLOOR] + (1.0 - p[SKILL_FLOOR]) * skill


@compiled
def _trained(world: World, p: "np.ndarray", column: int) -> float:
    """What is left of a stance's own instrument, in [1 - discount, 1], while the posture it needs is not that of the lead,
    of the project team, and of those who are to use it, all actors present, on average; each of the three for a third.
    """
    lead, team = int(world.territory[LEAD]), int(world.territory[PROJECT_TEAM])
    others, people = 0.0, 0
    for i in range(world.actors.shape[0]):
        if world.actors[i, VOICE] > 0.0 and world.actors[i, AWAKE] != 0.0:
            others += world.actors[i, column]
            people += 1
    posture = (world.actors[lead, column] + world.actors[team, column] + others / max(1, people)) / 3.0
    return 1.0 - p[POSTURE_DISCOUNT] * (1.0 - posture)


@compiled
def level(world: World, p: "np.ndarray", hours: float, cost: float) -> float:
    """Level, in [0, 1], that `hours` reach where the full level costs `cost` hours for each actor with voice."""
    if hours <= 0.0 or world.territory[VOICES] <= 0.0:
        return 0.0
    return power(min(1.0, hours / (cost * world.territory[VOICES])), p[CURVATURE])


@compiled
def _concentration(world: World, doses: "np.ndarray") -> float:
    """How unmixed the stance is: the sum of the squared shares of the four in the month's own effort; 1 where there is none.

    Also writes which postures are trained: those shares. Source: the Herfindahl index.
    """
    own = (
        doses[AMPLIFY_VOICE] + doses[MATCH_CONTRIBUTIONS],
        doses[POOL_ORDINARY],
        doses[CONDITION_FUNDS],
        doses[BACK_MUTUAL_AID],
    )
    total = own[0] + own[1] + own[2] + own[3]
    squares = 0.0
    for s in range(4):
        share = own[s] / total if total > 0.0 else 0.0
        world.levels[TRAINED_POSTURE + s] = share
        squares += share * share
    return squares if total > 0.0 else 1.0
