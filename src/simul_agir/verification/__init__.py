"""Does the program compute the model? Reduced models with a published result, simulated by the same rules as everything
else.
"""

from simul_agir.verification import (
    bounded_confidence,
    gossip,
    granovetter,
    mandate,
    reputation,
    stubborn,
    turnover,
    wearing,
)
from simul_agir.verification.answer import Case, LimitError, Verification, verify
from simul_agir.verification.limit import Limit, Reading, RunOptions, Setting

LIMITS: dict[str, Limit] = {
    module.LIMIT.name: module.LIMIT
    for module in (
        bounded_confidence,
        gossip,
        stubborn,
        mandate,
        granovetter,
        reputation,
        wearing,
        turnover,
    )
}

__all__ = [
    "LIMITS",
    "Case",
    "Limit",
    "LimitError",
    "Reading",
    "RunOptions",
    "Setting",
    "Verification",
    "verify",
]
