"""A tie: what an actor keeps in mind about another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actor import Actor

_SPLIT = 2.0**29 + 1.0


def single(x: float) -> float:
    """The nearest number of 24 bits (Veltkamp's splitting of a double)."""
    c = _SPLIT * x
    return c - (c - x)


class Tie:
    """Strength, evidence of trust, months of contact, and the pull as it was at the end of last month."""

    __slots__ = ("alter", "contact", "failures", "p", "strength", "successes", "weight")

    def __init__(
        self,
        p: SimpleNamespace,
        alter: Actor,
        strength: float,
        weight: float,
        successes: float = 0.0,
        failures: float = 0.0,
    ) -> None:
        self.p = p
        self.alter = alter
        self.strength = strength
        self.weight = weight
        self.successes = successes
        self.failures = failures
        self.contact = 0  # a set of months

    @property
    def trust(self) -> float:
        """Mean of a beta reputation (Josang and Ismail 2002), before any outcome that of institutions."""
        prior = self.p.prior_weight
        return (self.successes + prior * self.p.trust_prior) / (self.successes + self.failures + prior)
