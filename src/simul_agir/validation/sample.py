"""Which contracts are simulated: the 343 metropolitan ones, halved once for all, sampled by size."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from simul_agir.locale import LocalisedError
from simul_agir.scenario.contracts import contracts

HALVING: Final = 2014  # the seed of the one halving: the year of the seed's text
OVERSEAS: Final = "97"


class PatternError(LocalisedError):
    """A sample, a rival, a parameter or a value that cannot be had. The text says what can."""

    group = "pattern"


@cache
def metropolitan() -> tuple[str, ...]:
    """The codes of the 343 metropolitan contracts, the least populous first."""
    found = [each for each in contracts().values() if not each.department.startswith(OVERSEAS)]
    return tuple(each.code for each in sorted(found, key=lambda each: (each.population, each.code)))


@cache
def halves() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The half that may serve to look and to set, and the half held out, the least populous first in both.

    Of every two contracts that follow each other by population one falls to each half, by lot; the odd one out to the first.
    """
    codes = metropolitan()
    luck = np.random.default_rng(HALVING).random(len(codes) // 2) < 0.5
    first = [codes[2 * pair + int(turned)] for pair, turned in enumerate(luck)]
    second = [codes[2 * pair + 1 - int(turned)] for pair, turned in enumerate(luck)]
    return (*first, *codes[2 * len(luck) :]), tuple(second)


def sample(count: int, seed: int = 1, held_out: bool = False) -> tuple[str, ...]:
    """`count` contracts of a half, one drawn in each of as many strata of equal numbers by population.

    Raises PatternError for a number that the half does not have.
    """
    codes = halves()[int(held_out)]
    if not 1 <= count <= len(codes):
        raise PatternError("contracts", found=count, highest=len(codes))
    bounds = [len(codes) * stratum // count for stratum in range(count + 1)]
    luck = np.random.default_rng((seed, int(held_out))).random(count)
    return tuple(
        codes[low + int(draw * (high - low))]
        for low, high, draw in zip(bounds, bounds[1:], luck, strict=False)
    )
