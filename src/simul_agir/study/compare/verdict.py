"""Which arm ends highest, how sure that is, and which arms cannot be distinguished from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simul_agir.study.outcomes import SMALLEST_RELEVANT_EFFECT

ALPHA = 0.05
SAME = 1e-9  # of a stage: arms this close are equal, not merely inseparable


@dataclass(frozen=True)
class Verdict:
    """The answer on the primary outcome. Arms stand from the highest mean to the lowest.

    `best` is the arm with the highest mean, None when all arms are equal. `probability` is the share of
    bootstrap resamples in which it has the highest mean, None with a single run or without a best.
    The other arms are `below` it, or `too_small` (distinguishable from it, but by less than the smallest relevant
    effect), or `not_separable` (cannot be distinguished from it, after Holm over all pairs).
    """

    best: str | None
    probability: float | None
    below: tuple[str, ...]
    too_small: tuple[str, ...]
    not_separable: tuple[str, ...]

    @property
    def decided(self) -> bool:
        """Whether the best arm stands above at least one other by enough to matter."""
        return bool(self.below)

    def to_dict(self) -> dict[str, object]:
        """The fields that the JSON answer holds."""
        return {
            "best": self.best,
            "probability": self.probability,
            "not_separable": list(self.not_separable),
        }


def decide(
    arms: Sequence[str],
    means: Mapping[str, float],
    p_values: Mapping[frozenset[str], float],
    probabilities: Mapping[str, float] | None,
) -> Verdict:
    """The verdict on `means` of the primary outcome, `p_values` being adjusted for all pairs of arms.

    `probabilities` of being the best come from the bootstrap; None with a single run.
    """
    ranked = sorted(arms, key=lambda arm: -means[arm])
    best = ranked[0]
    if means[best] - means[ranked[-1]] <= SAME:
        return Verdict(None, None, (), (), tuple(arms))
    groups: dict[str, list[str]] = {"below": [], "too_small": [], "not_separable": []}
    for arm in ranked[1:]:
        groups[_standing(means[best] - means[arm], p_values[frozenset((best, arm))])].append(arm)
    return Verdict(
        best,
        probabilities[best] if probabilities is not None else None,
        *(tuple(groups[group]) for group in ("below", "too_small", "not_separable")),
    )


def _standing(gap: float, p: float) -> str:
    """Where an arm stands that ends `gap` stages lower than the best."""
    if p >= ALPHA:
        return "not_separable"
    return "below" if gap >= SMALLEST_RELEVANT_EFFECT else "too_small"
