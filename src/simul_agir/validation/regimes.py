"""What calibration reads of a contract, in two regimes: without support, and at the usual effort over random policies.

The calendar is that of contracts signed in 2015 (living.py). Run r of a contract takes random policy number r + a number of
the contract's own, so that the average over runs and contracts is one over policies. No stance is run.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.working_network import ties_of
from simul_agir.stances.random_policy import RandomPolicy
from simul_agir.validation import graphs
from simul_agir.validation.contract_calendar import EVE, MONTHS, YEAR, territory, year_of_teams
from simul_agir.validation.looking import Network, councils, network_of

Floats = NDArray[np.float64]
Values = dict[str, float]

POLICIES: Final = 997  # random policies that calibration draws from
# Measures whose median over contracts of means over runs counts.
OF_CONTRACTS: Final = (
    "density_usual",
    "closure_usual",
    "transitivity_usual",
    "reciprocity_usual",
    "variation_usual",
    "homophily_usual",
    "density_unsupported",
    "trust_mean",
    "trust_spread",
    "reliability_trust",
    "actions_a_year",
)
# Measures that are ratios of sums over all contracts and runs: numerator, denominator.
RATIOS: Final = {
    "funded_share": ("funded", "applications"),
    "funded_success": ("successes", "acted"),
    "asleep": ("asleep", "councils"),
    "asleep_crisis": ("asleep_crisis", "councils"),
    "hours_rise": ("hours_18", "hours_6"),
    "hours_plateau": ("hours_36", "hours_18"),
}
# Read beside them, and matched by nothing: what the patterns command may be held to.
BESIDE: Final = ("likeness_usual", "homophily_unsupported", "transitivity_unsupported", "homophily_falls")
OF_NETWORKS: Final[Mapping[str, Callable[[Network], float]]] = {
    "density": lambda network: graphs.density(network.edges),
    "closure": lambda network: graphs.closure(network.edges),
    "transitivity": lambda network: graphs.transitivity(network.edges),
    "reciprocity": lambda network: graphs.reciprocity(network.arcs),
    "variation": lambda network: graphs.degree_variation(network.edges),
    "homophily": lambda network: network.homophily,
    "likeness": lambda network: network.likeness,
}
MEASURES: Final = (*OF_CONTRACTS, *RATIOS, "trust_success")


def read_regimes(
    code: str,
    parameters: Mapping[str, float],
    seed: int,
    replicate: int,
    mechanisms: Mapping[str, bool] | None = None,
    dealt: bool = False,
) -> Values:
    """One run of a contract under both regimes, from one warm-up: the sums and values that `summary` takes.

    dealt: its ties are laid at random before its networks are read.
    """
    scenario = replace(territory(code), parameters=dict(parameters), mechanisms=dict(mechanisms or {}))
    warm = Batch.begin(scenario, "none", 1, seed, replicate).run_until(0)
    latent = network_of(warm.branch().run_until(EVE))
    policy = RandomPolicy((replicate + zlib.crc32(code.encode())) % POLICIES)
    usual = warm.branch(policy).run_until(EVE - YEAR)
    usual, teams = year_of_teams(usual)
    supported = network_of(usual)
    if dealt:
        latent, supported = (
            replace(each, arcs=graphs.dealt_anew(each.arcs, seed)) for each in (latent, supported)
        )
    found = _networks(latent, supported) | _of_trust(usual) | _of_lines(usual.indicators[0])
    found |= {"tt": teams.trust, "ss": teams.success, "ts": teams.both, "leaders": float(teams.leaders)}
    found["asleep"], found["councils"] = map(float, councils(usual))
    found["asleep_crisis"] = float(councils(usual.run_until(MONTHS))[0])
    return found


def _networks(latent: Network, usual: Network) -> Values:
    """Statistics of the networks of both regimes, contacts named by either side, where they are as large as real ones."""
    found = {
        f"{name}_{regime}": read(network) if network.comparable else graphs.NOTHING
        for regime, network in (("unsupported", latent), ("usual", usual))
        for name, read in OF_NETWORKS.items()
    }
    return {**found, "homophily_falls": found["homophily_usual"] - found["homophily_unsupported"]}


def _trusts(batch: Batch) -> Floats:
    """(N, N) trust of each in each with whom it works, NaN elsewhere."""
    ties = ties_of(batch.state, 0, batch.scenario.vector())
    found = np.full((batch.state.actors.shape[1],) * 2, np.nan)
    found[ties.sources[ties.working], ties.targets[ties.working]] = ties.trusts[ties.working]
    return found


def _of_trust(batch: Batch) -> Values:
    """Mean and spread of trust over working ties, and its correlation with the reliability of the one who is trusted."""
    trusts = _trusts(batch)
    known = np.isfinite(trusts)
    if known.sum() < 2:
        return dict.fromkeys(("trust_mean", "trust_spread", "reliability_trust"), graphs.NOTHING)
    values = trusts[known]
    reliable = np.broadcast_to(batch.state.actors[0, :, at.RELIABILITY], trusts.shape)[known]
    varies = values.std() > 1e-9 and reliable.std() > 1e-9
    return {
        "trust_mean": float(values.mean()),
        "trust_spread": float(values.std()),
        "reliability_trust": float(np.corrcoef(values, reliable)[0, 1]) if varies else graphs.NOTHING,
    }


def _of_lines(lines: Floats) -> Values:
    """Applications, actions and hours, from the indicators of one run, (months + 1, indicators)."""

    def of(name: str) -> Floats:
        return lines[: EVE + 1, INDICATORS.index(name)]

    year = slice(EVE - YEAR + 1, EVE + 1)
    hours = np.diff(of("hours"), prepend=0.0)
    acted = (
        of("actions") + of("obliged_actions") + of("solo_actions")
    )  # all that were carried out, as `successes` counts
    return {
        "actions_a_year": float(acted[year].sum()),
        "applications": float(of("applications").sum()),
        "funded": float(of("funded").sum()),
        "acted": float(acted.sum()),
        "successes": float(of("successes").sum()),
        "hours_6": float(hours[4:7].sum()),
        "hours_18": float(hours[16:19].sum()),
        "hours_36": float(hours[34:37].sum()),
    }


def summary(runs: Mapping[str, Sequence[Values]]) -> Values:
    """The measures over contracts (by code) and their runs. NaN where there is nothing to compute one from."""
    every = [run for each in runs.values() for run in each]
    found = {
        name: _middle([_mean([run[name] for run in each]) for each in runs.values()]) for name in OF_CONTRACTS
    }
    for name, (over, under) in RATIOS.items():
        below = sum(run[under] for run in every)
        found[name] = sum(run[over] for run in every) / below if below > 0 else graphs.NOTHING
    both, one, other = (sum(run[name] for run in every) for name in ("ts", "tt", "ss"))
    found["trust_success"] = both / np.sqrt(one * other) if one > 1e-12 and other > 1e-12 else graphs.NOTHING
    return found


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if np.isfinite(value)]
    return float(np.mean(known)) if known else graphs.NOTHING


def _middle(values: Sequence[float]) -> float:
    known = [value for value in values if np.isfinite(value)]
    return float(np.median(known)) if known else graphs.NOTHING
