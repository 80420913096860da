"""All quantities of actors, ties and needs, one line each: name, unit, range, given or not, English and French labels.

These lines define the columns of the arrays (`at.MOTIVATION`), the columns and bounds of tables of actors, initial
values, the attributes of Mesa agents, and what the tests compare. N actors, K domains, at most D alters.
"""

from dataclasses import dataclass
from typing import Any, Final

from simul_agir.engine.arithmetic import agir_pow
from simul_agir.model.instruments import INSTRUMENTS, STANCE_NAMES

_LINE: Final = 8  # columns: the length of an actor's row is a multiple of it


@dataclass(frozen=True)
class Field:
    """One quantity: `column` in its array; its range from `low` to `high`.

    `given`: its position among the numbers of a table of actors, 0 if a table cannot give it; `given_as`: its name there.
    `start`: the initial number, or the given quantity it starts from. `shown`: its name as an attribute of a Mesa agent,
    "" for none. `yearly`: a table gives a probability per year, the column holds the monthly one.
    """

    name: str
    column: int
    unit: str
    low: float
    high: float
    english: str
    french: str
    given: int = 0
    given_as: str = ""
    start: float | str = 0.0
    shown: str = ""
    yearly: bool = False


def monthly(chance: Any) -> Any:
    """The monthly probability from a yearly one, for a number or an array, in [0, 1]."""
    return 1.0 - agir_pow(1.0 - chance, 1.0 / 12.0)


ACTORS: Final[dict[str, Field]] = {}


def _actor(
    name: str,
    unit: str,
    high: float,
    english: str,
    french: str,
    given: int = 0,
    start: float | str = 0.0,
    given_as: str = "",
    shown: str = "",
    yearly: bool = False,
) -> int:
    """Declare the next column of the actors. A given quantity starts as given and is shown under that name."""
    column, given_as = len(ACTORS), given_as or (name if given else "")
    start, shown = start or given_as or 0.0, shown or given_as
    numbers = (given, given_as, start, shown, yearly)
    ACTORS[name] = Field(name, column, unit, 0.0, float(high), english, french, *numbers)
    return column


# fmt: off
# Quantities that are read together are adjacent, in groups of eight columns.
AWAKE: Final = _actor("awake", "0 or 1", 1, "awake; only latent groups ever sleep", "éveillé ; seuls les groupes latents s’endorment")
ENGAGED: Final = _actor("engaged", "0 or 1", 1, "took part beyond its own field this month", "a pris part au-delà de son champ ce mois-ci")
OPENNESS: Final = _actor("openness", "share", 1, "of a move toward another that it really makes; 0: never moves", "part d’un pas vers l’autre qu’il fait vraiment ; 0 : ne bouge jamais", given=19)
VOICE: Final = _actor("voice", "share", 1, "how likely it is invited and heard", "chance d’être invité et entendu", given=8)
FATIGUE: Final = _actor("fatigue", "share", 1, "fatigue", "fatigue", shown="fatigue")
TIES: Final = _actor("ties", "actors", 32, "number of alters it has in mind", "nombre d’acteurs qu’il a en tête")
COMFORT_RATIO: Final = _actor("comfort_ratio", "ratio", 1e8, "comfort breadth over expertise breadth, at least 1", "étendue de la zone de confort sur celle de l’expertise, au moins 1", start=1.0)
EXPERTISE_BREADTH: Final = _actor("expertise_breadth", "domains", 64, "sum of its expertise", "somme de ses expertises")
# Quantities that decay form one group; the values they return to form another, in the same order (decay.py).
HOURS_LEFT: Final = _actor("hours_left", "hours", 1e5, "hours it may still give to change this month", "heures qu’il peut encore donner au changement ce mois-ci")
HOURS_USED: Final = _actor("hours_used", "hours", 1e5, "hours given to change this month", "heures données au changement ce mois-ci")
PRACTICE: Final = _actor("practice", "count", 1e5, "encounters, actions and helps this month", "rencontres, actions et aides ce mois-ci")
IDLE: Final = _actor("idle", "months", 1e5, "months since it last took part", "mois depuis sa dernière participation")
HABIT: Final = _actor("habit", "share", 1, "habit of cooperating", "habitude de coopérer", shown="habit")
SKILL: Final = _actor("skill", "share", 1, "psychosocial skill of cooperating", "compétence psychosociale de coopération", given=3, given_as="cooperation_skill")
MOTIVATION: Final = _actor("motivation", "share", 1, "will to act together, now and by itself", "volonté d’agir ensemble, à présent et par elle-même", given=1)
IDENTIFICATION: Final = _actor("identification", "share", 1, "with the group of actors", "au groupe d’acteurs", given=2)
CAPACITY: Final = _actor("capacity", "hours/month", 1e5, "hours for this territory, routine work included", "heures pour ce territoire, travail courant compris", given=14)
LATENT: Final = _actor("latent", "0 or 1", 1, "may sleep and wake", "peut s’endormir et s’éveiller")
REPLACED: Final = _actor("replaced", "0 or 1", 1, "a new person this month", "une nouvelle personne ce mois-ci")
HARDSHIP: Final = _actor("hardship", "share", 1, "hardship", "difficulté", shown="hardship")
EXPOSURE: Final = _actor("exposure", "share", 1, "to shocks", "aux chocs", given=13)
TURNOVER_CHANCE: Final = _actor("turnover_chance", "share/year", 1, "chance that its person leaves within a year", "chance que sa personne parte dans l’année", given=18, given_as="turnover", yearly=True)
HELP_RECEIVED: Final = _actor("help_received", "helps", 1e5, "helps it received, fading", "aides reçues, qui s’estompent")
FIELD: Final = _actor("field", "domain", 63, "domain of its largest mandate", "domaine de son plus grand mandat")
POSTURE: Final = _actor("posture_residents", "share", 1, "technique and posture for residents' power to act", "technique et posture pour le pouvoir d’agir des habitants", given=4)
_actor("posture_ordinary_resources", "share", 1, "for combining ordinary public resources", "pour combiner les ressources du droit commun", given=5)
_actor("posture_conditional_aid", "share", 1, "for bringing local actors into co-produced plans", "pour amener les acteurs locaux à des plans coproduits", given=6)
_actor("posture_resilience", "share", 1, "for supporting resilience", "pour soutenir la résilience", given=7)
FIRST_POSTURE: Final = _actor("first_posture_residents", "share", 1, "at the beginning", "au début", start="posture_residents")
_actor("first_posture_ordinary_resources", "share", 1, "at the beginning", "au début", start="posture_ordinary_resources")
_actor("first_posture_conditional_aid", "share", 1, "at the beginning", "au début", start="posture_conditional_aid")
_actor("first_posture_resilience", "share", 1, "at the beginning", "au début", start="posture_resilience")
TRUST: Final = _actor("trust", "share", 1, "mean trust in its alters", "confiance moyenne en ceux qu’il a en tête", start=0.5)
STAGE: Final = _actor("stage", "stage", 4, "its stage on the ladder", "son stade sur l’échelle")
BEST_STAGE: Final = _actor("best_stage", "stage", 4, "highest stage since month 0", "stade le plus haut depuis le mois 0")
INDEX: Final = _actor("index", "stage", 4, "its stage and the progress to the next", "son stade et le chemin fait vers le suivant")
NO_HABIT: Final = _actor("no_habit", "share", 0, "nil, always: what habit returns to", "nul, toujours : ce à quoi revient l’habitude")
FIRST_SKILL: Final = _actor("first_skill", "share", 1, "cooperation skill at the beginning", "compétence de coopération au début", start="cooperation_skill")
INTRINSIC: Final = _actor("intrinsic_motivation", "share", 1, "the motivation it returns to", "la motivation à laquelle il revient", start="motivation", shown="intrinsic_motivation")
FIRST_IDENTIFICATION: Final = _actor("first_identification", "share", 1, "identification at the beginning", "identification au début", start="identification")
ORDINARY: Final = _actor("ordinary", "euros/month", 1e8, "ordinary resources (droit commun)", "ressources du droit commun", given=9)
EARMARKED: Final = _actor("earmarked", "euros/month", 1e8, "earmarked credits it holds", "crédits spécifiques qu’il détient", given=10)
IN_KIND: Final = _actor("in_kind", "hours/month", 1e5, "time and local knowledge given", "temps et savoirs locaux donnés", given=11)
ORDINARY_LEFT: Final = _actor("ordinary_left", "euros", 1e8, "ordinary resources left this month", "droit commun qui reste ce mois-ci")
EARMARKED_LEFT: Final = _actor("earmarked_left", "euros", 1e8, "earmarked credits left this month", "crédits spécifiques qui restent ce mois-ci")
IN_KIND_LEFT: Final = _actor("in_kind_left", "hours", 1e5, "time in kind left this month", "temps en nature qui reste ce mois-ci")
ASPIRATION: Final = _actor("aspiration", "probability", 1, "the success it has come to expect of its actions", "le succès qu’il en est venu à attendre de ses actions", start=0.5)
PROXIMITY: Final = _actor("proximity", "share", 1, "to residents", "avec les habitants", given=15)
THRESHOLD: Final = _actor("threshold", "share", 1, "readiness above which it takes part", "disposition au-dessus de laquelle il prend part", given=17)
SEEN: Final = _actor("seen", "share", 1, "share of its alters engaged last month", "part de ceux qu’il a en tête engagés le mois dernier")
PUBLIC_POWER: Final = _actor("public_power", "share", 1, "public authority", "autorité publique", given=16)
GRANT_DEPENDENCE: Final = _actor("grant_dependence", "share", 1, "how far it lives on grants", "part de ce dont il vit qui vient de subventions", given=12)
FIRST_TRUST: Final = _actor("first_trust", "share", 1, "mean trust in its alters at month 0", "confiance moyenne en ceux qu’il a en tête au mois 0")
FIRST_ALIGNMENT: Final = _actor("first_alignment", "share", 1, "alignment with the whole at month 0", "alignement sur l’ensemble au mois 0")
TRAINING_WEIGHT: Final = _actor("training_weight", "share", 1e8, "share of the training that goes to it, relative: a stance may write it", "part de la formation qui lui revient, relative : un parti pris peut l’écrire", start=1.0)
FIRST_VOICE: Final = _actor("first_voice", "share", 1, "the voice it returns to; without any, it never gets one", "la voix à laquelle il revient ; sans aucune, il n’en obtient jamais", start="voice")
RELIABILITY: Final = _actor("reliability", "probability", 1, "chance that its person does its part of an action, if not tired; nobody knows", "chance que sa personne fasse sa part d’une action, si elle n’est pas fatiguée ; nul ne la connaît")
VOICE_THIRD: Final = _actor("voice_third", "-1, 0, 1", 1, "-1, 1: of the third of those with voice who had least of it at first, or most", "-1, 1 : du tiers de ceux qui ont une voix qui en avait le moins au début, ou le plus")
RECENT_ACTIONS: Final = _actor("recent_actions", "actions", 1e5, "joint actions of the last twelve months, this one included, by weight", "actions communes des douze derniers mois, celui-ci compris, selon leur poids")
MET: Final = _actor("met", "meetings", 1e5, "meetings of the last twelve months, this one included", "réunions des douze derniers mois, celui-ci compris")
ACTION_GAIN: Final = _actor("action_gain", "1/hour", 1e5, "running motivation gained an hour of joint work", "motivation gagnée par heure de travail commun, en moyenne courante")
MEETING_GAIN: Final = _actor("meeting_gain", "1/hour", 1e5, "the same an hour of meetings", "la même par heure de réunion")
WORK_SHARE: Final = _actor("work_share", "share", 1, "share of its hours for change that goes to joint work, this month", "part de ses heures de changement qui va au travail commun, ce mois-ci")
MEETING_LEFT: Final = _actor("meeting_left", "hours", 1e5, "hours it may still give to meetings this month", "heures qu’il peut encore donner aux réunions ce mois-ci")
INVITED: Final = _actor("invited", "hours", 1e5, "hours given this month to meetings to which it was invited", "heures données ce mois-ci aux réunions où il était invité")
RELUCTANCE: Final = _actor("reluctance", "share", 1, "share of all who would sooner than it join a plan that money is conditional on", "part de ceux qui se joindraient plus volontiers que lui à un plan dont l’argent dépend")
# fmt: on

ACTOR_COLUMNS: Final = (
    (len(ACTORS) + 8 + _LINE - 1) // _LINE * _LINE
)  # a multiple of eight, with at least eight columns free
GIVEN: Final = sorted((field for field in ACTORS.values() if field.given), key=lambda field: field.given)

# --- profiles: (N, 4, K) doubles in [0, 1] -----------------------------------------------------------------------
EXPERTISE: Final = 0
COMFORT: Final = 1
PRIORITIES: Final = 2  # on the simplex
MANDATE: Final = 3  # on the simplex
PROFILES: Final = 4

# --- bitsets: (N, words_of(K)) unsigned 64-bit words: windows, then sets of domains -------------------------------------
OUTSIDE: Final = 0  # window: took part outside its own concern
JOINT: Final = 1  # window: a joint action that nothing obliged
OBLIGED: Final = 2  # window: a joint action that a condition obliged
FACILITATED: Final = 3  # window: brought two untied others together, or settled their friction
PROPOSALS: Final = 4  # window of counts: proposals it took part in
PROMPT: Final = 5  # window of counts: those decided without delay
# K sets: for each need, the links it is believed to have. They begin with a line; the same sets at month 0, a byte or more
# each, stand in the word before them if that holds them, and behind them if not (`first_beliefs`).
SPARE: Final = 6
MEETINGS_HELD: Final = 7  # window of counts: meetings it took part in
BELIEFS: Final = 8

# --- tie_index: (N, 4, D) 16-bit integers: for each alter ------------------------------------------------------------
ALTER: Final = 0  # who
BACK: Final = 1  # the position of this actor among the alter's own alters, or -1
CONTACT: Final = 2  # window: it sought the alter, or worked with it, without being obliged
SOUGHT_BY: Final = 3  # the alter's own window for this actor, if it has a tie to it
TIE_INDEX_ROWS: Final = 4

# --- ties: (N, 3, D) doubles ----------------------------------------------------------------------------------------
STRENGTH: Final = 0  # [0, 1]
SUCCESSES: Final = 1  # r of the beta reputation, >= 0
FAILURES: Final = 2  # s, >= 0
TIE_COLUMNS: Final = 3

# --- needs: (2, K) doubles in [0, 1]; truth: (4, K) sets ---------------------------------------------------------------
LEVEL: Final = 0
HELD: Final = 1  # share of the routine work that holds the need, done last month
LINKS: Final = 0  # true links of each need
JOINED: Final = 1  # domains joined before in one action
ACTED: Final = 2  # window: a joint action on this need
WON: Final = 3  # window: a success on this need

# --- territory: doubles ---------------------------------------------------------------------------------------------
ENGAGED_SHARE: Final = 0
INNOVATION: Final = 1  # pairs of fields joined for the first time, so far
QUEUED: Final = 2  # proposals waiting for a decision
EVENTS: Final = 3  # events written
DENSITY: Final = 4
RECIPROCITY: Final = 5
TRANSITIVITY: Final = 6
GIANT: Final = 7
COLLECTIVE_STAGE: Final = 8
VOICES: Final = 9  # number of actors with voice, awake or not
LEAD: Final = 10  # position of the lead
PROJECT_TEAM: Final = 11  # position of the project team
CONTINUITY: Final = 12  # share of all routine work done this month
ENCOUNTERED: Final = 13  # from here: counts of this month
CONVENED: Final = 14
FRICTIONS: Final = 15
JOINT_ACTIONS: Final = 16
SOLO_ACTIONS: Final = 17
OBLIGED_ACTIONS: Final = 18
SUCCEEDED: Final = 19
HELP_ASKED: Final = 20
HELP_GIVEN: Final = 21
APPLICATIONS: Final = 22
FUNDED: Final = 23
COMPLEMENTARITY: Final = 24  # funded actions that join public power and residents
THREE_FIELDS: Final = 25  # actions carried out by members of three fields or more
CROSSING_MONEY: Final = 26  # euros of ordinary means in actions that cross fields
SUBSIDIARITY: Final = 27  # impact of successes, times the proximity of those who led
IN_HARDSHIP: Final = 28  # actors with voice in hardship, asleep or not, tied or not
UNPAID_HELP: Final = 29  # helps that nobody paid for
CLOSED: Final = 30  # 1 in a month in which meetings are forbidden
TERRITORY: Final = 31

# --- accounts: doubles: what a stance costs, and the purse --------------------------------------------------------------
PURSE: Final = 0  # euros of action money not yet spent
EFFORT: Final = 1  # hours of engineering so far
MONEY: Final = 2  # euros of action money spent so far
HOURS: Final = 3  # hours actors gave to change so far
DIAGNOSIS_WORK: Final = 4  # engineering hours spent on diagnosis so far
LAPSED: Final = 5  # euros of action money not spent within their year, so far
ACCOUNTS: Final = 6

# --- levels: what the stance sets this month: one level an instrument, then -----------------------------------------------
CLARITY: Final = len(INSTRUMENTS)  # how clear the announced axes are
FACILITATION_HOURS: Final = CLARITY + 1  # hours paid to facilitators this month
PAID_AID_HOURS: Final = CLARITY + 2  # hours paid to helpers this month
VISITS: Final = CLARITY + 3  # visits to groups in hardship, a real number
MEETINGS: Final = CLARITY + 4  # convened encounters, a real number
TRAINING_HOURS: Final = CLARITY + 5  # person-hours of training offered
TRAINED_POSTURE: Final = CLARITY + 6  # four shares: which posture is trained
# Four real numbers: encounters that each stance's own instruments convene.
OWN_MEETINGS: Final = TRAINED_POSTURE + len(STANCE_NAMES)
LEVELS: Final = OWN_MEETINGS + len(STANCE_NAMES)

# --- sight: doubles: what a diagnosis leaves behind -------------------------------------------------------------------------
SIGHT_ERROR: Final = 0  # standard error of what it saw
GAPS: Final = 1  # four change gaps, by the diagnosis that settled how long to train
SIGHT: Final = GAPS + len(STANCE_NAMES)

# --- queue: (WAITING N, QUEUE_COLUMNS) integers: proposals that wait ----------------------------------------------------
WAITING: Final = 4  # most waiting proposals for each actor with voice
DUE: Final = 0  # month of the decision, or of the start
PROPOSED: Final = 1  # month
SLOT: Final = 2  # modulo 65,536: a key of the proposal's random numbers only
NEED: Final = 3
OBLIGED_MEMBERS: Final = 4  # set of the members (by position) who take part only because of a condition
WAITS_FOR: Final = 5  # one of the four below
SORT: Final = 6  # set of flags: CONDITIONAL, MICRO_ACTION
MEMBERS: Final = 7  # how many; then who
FIRST_MEMBER: Final = 8
QUEUE_COLUMNS: Final = 16
DECISION, A_CALL, A_START, GONE = range(4)
PLAIN, CONDITIONAL, MICRO_ACTION = 0, 1, 2  # its money is conditional; it is a small one

PURPOSES: Final = 40  # number of purposes of random numbers
TEAM: Final = 8  # most members of an action


D: Final = 32  # most alters in memory; the parameter `alters` sets how many are used
