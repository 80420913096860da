"""A scenario over another number of months than it says, as an option asks; what does not fit is told of both."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from .faults import Fault, ScenarioError
from .model import Scenario
from .places import line_of
from .reading import places
from .soundness import WHERE

ITEM = re.compile(r"\[(\d+)\]")


def lasting(scenario: Scenario, source: str | Path, months: int, option: str = "--months") -> Scenario:
    """The scenario loaded from `source`, over so many months.

    Raises ScenarioError, which names the option beside the key of scenario.toml, with its file and line, that does not fit.
    """
    try:
        return replace(scenario, months=months)
    except ScenarioError as error:
        label, lines = places(source)
        raise ScenarioError(
            [_told(fault, label, lines, f"{option} {months}") for fault in error.faults]
        ) from None


def _told(fault: Fault, label: str, lines: object, asked: str) -> Fault:
    """A fault of a scenario in Python as one of its file and of the option."""
    if fault.file != WHERE:
        return fault
    path = tuple(int(step) if step.isdigit() else step for step in re.split(r"[.\[\]]+", fault.field) if step)
    line = line_of(path, lines) if isinstance(lines, dict) else None
    field = ITEM.sub(lambda found: f"[{int(found[1]) + 1}]", fault.field)
    return replace(fault, file=label, line=line, field=f"{asked}, {field}")
