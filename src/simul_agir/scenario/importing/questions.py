"""Questions on the past year, one per criterion of the ladder: about what an actor did, not about its opinions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simul_agir.locale import words

HEADER = re.compile(r"^\s*\[\s*([a-z_]{3,30})\s*\]")


@dataclass(frozen=True)
class Asked:
    """How a question is answered: a number up to `highest`; with `parts`, the answer divided by it is a share."""

    highest: int
    parts: int = 0

    def value(self, answer: float) -> float:
        """The stored answer: a share from 0 to 1, or a number of months, partners or fields."""
        return round(answer / self.parts, 6) if self.parts else answer


OF_TEN, MONTHS, YES = Asked(10, 10), Asked(12), Asked(1)
QUESTIONS: dict[str, Asked] = {
    "identification": OF_TEN,
    "comfort": Asked(20),
    "outside_concern": MONTHS,
    "partners": Asked(200),
    "facilitator": YES,
    "alignment": OF_TEN,
    "joint_action": MONTHS,
    "cohesion": OF_TEN,
    "fluidity": OF_TEN,
    "shared_objectives": OF_TEN,
    "assured_help": OF_TEN,
    "understanding": OF_TEN,
}


def header_of(criterion: str, lang: str) -> str:
    """The header of a question's column: the criterion in brackets, then the question."""
    return f"[{criterion}] {words(lang)(f'question.{criterion}')}"


def criterion_of(header: str) -> str | None:
    """The criterion of a column, by its header."""
    found = HEADER.match(header)
    return found[1] if found and found[1] in QUESTIONS else None
