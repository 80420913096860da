"""Converts the month's doses of instruments into levels, through the lead and the project team who apply them."""

from simul_agir.engine.cells import Doubles
from simul_agir.engine.powers import power
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.state import World

RESIDENTS, ORDINARY_RESOURCES, CONDITIONAL_AID, RESILIENCE = range(4)
_AID_SHARE = 0.5  # share of the hours for mutual aid that is paid to helpers; the rest is for visits


@compiled
def set_levels(world: World, p: Doubles, doses: Doubles, budget: float, new_year: bool) -> None:
    """Convert doses, hours of engineering this month by instrument, into levels in [0, 1] and hours. Pays money into the
    fund; unspent money lapses at the end of the year.

    Writes only world.levels and world.accounts, which a stance may write.
    """
    total = 0.0
    for instrument in range(by.BURN + 1):
        total += doses[instrument]
    world.accounts[at.EFFORT] += total
    if new_year:
        world.accounts[at.LAPSED] += world.accounts[at.PURSE]
        world.accounts[at.PURSE] = 0.0
    world.accounts[at.PURSE] += budget + doses[by.GRANT] * p[par.HOUR_COST]
    ease = _carried(world, p)
    levels = world.levels
    levels[at.MEETINGS] = ease * doses[by.CONVENE] / p[par.CONVENE_COST]
    levels[by.INFORM] = level(world, p, ease * doses[by.INFORM], p[par.INFORM_COST])
    world.accounts[at.DIAGNOSIS_WORK] += ease * doses[by.INFORM]
    levels[at.TRAINING_HOURS] = ease * doses[by.TRAIN] / p[par.TRAIN_COST]
    levels[by.ORIENT] = level(world, p, ease * doses[by.ORIENT], p[par.ORIENT_COST])
    levels[by.REGULATE] = level(world, p, ease * doses[by.REGULATE], p[par.REGULATE_COST])
    levels[at.FACILITATION_HOURS] = ease * doses[by.REGULATE]
    _set_own(world, p, doses, ease)
    levels[by.CONVENE] = ease if meetings(world) > 0.0 else 0.0
    levels[at.CLARITY] = levels[by.ORIENT] * power(_concentration(world, doses), p[par.DILUTION])


@compiled
def meetings(world: World) -> float:
    """Number of encounters convened this month, at the common table and by the stances' own instruments; a real number."""
    total = world.levels[at.MEETINGS]
    for stance in range(4):
        total += world.levels[at.OWN_MEETINGS + stance]
    return total


@compiled
def _set_own(world: World, p: Doubles, doses: Doubles, carried: float) -> None:
    """Set the levels of the four stances' own instruments, which also need a posture. A share of their hours goes to
    meetings with the actors whom the stance addresses (convening.py).
    """
    levels = world.levels
    kept, met = 1.0 - p[par.ACCOMPANIMENT], p[par.ACCOMPANIMENT] / p[par.CONVENE_COST]
    asked = doses[by.AMPLIFY_VOICE] + doses[by.MATCH_CONTRIBUTIONS]
    ease = carried * _trained(world, p, at.POSTURE + RESIDENTS) if asked > 0.0 else 0.0
    levels[by.AMPLIFY_VOICE] = level(world, p, kept * ease * doses[by.AMPLIFY_VOICE], p[par.AMPLIFY_COST])
    levels[by.MATCH_CONTRIBUTIONS] = level(
        world, p, kept * ease * doses[by.MATCH_CONTRIBUTIONS], p[par.MATCH_COST]
    )
    levels[at.OWN_MEETINGS + RESIDENTS] = met * ease * asked
    ease = (
        carried * _trained(world, p, at.POSTURE + ORDINARY_RESOURCES)
        if doses[by.POOL_ORDINARY] > 0.0
        else 0.0
    )
    levels[by.POOL_ORDINARY] = level(world, p, kept * ease * doses[by.POOL_ORDINARY], p[par.POOL_COST])
    levels[at.OWN_MEETINGS + ORDINARY_RESOURCES] = met * ease * doses[by.POOL_ORDINARY]
    ease = (
        carried * _trained(world, p, at.POSTURE + CONDITIONAL_AID) if doses[by.CONDITION_FUNDS] > 0.0 else 0.0
    )
    levels[by.CONDITION_FUNDS] = level(
        world, p, kept * ease * doses[by.CONDITION_FUNDS], p[par.CONDITION_COST]
    )
    levels[at.OWN_MEETINGS + CONDITIONAL_AID] = met * ease * doses[by.CONDITION_FUNDS]
    ease = carried * _trained(world, p, at.POSTURE + RESILIENCE) if doses[by.BACK_MUTUAL_AID] > 0.0 else 0.0
    hours = kept * ease * doses[by.BACK_MUTUAL_AID]
    levels[at.OWN_MEETINGS + RESILIENCE] = met * ease * doses[by.BACK_MUTUAL_AID]
    levels[by.BACK_MUTUAL_AID] = level(world, p, hours, p[par.AID_COST])
    levels[at.PAID_AID_HOURS] = _AID_SHARE * hours
    levels[at.VISITS] = (1.0 - _AID_SHARE) * hours / p[par.OUTREACH_HOURS]


@compiled
def _carried(world: World, p: Doubles) -> float:
    """Effectiveness of any instrument by the cooperation skill of the lead and the project team, in [floor, 1]."""
    lead, team = int(world.territory[at.LEAD]), int(world.territory[at.PROJECT_TEAM])
    skill = 0.5 * (world.actors[lead, at.SKILL] + world.actors[team, at.SKILL])
    return p[par.SKILL_FLOOR] + (1.0 - p[par.SKILL_FLOOR]) * skill


@compiled
def _trained(world: World, p: Doubles, column: int) -> float:
    """Effectiveness of a stance's own instrument, in [1 - discount, 1], by the posture it needs: one third each for the
    lead, the project team, and the mean of all actors present.
    """
    lead, team = int(world.territory[at.LEAD]), int(world.territory[at.PROJECT_TEAM])
    others, people = 0.0, 0
    for i in range(world.actors.shape[0]):
        if world.actors[i, at.VOICE] > 0.0 and world.actors[i, at.AWAKE] != 0.0:
            others += world.actors[i, column]
            people += 1
    posture = (world.actors[lead, column] + world.actors[team, column] + others / max(1, people)) / 3.0
    return 1.0 - p[par.POSTURE_DISCOUNT] * (1.0 - posture)


@compiled
def level(world: World, p: Doubles, hours: float, cost: float) -> float:
    """Level, in [0, 1], that `hours` give if the full level costs `cost` hours per actor with voice."""
    if hours <= 0.0 or world.territory[at.VOICES] <= 0.0:
        return 0.0
    return power(min(1.0, hours / (cost * world.territory[at.VOICES])), p[par.CURVATURE])


@compiled
def _concentration(world: World, doses: Doubles) -> float:
    """Concentration of the month's own effort on one stance: the sum of the squared shares of the four; 1 without own
    effort.

    Also writes these shares as those of the trained postures. Source: the Herfindahl index.
    """
    own = (
        doses[by.AMPLIFY_VOICE] + doses[by.MATCH_CONTRIBUTIONS],
        doses[by.POOL_ORDINARY],
        doses[by.CONDITION_FUNDS],
        doses[by.BACK_MUTUAL_AID],
    )
    total = own[0] + own[1] + own[2] + own[3]
    squares = 0.0
    for s in range(4):
        share = own[s] / total if total > 0.0 else 0.0
        world.levels[at.TRAINED_POSTURE + s] = share
        squares += share * share
    return squares if total > 0.0 else 1.0
