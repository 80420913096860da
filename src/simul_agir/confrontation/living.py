"""One contract lived as the data ask: without intervention, with an ordinary contract's engineering, and with much of it.

The calendar is that of contracts signed in 2015: month 54 is the eve of the health crisis (March 2020), month 66 a year into
it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from simul_agir.confrontation import graphs
from simul_agir.confrontation.looking import (
    FEW,
    Network,
    councils,
    joint_actions,
    mutual_trusts,
    network_of,
    start_of,
)
from simul_agir.model import fields as at
from simul_agir.model.events import EVENT_COLUMNS
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import Scenario, Shock
from simul_agir.simulation.batch import Batch

EVE = 54  # months of contract before the crisis
YEAR = 12
MONTHS = EVE + YEAR
LOCKDOWNS = (EVE + 1, EVE + 9)  # March and November 2020
CLOSED = (EVE + 1, EVE + 2, EVE + 9)  # months in which meetings were forbidden
MUCH = 4.0  # times an ordinary contract's engineering
STANCE = "animation"  # meetings, training, mediation: what contracts have without a stance of their own
MOST = 0.5  # share of a collective at team or above that makes it one of those that work together
CHANCE = 0.05  # below which permuted labels show homophily
_WITHOUT_TIES = (
    "actions_a_year",
    "asleep",
    "asleep_crisis",
    "asleep_none",
)  # of which ties alone say nothing
_ROOM = 64  # events an actor and month

NETWORK: Mapping[str, Callable[[Network], float]] = {
    "density": lambda network: graphs.density(network.edges),
    "sought": lambda network: graphs.density(network.arcs),
    "reciprocity": lambda network: graphs.reciprocity(network.arcs),
    "transitivity": lambda network: graphs.transitivity(network.edges),
    "closure": lambda network: graphs.closure(network.edges),
    "variation": lambda network: graphs.degree_variation(network.edges),
    "homophily": lambda network: network.homophily,
    "likeness": lambda network: network.likeness,
}


@dataclass(frozen=True)
class Team:
    """One run's leaders of joint actions: sums of squares and products, about the run's means, of trust before, success
    after and its probability.
    """

    trust: float = 0.0
    success: float = 0.0
    both: float = 0.0
    chance: float = 0.0
    trust_chance: float = 0.0
    leaders: int = 0


@dataclass(frozen=True)
class Model:
    """What is lived: the defaults but for these numbers and switches; `dealt`: with its ties laid at random."""

    name: str = "full"
    parameters: Mapping[str, float] = field(default_factory=dict)
    mechanisms: Mapping[str, bool] = field(default_factory=dict)
    dealt: bool = False


@dataclass(frozen=True)
class Run:
    """What one run of a contract came to: numbers by name, NaN where there is nothing to see; and its teams."""

    values: Mapping[str, float]
    teams: Team


@lru_cache(maxsize=512)
def territory(code: str) -> Scenario:
    """The contract's landscape, its residents' councils all awake at first, and the crisis of 2020 on its calendar."""
    size = PARAMETERS["crisis_size"].default
    hardship = PARAMETERS["crisis_hardship"].default
    return replace(
        Scenario.from_contract(code, months=MONTHS, kinds={"residents_council": {"asleep": 0.0}}),
        shocks=(
            *(Shock(month, size, (), hardship) for month in LOCKDOWNS),
            *(Shock(month, 0.0, closed=True) for month in CLOSED),
        ),
    )


def live(code: str, model: Model, seed: int, replicate: int, permutations: int = 0) -> Run:
    """One run of a contract: `none`, then the base instruments at usual and at much effort, from one common warm-up.

    With `permutations`, the networks' homophily is tested too. Raises ScenarioError for overrides that no scenario may have.
    """
    ordinary = replace(territory(code), parameters=dict(model.parameters), mechanisms=dict(model.mechanisms))
    strong = replace(ordinary, effort=MUCH * ordinary.effort)
    warm = Batch.begin(ordinary, "none", 1, seed, replicate).live_until(0)
    start = start_of(warm)
    values = {"homophily_start": start.homophily, "likeness_start": start.likeness}

    latent = warm.branch().live_until(EVE)
    much = replace(warm, scenario=strong).branch(STANCE).live_until(EVE)
    values["asleep_none"], _ = councils(latent)
    for name, lived in (("latent", latent), ("much", much)):
        network = _dealt(network_of(lived), seed) if model.dealt else network_of(lived)
        values |= _read(network, name, permutations)
    usual, teams = year_of_teams(warm.branch(STANCE).live_until(EVE - YEAR))
    values |= _read(network_of(usual), "usual", 0)
    values |= _of_the_year(usual)
    return (
        Run({**values, **dict.fromkeys(_WITHOUT_TIES, graphs.NOTHING)}, Team())
        if model.dealt
        else Run(values, teams)
    )


def _dealt(network: Network, seed: int) -> Network:
    return replace(network, arcs=graphs.dealt_anew(network.arcs, seed))


def _read(network: Network, name: str, permutations: int) -> dict[str, float]:
    """What is read of a network as large as the real ones: latent, at usual effort where it works together, at much effort
    everywhere, and as `team` where it works together.
    """
    found = {
        measure: read(network) if network.comparable else graphs.NOTHING for measure, read in NETWORK.items()
    }
    found["shown"] = graphs.NOTHING
    if permutations and network.comparable:
        chance = graphs.permuted_chance(network.edges, network.fields, permutations, 1)
        found["shown"] = graphs.NOTHING if np.isnan(chance) else float(chance < CHANCE)
    together = network.advanced >= MOST
    if name != "much":
        return _named(found, name, together != (name == "latent"))
    return {**_named(found, "much", True), **_named(found, "team", together), "advanced": network.advanced}


def _named(found: Mapping[str, float], name: str, counts: bool) -> dict[str, float]:
    named = {f"{measure}_{name}": value if counts else graphs.NOTHING for measure, value in found.items()}
    return {**named, f"is_{name}": float(counts)}


def _of_the_year(usual: Batch) -> dict[str, float]:
    """Actions of the year before the crisis, and councils asleep at its end and a year into the crisis."""
    acts = [INDICATORS.index(name) for name in ("actions", "solo_actions", "obliged_actions")]
    found = {"actions_a_year": float(usual.lines[0, EVE - YEAR + 1 : EVE + 1, acts].sum())}
    found["asleep"], found["councils"] = councils(usual)
    found["asleep_crisis"], _ = councils(usual.live_until(MONTHS))
    return found


def year_of_teams(batch: Batch) -> tuple[Batch, Team]:
    """The year before the crisis lived with its events, and how those who led joint actions in it did by the trust that they
    had at its beginning.
    """
    trust = mutual_trusts(batch)
    room = _ROOM * len(trust) * YEAR
    while True:
        lived = batch.branch()
        lived.events = np.zeros((room, EVENT_COLUMNS))
        lived.live_until(EVE)
        written = int(lived.state.territory[0, at.EVENTS])
        if written < room:
            break
        room *= 4
    led, won, chances = joint_actions(lived, lived.events[:written])
    lived.events = np.zeros((0, EVENT_COLUMNS))
    kept = (led >= FEW) & np.isfinite(trust)
    if kept.sum() < 2:
        return lived, Team()
    return lived, teams_of(trust[kept], won[kept] / led[kept], chances[kept] / led[kept])


def teams_of(trust: np.ndarray, success: np.ndarray, chance: np.ndarray) -> Team:
    """Sums about the means of a run; arrays (leaders,)."""
    x, y, z = (each - each.mean() for each in (trust, success, chance))
    return Team(float(x @ x), float(y @ y), float(x @ y), float(z @ z), float(x @ z), len(trust))
