"""The requested arms: stances by name, texts, tables and objects, each checked on the scenario."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simul_agir.scenario import Scenario
from simul_agir.scenario.collection import Collection
from simul_agir.simulation.arm import Arm
from simul_agir.stances import Stance

ArmSpec = str | Stance | Arm | Mapping[str, Any]
_COMPOSED = re.compile(r"[,;]|:\s")  # a text that says more than a stance's name


def select_arms(
    scenario: Scenario | Collection,
    stances: Sequence[ArmSpec] | None,
    arms: Sequence[ArmSpec] | None,
    option: str = "--arm",
) -> tuple[str | Stance | Arm, ...]:
    """The requested stances and arms, in this order; by default those of the scenario. Raises ScenarioError.

    A text that names one of the scenario's own arms stands for it. An arm that changes nothing stays a plain stance.
    """
    own = {arm.name: arm for arm in (Arm.of(each) for each in scenario.arms if isinstance(each, Mapping))}
    wanted = scenario.arms if stances is None and arms is None else (*(stances or ()), *(arms or ()))
    return tuple(_read(each, own, scenario.months, option) for each in wanted)


def _read(spec: ArmSpec, own: Mapping[str, Arm], months: int, option: str) -> str | Stance | Arm:
    if isinstance(spec, str):
        text = spec.strip()
        if text in own:
            return own[text]
        return Arm.parse(text, months, option) if _COMPOSED.search(text) else text
    found = spec if isinstance(spec, Stance) else Arm.of(spec)
    plain = isinstance(found, Arm) and found.is_plain and found.name == found.stance
    return found.stance if plain and isinstance(found, Arm) else found


def named_stances(arms: Iterable[str | Stance | Arm]) -> tuple[str, ...]:
    """Every stance that the arms name by a text."""
    found: list[str] = []
    for each in arms:
        stances = each.stances if isinstance(each, Arm) else (each,)
        found += [stance for stance in stances if isinstance(stance, str)]
    return tuple(dict.fromkeys(found))
