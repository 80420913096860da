"""The name of an arm in words: its own, that of its stance, or a description of what it does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from simul_agir.locale import Words
from simul_agir.scenario import ScenarioError
from simul_agir.scenario.changes import factor_of
from simul_agir.simulation.arm import Arm


def called(name: str, translate: Words) -> str:
    """The name of a stance or an arm in a language; an arm that is named by its text is given in words."""
    arm = None if translate.has(f"stance.{name}") or "," not in name else _arm_of(name)
    return translate.name("stance", name) if arm is None else described(arm, translate)


@cache
def _arm_of(text: str) -> Arm | None:
    """The arm of a text, None where it is just a name with a comma."""
    try:
        arm = Arm.parse(text)
    except ScenarioError:
        return None
    return arm if arm.name == text else None


def described(arm: Arm, translate: Words) -> str:
    """What an arm does: its stance, its changes, and each switch with its month."""
    stance = arm.stance if isinstance(arm.stance, str) else arm.stance.name
    parts = [", ".join([translate.name("stance", stance), *settings(arm.changes, translate)])]
    for switch in arm.then:
        into = (
            switch.stance if switch.stance is None or isinstance(switch.stance, str) else switch.stance.name
        )
        named = [] if into is None else [translate.name("stance", into)]
        what = ", ".join([*named, *settings(switch.changes, translate)])
        parts.append(translate("arm.then", month=switch.month, what=what))
    return ", ".join(parts)


def settings(changes: Mapping[str, Any], translate: Words) -> list[str]:
    """Each change in words, where the key has words; else as it is written."""
    return [f"{translate.name('arm.key', key)} {_value(value, translate)}" for key, value in changes.items()]


def _value(value: Any, translate: Words) -> str:
    factor = factor_of(value)
    if factor is not None:
        return f"×{_plain(factor, translate)}"
    if isinstance(value, bool):
        return translate("arm.on" if value else "arm.off")
    if isinstance(value, int | float):
        return _plain(value, translate)
    return translate("arm.other") if isinstance(value, list | tuple | Mapping) else str(value)


def _plain(value: float, translate: Words) -> str:
    """A number with the decimals it has."""
    text = f"{value:.6g}"
    digits = len(text.partition(".")[2]) if "e" not in text else 0
    return translate.number(float(text), digits)
