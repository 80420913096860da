"""Choice of a partner, an alter or a stranger, and of the need to meet about."""

from typing import Final

from simul_agir.engine.cells import Doubles, int64, uint64
from simul_agir.engine.choice import choose
from simul_agir.engine.layout import round_number
from simul_agir.engine.mixing import draw_in, word_in
from simul_agir.engine.powers import power
from simul_agir.engine.rows import overlap, reached_in_products
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.engagement import concern
from simul_agir.model.scratch import VOICE_SUMS
from simul_agir.model.state import World
from simul_agir.model.ties import drawn_alter

# Channels of the word of a turn in which an actor seeks a partner.
CURIOSITY, STRANGERS, ALTERS = 1, 2, 4
TRIES: Final = 32  # candidates before one is drawn from the running sums


@compiled
def partner(world: World, p: Doubles, i: int, word: int) -> int:
    """The partner of i in a turn: an alter in proportion to strength x trust, or a stranger by voice and familiarity; -1
    for none. All draws come from the word of the turn.
    """
    curious = draw_in(word, CURIOSITY)
    if world.actors[i, at.TIES] > 0.0 and curious >= p[par.EXPLORATION]:
        a = drawn_alter(world, i, word_in(word, ALTERS))
        return int64(world.tie_index[i, at.ALTER, a]) if a >= 0 else -1
    j = _stranger(world, word_in(word, STRANGERS))
    nerve = (
        curious / p[par.EXPLORATION]
        if curious < p[par.EXPLORATION]
        else (curious - p[par.EXPLORATION]) / (1.0 - p[par.EXPLORATION])
    )
    if j < 0 or j == i or nerve >= power(familiarity(world, i, j), p[par.HOMOPHILY]):
        return -1
    return j


@compiled
def candidate(numbers: int, word: int, attempt: int) -> tuple[int, float]:
    """Candidate number `attempt` of a word: an integer below `numbers`, uniformly distributed, and the draw by which it
    is accepted. If `numbers` is round (layout.py), one more actor does not change the candidates of any word.
    """
    drawn = word_in(word, attempt)
    return int64((drawn * uint64(numbers)) >> uint64(32)), draw_in(drawn, 0)


@compiled
def _stranger(world: World, word: int) -> int:
    """An awake actor in proportion to voice; -1 if nobody has voice. Candidates are drawn from the word and accepted with
    probability equal to their voice; after TRIES of them, one is drawn from the running sums.
    """
    n = world.actors.shape[0]
    numbers = round_number(n)
    for attempt in range(TRIES):
        j, draw = candidate(numbers, word, attempt)
        if j < n and draw < world.actors[j, at.VOICE] * world.actors[j, at.AWAKE]:
            return j
    return choose(world.scratch[VOICE_SUMS], n, draw_in(word, TRIES))


@compiled
def familiarity(world: World, i: int, j: int) -> float:
    """Share of j's expertise that lies within i's comfort zone, in [0, 1]; 1 for a partner without expertise."""
    if world.actors[j, at.EXPERTISE_BREADTH] <= 0.0:
        return 1.0
    shared = overlap(world.profiles[i, at.COMFORT], world.profiles[j, at.EXPERTISE])
    return shared / world.actors[j, at.EXPERTISE_BREADTH]


@compiled
def topic(world: World, i: int, draw: float) -> int:
    """A need to discuss or act on, in proportion to the actor's priorities and the need; in latency, in proportion to its
    mandate.
    """
    profile = at.PRIORITIES if world.actors[i, at.ENGAGED] != 0.0 else at.MANDATE
    total = concern(world, i, profile)
    if total <= 0.0:
        return int(draw * world.needs.shape[1])
    return reached_in_products(world.profiles[i, profile], world.needs[at.LEVEL], draw * total)
