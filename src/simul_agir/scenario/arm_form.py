"""The form of an arm in a file, a call or a text: a name, a stance, changes, and switches at given months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simul_agir.scenario.toml.text import is_plain

from .changes import Tell, examine_changes, flat
from .soundness import is_whole

LONGEST_ARM_NAME = 80
MOST_SWITCHES = 20


@dataclass(frozen=True)
class SwitchForm:
    """A switch as given: from the end of `month` on, another stance, other values, or both."""

    month: Any
    stance: Any = None
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ArmForm:
    """An arm as given, with its changes by dotted keys. Missing parts are None or empty."""

    name: Any = None
    stance: Any = None
    changes: dict[str, Any] = field(default_factory=dict)
    then: tuple[SwitchForm, ...] = ()

    @property
    def stances(self) -> list[str]:
        """All stances that the arm names."""
        return [
            each for each in (self.stance, *(switch.stance for switch in self.then)) if isinstance(each, str)
        ]


def arm_form(table: Mapping[str, Any]) -> ArmForm:
    """The form of a table. Every key other than name, stance and then is a change."""
    then = table.get("then") or ()
    return ArmForm(
        name=table.get("name"),
        stance=table.get("stance"),
        changes=_changes(table, ("name", "stance", "then")),
        then=tuple(_switch(each) for each in then) if isinstance(then, list | tuple) else (),
    )


def _switch(table: Any) -> SwitchForm:
    said: Mapping[str, Any] = table if isinstance(table, Mapping) else {}
    return SwitchForm(said.get("month"), said.get("stance"), _changes(said, ("month", "stance")))


def _changes(table: Mapping[str, Any], apart: tuple[str, ...]) -> dict[str, Any]:
    """The changes of a table: given as keys, as tables, or together under `changes`."""
    rest = {name: value for name, value in table.items() if name not in (*apart, "changes")}
    together = table.get("changes")
    return flat({**rest, **(together if isinstance(together, Mapping) else {})})


def examine_arm(form: ArmForm, months: int | None, tell: Tell) -> None:
    """Report everything that is wrong in an arm of a contract of `months` months. Names of stances are checked elsewhere."""
    if form.name is not None and not _is_name(form.name):
        tell("name", form.name, "arm_name", most=LONGEST_ARM_NAME)
    if not isinstance(form.stance, str) or not form.stance:
        tell("stance", form.stance, "arm_stance")
    examine_changes(form.changes, months, tell)
    if len(form.then) > MOST_SWITCHES:
        tell("then", len(form.then), "list", low=0, high=MOST_SWITCHES)
    before = 0
    for number, switch in enumerate(form.then, 1):
        _examine_switch(switch, f"then[{number}]", before, months, tell)
        before = switch.month if isinstance(switch.month, int) else before


def _examine_switch(switch: SwitchForm, where: str, before: int, months: int | None, tell: Tell) -> None:
    def tell_here(field: str, value: object, rule: str, near: str | None = None, **blanks: object) -> None:
        tell(f"{where}.{field}" if field else where, value, rule, near, **blanks)

    high = 599 if months is None else months - 1
    if not is_whole(switch.month, min(before + 1, high), high):
        tell_here("month", switch.month, "switch_month", low=before + 1, high=high)
    if switch.stance is not None and not isinstance(switch.stance, str):
        tell_here("stance", switch.stance, "arm_stance")
    if switch.stance is None and not switch.changes:
        tell_here("", None, "switch_empty")
    examine_changes(switch.changes, months, tell_here)


def made_name(text: str) -> str:
    """A name derived from an arm without one, cut to the longest length of a name."""
    return text if len(text) <= LONGEST_ARM_NAME else f"{text[: LONGEST_ARM_NAME - 1]}…"


def _is_name(name: object) -> bool:
    """Whether a text can name an arm: printable, on one line, not too long."""
    return isinstance(name, str) and 0 < len(name.strip()) <= LONGEST_ARM_NAME and is_plain(name)
