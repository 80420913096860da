"""What of a stance's own instruments tells: `python experiments/whom_they_meet.py`, a minute.

The contracts of thirty_contracts.py, each under the four stances, under two controls that leave to the base what the four
leave to it, and under the base alone; with none, half and all of the hours of own instruments spent in meetings with those
whom a stance addresses (`accompaniment`). One control burns the rest of its hours, the other gives it to the common table.
"""

import argparse
import sys
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from thirty_contracts import CHOICE, CONTRACTS, RUNS, SEED, STANCES, chosen

from simul_agir import Collection, Stance
from simul_agir.simulation import simulate_arms
from simul_agir.study.outcomes import SMALLEST_RELEVANT_EFFECT

SHARES = (0.0, 0.5, 1.0)


class BaseAndBurn(Stance):
    """As much on the base as the four stances spend on it; the rest does nothing."""

    name = "base_and_burn"
    source = "a control"
    own = {"burn": 1.0}  # noqa: RUF012 - as stances are written


class BaseAndMeet(Stance):
    """As much on the base as the four stances spend on it; the rest convenes the common table."""

    name = "base_and_meet"
    source = "a control"
    own = {"convene": 1.0}  # noqa: RUF012 - as stances are written


def ends(code: str, share: float, runs: int, seed: int) -> NDArray[np.float64]:
    """Mean index at the end of one contract, of the four stances, the two controls, and the base alone, (7,)."""
    scenario = Collection.load("france").scenario(code)
    scenario = replace(scenario, parameters={**scenario.parameters, "accompaniment": share})
    arms = (*STANCES, BaseAndBurn(), BaseAndMeet(), "animation")
    lived = simulate_arms(scenario, arms, runs=runs, seed=seed)
    return np.array([arm.of("index")[:, -1].mean() for arm in lived.values()])


def told(share: float, found: NDArray[np.float64]) -> list[str]:
    """What one share of meetings came to, over contracts (contracts, 7)."""
    four, burnt = found[:, : len(STANCES)], found[:, len(STANCES)]
    apart = four.max(axis=1) - four.min(axis=1)
    lines = [f"accompaniment {share:g}"]
    for place, stance in enumerate(STANCES):
        gain = four[:, place] - burnt
        lines.append(
            f"  {stance:20s} {four[:, place].mean():.2f}, above base_and_burn by {gain.mean():+.3f}"
            f" (contracts: {gain.min():+.3f} to {gain.max():+.3f})"
        )
    for place, name in enumerate(("base_and_burn", "base_and_meet", "animation"), len(STANCES)):
        lines.append(f"  {name:20s} {found[:, place].mean():.2f}")
    enough = int((apart >= SMALLEST_RELEVANT_EFFECT).sum())
    lines.append(
        f"  the four differ by {apart.min():.2f} to {apart.max():.2f}, by 0.1 or more in {enough} of {len(apart)}"
    )
    return lines


def main(arguments: list[str]) -> int:
    """The figures on stdout. Exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contracts", type=int, default=CONTRACTS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--seed", type=int, default=SEED, help="seed of the luck")
    asked = parser.parse_args(arguments)
    codes = chosen(asked.contracts, CHOICE)
    for share in SHARES:
        found = np.stack([ends(code, share, asked.runs, asked.seed) for code in codes])
        print(*told(share, found), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
