"""The arrays of a territory: actors, ties, needs. One row an actor; every array with its shape, unit and range.

N actors, K domains, D alters at most, R replicates. A `State` holds a batch of territories with R in front of every shape;
a `World` is one of them, as the rules see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from math import prod
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simul_agir.engine import handles
from simul_agir.engine.bitset import WINDOW
from simul_agir.engine.layout import WIDTH, room_for_sums
from simul_agir.model.instruments import INSTRUMENTS, STANCE_NAMES

# --- actors: (N, ACTOR_COLUMNS) doubles; [0, 1] unless said --------------------------------------------------------
# What is read together stands together: eight columns are one line of the processor's cache.
AWAKE: Final = 0  # 0 or 1
ENGAGED: Final = 1  # 0 or 1, this month
OPENNESS: Final = 2
VOICE: Final = 3
FATIGUE: Final = 4
TIES: Final = 5  # number of alters, 0 to D
COMFORT_RATIO: Final = 6  # comfort breadth over expertise breadth, >= 1
EXPERTISE_BREADTH: Final = 7  # sum of expertise
# What wears off stands in one eight, and in another, in the same order, what each of these returns to (wearing.py).
HOURS_LEFT: Final = 8  # hours it may still give to change this month
HOURS_USED: Final = 9  # hours given to change this month
PRACTICE: Final = 10  # encounters, actions and helps this month
IDLE: Final = 11  # months since it last took part
HABIT: Final = 12  # of cooperating
SKILL: Final = 13  # cooperation skill (psychosocial)
MOTIVATION: Final = 14
IDENTIFICATION: Final = 15
CAPACITY: Final = 16  # hours a month
LATENT: Final = 17  # 1: may sleep and wake
REPLACED: Final = 18  # 1: a new person this month
HARDSHIP: Final = 19
EXPOSURE: Final = 20
TURNOVER_CHANCE: Final = 21  # a month
HELP_RECEIVED: Final = 22  # helps, fading
FIELD: Final = 23  # domain of its largest mandate
POSTURE: Final = 24  # four, one a stance
FIRST_POSTURE: Final = 28  # four
TRUST: Final = 32  # mean trust in its alters
STAGE: Final = 33  # 0 to 4
BEST_STAGE: Final = 34  # highest stage since month 0
INDEX: Final = 35  # stage and progress to the next, 0 to 4
NO_HABIT: Final = 36  # nil, always: what habit returns to
FIRST_SKILL: Final = 37
INTRINSIC: Final = 38  # the motivation it returns to
FIRST_IDENTIFICATION: Final = 39
ORDINARY: Final = 40  # euros a month
EARMARKED: Final = 41  # euros a month
IN_KIND: Final = 42  # hours a month
ORDINARY_LEFT: Final = 43  # euros this month
EARMARKED_LEFT: Final = 44  # euros this month
IN_KIND_LEFT: Final = 45  # hours this month
ASPIRATION: Final = 46  # the success it has come to expect of its actions
PROXIMITY: Final = 47
THRESHOLD: Final = 48
SEEN: Final = 49  # share of its alters engaged last month
PUBLIC_POWER: Final = 50
GRANT_DEPENDENCE: Final = 51
FIRST_TRUST: Final = 52  # mean trust in its alters at month 0
FIRST_ALIGNMENT: Final = 53  # alignment with the whole at month 0
PULLED: Final = 54  # sum of its pulls; 0 where it is to be added up again
BRIEF: Final = 55  # share of the training that goes to it, relative: a stance may write it
FIRST_VOICE: Final = 56  # the voice it returns to; without any, it never gets one
RELIABILITY: Final = 57  # chance that its person does its part of an action, if not tired; nobody knows
VOICE_THIRD: Final = 58  # -1, 1: of the third of those with voice who had least of it at first, or most
DEEDS: Final = 59  # joint actions of the last twelve months, this one included, by weight
MET: Final = 60  # meetings of the last twelve months, this one included
ACTION_GAIN: Final = 61  # running motivation gained an hour of joint work
MEETING_GAIN: Final = 62  # the same an hour of meetings
WORK_SHARE: Final = 63  # share of its hours for change that goes to joint work, this month
MEETING_LEFT: Final = 64  # hours it may still give to meetings this month
INVITED: Final = 65  # hours given this month to meetings to which it was invited
RELUCTANCE: Final = 66  # share of all who would sooner than it join a plan that money is conditional on
ACTOR_COLUMNS: Final = 72  # whole lines

# --- profiles: (N, 4, K) doubles in [0, 1] -----------------------------------------------------------------------
EXPERTISE: Final = 0
COMFORT: Final = 1
PRIORITIES: Final = 2  # on the simplex
MANDATE: Final = 3  # on the simplex
PROFILES: Final = 4

# --- marks: (N, words_of(K)) unsigned 64-bit words: windows, then sets of domains -------------------------------------
OUTSIDE: Final = 0  # window: took part outside its own concern
JOINT: Final = 1  # window: a joint action that nothing obliged
OBLIGED: Final = 2  # window: a joint action that a condition obliged
FACILITATED: Final = 3  # window: brought two untied others together, or settled their friction
PROPOSALS: Final = 4  # window of counts: proposals it took part in
PROMPT: Final = 5  # window of counts: those decided without delay
# K sets: for each need, the links it is believed to have. They begin with a line; the same sets at month 0, a byte or more
# each, stand in the word before them if that holds them, and behind them if not (`first_beliefs`).
_SPARE: Final = 6
MEETINGS_HELD: Final = 7  # window of counts: meetings it took part in
BELIEFS: Final = 8

# --- web: (N, 4, D) 16-bit integers: for each alter in mind ------------------------------------------------------------
ALTER: Final = 0  # who
BACK: Final = 1  # the place of this actor among the alter's own alters, or -1
CONTACT: Final = 2  # window: it sought the alter, or worked with it, of its own will
SOUGHT_BY: Final = 3  # the window of the alter, as it keeps it of this actor, where it has it in mind
WEB: Final = 4

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

# --- queue: (WAITING N, QUEUE_COLUMNS) integers: proposals that wait ----------------------------------------------------
WAITING: Final = 4  # at most so many for each actor with voice
DUE: Final = 0  # month of the decision, or of the start
PROPOSED: Final = 1  # month
SLOT: Final = 2  # modulo 65,536: it is the key of the proposal's luck, and no more
NEED: Final = 3
OBLIGED_MEMBERS: Final = 4  # set of its members (positions among them) whom only a condition brought in
WAITS_FOR: Final = 5  # one of the four below
SORT: Final = 6  # set of what it is: CONDITIONAL, MICRO
MEMBERS: Final = 7  # how many; then who
FIRST_MEMBER: Final = 8
QUEUE_COLUMNS: Final = 16
DECISION, A_CALL, A_START, GONE = range(4)
PLAIN, CONDITIONAL, MICRO_ACTION = 0, 1, 2  # its money is conditional; it is a small one

PURPOSES: Final = 40  # room for purposes of chance
# Rows of the scratch are named where they are used, and several names share a row: seeking.py for whoever meets and acts,
# wearing.py for wear, work.py for routine work. None holds anything from one step of a month to the next, but for what
# wear leaves to the ladder (`wearing.UNHELPED`).
SCRATCH_ROWS: Final = 8
TEAM: Final = 8  # most members of an action
AHEAD: Final = 3  # what is looked up ahead of eight slots: who, with whom, about what


D: Final = 32  # room for alters; the parameter `alters` says how many of them are used


def octets_of(bits: int) -> int:
    """How many times eight hold so many: bytes a set of domains, words so many bytes."""
    return (bits + 7) // 8


def first_beliefs(domains: int) -> int:
    """The word of the marks with which the beliefs of month 0 begin."""
    # Written out, for this is also compiled as a rule (collective.py), and rules call none but rules.
    return _SPARE if domains * ((domains + 7) // 8) <= 8 else BELIEFS + domains


def words_of(domains: int) -> int:
    """Words of an actor's marks."""
    behind = first_beliefs(domains) != _SPARE
    return BELIEFS + domains + (octets_of(domains * octets_of(domains)) if behind else 0)


@cache
def world_arrays(domains: int | None = None) -> dict[str, tuple[str, tuple[int | None, ...]]]:
    """Every array of a World: its type, and the lengths that are known beforehand (None: they differ between territories);
    `domains`: K, where that is known too.
    """
    words = None if domains is None else words_of(domains)
    return {
        "actors": ("f8", (None, ACTOR_COLUMNS)),
        "profiles": ("f8", (None, PROFILES, domains)),
        "marks": ("u8", (None, words)),
        "able": ("u8", (None,)),
        "web": ("i2", (None, WEB, D)),
        "ties": ("f8", (None, TIE_COLUMNS, D)),
        "pulls": ("f4", (None, D)),
        "assured": ("f8", (None, WINDOW)),
        "deeds": ("f8", (None, WINDOW)),
        "queue": ("u2", (None, QUEUE_COLUMNS)),
        "needs": ("f8", (2, domains)),
        "truth": ("u8", (4, domains)),
        "territory": ("f8", (TERRITORY,)),
        "accounts": ("f8", (ACCOUNTS,)),
        "levels": ("f8", (LEVELS,)),
        "axes": ("f8", (domains,)),
        "plan": ("i2", (domains, None)),
        "scratch": ("f8", (None, None)),
        "team": ("i8", (None,)),
        "ahead": ("i8", (AHEAD, WIDTH)),
        "luck": ("f8", (PURPOSES, 4, WIDTH)),
        "tags": ("u8", (PURPOSES, 2)),
        "events": ("f8", (None, None)),
    }


SHARED_ARRAYS: Final = (
    "scratch",
    "team",
    "ahead",
    "luck",
    "tags",
    "events",
)  # by all replicates of a batch, one after the other


handles.register(world_arrays, SHARED_ARRAYS)


class World(NamedTuple):
    """One territory as the rules see it; every array is a view of a `State`, but for the scratch."""

    actors: NDArray[np.float64]
    profiles: NDArray[np.float64]
    marks: NDArray[np.uint64]
    able: NDArray[np.uint64]
    web: NDArray[np.int16]
    ties: NDArray[np.float64]
    pulls: NDArray[np.float32]
    assured: NDArray[np.float64]
    deeds: NDArray[np.float64]
    queue: NDArray[np.uint16]
    needs: NDArray[np.float64]
    truth: NDArray[np.uint64]
    territory: NDArray[np.float64]
    accounts: NDArray[np.float64]
    levels: NDArray[np.float64]
    axes: NDArray[np.float64]
    plan: NDArray[np.int16]
    scratch: NDArray[np.float64]
    team: NDArray[np.int64]
    ahead: NDArray[np.int64]
    luck: NDArray[np.uint32]
    tags: NDArray[np.uint64]
    events: NDArray[np.float64]


_LINE: Final = 64  # bytes of a line of the processor's cache


def room(shape: tuple[int, ...], dtype: Any) -> NDArray:
    """An array of zeros that begins with a line of the processor's cache, so that no row of eight lies across two."""
    return rooms({"": (shape, dtype)})[""]


def rooms(wanted: Mapping[str, tuple[tuple[int, ...], Any]]) -> dict[str, NDArray]:
    """Arrays of zeros by name, from their shapes and types, in one block of memory; each begins with a line of the cache."""
    kinds = {name: np.dtype(dtype) for name, (_, dtype) in wanted.items()}
    sizes = [prod(shape) * kinds[name].itemsize for name, (shape, _) in wanted.items()]
    block = np.zeros(sum(sizes) + _LINE * (1 + len(sizes)), np.uint8)
    place = -block.__array_interface__["data"][0] % _LINE
    made = {}
    for (name, (shape, _)), size in zip(wanted.items(), sizes, strict=True):
        made[name] = np.ndarray(shape, kinds[name], block, place)
        place += size + -size % _LINE
    return made


def workspace(actors: int, domains: int) -> dict[str, NDArray]:
    """What rules write in passing, by name, but for the events: one for all replicates lived one after the other."""
    sums = max(room_for_sums(actors), room_for_sums(domains), D, WAITING * actors)
    made = rooms(
        {
            "scratch": ((SCRATCH_ROWS, sums), np.float64),
            "team": ((TEAM,), np.int64),
            "ahead": ((AHEAD, WIDTH), np.int64),
            "luck": ((PURPOSES, 4, WIDTH), np.float64),
            "tags": ((PURPOSES, 2), np.uint64),
        }
    )
    made["tags"][...] = 2**64 - 1
    return made


@dataclass
class State:
    """A batch of R territories at one moment.

    `accounts`, `levels`, `axes`, `plan` and `brief` are what a stance may write; all others change by the rules alone. A run
    of 60 actors takes less than 160,000 bytes.
    """

    actors: NDArray[np.float64]  # (R, N, ACTOR_COLUMNS)
    profiles: NDArray[np.float64]  # (R, N, PROFILES, K)
    marks: NDArray[np.uint64]  # (R, N, words_of(K))
    able: NDArray[np.uint64]  # (R, N): set of domains in which each is known as able to work
    web: NDArray[np.int16]  # (R, N, WEB, D)
    ties: NDArray[np.float64]  # (R, N, TIE_COLUMNS, D)
    pulls: NDArray[np.float32]  # (R, N, D): strength x trust of each tie at the start of the month
    assured: NDArray[np.float64]  # (R, N, 12): chance of being helped, month by month of the window
    deeds: NDArray[np.float64]  # (R, N, 12): joint actions by weight, month by month of the window
    queue: NDArray[np.uint16]  # (R, WAITING N, QUEUE_COLUMNS): proposals that wait
    needs: NDArray[np.float64]  # (R, 2, K)
    truth: NDArray[np.uint64]  # (R, 4, K)
    territory: NDArray[np.float64]  # (R, TERRITORY)
    accounts: NDArray[np.float64]  # (R, ACCOUNTS)
    levels: NDArray[np.float64]  # (R, LEVELS)
    axes: NDArray[np.float64]  # (R, K): weight of each announced axis, all nil before the scheme
    plan: NDArray[np.int16]  # (R, K, N): partners planned for an axis, who come first; then -1

    @classmethod
    def blank(cls, replicates: int, actors: int, domains: int) -> "State":
        """An empty batch: nobody tied, nothing known."""
        r, n, k = replicates, actors, domains
        sizes = {
            name: (r, *(n if length is None else length for length in shape))
            for name, (_, shape) in world_arrays(k).items()
            if name not in SHARED_ARRAYS
        }
        sizes["queue"] = (r, WAITING * n, QUEUE_COLUMNS)
        state = cls(**rooms({name: (size, world_arrays()[name][0]) for name, size in sizes.items()}))
        state.web[...] = -1
        state.plan[...] = -1
        state.brief[...] = 1.0
        state.web[:, :, CONTACT:] = 0
        return state

    @property
    def brief(self) -> NDArray[np.float64]:
        """(R, N): share of the training that goes to each actor, relative; a view."""
        return self.actors[:, :, BRIEF]

    @property
    def replicates(self) -> int:
        """R."""
        return self.actors.shape[0]

    def copy(self) -> "State":
        """The same batch in arrays of its own."""
        return self.spread(self.replicates)

    def take(self, replicates: slice) -> "State":
        """A view of some replicates."""
        return State(**{name: array[replicates] for name, array in self.arrays().items()})

    def spread(self, replicates: int, into: "State | None" = None) -> "State":
        """As many replicates in arrays of their own: the same ones, or, of a single one, as many like it.

        `into`: a state that nobody needs any more, whose arrays are written over where all have the shapes.
        """
        arrays = self.arrays()
        shapes = {name: (replicates, *array.shape[1:]) for name, array in arrays.items()}
        if into is None or any(shape != getattr(into, name).shape for name, shape in shapes.items()):
            into = State(**rooms({name: (shapes[name], each.dtype) for name, each in arrays.items()}))
        for name, array in arrays.items():
            getattr(into, name)[...] = array
        return into

    def arrays(self) -> dict[str, NDArray]:
        """All arrays by name."""
        return {name: getattr(self, name) for name in _NAMES}


_NAMES: Final = tuple(field.name for field in fields(State))
STANCE_ARRAYS: Final = ("accounts", "levels", "axes", "plan", "brief")
