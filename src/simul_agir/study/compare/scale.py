"""Whether the five stages form a scale at all: Guttman's coefficients, on raw passes before nesting."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.ladder import CRITERIA, FIRST_CRITERION
from simul_agir.model.parameters import PARAMETERS
from simul_agir.simulation import Ensemble

ENOUGH_REPRODUCIBILITY = 0.90
ENOUGH_SCALABILITY = 0.60


@dataclass(frozen=True)
class Scale:
    """Coefficients of the four stages above latency as one cumulative scale.

    `reproducibility`: share of passes that the number of stages passed foretells. `scalability`: how far that is better
    than what the stages' own frequencies foretell; None where nothing is left to foretell. `profile`: share of actors that
    pass each stage's own criteria, whatever those below, from belonging to excellence.
    """

    reproducibility: float
    scalability: float | None
    profile: tuple[float, ...]

    @property
    def holds(self) -> bool:
        """Whether both coefficients reach their usual thresholds, .90 and .60."""
        scalable = self.scalability is None or self.scalability >= ENOUGH_SCALABILITY
        return self.reproducibility >= ENOUGH_REPRODUCIBILITY and scalable


def stage_passes(passes: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether all criteria of each stage that count are met, (..., 4), from passes of the criteria, (..., 12)."""
    met = passes | ~np.array([PARAMETERS[f"item_{name}"].default != 0 for name in CRITERIA])
    bounds = pairwise(FIRST_CRITERION)
    return np.stack([met[..., first:last].all(axis=-1) for first, last in bounds], axis=-1)


def scale(items: NDArray[np.bool_]) -> Scale:
    """Coefficients for passes of the four stages, (people, 4), in the order of the ladder.

    Errors are cells that differ from the perfect pattern of as many passes (Goodenough 1944, Edwards 1948);
    scalability after Menzel 1953, with the errors that the marginal frequencies would make.
    """
    people, stages = items.shape
    if people == 0:
        return Scale(1.0, None, (0.0,) * stages)
    perfect = np.arange(stages) < items.sum(axis=1, keepdims=True)
    errors = np.count_nonzero(items != perfect)
    share = items.mean(axis=0)
    chance = people * float(np.minimum(share, 1.0 - share).sum())
    return Scale(
        reproducibility=1.0 - errors / items.size,
        scalability=1.0 - errors / chance if chance > 0 else None,
        profile=tuple(float(each) for each in share),
    )


def scale_of(ensembles: Iterable[Ensemble]) -> Scale:
    """Coefficients over all actors with voice, runs and arms at the end."""
    chosen = [stage_passes(each.final_passes)[each.final_stages >= 0] for each in ensembles]
    return scale(np.concatenate(chosen))
