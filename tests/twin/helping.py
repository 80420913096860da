"""The chance that one helps another (7.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actor import Actor


def chance_of_help(j: Actor, trust: float, has_hours: bool) -> float:
    """That j helps, unpaid, one whom it trusts so far: out of trust and identification, or because it was helped itself."""
    p = j.model.p
    if not j.awake or not has_hours:
        return 0.0
    received = j.help_received
    ready = p.readiness * received / (1.0 + received) if p.return_of_help else 0.0
    return (1.0 - j.fatigue) * (ready + (1.0 - ready) * trust * j.identification)
