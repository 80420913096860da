"""Small territories with odd numbers, for hypothesis: few actors, any mechanism off, any parameter within its range."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import strategies as some

from simul_agir.model.parameters import PARAMETERS, SWITCHES
from simul_agir.scenario import Landscape, PathSpec, Scenario, Shock, Step, Vision
from simul_agir.scenario.landscape import ATTRIBUTES, Masks
from simul_agir.stances.stance import STANCE_NAMES
from territories import SHORT_PATH, scenario

PARTS = 1000  # of a parameter's range
ENDS = (0.0, 1.0, 0.5)
READINESS = ("motivation", "identification", "concern", "obligation", "social")
MOST_AMOUNT = 200.0  # hours or euros of an odd actor
EASY = {"collective_share": 0.0, "giant_level": 0.0, "facilitator_span": 1000.0, "needs_covered": 0.0}
# Where a formula has a case of its own, which numbers drawn one by one would hardly ever meet.
CORNERS: tuple[dict[str, float], ...] = (
    {"call_months": 1.0},
    {"call_months": 5.0, "application_hours": 2.0},
    {"reliability_mean": 0.75, "reliability_spread": 0.12},
    {"reliability_mean": 0.9, "reliability_spread": 0.25},
    {"curvature": 0.5},
    {"curvature": 2.0},
    {"alters": 4.0, "tie_fading": 0.0, "exploration": 1.0, "homophily": 0.0},
    {"weight_coverage": 0.0, "weight_coordination": 0.0},
    dict.fromkeys((f"weight_{name}" for name in READINESS), 0.0),
    {"action_cost": 0.0},
    {"delay": 1.0, "delay_months": 6.0, "facilitated_delay": 1.0, "action_hours": 30.0},
    {"proposal_rate": 2.0, "delay": 1.0, "delay_months": 12.0, "facilitated_delay": 1.0, "action_hours": 1.0},
    {"tolerance": 0.05, "tolerance_skill": 0.0, "mediation_reach": 0.5},
    {"meeting_hours": 0.1, "meeting_share": 1.0},
)


@dataclass(frozen=True)
class Recipe:
    """What is drawn of a territory: short enough to be read when an example fails."""

    actors: int
    domains: int
    landscape_seed: int
    density: float
    odd_actors: dict[str, dict[int, float]]  # attribute, actor, value
    odd_expertise: dict[int, float]
    odd_ties: dict[int, tuple[float, float]]  # tie, strength and trust
    odd_needs: dict[int, float]
    alike: dict[str, float]  # attribute of all actors
    own_only: bool  # a mandate is one's own field alone, nobody believes in a link, and there is none
    all_latent: bool
    all_asleep: bool
    lead: int
    project_team: int
    off: list[str]
    circumstances: dict[str, Any]

    def scenario(self) -> Scenario:
        """The territory itself."""
        given = scenario(
            actors=self.actors, domains=self.domains, seed=self.landscape_seed, density=self.density
        )
        needs = given.needs.copy()
        for need, level in self.odd_needs.items():
            needs[need] = level
        own = np.left_shift(np.uint64(1), np.arange(self.domains, dtype=np.uint64))
        return replace(
            given,
            needs=needs,
            links=own if self.own_only else given.links,
            landscape=self._odd(given.landscape, own),
            mechanisms=dict.fromkeys(self.off, False),
            **self.circumstances,
        )

    def _odd(self, given: Landscape, own: Masks) -> Landscape:
        attributes = {name: values.copy() for name, values in given.attributes.items()}
        for name, value in self.alike.items():
            attributes[name][:] = value
        expertise, strengths, trusts = given.expertise.copy(), given.strengths.copy(), given.trusts.copy()
        for name, values in self.odd_actors.items():
            for actor, value in values.items():
                attributes[name][actor] = value
        for actor, value in self.odd_expertise.items():
            expertise[actor] = value
        for tie, (strength, trust) in self.odd_ties.items():
            if tie < len(strengths):
                strengths[tie], trusts[tie] = strength, trust
        return replace(
            given,
            attributes=attributes,
            expertise=expertise,
            strengths=strengths,
            trusts=trusts,
            mandate=np.eye(self.domains)[given.mandate.argmax(axis=1)] if self.own_only else given.mandate,
            understanding=np.tile(own, (self.actors, 1)) if self.own_only else given.understanding,
            latent=given.latent | self.all_latent,
            asleep=given.asleep | (self.all_latent and self.all_asleep),
            lead=self.lead,
            project_team=self.project_team,
        )


def values_of(name: str) -> some.SearchStrategy[float]:
    """A parameter anywhere in its range, ends included; in coarse steps, so that no luck hangs on a last bit."""
    parameter = PARAMETERS[name]
    if parameter.unit == "0 or 1":
        return some.sampled_from((parameter.low, parameter.high))
    width = parameter.high - parameter.low
    return some.integers(0, PARTS).map(lambda n: min(parameter.high, parameter.low + width * n / PARTS))


@some.composite
def numbers(draw: some.DrawFn) -> dict[str, float]:
    """Some parameters away from their defaults; at times a ladder that a collective climbs with ease."""
    names = draw(some.lists(some.sampled_from(sorted(PARAMETERS)), max_size=20, unique=True))
    found = {name: draw(values_of(name)) for name in names}
    found |= draw(some.just({}) | some.sampled_from(CORNERS))
    if draw(some.sampled_from((False, False, True))):
        found |= EASY | {"synergy_level": draw(values_of("synergy_level")) / 10.0}
    return found


def paths() -> some.SearchStrategy[PathSpec]:
    """The usual path, a short one, or any steps anywhere, skipped and overlapping ones among them."""
    step = some.builds(Step, some.integers(0, 12) | some.integers(0, 30), some.integers(0, 8))
    odd = some.builds(PathSpec, step, step, step, step, some.none() | some.integers(1, 12))
    return some.one_of(some.just(SHORT_PATH), odd, some.just(PathSpec()))


@some.composite
def odd_actors(draw: some.DrawFn, places: some.SearchStrategy[int]) -> dict[str, dict[int, float]]:
    """Attributes at an end of their range, or in the middle: actors without voice, hours, money, will..."""
    names = draw(some.lists(some.sampled_from(sorted(ATTRIBUTES)), max_size=5, unique=True))
    ends = some.sampled_from(ENDS)
    return {
        name: {
            actor: value * min(ATTRIBUTES[name].high, MOST_AMOUNT)
            for actor, value in draw(some.dictionaries(places, ends)).items()
        }
        for name in names
    }


def alike() -> some.SearchStrategy[dict[str, float]]:
    """One attribute that all actors have alike, at an end of its range: nobody has voice, hours, will..."""
    one = some.tuples(some.sampled_from(sorted(ATTRIBUTES)), some.sampled_from(ENDS))
    return (
        some.just({})
        | some.just({})
        | one.map(lambda it: {it[0]: it[1] * min(ATTRIBUTES[it[0]].high, MOST_AMOUNT)})
    )


@some.composite
def circumstances(draw: some.DrawFn, domains: int, months: int) -> dict[str, Any]:
    """Everything but actors and mechanisms."""
    names = [f"need-{k}" for k in range(domains)]
    shock = some.builds(
        Shock,
        some.integers(1, months),
        some.sampled_from((0.0, 0.3, 1.0)),
        some.lists(some.sampled_from(names), max_size=2, unique=True).map(tuple),
        some.sampled_from((0.0, 0.4, 1.0)),
    )
    excluded = some.lists(some.sampled_from(STANCE_NAMES), unique=True, max_size=3)
    return {
        "months": months,
        "warm_up": draw(some.sampled_from((1, 0, 3, 12, 14))),
        "budget": draw(some.sampled_from((0.0, 500.0, 5000.0, 1e6))),
        "effort": draw(some.sampled_from((0.1, 0.0, 0.5, 2.0, 10.0))),
        "parameters": draw(numbers()),
        "shocks": tuple(draw(some.lists(shock, max_size=3))),
        "path": draw(paths()),
        "vision": Vision(excluded=tuple(draw(excluded))),
    }


@some.composite
def recipes(draw: some.DrawFn, months: int = 24, most: int = 15) -> Recipe:
    """A territory of 3 to `most` actors, most of them with few."""
    actors = draw(some.one_of(some.integers(3, min(7, most)), some.integers(3, most)))
    domains = draw(some.integers(2, 12))
    places, ends = some.integers(0, actors - 1), some.sampled_from(ENDS)
    return Recipe(
        actors=actors,
        domains=domains,
        landscape_seed=draw(some.integers(0, 2**16)),
        density=draw(some.sampled_from((0.3, 0.0, 0.1, 1.0))),
        odd_actors=draw(odd_actors(places)),
        odd_expertise=draw(some.dictionaries(places, ends, max_size=2)),
        odd_ties=draw(some.dictionaries(some.integers(0, 20), some.tuples(ends, ends), max_size=3)),
        odd_needs=draw(
            some.just({})
            | some.dictionaries(some.integers(0, domains - 1), ends, max_size=3)
            | some.sampled_from((0.0, 1.0)).map(lambda level: dict.fromkeys(range(domains), level))
        ),
        alike=draw(alike()),
        own_only=draw(some.sampled_from((False,) * 7 + (True,))),
        all_latent=draw(some.sampled_from((False, False, False, True))),
        all_asleep=draw(some.booleans()),
        lead=draw(places),
        project_team=draw(places),
        off=draw(some.lists(some.sampled_from(sorted(SWITCHES)), max_size=5, unique=True)),
        circumstances=draw(circumstances(domains, months)),
    )
