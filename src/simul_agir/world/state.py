"""The arrays of a territory: actors, ties, needs. One row an actor; every array with its shape, unit and range.

N actors, K domains, D alters at most, R replicates. A `State` holds a batch of territories with R in front of every shape;
a `World` is one of them, as the rules see it.
"""

from dataclasses import dataclass, fields
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simul_agir.world.bits import WINDOW
from simul_agir.world.instruments import INSTRUMENTS, STANCE_NAMES

# --- actors: (N, ACTOR_COLUMNS) doubles; [0, 1] unless said --------------------------------------------------------
MOTIVATION: Final = 0
INTRINSIC: Final = 1  # the motivation it returns to
IDENTIFICATION: Final = 2
FIRST_IDENTIFICATION: Final = 3
SKILL: Final = 4  # cooperation skill (psychosocial)
FIRST_SKILL: Final = 5
POSTURE: Final = 6  # four, one a stance
FIRST_POSTURE: Final = 10  # four
FATIGUE: Final = 14
HARDSHIP: Final = 15
HABIT: Final = 16  # of cooperating
VOICE: Final = 17
ORDINARY: Final = 18  # euros a month
EARMARKED: Final = 19  # euros a month
IN_KIND: Final = 20  # hours a month
GRANT_DEPENDENCE: Final = 21
EXPOSURE: Final = 22
CAPACITY: Final = 23  # hours a month
PROXIMITY: Final = 24
PUBLIC_POWER: Final = 25
THRESHOLD: Final = 26
TURNOVER_CHANCE: Final = 27  # a month
OPENNESS: Final = 28
LATENT: Final = 29  # 1: may sleep and wake
AWAKE: Final = 30  # 0 or 1
IDLE: Final = 31  # months since it last took part
ENGAGED: Final = 32  # 0 or 1, this month
SEEN: Final = 33  # share of its alters engaged last month
HOURS_LEFT: Final = 34  # hours it may still give to change this month
HOURS_USED: Final = 35  # hours given to change this month
ORDINARY_LEFT: Final = 36  # euros this month
EARMARKED_LEFT: Final = 37  # euros this month
IN_KIND_LEFT: Final = 38  # hours this month
PRACTICE: Final = 39  # encounters, actions and helps this month
HELP_RECEIVED: Final = 40  # helps, fading
REPLACED: Final = 41  # 1: a new person this month
EXPERTISE_BREADTH: Final = 42  # sum of expertise
COMFORT_RATIO: Final = 43  # comfort breadth over expertise breadth, >= 1
FIELD: Final = 44  # domain of its largest mandate
STAGE: Final = 45  # 0 to 4
BEST_STAGE: Final = 46  # highest stage since month 0
INDEX: Final = 47  # stage and progress to the next, 0 to 4
FIRST_TRUST: Final = 48  # mean trust in its alters at month 0
FIRST_ALIGNMENT: Final = 49  # alignment with the whole at month 0
TRUST: Final = 50  # mean trust in its alters
TIES: Final = 51  # number of alters, 0 to D
ACTOR_COLUMNS: Final = 52

# --- profiles: (N, 5, K) doubles in [0, 1] -----------------------------------------------------------------------
EXPERTISE: Final = 0
COMFORT: Final = 1
PRIORITIES: Final = 2  # on the simplex
MANDATE: Final = 3  # on the simplex
FIELDS: Final = 4  # expertise divided by its sum
PROFILES: Final = 5

# --- marks: (N, BELIEFS + 2 K) unsigned 64-bit words: windows, then sets of domains ----------------------------------
OUTSIDE: Final = 0  # window: took part outside its own concern
JOINT: Final = 1  # window: a joint action that nothing obliged
OBLIGED: Final = 2  # window: a joint action that a condition obliged
FACILITATED: Final = 3  # window: brought two untied others together, or settled their friction
PROPOSALS: Final = 4  # window of counts: proposals it took part in
PROMPT: Final = 5  # window of counts: those decided without delay
ABLE: Final = 6  # set of domains in which it is known as able to work
BELIEFS: Final = (
    7  # K sets: for each need, the links it is believed to have; then K sets: the same at month 0
)

# --- web: (N, 3, D) 16-bit integers: for each alter in mind ------------------------------------------------------------
ALTER: Final = 0  # who
BACK: Final = 1  # the place of this actor among the alter's own alters, or -1
CONTACT: Final = 2  # window: it sought the alter, or worked with it, of its own will
WEB: Final = 3

# --- ties: (N, D, 3) doubles ----------------------------------------------------------------------------------------
STRENGTH: Final = 0  # [0, 1]
SUCCESSES: Final = 1  # r of the beta reputation, >= 0
FAILURES: Final = 2  # s, >= 0
TIE_COLUMNS: Final = 3

# --- needs: (2, K) doubles in [0, 1]; truth: (3, K) sets ---------------------------------------------------------------
LEVEL: Final = 0
HELD: Final = 1  # share of the routine work that holds the need, done last month
LINKS: Final = 0  # true links of each need
JOINED: Final = 1  # domains joined before in one action
ACTED: Final = 2  # window: a joint action on this need

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
LED_BY_PROXIMITY: Final = 22
COMPLEMENTARY: Final = 23
TERRITORY: Final = 24

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
LEVELS: Final = TRAINED_POSTURE + len(STANCE_NAMES)

# --- queue: (WAITING N, QUEUE_COLUMNS) integers: proposals waiting for a decision -------------------------------------
WAITING: Final = 4  # at most so many for each actor with voice
DUE: Final = 0  # month
PROPOSED: Final = 1  # month
SLOT: Final = 2
NEED: Final = 3
CONDITIONED: Final = 4  # set of its members (positions among them) whom only a condition brought in
MEMBERS: Final = 5  # how many; then who
FIRST_MEMBER: Final = 6
QUEUE_COLUMNS: Final = 14

PLANNED: Final = 12  # partners planned for an axis


D: Final = 32  # room for alters; the parameter `alters` says how many of them are used

# Every array of a World: its type, and the lengths that are the same for every territory (None: they differ).
WORLD_ARRAYS: Final[dict[str, tuple[str, tuple[int | None, ...]]]] = {
    "actors": ("f8", (None, ACTOR_COLUMNS)),
    "profiles": ("f8", (None, PROFILES, None)),
    "marks": ("u8", (None, None)),
    "web": ("i2", (None, WEB, D)),
    "ties": ("f8", (None, D, TIE_COLUMNS)),
    "pulls": ("f4", (None, D)),
    "assured": ("f8", (None, WINDOW)),
    "queue": ("i4", (None, QUEUE_COLUMNS)),
    "needs": ("f8", (2, None)),
    "truth": ("u8", (3, None)),
    "territory": ("f8", (TERRITORY,)),
    "accounts": ("f8", (ACCOUNTS,)),
    "levels": ("f8", (LEVELS,)),
    "axes": ("f8", (None,)),
    "plan": ("i4", (None, PLANNED)),
    "brief": ("f8", (None,)),
    "scratch": ("f8", (None, None)),
    "team": ("i8", (None,)),
    "events": ("f8", (None, None)),
}
TABLE_WORDS: Final = (
    4  # of the table that the compiled rules get, for each array: address, then up to three lengths
)
SHARED_ARRAYS: Final = ("scratch", "team", "events")  # by all replicates of a batch, one after the other


class World(NamedTuple):
    """One territory as the rules see it; every array is a view of a `State`, but for the scratch."""

    actors: NDArray[np.float64]
    profiles: NDArray[np.float64]
    marks: NDArray[np.uint64]
    web: NDArray[np.int16]
    ties: NDArray[np.float64]
    pulls: NDArray[np.float32]
    assured: NDArray[np.float64]
    queue: NDArray[np.int32]
    needs: NDArray[np.float64]
    truth: NDArray[np.uint64]
    territory: NDArray[np.float64]
    accounts: NDArray[np.float64]
    levels: NDArray[np.float64]
    axes: NDArray[np.float64]
    plan: NDArray[np.int32]
    brief: NDArray[np.float64]
    scratch: NDArray[np.float64]
    team: NDArray[np.int64]
    events: NDArray[np.float64]


@dataclass
class State:
    """A batch of R territories at one moment.

    `accounts`, `levels`, `axes`, `plan` and `brief` are what a stance may write; all others change by the rules alone.
    """

    actors: NDArray[np.float64]  # (R, N, ACTOR_COLUMNS)
    profiles: NDArray[np.float64]  # (R, N, PROFILES, K)
    marks: NDArray[np.uint64]  # (R, N, BELIEFS + 2 K)
    web: NDArray[np.int16]  # (R, N, WEB, D)
    ties: NDArray[np.float64]  # (R, N, D, TIE_COLUMNS)
    pulls: NDArray[np.float32]  # (R, N, D): strength x trust of each tie at the start of the month
    assured: NDArray[np.float64]  # (R, N, 12): chance of being helped, month by month of the window
    queue: NDArray[np.int32]  # (R, WAITING N, QUEUE_COLUMNS): proposals waiting for a decision
    needs: NDArray[np.float64]  # (R, 2, K)
    truth: NDArray[np.uint64]  # (R, 3, K)
    territory: NDArray[np.float64]  # (R, TERRITORY)
    accounts: NDArray[np.float64]  # (R, ACCOUNTS)
    levels: NDArray[np.float64]  # (R, LEVELS)
    axes: NDArray[np.float64]  # (R, K): weight of each announced axis, all nil before the scheme
    plan: NDArray[np.int32]  # (R, K, PLANNED): partners planned for an axis, -1 where none
    brief: NDArray[np.float64]  # (R, N): share of the training that goes to each actor, relative

    @classmethod
    def blank(cls, replicates: int, actors: int, domains: int) -> "State":
        """An empty batch: nobody tied, nothing known."""
        r, n, k = replicates, actors, domains
        state = cls(
            actors=np.zeros((r, n, ACTOR_COLUMNS)),
            profiles=np.zeros((r, n, PROFILES, k)),
            marks=np.zeros((r, n, BELIEFS + 2 * k), np.uint64),
            web=np.full((r, n, WEB, D), -1, np.int16),
            ties=np.zeros((r, n, D, TIE_COLUMNS)),
            pulls=np.zeros((r, n, D), np.float32),
            assured=np.zeros((r, n, WINDOW)),
            queue=np.zeros((r, WAITING * n, QUEUE_COLUMNS), np.int32),
            needs=np.zeros((r, 2, k)),
            truth=np.zeros((r, 3, k), np.uint64),
            territory=np.zeros((r, TERRITORY)),
            accounts=np.zeros((r, ACCOUNTS)),
            levels=np.zeros((r, LEVELS)),
            axes=np.zeros((r, k)),
            plan=np.full((r, k, PLANNED), -1, np.int32),
            brief=np.ones((r, n)),
        )
        state.web[:, :, CONTACT] = 0
        return state

    @property
    def replicates(self) -> int:
        """R."""
        return self.actors.shape[0]

    def copy(self) -> "State":
        """The same batch in arrays of its own."""
        return State(**{name: array.copy() for name, array in self.arrays().items()})

    def take(self, replicates: slice) -> "State":
        """A view of some replicates."""
        return State(**{name: array[replicates] for name, array in self.arrays().items()})

    def repeat(self, replicates: int) -> "State":
        """The first replicate, `replicates` times over."""
        return State(
            **{name: np.repeat(array[:1], replicates, axis=0) for name, array in self.arrays().items()}
        )

    def arrays(self) -> dict[str, NDArray]:
        """All arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


STANCE_ARRAYS: Final = ("accounts", "levels", "axes", "plan", "brief")
