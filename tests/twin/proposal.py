"""A proposed action, on its way from the proposal to the deed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory


class Waiting(Enum):
    """What a proposal waits for."""

    DECISION = auto()
    CALL = auto()
    START = auto()


MOST_MEMBERS = 8


@dataclass(slots=True, eq=False)
class Proposal:
    """An action on a need, proposed in a slot of a month; `obliged` are members whom only a condition brought in."""

    need: int
    slot: int
    month: int
    members: list[Actor]
    obliged: set[Actor] = field(default_factory=set)
    conditioned: bool = False
    micro: bool = False
    word: int = 0  # of the turn in which it is proposed
    waits_for: Waiting = Waiting.DECISION
    due: int = 0

    def is_like(self, other: Proposal) -> bool:
        """On the same need, and of the same sort."""
        mine, its = (self.need, self.conditioned, self.micro), (other.need, other.conditioned, other.micro)
        return mine == its

    def take_in(self, other: Proposal) -> None:
        """Its members join, as far as a team has places; those obliged stay so."""
        for j in other.members:
            if j not in self.members and len(self.members) < MOST_MEMBERS:
                self.members.append(j)
                if j in other.obliged:
                    self.obliged.add(j)


def scale_of(model: Territory, proposal: Proposal) -> float:
    """Cost, hours, impact and weight of the action, in actions of full size."""
    return model.p.micro_scale if proposal.micro else 1.0
