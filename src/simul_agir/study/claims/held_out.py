"""Contracts that set nothing: by a fixed rule on their code, those of shipped scenarios left out."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache

from simul_agir.scenario.contracts import contracts
from simul_agir.scenario.shipped import SCENARIO, shipped


@cache
def held_out() -> frozenset[str]:
    """Codes whose SHA-256 begins with an even byte, but for contracts of which a shipped scenario is made."""
    return frozenset(code for code in contracts() if _even(code)) - _used()


def _even(code: str) -> bool:
    return hashlib.sha256(code.encode()).digest()[0] % 2 == 0


def _used() -> frozenset[str]:
    """Contracts of the shipped scenarios, on which numbers were looked at."""
    found = [tomllib.loads((folder / SCENARIO).read_text(encoding="utf-8")) for folder in shipped().values()]
    return frozenset(each["contract"] for each in found if "contract" in each)
