"""Learning from others, from training and from practice."""

from simul_agir.engine.actors import ActorIndex, Number, add_each, over_actors, where
from simul_agir.engine.arithmetic import agir_exp
from simul_agir.engine.bitset import bit, lowest, size
from simul_agir.engine.cells import Doubles, uint64
from simul_agir.engine.rows import distance_of_shares, rise_toward
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.randomness import DIAGNOSE, drawn
from simul_agir.model.state import World


@compiled
def understood(distance: float, reach: float) -> float:
    """How much can be learnt across a distance of fields, in [0, 1]: 4 x (1 - x) for x = distance / reach < 1, else 0.

    Novelty times understandability: zero at distance 0 and beyond reach. Source: Wuyts et al. 2005; Nooteboom et al.
    2007.
    """
    x = distance / reach
    return 4.0 * x * (1.0 - x) if x < 1.0 else 0.0


@compiled
def _divisor(world: World, i: int) -> float:
    """The sum of the actor's expertise, by which it is normalised; 1 if the sum is zero."""
    breadth = world.actors[i, at.EXPERTISE_BREADTH]
    return breadth if breadth > 0.0 else 1.0


@compiled
def widen_comforts(world: World, p: Doubles, i: int, j: int, trust_in_j: float, trust_in_i: float) -> None:
    """Each actor's comfort grows toward the other's expertise where that is higher: by eta x trust x what can be
    understood.
    """
    if p[par.COMFORT_CHANGE] == 0.0:
        return
    mine, theirs = world.profiles[i], world.profiles[j]
    breadth_i, breadth_j = _divisor(world, i), _divisor(world, j)
    apart = distance_of_shares(mine[at.EXPERTISE], breadth_i, theirs[at.EXPERTISE], breadth_j)
    gain = p[par.COMFORT_GAIN] * understood(0.5 * apart, p[par.COMFORT_REACH])
    if gain == 0.0:
        return
    rise_toward(mine[at.COMFORT], theirs[at.EXPERTISE], gain * trust_in_j)
    rise_toward(theirs[at.COMFORT], mine[at.EXPERTISE], gain * trust_in_i)


@compiled
def nth_bit(word: int, n: int) -> int:
    """Position of the n-th set bit (from 0) of a word."""
    bits = uint64(word)
    for _ in range(n):
        bits &= bits - uint64(1)
    return lowest(bits)


@compiled
def copy_belief(
    world: World, p: Doubles, i: int, j: int, k: int, trust_in_j: float, draw: float, which: float
) -> None:
    """With probability copying x trust, i adopts from j one link of need k on which they differ, right or wrong."""
    if p[par.BELIEF_CHANGE] == 0.0 or draw >= p[par.COPYING] * trust_in_j:
        return
    adopt_one(world, i, k, world.bitsets[j, at.BELIEFS + k], which)


@compiled
def adopt_one(world: World, i: int, k: int, other: int, which: float) -> None:
    """i adopts one of the links of need k on which its belief differs from `other`."""
    difference = world.bitsets[i, at.BELIEFS + k] ^ uint64(other)
    count = size(difference)
    if count > 0:
        world.bitsets[i, at.BELIEFS + k] ^= bit(nth_bit(difference, int(which * count)))


@compiled
def practise(world: World, p: Doubles, i: int, weight: float) -> None:
    """One practice of cooperation, of a `weight` up to 1: habit saturates, skill grows a little.

    Source for habit: Lally et al. 2010.
    """
    row = world.actors[i]
    row[at.PRACTICE] += 1.0
    row[at.HABIT] += p[par.HABIT_GAIN] * weight * (1.0 - row[at.HABIT])
    if p[par.LEARNING] != 0.0:
        row[at.SKILL] += p[par.PRACTICE_GAIN] * weight * (1.0 - row[at.SKILL])


@compiled
def teach(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """The month's training and shared diagnosis, for all awake actors with voice."""
    n = world.actors.shape[0]
    if world.levels[at.TRAINING_HOURS] > 0.0:
        shares = _add_shares(world, 0.0)
        if shares > 0.0:
            _train(world, p, shares)
    if world.levels[by.INFORM] > 0.0:
        for i in range(n):
            if _reachable(world, i):
                _show_links(world, p, i, drawn(world, key, month, DIAGNOSE, i, 0))


@over_actors
def _add_shares(world: World, index: ActorIndex, shares: float) -> float:
    """Add up the training weights of the actors that can be trained."""
    return add_each(shares, where(_reachable(world, index), world.actors[index, at.TRAINING_WEIGHT], 0.0))


@compiled
def _reachable(world: World, index: ActorIndex) -> bool:
    return (world.actors[index, at.VOICE] > 0.0) & (world.actors[index, at.AWAKE] != 0.0)


@over_actors
def _train(world: World, p: Doubles, shares: float, index: ActorIndex) -> None:
    """Divide hours of training between the trained postures, by their shares, and cooperation skill."""
    row, reached = world.actors, _reachable(world, index)
    wanted = world.levels[at.TRAINING_HOURS] * world.actors[index, at.TRAINING_WEIGHT] / shares
    wanted = where(wanted < p[par.TRAIN_LIMIT], wanted, p[par.TRAIN_LIMIT])
    left = where(row[index, at.HOURS_LEFT] > 0.0, row[index, at.HOURS_LEFT], 0.0)
    hours = where(reached, where(left < wanted, left, wanted), 0.0)
    row[index, at.HOURS_LEFT] = row[index, at.HOURS_LEFT] - hours
    row[index, at.HOURS_USED] = row[index, at.HOURS_USED] + hours
    on_posture = 0.0
    for s in range(4):
        share = p[par.TRAINING_SPLIT] * world.levels[at.TRAINED_POSTURE + s]
        on_posture += share
        if share > 0.0:
            posture = row[index, at.POSTURE + s]
            row[index, at.POSTURE + s] = where(
                reached, taught(posture, p[par.TRAINING_GAIN] * hours * share), posture
            )
    skill = row[index, at.SKILL]
    row[index, at.SKILL] = where(
        reached, taught(skill, p[par.TRAINING_GAIN] * hours * (1.0 - on_posture)), skill
    )


@compiled
def taught(level: float, dose: float) -> Number:
    """A skill after a dose of training: the missing part shrinks exponentially."""
    return 1.0 - (1.0 - level) * agir_exp(0.0 - dose)


@compiled
def _show_links(world: World, p: Doubles, i: int, draws: tuple[float, float, float, float]) -> None:
    """Show an actor the links of one need as diagnosed; one of them is wrong with the probability of error."""
    if p[par.BELIEF_CHANGE] == 0.0 or draws[0] >= world.levels[by.INFORM] * p[par.INFORM_GAIN]:
        return
    domains = world.needs.shape[1]
    k = int(draws[1] * domains)
    shown = world.truth[at.LINKS, k]
    wrong = int(draws[2] * domains)
    if draws[3] < p[par.INFORM_ERROR] and wrong != k:
        shown = shown ^ bit(wrong)
    world.bitsets[i, at.BELIEFS + k] = shown
