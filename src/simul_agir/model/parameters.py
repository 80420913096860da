"""Every number of the model: unit, default, range, and its source or "assumed".

Rules read a parameter by its position in an array of numbers, so that any setting runs the same rules.
Sources: see docs/model.md for the full references. "assumed" marks a number no data informs: it is swept in every conclusion.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Parameter:
    """One number of the model, at `position` in the array that the rules read."""

    name: str
    position: int
    default: float
    low: float
    high: float
    unit: str
    source: str
    meaning: str
    group: str


PARAMETERS: dict[str, Parameter] = {}
SWITCHES: dict[str, Parameter] = {}
_group = ""


def _section(group: str) -> None:
    global _group
    _group = group


def _add(name: str, default: float, low: float, high: float, unit: str, source: str, meaning: str) -> int:
    position = len(PARAMETERS) + len(SWITCHES)
    PARAMETERS[name] = Parameter(name, position, default, low, high, unit, source, meaning, _group)
    return position


def _switch(name: str, meaning: str) -> int:
    position = len(PARAMETERS) + len(SWITCHES)
    SWITCHES[name] = Parameter(
        name, position, 1.0, 0.0, 1.0, "on/off", "the model's own", meaning, "mechanisms"
    )
    return position


# fmt: off
# --- mechanisms that can be switched off -------------------------------------------------------------------------
NEED_DRIFT = _switch("need_drift", "needs rise where routine work does not hold them")
SHOCKS = _switch("shocks", "crises and personal shocks strike by exposure")
TURNOVER = _switch("turnover", "the person behind an actor is replaced")
AWAKENING = _switch("awakening", "latent groups wake and fall asleep")
ENGAGEMENT = _switch("engagement", "readiness decides who takes part; off: everybody does")
ENCOUNTERS = _switch("encounters", "actors meet, by themselves or convened")
PRIORITY_CHANGE = _switch("priority_change", "priorities approach each other in encounters")
COMFORT_CHANGE = _switch("comfort_change", "comfort zones widen in encounters and joint actions")
BELIEF_CHANGE = _switch("belief_change", "beliefs about links are copied and corrected")
TRUST_CHANGE = _switch("trust_change", "outcomes are recorded as trust")
IDENTIFICATION_CHANGE = _switch("identification_change", "identification follows outcomes")
MOTIVATION_CHANGE = _switch("motivation_change", "motivation follows surprise and overload")
BROKERAGE = _switch("brokerage", "actors introduce and mediate others")
ACTIONS = _switch("actions", "actors propose and carry out actions on needs")
AID = _switch("aid", "actors in hardship ask for help")
LEARNING = _switch("learning", "training, practice and shared diagnosis teach")
WEARING = _switch("wearing", "skills, comfort, priorities, motivation and ties wear off")
OVERLOAD = _switch("overload", "hours beyond capacity make fatigue")
CALLS = _switch("calls", "a purse pays actions in calls for projects; off: every plan is carried out as soon as it is decided, and costs nothing")
RELIABILITY = _switch("reliability", "persons differ in how reliably they do their part; off: all are as reliable as the mean")
DOING_TOGETHER = _switch("doing_together", "identification grows with joint actions carried out")
MICRO_ACTIONS = _switch("micro_actions", "those close to residents propose small actions, the more often the lower their voice")
MOVING_VOICE = _switch("moving_voice", "voice rises with actions carried out, and returns to where it began")
POOLING = _switch("pooling", "a share of uncommitted ordinary means is open to actions that cross fields, as far as a stance pools it")
PLANNING = _switch("planning", "those who write a plan for conditional money exchange beliefs and come closer in their priorities")
FIELD_PRACTICE = _switch("field_practice", "acting together outside one's own field widens comfort in that field")
LENGTHENED_TRAINING = _switch("lengthened_training", "training lasts the longer the further a territory is from what its stance needs")
LINKED_SUCCESS = _switch("linked_success", "an action relieves more where a linked need was relieved lately")
CONSEQUENCES = _switch("consequences", "meetings give less the closer two are, and the less they do after all they have met")
CLOSURES = _switch("closures", "nobody meets in a month in which meetings are forbidden")
ALLIANCES = _switch("alliances", "ties keep a group from falling asleep")
PAID_HELP = _switch("paid_help", "help that a stance pays for needs neither trust nor identification")
RETURN_OF_HELP = _switch("return_of_help", "who was helped is readier to help")
DIVISION = _switch("division", "hours go to joint work or to meetings by what each has given")
MERGING = _switch("merging", "applications on an announced axis by tied actors merge, as far as the announcement was followed")
SHARED_GOAL = _switch("shared_goal", "clearly announced axes draw the priorities of those present")

# --- context -----------------------------------------------------------------------------------------------------
_section("context")
NEED_TREND = _add("need_trend", .003, 0, .02, "1/month", "assumed; poverty in these neighbourhoods rose 4 points in 5 years in one region (facts pov3)",
    "share of what is still met that is lost each month, whatever the routine work")
NEGLECT = _add("neglect", .03, 0, .2, "1/month", "assumed", "share of what is still met that a wholly neglected need loses in a month")
CRISIS_HAZARD = _add("crisis_hazard", .008, 0, .1, "1/month", "assumed (about one crisis in ten years)", "chance of a crisis of the whole territory in a month")
CRISIS_SIZE = _add("crisis_size", .1, 0, 1, "share", "assumed", "share of what is still met that a crisis takes away, from every need")
CRISIS_HARDSHIP = _add("crisis_hardship", .5, 0, 1, "share", "assumed", "hardship that a crisis brings to a wholly exposed actor")
SHOCK_HAZARD = _add("shock_hazard", .05, 0, .5, "1/month", "assumed", "chance a month that a wholly exposed actor is struck by a shock of its own")
SHOCK_SIZE = _add("shock_size", .4, 0, 1, "share", "assumed", "hardship brought by a shock of one's own")
RECOVERY = _add("recovery", .1, 0, 1, "1/month", "assumed", "share of hardship that passes by itself in a month")
HARDSHIP_COST = _add("hardship_cost", .5, 0, 1, "share", "assumed", "share of its hours that an actor in full hardship cannot give")
TURNOVER_SCALE = _add("turnover_scale", 1, 0, 4, "factor", "assumed; leaders' tenures: 19 % 1-2 y, 21 % 3-5, 26 % 6-10, 33 % 11+ (EVIDENCE)", "multiplies every actor's own hazard of turnover")
ORGANISATION_MEMORY = _add("organisation_memory", .4, 0, 1, "share", "assumed", "share of trust, identification, skills and priorities that stays with the organisation when its person leaves")
WAKE_THRESHOLD = _add("wake_threshold", 1, 0, 3, "hardship + help", "assumed", "hardship plus recent help received above which a latent group wakes")
SLEEP_HAZARD = _add("sleep_hazard", .005, .003, .007, "1/month", "3-8 % of funded sites end a year (Feinberg 2008; NORC 2012)", "h0: chance a month that an awake latent group falls asleep, met, visited or helped within a year")
SLEEP_RISE = _add("sleep_rise", .015, 0, .03, "1/month", "41 % of mutual-aid groups active after 25 months: .035 in all (New Local); the rise assumed", "h1: what a long time without any of this adds to that chance")
SLEEP_MONTHS = _add("sleep_months", 12, 3, 36, "months", "assumed", "theta: months beyond a year after which 63 % of h1 are added")
SLEEP_HARDSHIP = _add("sleep_hardship", .075, 0, .15, "1/month", "assumed; 25 % of councils dormant before the health crisis, 40 % a year into it (facts cc5, cc6)", "what full hardship adds to that chance")
ALLIANCE = _add("alliance", .25, 0, .5, "1/strength", "alliances predict participation (Perach 2023); value assumed", "how far each unit of strength of its ties lowers a group's chance of falling asleep")
HELP_MEMORY = _add("help_memory", .8, 0, 1, "1/month", "assumed", "share of the help received that still counts a month later")

# --- engagement --------------------------------------------------------------------------------------------------
_section("engagement")
WEIGHT_MOTIVATION = _add("weight_motivation", 1, 0, 10, "weight", "assumed", "weight of motivation in readiness")
WEIGHT_IDENTIFICATION = _add("weight_identification", 1.5, 0, 10, "weight", "Lee et al. 2015 (path to behaviour .53, above attitude's .24); weight assumed", "weight of identification in readiness")
WEIGHT_CONCERN = _add("weight_concern", .5, 0, 10, "weight", "assumed", "weight of concern for one's own priorities in readiness")
WEIGHT_OBLIGATION = _add("weight_obligation", .5, 0, 10, "weight", "assumed", "weight of obligation (public power x mandate x needs) in readiness")
WEIGHT_SOCIAL = _add("weight_social", 1, 0, 10, "weight", "Granovetter 1978; Fischbacher et al. 2001 (half are conditional cooperators); weight assumed", "weight of the share of others seen engaged last month in readiness")
SOCIAL_SCOPE = _add("social_scope", .3, 0, 1, "share", "assumed", "which others are seen: 0 one's own alters, 1 all actors with voice")
LATENT_ACTIVITY = _add("latent_activity", .25, 0, 1, "share", "assumed", "how active an actor is that does not take part beyond its own field, relative to one that does")
OWN_FIELD = _add("own_field", 1.5, 0, 8, "factor", "assumed", "a need is an actor's own concern when its share of the mandate is at least so many times an even share (1/K)")

# --- encounters --------------------------------------------------------------------------------------------------
_section("encounters")
MEETING_SHARE = _add("meeting_share", .15, 0, 1, "share of hours", "assumed", "share of its hours that an engaged actor gives to meeting others")
MEETING_HOURS = _add("meeting_hours", 3, .1, 40, "hours", "assumed", "hours that each of the two gives to an encounter")
EXPLORATION = _add("exploration", .15, 0, 1, "probability", "assumed", "chance that an encounter is sought outside existing ties")
HOMOPHILY = _add("homophily", 1, 0, 4, "exponent", "assumed (homophily 0-4, EVIDENCE)", "how strongly a stranger must be familiar (within comfort) to be approached; 0: not at all")
TOLERANCE = _add("tolerance", .3, 0, 1, "half-L1 distance", "Deffuant et al. 2000; .15-.5 assumed", "distance of priorities beyond which an encounter turns to friction")
TOLERANCE_SKILL = _add("tolerance_skill", .5, 0, 2, "factor", "assumed", "how much cooperation skill widens tolerance")
TOLERANCE_COMFORT = _add("tolerance_comfort", .2, 0, 2, "factor", "assumed", "how much comfort beyond one's expertise widens tolerance")
CONVERGENCE = _add("convergence", .15, 0, .5, "share of the distance", "Deffuant et al. 2000 (mu); value assumed", "share of the distance to the other's priorities that each covers in an agreeing encounter")
MISUNDERSTANDING = _add("misunderstanding", .1, 0, 1, "probability", "assumed", "chance that an encounter within tolerance fails all the same")
MEDIATION_REACH = _add("mediation_reach", .3, 0, 1, "half-L1 distance", "JASSS 17(4)11: liaisons speed decisions and hardly move positions; value assumed", "how far a mediator of full skill widens tolerance")
MEDIATION_HOURS = _add("mediation_hours", 2, 0, 20, "hours", "assumed", "hours a mediation or an introduction costs the one who does it")
INTRODUCTION = _add("introduction", .3, 0, 1, "probability", "Burt 1992 (brokerage); value assumed", "chance that an initiator of full cooperation skill introduces its partner to another of its alters")
NEW_TIE = _add("new_tie", .1, 0, 1, "strength", "assumed", "strength of a tie when it is made")
TIE_GAIN = _add("tie_gain", .2, 0, 1, "share", "assumed", "share of the missing strength that a contact adds to a tie")
CONVENING_PULL = _add("convening_pull", .6, 0, 1, "probability", "assumed", "chance that an invited actor attends although neither engaged nor concerned")
SATURATION = _add("saturation", .75, .5, 1, "share", "convening adds ties mainly for pairs without one (57 groups: Scott); value assumed", "nu: share of the identification that a meeting gives which a tie of full strength takes away")
CONSEQUENCE = _add("consequence", .16, .02, .3, "actions/meeting", "management matters, a coordinator adds little (357 watersheds: Scott 2015); value assumed", "tau: joint actions that each meeting of two actors needs in a year so that meetings keep their effect")
IDLE_TALK = _add("idle_talk", .015, 0, .03, "motivation/meeting", "meetings and fatigue (Luong and Rogelberg 2005; Rogelberg 2006); value assumed", "f: motivation that a meeting without any consequence costs")

# --- comfort and beliefs -----------------------------------------------------------------------------------------
_section("comfort and beliefs")
COMFORT_GAIN = _add("comfort_gain", .15, 0, .5, "share", "Wuyts et al. 2005; Nooteboom et al. 2007; .02-.2 assumed", "eta: greatest gain of comfort from one encounter at full trust and best distance")
COMFORT_REACH = _add("comfort_reach", .9, .1, 1, "half-L1 distance", "assumed (Nooteboom et al. 2007 give the form)", "delta max: distance of expertise beyond which nothing is understood")
WORKING_COMFORT = _add("working_comfort", .6, 0, 1, "comfort", "assumed", "comfort from which an actor is known as able to work in a domain")
FIELD_GAIN = _add("field_gain", .045, .012, .17, "share", "Lally et al. 2010: 3/n for n = 18-254 repetitions; that it holds for fields is assumed", "share of what it lacks in a field that is not its own, beside the best expert of the team, that a member gains in a joint action")
HABIT_GAIN = _add("habit_gain", .045, .01, .2, "1/practice", "Lally et al. 2010: 95 % after 18-254 repetitions, 3/n = .012-.17; 3/66 at their median", "kappa: share of the missing habit of cooperating gained in one practice")
COPYING = _add("copying", .5, 0, 1, "probability", "assumed", "chance, at full trust, that one link believed by the other is copied in an encounter, errors too")
CORRECTION = _add("correction", .7, 0, 1, "probability", "assumed", "chance that a member's belief about one link is corrected by an action's outcome")

# --- trust, identification, motivation ---------------------------------------------------------------------------
_section("trust, identification, motivation")
TRUST_PRIOR = _add("trust_prior", .7, .6, .8, "probability", "assumed; organisations trust institutions before they know them", "pi: trust in one of whom nothing is recorded")
PRIOR_WEIGHT = _add("prior_weight", 2.5, 1, 4, "records", "assumed (2 for an even prior: Josang and Ismail 2002)", "n0: records that the trust before any record is worth")
TRUST_MEMORY = _add("trust_memory", .95, 0, 1, "per record", "Josang and Ismail 2002 (form); value assumed", "lambda: weight of past records when a new one is made")
MEETING_RECORD = _add("meeting_record", .3, .1, .5, "records", "assumed", "how much of a record an encounter counts")
RELIABILITY_MEAN = _add("reliability_mean", .825, .75, .9, "probability", "assumed; funded milestones were completely or mostly met in 89-100 % (Quinby et al. 2008)", "mean chance that a person who is not tired does its part of an action")
RELIABILITY_SPREAD = _add("reliability_spread", .185, .12, .25, "standard deviation", "assumed", "how much persons differ in that chance (a beta distribution)")
FAILURE_WEIGHT = _add("failure_weight", 1, 1, 3, "factor", "Poortinga and Pidgeon 2004: asymmetry, absent for shared-value trust: 1-3, 1 mandatory", "w: weight of a failure relative to a success in trust")
IDENTIFICATION_MEETING = _add("identification_meeting", .04, 0, .2, "share", "assumed (.01-.1, EVIDENCE)", "alpha of an encounter: share of the missing identification that success adds, or failure takes")
IDENTIFICATION_ACTION = _add("identification_action", .08, 0, .3, "share", "assumed (.01-.1, EVIDENCE)", "alpha of help given or refused")
DOING_GAIN = _add("doing_gain", .065, .03, .1, "share", "Lee et al. 2015; Emerson et al. 2012 (form); value assumed", "a_d: share of the missing identification that a joint action adds, whatever came of it")
DOING_SURPRISE = _add("doing_surprise", .1, .05, .15, "factor", "Lant 1992 (attainment discrepancy); value assumed", "a_s: how far identification moves by an action's outcome minus what the member expected")
MOTIVATION_SURPRISE = _add("motivation_surprise", .15, 0, 1, "factor", "Stajkovic and Luthans 1998 (efficacy and performance r = .38); value assumed", "a: how far motivation moves by outcome minus expectation")
ASPIRATION_RATE = _add("aspiration_rate", .1, 0, 1, "share", "Lant 1992 (attainment discrepancy; form); value assumed", "share of the way to an action's outcome that a member's expectation of success moves")
MOTIVATION_RETURN = _add("motivation_return", .05, 0, 1, "1/month", "assumed", "mu: monthly return of motivation to its intrinsic level")
OVERLOAD_MOTIVATION = _add("overload_motivation", .2, 0, 1, "1/month", "assumed (burnout)", "beta: motivation lost per unit of load above 1")

# --- actions -----------------------------------------------------------------------------------------------------
_section("actions")
PROPOSAL_RATE = _add("proposal_rate", 1, 0, 2, "1/month", "assumed", "actions proposed a month by a fully motivated, engaged actor")
ACTION_HOURS = _add("action_hours", 8, 0, 200, "hours", "assumed", "hours that each member gives to an action")
TEAM_SIZE = _add("team_size", 5, 1, 8, "actors", "assumed", "most members of one action, its initiator included")
ASKS = _add("asks", 8, 0, 16, "actors", "assumed", "most alters asked for one action")
ACTION_COST = _add("action_cost", 13900, 0, 1e6, "euros", "243 M euros for about 25,000 actions a year (facts bud1, bud4): 9,700 of action money for each; that the rest is the team's own is assumed", "money that an action costs, whoever pays it")
CALL_MONTHS = _add("call_months", 3, 1, 12, "months", "assumed", "months from one call for projects to the next, counted from the start of the year")
APPLICATION_HOURS = _add("application_hours", 6, 2, 10, "hours", "assumed", "hours of writing an application: of its initiator, or of each who plans together for conditional money")
MICRO_SCALE = _add("micro_scale", .065, .03, .1, "share", "participation funds of mostly 5,000-10,000 euros a year (Maire-info 2016)", "cost, hours, impact and weight of a small action, in actions of full size")
ORDINARY_MARGIN = _add("ordinary_margin", .03, 0, 1, "share", "assumed: the rest pays for services that already run", "share of its ordinary resources that an actor can still commit in a month")
HOUR_VALUE = _add("hour_value", 15, 0, 100, "euros/hour", "assumed", "value of an hour of in-kind contribution")
IN_KIND_HOURS = _add("in_kind_hours", 20, 0, 500, "hours", "assumed", "most in-kind hours one member brings to one action")
MATCH_PULL = _add("match_pull", 1.11, 1, 1.22, "factor", "Karlan and List 2007: a match adds 22 % to the probability of giving, 1:1 as 3:1; a replication found nothing", "how many times as often an actor without any voice proposes where contributions are fully matched")
POOL_SHARE = _add("pool_share", .175, .05, .3, "share", "assumed; of 24 pooled funds that assess health, more than half show no effect (Mason et al. 2015)", "share of all uncommitted ordinary means that full pooling opens to actions that cross fields")
POOL_DELAY = _add("pool_delay", 2, 1, 3, "months", "crossed co-financing lengthens procedures (Senate report 402, 2005); value assumed", "months by which an action paid out of the pool starts later, for each further field of its members")
JOIN_CEILING = _add("join_ceiling", .64, .5, .8, "share", "Macgill and Kauneckis: 64 % of 543 housing providers belong to the conditioned partnership; range assumed", "share of actors who ever join a plan that money is conditional on")
CROWDING_OUT = _add("crowding_out", .025, 0, .05, "share", "assumed; 0: none", "share of its motivation that a member loses with an action carried out for conditional money")
CO_PRODUCERS = _add("co_producers", 3, 2, 6, "actors", "assumed", "p: partners of different fields that a conditioned plan needs")
DELIVERY = _add("delivery", .875, .8, .95, "probability", "funded milestones completely or mostly met: 89-100 % in 12 communities (Quinby et al. 2008)", "chance of success of an action of usual coverage and coordination (.4 each)")
WEIGHT_COVERAGE = _add("weight_coverage", 3, 0, 6, "log-odds", "assumed", "how much the odds of success grow with the coverage of true links by members who did their part")
WEIGHT_COORDINATION = _add("weight_coordination", 3, 0, 6, "log-odds", "assumed; team trust and performance correlate at .30 in 112 studies: repeated at 0", "how much the odds of success grow with coordination (trust x alignment)")
ACTION_IMPACT = _add("action_impact", .4, 0, 10, "1/action x actors", "assumed", "share of a need that one success relieves, times the number of actors with voice")
SYNERGY_GAIN = _add("synergy_gain", .25, 0, .5, "share", "assumed; 0: none. Seed: actions that are synergic", "sigma: how much more an action relieves where a linked need was relieved within six months")
DELAY = _add("delay", .5, 0, 1, "probability", "assumed; Choi and Robertson 2011 (supermajorities)", "chance that one more who must agree delays the decision, at no trust")
DELAY_MONTHS = _add("delay_months", .8, 0, 12, "months per member", "assumed", "longest delay of a decision per member")
FACILITATED_DELAY = _add("facilitated_delay", .5, 0, 1, "factor", "JASSS 17(4)11: liaisons speed decisions; value assumed", "chance of delay when a facilitator or full regulation is at hand, relative to none")

GRANT_PULL = _add("grant_pull", .3, 0, 1, "factor", "assumed", "how far the prospect of money makes a wholly grant-dependent actor more willing")
VISIBILITY = _add("visibility", .1, 0, 1, "share", "assumed (small wins: Ansell and Gash 2008)", "share of a member's surprise at a success that the initiator's other alters feel")
REGULATED_VISIBILITY = _add("regulated_visibility", .5, 0, 1, "share", "assumed", "the same under full regulation, which makes success visible")

# --- mutual aid --------------------------------------------------------------------------------------------------
_section("mutual aid")
ASK_THRESHOLD = _add("ask_threshold", .2, 0, 1, "hardship", "assumed", "hardship from which an actor asks for help")
AID_HOURS = _add("aid_hours", 4, 0, 100, "hours", "assumed", "hours that help costs the helper")
RELIEF = _add("relief", .3, 0, 1, "share", "assumed", "share of hardship that one help takes away")
PAID_SUCCESS = _add("paid_success", .825, .7, .95, "probability", "assumed", "q: chance that help which a stance pays for succeeds")
READINESS = _add("readiness", .25, 0, .5, "share", "assumed (reciprocity)", "how far much help received makes a rested actor ready to help without trust or identification")

# --- learning and wearing off ------------------------------------------------------------------------------------
_section("learning and wearing off")
TRAINING_GAIN = _add("training_gain", .025, 0, .2, "1/hour", "Salas et al. 2008: team training helps moderately; value assumed", "share of the missing skill or posture gained in an hour of training")
TRAINING_SPLIT = _add("training_split", .5, 0, 1, "share", "assumed", "share of the hours of training that goes to the stance's own posture, where it has one; the rest to cooperation skill")
PRACTICE_GAIN = _add("practice_gain", .01, 0, .1, "1/practice", "assumed, from none to training's", "share of the missing cooperation skill gained in one practice")
INFORM_GAIN = _add("inform_gain", .5, 0, 1, "1/month", "assumed", "chance a month that full shared diagnosis shows an actor all the links of one need")
INFORM_ERROR = _add("inform_error", .1, 0, 1, "probability", "assumed", "chance that one of the links so shown is wrong")
SKILL_EROSION = _add("skill_erosion", .054, 0, .2, "1/month", "Saks and Belcourt 2006: 62, 44, 34 % applied at 0, 6, 12 months; .04-.12", "monthly erosion of skill and posture gained")
COMFORT_EROSION = _add("comfort_erosion", .04, 0, .2, "1/month", "assumed", "monthly return of comfort toward expertise without practice")
IDENTIFICATION_EROSION = _add("identification_erosion", .085, .05, .12, "1/month", "assumed", "monthly return of identification to its first level")
MANDATE_PULL = _add("mandate_pull", .02, 0, .05, "1/month", "Friedkin and Johnsen 1990 (form); 0-.05 assumed", "a: monthly return of priorities toward the mandate")
HABIT_EROSION = _add("habit_erosion", .05, 0, .5, "1/month", "assumed", "share of habit lost in a month without practice")
HABIT_SHIELD = _add("habit_shield", .8, 0, 1, "share", "assumed (endogenous maintenance)", "share of the erosion of skill, comfort and identification that full habit prevents")
TIE_FADING = _add("tie_fading", .08, 0, .5, "1/month", "assumed", "share of a tie's strength lost in a month")
TIE_FLOOR = _add("tie_floor", .08, 0, .5, "strength", "assumed", "strength below which a tie is forgotten")
ALTERS = _add("alters", 32, 4, 32, "actors", "assumed", "D: most alters an actor keeps in mind; the weakest is forgotten")

# --- hours -------------------------------------------------------------------------------------------------------
_section("hours")
ROUTINE_SHARE = _add("routine_share", .75, 0, 1, "share of hours", "assumed", "share of its hours that an actor's routine work takes; the rest is slack")
CHANGE_LIMIT = _add("change_limit", .5, 0, 1, "share of hours", "assumed", "largest share of its hours that an actor gives to change of its own will")
DISPLACEMENT = _add("displacement", .6, 0, 1, "share", "assumed", "share of the hours beyond slack that displaces routine work; the rest is overtime")
FATIGUE_GAIN = _add("fatigue_gain", .5, 0, 2, "1/month", "assumed", "fatigue per unit of load above 1")
FATIGUE_RECOVERY = _add("fatigue_recovery", .15, 0, 1, "1/month", "assumed", "share of fatigue that passes in a month")
HOUR_CHOICE = _add("hour_choice", 200, 0, 400, "hours/motivation", "assumed", "beta: how strongly an actor turns to what gave it more motivation an hour, joint work or meetings")
HOUR_MEMORY = _add("hour_memory", .1, .03, .3, "share", "assumed", "share of the way to what the last action or meeting gave that an actor's running motivation an hour moves")
INVITATION_SHARE = _add("invitation_share", .125, .05, .2, "share of hours", "assumed; meetings compete (Mewhirter and McLaughlin)", "largest share of its capacity that an actor gives in a month to meetings to which it is invited")

# --- stances -----------------------------------------------------------------------------------------------------
_section("stances")
ACCOMPANIMENT = _add("accompaniment", .5, 0, 1, "share of effort", "assumed", "share of the hours of a stance's own instruments that goes to meetings with those whom the stance addresses")
OWN_SHARE = _add("own_share", .6, .4, .9, "share of effort", "assumed, swept .4-.9", "pi: share of the effort that goes to a stance's own instruments once chosen")
FTE_HOURS = _add("fte_hours", 133.9, 100, 200, "hours/month", "French legal working year of 1,607 hours", "hours of engineering in a full-time equivalent a month")
HOUR_COST = _add("hour_cost", 35, 0, 200, "euros/hour", "assumed", "cost of an hour of engineering, for the arm that gives it as money")
DILUTION = _add("dilution", 1, 0, 2, "exponent", "assumed; 0: no price", "how far mixing stances blurs the announcement: exponent of the Herfindahl index of their shares")
CURVATURE = _add("curvature", 1, .5, 2, "exponent", "assumed, 1 = linear", "exponent from the dose of an instrument to its level")
TRAINING_STRETCH = _add("training_stretch", 1, 0, 2, "share", "assumed; seed: a calendar of change that preserves the continuity of actions", "share by which a full change gap lengthens the training, once the diagnosis has observed it")
TRAINING_SPREAD = _add("training_spread", .5, 0, 1, "exponent", "assumed; 0: as intense, 1: no more hours in all", "how far the hours of a longer training are spread thinner, so that routine work goes on")
SKILL_FLOOR = _add("skill_floor", .2, 0, 1, "share", "assumed", "how well any instrument works through a lead and a project team without cooperation skill")
POSTURE_DISCOUNT = _add("posture_discount", .5, 0, 1, "share", "assumed; 0: posture does not matter", "share of a stance's own instrument that is lost while nobody has the posture it needs")
VOICE_GAIN = _add("voice_gain", .03, .01, .05, "share", "Christens et al. 2011: participation comes before empowerment; value assumed", "share of the missing voice gained in an action carried out, twice as much by the one who leads it")
VOICE_RETURN = _add("voice_return", .03, .01, .05, "1/month", "assumed", "monthly return of voice to where it began")
CONVENE_COST = _add("convene_cost", 4, .1, 100, "hours/encounter", "assumed; Loos-en-Gohelle: about 220 public meetings in a term with half a post (facts loos2, loos4)", "engineering hours for one convened encounter")
TRAIN_COST = _add("train_cost", .3, .01, 10, "hours/person-hour", "assumed", "engineering hours for one person-hour of training")
TRAIN_LIMIT = _add("train_limit", 8, 0, 100, "hours/month", "assumed", "most hours of training an actor takes in a month")
INFORM_COST = _add("inform_cost", 1.5, .01, 100, "hours/actor/month", "assumed", "engineering hours for a full shared diagnosis")
ORIENT_COST = _add("orient_cost", .4, .01, 100, "hours/actor/month", "assumed", "engineering hours to make axes and stance fully clear")
REGULATE_COST = _add("regulate_cost", 1, .01, 100, "hours/actor/month", "assumed", "engineering hours for full regulation")
AMPLIFY_COST = _add("amplify_cost", 1.2, .01, 100, "hours/actor/month", "assumed", "engineering hours to give every low voice full weight")
MATCH_COST = _add("match_cost", .8, .01, 100, "hours/actor/month", "assumed", "engineering hours to match contributions fully")
POOL_COST = _add("pool_cost", 2, .01, 100, "hours/actor/month", "assumed", "engineering hours to free ordinary resources wholly from their owners' fields")
CONDITION_COST = _add("condition_cost", 2, .01, 100, "hours/actor/month", "assumed", "engineering hours to condition all earmarked money")
AID_COST = _add("aid_cost", 2, .01, 100, "hours/actor/month", "assumed", "engineering hours to back mutual aid fully")
OUTREACH_HOURS = _add("outreach_hours", 6, .1, 100, "hours/visit", "assumed", "engineering hours for one visit to a group in hardship")
DIAGNOSIS_ERROR = _add("diagnosis_error", .25, 0, 1, "standard deviation", "assumed", "error of what is observed without any diagnosis work")
DIAGNOSIS_HOURS = _add("diagnosis_hours", 4, .1, 100, "hours/actor", "assumed", "diagnosis work that halves the error")
AXES = _add("axes", 3, 1, 8, "needs", "assumed", "number of axes that a scheme announces")
PLAN_SHARE = _add("plan_share", .2, .1, .4, "share of actors", "assumed; 12 of 60 as before", "seats of a plan for one axis, as a share of the actors with voice")
GOAL_PULL = _add("goal_pull", .02, 0, .04, "1/month", "assumed, from nothing", "how far clearly announced axes draw the priorities of wholly open actors in a month")

# --- ladder ------------------------------------------------------------------------------------------------------
_section("ladder")
IDENTIFICATION_LEVEL = _add("identification_level", .5, 0, 1, "share", "fixed beforehand, assumed; seed: actors identify with the group", "team_action: identification above")
COMFORT_LEVEL = _add("comfort_level", 1.25, 1, 4, "ratio", "fixed beforehand, assumed; seed: comfort wider than expertise", "belonging: comfort breadth over expertise breadth at least")
OUTSIDE_MONTHS = _add("outside_months", 3, 0, 12, "months of 12", "fixed beforehand, assumed", "belonging: months in which it took part outside its own concern")
PARTNERS_LEVEL = _add("partners_level", 4, 0, 32, "actors", "fixed beforehand, assumed; seed: many interactions", "team_action: reciprocated partners in the window")
ALIGNMENT_LEVEL = _add("alignment_level", .6, 0, 1, "share", "fixed beforehand, assumed; seed: shared objectives", "team: alignment with one's working alters at least")
JOINT_LEVEL = _add("joint_level", 1, 0, 12, "months of 12", "fixed beforehand, assumed", "team: months with a joint action that no condition obliged")
COHESION_LEVEL = _add("cohesion_level", .75, 0, 1, "trust", "fixed beforehand, assumed; seed: strong cohesion", "team_action: mean mutual trust over working ties")
FLUIDITY_LEVEL = _add("fluidity_level", .75, 0, 1, "share", "fixed beforehand, assumed; seed: fluid decisions", "team_action: share of proposals decided without delay")
SHARED_LEVEL = _add("shared_level", .9, 0, 1, "share", "fixed beforehand, assumed; seed: all objectives shared", "excellence: alignment with the whole")
ASSURED_LEVEL = _add("assured_level", .9, 0, 1, "probability", "fixed beforehand, assumed; seed: support is assured in advance", "excellence: chance that at least one alter would help, window mean")
UNDERSTANDING_LEVEL = _add("understanding_level", .8, 0, 1, "Jaccard index", "fixed beforehand, assumed; seed: intelligence of situations", "excellence: agreement of believed links with the true ones and with others'")
COLLECTIVE_SHARE = _add("collective_share", 2 / 3, 0, 1, "share", "fixed beforehand, assumed", "share of actors with voice that must stand at a stage for the collective to")
GIANT_LEVEL = _add("giant_level", .8, 0, 1, "share", "fixed beforehand, assumed", "collective, from belonging: largest component of reciprocal working ties")
FACILITATOR_SPAN = _add("facilitator_span", 20, 1, 1000, "actors", "fixed beforehand, assumed", "collective, from team: at most so many actors per facilitator")
NEEDS_COVERED = _add("needs_covered", 2 / 3, 0, 1, "share", "fixed beforehand, assumed", "collective, from team_action: share of needs with a joint action in the window")
SYNERGY_LEVEL = _add("synergy_level", .1, 0, 1, "probability", "fixed beforehand, assumed", "collective, excellence: success of probe actions above that with the trust, beliefs and alignment of month 0")
# Whether each criterion counts; they stand in the order of ladder.CRITERIA.
ITEM_COMFORT = _add("item_comfort", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether comfort counts on the ladder; 0: left out")
ITEM_OUTSIDE_CONCERN = _add("item_outside_concern", 0, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether outside concern counts on the ladder; 0: left out")
ITEM_FACILITATOR = _add("item_facilitator", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether facilitator counts on the ladder; 0: left out")
ITEM_ALIGNMENT = _add("item_alignment", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether alignment counts on the ladder; 0: left out")
ITEM_JOINT_ACTION = _add("item_joint_action", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether joint action counts on the ladder; 0: left out")
ITEM_PARTNERS = _add("item_partners", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether partners counts on the ladder; 0: left out")
ITEM_IDENTIFICATION = _add("item_identification", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether identification counts on the ladder; 0: left out")
ITEM_COHESION = _add("item_cohesion", 0, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether cohesion counts on the ladder; 0: left out")
ITEM_FLUIDITY = _add("item_fluidity", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether fluidity counts on the ladder; 0: left out")
ITEM_SHARED_OBJECTIVES = _add("item_shared_objectives", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether shared objectives counts on the ladder; 0: left out")
ITEM_ASSURED_HELP = _add("item_assured_help", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether assured help counts on the ladder; 0: left out")
ITEM_UNDERSTANDING = _add("item_understanding", 1, 0, 1, "0 or 1", "item analysis (docs/calibration.md)", "whether understanding counts on the ladder; 0: left out")
# fmt: on

COUNT = len(PARAMETERS) + len(SWITCHES)


def vector(overrides: Mapping[str, float] | None = None) -> NDArray[np.float64]:
    """All parameters and switches, shape (COUNT,), with `overrides` by name in place of the defaults.

    Raises KeyError for an unknown name and ValueError for a value outside the parameter's range.
    """
    everything = {**PARAMETERS, **SWITCHES}
    values = np.empty(COUNT)
    for parameter in everything.values():
        values[parameter.position] = parameter.default
    for name, value in (overrides or {}).items():
        parameter = everything[name]
        if not parameter.low <= value <= parameter.high:
            raise ValueError(f"{name} = {value} is outside {parameter.low} to {parameter.high}")
        values[parameter.position] = value
    return values
