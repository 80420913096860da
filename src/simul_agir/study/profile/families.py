"""The families of outcomes that a vision of success weighs, and the spread that each outcome is measured in.

Source: MODEL, section "The answer is a profile"; the seed's "vision du succès", "subsidiarité" and "complémentarité".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final


@dataclass(frozen=True)
class ProfileOutcome:
    """One outcome of the profile. sign: +1 where more is better, -1 where less is. levers: stances whose own
    instrument touches the outcome by definition.
    """

    name: str
    sign: float
    levers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Family:
    """Outcomes that answer one concern; a vision weighs families, and each outcome equally within its family."""

    name: str
    outcomes: tuple[ProfileOutcome, ...]


def _family(name: str, *outcomes: ProfileOutcome) -> Family:
    return Family(name, outcomes)


FAMILIES: Final[tuple[Family, ...]] = (
    _family(
        "ladder",
        ProfileOutcome("index", +1.0),
        ProfileOutcome("index_mean", +1.0),
        ProfileOutcome("index_after", +1.0),
    ),
    _family("needs", ProfileOutcome("need", -1.0), ProfileOutcome("worst_need", -1.0)),
    _family("residents_lead", ProfileOutcome("residents_lead", +1.0, ("residents",))),
    _family(
        "complementarity",
        ProfileOutcome("complementary_actions", +1.0, ("ordinary_resources", "conditional_aid")),
    ),
    _family(
        "solidarity",
        ProfileOutcome("unpaid_help", +1.0),
        ProfileOutcome("groups_awake", +1.0, ("resilience",)),
    ),
    _family(
        "holding_together",
        ProfileOutcome("continuity", +1.0),
        ProfileOutcome("crisis_loss", -1.0),
        ProfileOutcome("fallen", -1.0),
        ProfileOutcome("isolated", -1.0),
    ),
    _family("innovation", ProfileOutcome("innovation", +1.0, ("conditional_aid",))),
    _family("inequality", ProfileOutcome("inequality", -1.0)),
    _family("hours", ProfileOutcome("hours", -1.0)),
)


@cache
def frozen_spreads() -> Mapping[str, float]:
    """Interquartile range of each outcome's means over the equal-cost random policies, within contracts, in its own unit.

    Frozen with the model's numbers (docs/calibration.md). An outcome that is not in the table was dropped: its spread
    was below two Monte Carlo standard errors.
    """
    path = files("simul_agir.study.profile") / "spreads.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: float(value) for name, value in table["spreads"].items()}
