"""The five stages of collective intelligence: criteria, stages, bottlenecks.

The ladder is that of the source (2014); that it is nested is a hypothesis, tested on raw passes.
"""

from typing import Final

from simul_agir.engine.actors import (
    ActorIndex,
    Condition,
    Number,
    counted,
    first_of,
    over_actors,
    those,
    where,
)
from simul_agir.engine.arithmetic import square_root
from simul_agir.engine.bitset import WINDOW, holds, lowest, size, total
from simul_agir.engine.cells import DoubleGrid, Doubles, Integers, int64, uint64
from simul_agir.engine.rows import bits_shared, distance_to, weighted_sum
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.encounters import priority_distance
from simul_agir.model.events import FELL, ROSE, note
from simul_agir.model.scratch import CENTRE, HERE, UNHELPED
from simul_agir.model.state import World
from simul_agir.model.ties import contacts, shared, sought_by, trust

STAGES: Final = ("latency", "belonging", "team", "team_action", "excellence")
# The order of difficulty that item analysis found (docs/calibration.md), without any stance: identification and partners are
# as hard as team-action. The source places identification at belonging, interactions at team.
CRITERIA: Final = (
    "comfort",
    "outside_concern",
    "facilitator",
    "alignment",
    "joint_action",
    "partners",
    "identification",
    "cohesion",
    "fluidity",
    "shared_objectives",
    "assured_help",
    "understanding",
)
FIRST_CRITERION: Final = (
    0,
    2,
    5,
    9,
    12,
)  # first criterion of the stage above each stage; the last number ends the list
TOP: Final = 4


@compiled
def counts(world: World, index: ActorIndex) -> Condition:
    """Whether an actor counts on the ladder: it has voice. A sleeping actor counts at latency; otherwise a policy that
    wakes groups would be compared on more actors than one that does not.
    """
    return world.actors[index, at.VOICE] > 0.0


@compiled
def present(world: World, index: ActorIndex) -> Condition:
    """Whether an actor has voice and is awake."""
    return (world.actors[index, at.VOICE] > 0.0) & (world.actors[index, at.AWAKE] != 0.0)


@compiled
def find_centre(world: World) -> None:
    """Write the mean priorities of those present to the scratch."""
    people, centre = _mark_present(world, 0), world.scratch[CENTRE]
    weighted_sum(world.scratch[HERE], world.profiles, at.PRIORITIES, centre)
    for k in range(world.needs.shape[1]):
        centre[k] /= max(1, people)


@over_actors
def _mark_present(world: World, index: ActorIndex, people: int) -> int:
    """Write 1 to the scratch for each actor present, else 0. Adds up how many are present."""
    here = present(world, index)
    world.scratch[HERE, index] = where(here, 1.0, 0.0)
    return people + size(those(here))


@compiled
def alignment_with_whole(world: World, index: ActorIndex) -> Number:
    """1 minus the half-L1 distance between the actor's priorities and everybody's mean, in [0, 1]."""
    return 1.0 - 0.5 * distance_to(world.profiles, index, at.PRIORITIES, world.scratch[CENTRE])


@compiled
def working(world: World, i: int) -> int:
    """The set of alters (by place) that i worked with in the window, in contacts neither convened nor obliged, whoever
    asked.
    """
    return contacts(world, i) | sought_by(world, i)


@compiled
def reciprocated(world: World, i: int) -> int:
    """The set of alters (by place) that i sought and that sought i in the window."""
    return contacts(world, i) & sought_by(world, i)


@compiled
def _facilitator_at_hand(world: World, i: int, workers: int) -> bool:
    """Whether the actor is a facilitator, or works with one."""
    found = world.bitsets[i, at.FACILITATED]
    left = uint64(workers)
    while left != uint64(0):
        found |= world.bitsets[int64(world.tie_index[i, at.ALTER, lowest(left)]), at.FACILITATED]
        left &= left - uint64(1)
    return found != uint64(0)


@compiled
def _alignment_with_alters(world: World, i: int, workers: int) -> float:
    aligned = 0.0
    left = uint64(workers)
    while left != uint64(0):
        aligned += 1.0 - priority_distance(world, i, int64(world.tie_index[i, at.ALTER, lowest(left)]))
        left &= left - uint64(1)
    return aligned / size(workers) if workers != uint64(0) else 0.0


@compiled
def _cohesion(world: World, p: Doubles, i: int, workers: int) -> float:
    """Mean mutual trust sqrt(t_ij t_ji) over working ties. If the alter has no tie back, its trust is the prior."""
    if workers == uint64(0):
        return 0.0
    mutual, both, left = 0.0, shared(world, i), uint64(workers)
    while left != uint64(0):
        a = lowest(left)
        back = int64(world.tie_index[i, at.BACK, a])
        returned = (
            trust(world, p, int64(world.tie_index[i, at.ALTER, a]), back)
            if holds(both, a)
            else p[par.TRUST_PRIOR]
        )
        mutual += square_root(trust(world, p, i, a) * returned)
        left &= left - uint64(1)
    return mutual / size(workers)


@compiled
def _assured_over_the_year(world: World, i: int) -> float:
    """Mean of the twelve monthly probabilities of help."""
    total_chance = 0.0
    for month in range(WINDOW):
        total_chance += world.help_probability[i, month]
    return total_chance / WINDOW


@compiled
def agreement(world: World, i: int, others: Integers, first: int) -> float:
    """Jaccard index of the links that i believes in and those in others[first:], over all needs; 1 if both are empty."""
    domains = world.needs.shape[1]
    both, either = bits_shared(world.bitsets[i], at.BELIEFS, others, first, domains)
    # A need's own domain is always among its links, and does not count.
    return (both - domains) / (either - domains) if either > domains else 1.0


@compiled
def understanding(world: World, i: int, workers: int) -> float:
    """The lower of agreement with the true links and mean agreement with the working alters."""
    agreed = 0.0
    left = uint64(workers)
    while left != uint64(0):
        agreed += agreement(
            world, i, world.bitsets[int64(world.tie_index[i, at.ALTER, lowest(left)])], at.BELIEFS
        )
        left &= left - uint64(1)
    if workers == uint64(0):
        return 0.0
    return min(agreed / size(workers), agreement(world, i, world.truth[at.LINKS], 0))


@compiled
def ratio(value: float, threshold: float) -> Number:
    """A value relative to its threshold; the criterion is met from 1 on."""
    return where(threshold > 0.0, value / where(threshold > 0.0, threshold, 1.0), 1.0)


@compiled
def _at_ease(world: World, p: Doubles, index: ActorIndex) -> Number:
    return ratio(world.actors[index, at.COMFORT_RATIO] - 1.0, p[par.COMFORT_LEVEL] - 1.0)


@compiled
def _steps_out(world: World, p: Doubles, index: ActorIndex) -> Number:
    return ratio(counted(world.bitsets[index, at.OUTSIDE]), p[par.OUTSIDE_MONTHS])


@compiled
def score(world: World, p: Doubles, i: int, criterion: int, sought: int, seekers: int) -> Number:
    """How far an actor meets a criterion (a position in CRITERIA), relative to its threshold: met from 1 on. `sought`,
    `seekers`: sets of the alters that it sought, and that sought it (`contacts`, `sought_by`).
    """
    if criterion == 0:
        return _at_ease(world, p, i)
    if criterion == 1:
        return _steps_out(world, p, i)
    if criterion == 2:
        return 1.0 if _facilitator_at_hand(world, i, sought | seekers) else 0.0
    if criterion == 3:
        return ratio(_alignment_with_alters(world, i, sought | seekers), p[par.ALIGNMENT_LEVEL])
    if criterion == 4:
        return ratio(size(world.bitsets[i, at.JOINT]), p[par.JOINT_LEVEL])
    if criterion == 5:
        return ratio(size(sought & seekers), p[par.PARTNERS_LEVEL])
    if criterion == 6:
        return ratio(world.actors[i, at.IDENTIFICATION], p[par.IDENTIFICATION_LEVEL])
    if criterion == 7:
        return ratio(_cohesion(world, p, i, sought | seekers), p[par.COHESION_LEVEL])
    if criterion == 8:
        made = total(world.bitsets[i, at.PROPOSALS])
        return ratio(total(world.bitsets[i, at.PROMPT]) / made, p[par.FLUIDITY_LEVEL]) if made > 0 else 0.0
    if criterion == 9:
        return ratio(alignment_with_whole(world, i), p[par.SHARED_LEVEL])
    if criterion == 10:
        return ratio(_assured_over_the_year(world, i), p[par.ASSURED_LEVEL])
    return ratio(understanding(world, i, sought | seekers), p[par.UNDERSTANDING_LEVEL])


@compiled
def _within(reached: float) -> Number:
    reached = where(reached > 0.0, reached, 0.0)
    return where(reached < 1.0, reached, 1.0)


@compiled
def _counts_as(p: Doubles, criterion: int, reached: float) -> Number:
    """The score of a criterion; 1 if item analysis has left the criterion out."""
    return where(p[par.ITEM_COMFORT + criterion] != 0.0, reached, 1.0)


@compiled
def _weight_of(p: Doubles, stage: int) -> float:
    """Number of counted criteria of the stage above this one, at least one: the divisor of progress."""
    weight = 0.0
    for criterion in range(FIRST_CRITERION[stage], FIRST_CRITERION[stage + 1]):
        weight += p[par.ITEM_COMFORT + criterion]
    return max(1.0, weight)


@compiled
def _on_the_first_rung(world: World, p: Doubles, index: ActorIndex) -> tuple[float, int]:
    """The index of actors on the first stage, zero if not present, and the set of those above it. An actor without ties
    stays on the first stage.
    """
    one, two = _counts_as(p, 0, _at_ease(world, p, index)), _counts_as(p, 1, _steps_out(world, p, index))
    here = present(world, index)
    progress = p[par.ITEM_COMFORT] * _within(one) + p[par.ITEM_OUTSIDE_CONCERN] * _within(two)
    progress = progress / _weight_of(p, 0)
    reached = where(here, where(progress < 0.999, progress, 0.999), 0.0)
    tied = here & (world.actors[index, at.TIES] > 0.0)
    return reached, those(tied & (one >= 1.0) & (two >= 1.0))


@compiled
def climb(world: World, p: Doubles, i: int) -> tuple[int, float]:
    """Stage and index of an actor above the first stage: the highest stage such that its criteria and all below are met,
    plus the progress to the next. Criteria that item analysis left out do not count.
    """
    sought, seekers = contacts(world, i), sought_by(world, i)
    for stage in range(1, TOP):
        met, progress = True, 0.0
        for criterion in range(FIRST_CRITERION[stage], FIRST_CRITERION[stage + 1]):
            if p[par.ITEM_COMFORT + criterion] == 0.0:
                continue
            reached = score(world, p, i, criterion, sought, seekers)
            met = met and reached >= 1.0
            progress += _within(reached)
        if not met:
            return stage, stage + min(0.999, progress / _weight_of(p, stage))
    return TOP, float(TOP)


@over_actors
def judge(world: World, p: Doubles, month: int, index: ActorIndex) -> None:
    """Set every actor's stage and index of this month. The probability that nobody would help it comes from decay.py."""
    first = first_of(index)
    world.help_probability[index, month % WINDOW] = 1.0 - world.scratch[UNHELPED, index]
    world.actors[index, at.INDEX], past = _on_the_first_rung(world, p, index)
    left = past | those(world.actors[index, at.STAGE] != 0.0)
    while left != uint64(0):
        i, stage, row = first + lowest(left), 0, world.actors[first + lowest(left)]
        if holds(past, lowest(left)):
            stage, row[at.INDEX] = climb(world, p, i)
        if stage != row[at.STAGE]:
            note(world, month, ROSE if stage > row[at.STAGE] else FELL, i, -1, -1, float(stage))
        row[at.STAGE] = stage
        row[at.BEST_STAGE] = max(row[at.BEST_STAGE], row[at.STAGE])
        left &= left - uint64(1)


@compiled
def examine(world: World, p: Doubles, passes: DoubleGrid, bottlenecks: Doubles) -> None:
    """Write raw passes of every criterion, before nesting, to passes (N, 12), and to bottlenecks (12,) the share of
    actors with voice that each criterion keeps below their next stage. Sleeping actors are kept by none.
    """
    find_centre(world)
    people = 0
    for criterion in range(len(bottlenecks)):
        bottlenecks[criterion] = 0.0
    for i in range(world.actors.shape[0]):
        people += 1 if counts(world, i) else 0
        if not present(world, i):
            continue
        stage = int(world.actors[i, at.STAGE])
        sought, seekers = contacts(world, i), sought_by(world, i)
        for criterion in range(len(bottlenecks)):
            met = score(world, p, i, criterion, sought, seekers) >= 1.0
            passes[i, criterion] = met
            if stage < TOP and not met and FIRST_CRITERION[stage] <= criterion < FIRST_CRITERION[stage + 1]:
                bottlenecks[criterion] += p[par.ITEM_COMFORT + criterion]
    for criterion in range(len(bottlenecks)):
        bottlenecks[criterion] /= max(1, people)
