"""The vision of success: what a territory wants, as weights of families of outcomes. Source: the paper of 2014."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_WEIGHT = 100.0
FAMILIES = (
    "ladder",
    "needs",
    "residents_lead",
    "complementarity",
    "solidarity",
    "holding_together",
    "innovation",
    "inequality",
    "hours",
)  # families of outcomes that a vision of success weights


@dataclass(frozen=True)
class Vision:
    """The success vision: weights of FAMILIES, each from 0 to 100, those not named 0; and stances ruled out.

    Without any weight every family weighs the same.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    excluded: tuple[str, ...] = ()
