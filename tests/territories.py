"""Small territories to test on: random scenarios, worlds set by hand, and the rules as plain Python."""

import importlib
import sys
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.parameters import PARAMETERS, vector
from simul_agir.model.state import State, World, workspace
from simul_agir.scenario import ATTRIBUTES, Landscape, PathSpec, Scenario, Step

RULES = ("simul_agir.model", "simul_agir.engine")
PRIOR, BEFORE = (PARAMETERS[name].default for name in ("trust_prior", "prior_weight"))
SHORT_PATH = PathSpec(diagnosis=Step(0, 3), choice=Step(3, 1), training=Step(4, 3), scheme=Step(5, 2))


@cache
def plain() -> SimpleNamespace:
    """All modules of the world, imported a second time with the compiler off: the same rules as plain Python."""
    import simul_agir

    def loaded() -> dict[str, ModuleType]:
        return {name: module for name, module in sys.modules.items() if name.startswith(RULES)}

    importlib.import_module(f"{RULES[0]}.schedule")
    compiled, before = loaded(), numba.config.DISABLE_JIT
    for name in compiled:
        del sys.modules[name]
    numba.config.DISABLE_JIT = True
    try:
        importlib.import_module(f"{RULES[0]}.schedule")
        rules = {name.rpartition(".")[2]: module for name, module in loaded().items() if name not in RULES}
    finally:
        numba.config.DISABLE_JIT = before
        for name in loaded():
            del sys.modules[name]
        sys.modules.update(compiled)
        for name in RULES:
            setattr(simul_agir, name.rpartition(".")[2], compiled[name])
    return SimpleNamespace(**rules)


def world(actors: int = 4, domains: int = 3) -> World:
    """A world in which nothing has happened: all awake, with voice and hours, tied to nobody, knowing needs' own domains."""
    state = State.blank(1, actors, domains)
    made = World(
        **{name: array[0] for name, array in state.arrays().items()},
        **workspace(actors, domains),
        events=np.zeros((200, 6)),
    )
    at = plain().fields
    made.actors[:, [at.AWAKE, at.VOICE, at.OPENNESS, at.ENGAGED, at.COMFORT_RATIO]] = 1.0
    made.actors[:, [at.FIRST_VOICE, at.RELIABILITY]] = 1.0
    made.actors[:, [at.CAPACITY, at.HOURS_LEFT, at.MEETING_LEFT]] = 100.0
    made.actors[:, at.WORK_SHARE] = 0.5
    made.territory[at.VOICES] = actors
    made.profiles[:, [at.PRIORITIES, at.MANDATE]] = 1.0 / domains
    own = np.left_shift(np.uint64(1), np.arange(domains, dtype=np.uint64))
    made.truth[at.LINKS] = own
    made.bitsets[:, at.BELIEFS : at.BELIEFS + domains] = own
    return made


def numbers(**overrides: float) -> NDArray[np.float64]:
    """The parameter vector, with some numbers or switches in place of the defaults."""
    return vector(overrides)


def scenario(
    actors: int = 8,
    domains: int = 4,
    months: int = 12,
    warm_up: int = 6,
    seed: int = 0,
    density: float = 0.3,
    **fields: Any,
) -> Scenario:
    """A random sound scenario of this size; the same for the same arguments."""
    rng = np.random.default_rng([seed, actors, domains])
    own = np.left_shift(np.uint64(1), np.arange(domains, dtype=np.uint64))
    given = {
        "name": "random",
        "domains": tuple(f"need-{k}" for k in range(domains)),
        "needs": rng.uniform(0.2, 0.8, domains),
        "links": own | rng.integers(0, 1 << domains, domains, dtype=np.uint64),
        "budget": 5000.0,
        "effort": 0.02 * actors,
        "landscape": landscape(actors, domains, rng, own, density),
        "months": months,
        "warm_up": warm_up,
        "path": SHORT_PATH,
    }
    return Scenario(**{**given, **fields})


def landscape(
    actors: int, domains: int, rng: np.random.Generator, own: NDArray[np.uint64], density: float
) -> Landscape:
    """Random actors and ties."""
    attributes = {name: rng.uniform(0.0, 1.0, actors) for name in ATTRIBUTES}
    attributes["voice"] = rng.uniform(0.05, 1.0, actors)
    attributes["capacity"] = rng.uniform(20.0, 150.0, actors)
    attributes["in_kind"] = rng.uniform(0.0, 40.0, actors)
    attributes["ordinary"] = rng.uniform(0.0, 4000.0, actors)
    attributes["earmarked"] = rng.uniform(0.0, 4000.0, actors)
    attributes["turnover"] = rng.uniform(0.0, 0.4, actors)
    attributes["threshold"] = rng.uniform(0.2, 0.7, actors)
    latent = rng.random(actors) < 0.25
    tied = (rng.random((actors, actors)) < density) & ~np.eye(actors, dtype=bool)
    sources, targets = np.nonzero(tied)
    beliefs = rng.integers(0, 1 << domains, (actors, domains), dtype=np.uint64)
    return Landscape(
        ids=tuple(f"a{i}" for i in range(actors)),
        names=tuple(f"Actor {i}" for i in range(actors)),
        kinds=tuple(str(kind) for kind in rng.choice(["association", "commune", "school"], actors)),
        attributes=attributes,
        expertise=rng.uniform(0.0, 1.0, (actors, domains)) ** 2,
        mandate=rng.dirichlet(np.ones(domains), actors),
        understanding=beliefs | own,
        sources=sources,
        targets=targets,
        strengths=rng.uniform(0.1, 1.0, len(sources)),
        trusts=rng.uniform(0.1, 0.9, len(sources)),
        latent=latent,
        asleep=latent & (rng.random(actors) < 0.5),
        lead=0,
        project_team=actors - 1,
    )


def tie(
    made: World, i: int, j: int, strength: float = 0.5, trust: float = 0.5, weight: float = 8.0
) -> tuple[int, int]:
    """Tie two actors of a world both ways, both with this strength and trust (`weight` outcomes behind it)."""
    at = plain().fields
    a, b = plain().ties.join(made, numbers(), i, j)
    for actor, place in ((i, a), (j, b)):
        successes = trust * (weight + BEFORE) - BEFORE * PRIOR
        evidence = (strength, successes, weight - successes)
        made.ties[actor, [at.STRENGTH, at.SUCCESSES, at.FAILURES], place] = evidence
    return a, b


def believe(made: World, i: int, k: int, *domains: int) -> None:
    """Actor i believes that need k is linked with these domains, and with no other but its own."""
    made.bitsets[i, at.BELIEFS + k] = sum(1 << domain for domain in {k, *domains})


def faults_of_ties(state: State | World) -> list[str]:
    """What is wrong with the ties of a world, or of a batch's first replicate; nothing, if they are sound."""
    at = plain().fields
    first = (
        state
        if isinstance(state, World)
        else World(*[None] * len(World._fields))._replace(
            **{name: array[0] for name, array in state.arrays().items()}
        )
    )
    found = []
    most = first.tie_index.shape[2]
    for i in range(len(first.actors)):
        count = int(first.actors[i, at.TIES])
        alters = [int(j) for j in first.tie_index[i, at.ALTER, :count]]
        found += [f"{i} has {count} alters"] * (not 0 <= count <= most)
        found += [f"{i} has an alter twice: {alters}"] * (len(set(alters)) < count)
        found += [f"{i} is tied to itself"] * (i in alters)
        found += [f"{i} has alters beyond its count"] * bool(
            (first.tie_index[i, at.ALTER, count:] != -1).any()
        )
        for a, j in enumerate(alters):
            back = int(first.tie_index[i, at.BACK, a])
            if back >= 0:
                there = first.tie_index[j, at.ALTER, back] == i and first.tie_index[j, at.BACK, back] == a
                found += [f"{i} -> {j} points back to the wrong place"] * (not there)
                same = first.tie_index[i, at.SOUGHT_BY, a] == first.tie_index[j, at.CONTACT, back]
                found += [f"{i} knows otherwise when {j} sought it"] * (not same)
            elif i in first.tie_index[j, at.ALTER, : int(first.actors[j, at.TIES])]:
                found.append(f"{i} -> {j} does not point back, though {j} has {i} in mind")
    return found
