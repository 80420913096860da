"""The outcomes of the profile, read off the runs of an arm: the contract, the months after it, the branch of the crisis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.indicators import INDICATORS
from simul_agir.simulation.aftermath import Aftermath

Floats = NDArray[np.float64]
QUARTER = 3  # months
LEAST_TO_LOSE = 0.25  # mean index below which a crisis has nothing to take away
_INDEX = INDICATORS.index("index")


def _end(name: str) -> Callable[[Aftermath], Floats]:
    return lambda runs: runs.ensemble.of(name)[:, -1]


def _sum(name: str) -> Callable[[Aftermath], Floats]:
    return lambda runs: np.asarray(runs.ensemble.of(name)[:, 1:].sum(axis=1))


def _per_actor(name: str) -> Callable[[Aftermath], Floats]:
    """A sum over the contract, for each actor with voice: what it comes to must not grow with the territory."""
    read = _sum(name) if name != "hours" else _end(name)
    return lambda runs: np.asarray(read(runs) / _voices(runs))


def _voices(runs: Aftermath) -> int:
    voices = runs.ensemble.scenario.landscape.attributes["voice"]
    return max(1, int(np.count_nonzero(np.asarray(voices) > 0)))


def _mean(name: str) -> Callable[[Aftermath], Floats]:
    return lambda runs: np.asarray(runs.ensemble.of(name)[:, 1:].mean(axis=1))


def _after(runs: Aftermath) -> Floats:
    """The index at the end of the months without engineering; at the end of the contract where there are none."""
    return runs.after[:, -1, _INDEX] if runs.after.shape[1] else runs.ensemble.of("index")[:, -1]


def _worst_need(runs: Aftermath) -> Floats:
    return np.asarray(runs.ensemble.needs[:, -1].max(axis=1))


def _unpaid_share(runs: Aftermath) -> Floats:
    """Share of the actor-months in hardship in which help came that nobody paid for; 0 where nobody was in hardship."""
    helped, needing = (runs.ensemble.of(name)[:, 1:].sum(axis=1) for name in ("unpaid_help", "in_hardship"))
    return np.asarray(helped / np.maximum(needing, 1.0))


def _worst_quarter(runs: Aftermath) -> Floats:
    simulated = runs.ensemble.of("continuity")[:, 1:]
    width = min(QUARTER, simulated.shape[1])
    return np.asarray(
        np.lib.stride_tricks.sliding_window_view(simulated, width, axis=1).mean(axis=2).min(axis=1)
    )


def _crisis_loss(runs: Aftermath) -> Floats:
    """What each run loses of the index in the year of the crisis, summed over its months, in stage-months."""
    return np.asarray((runs.undisturbed - runs.crisis).sum(axis=1))


READINGS: Final[Mapping[str, Callable[[Aftermath], Floats]]] = {
    "index": _end("index"),
    "index_mean": _mean("index"),
    "index_after": _after,
    "need": _end("need"),
    "worst_need": _worst_need,
    "residents_lead": _per_actor("subsidiarity"),
    "complementary_actions": _per_actor("complementarity"),
    "unpaid_help": _unpaid_share,
    "groups_awake": _mean("groups_awake"),
    "continuity": _worst_quarter,
    "crisis_loss": _crisis_loss,
    "fallen": _end("fallen"),
    "isolated": _end("isolated"),
    "innovation": _end("innovation"),
    "inequality": _end("inequality"),
    "hours": _per_actor("hours"),
}


def outcomes_read(runs: Aftermath) -> dict[str, Floats]:
    """Every outcome of the profile, each (runs,), in its own unit."""
    return {name: read(runs) for name, read in READINGS.items()}


def steadiness(runs: Aftermath) -> float | None:
    """Share of the index that the crisis takes away in its year, sum(I0 - I1) / sum(I0) over all runs.

    None where there is nothing to lose: a mean index below LEAST_TO_LOSE, or a contract too short for the crisis.
    """
    if runs.undisturbed.size == 0 or runs.undisturbed.mean() < LEAST_TO_LOSE:
        return None
    return float((runs.undisturbed - runs.crisis).sum() / runs.undisturbed.sum())
