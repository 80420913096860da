"""A scenario with another number of months, set by an option. Faults name the option and the key of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from simul_agir.scenario.toml.places import Path as KeyPath
from simul_agir.scenario.toml.places import line_of

from .faults import Fault, ScenarioError
from .model import Scenario
from .reading import places
from .soundness import WHERE

CONTRACT = "contract"  # used in place of a file name if a contract is drawn
ITEM = re.compile(r"\[(\d+)\]")


def lasting(scenario: Scenario, source: str | Path, months: int, option: str = "--months") -> Scenario:
    """The scenario from `source` with this number of months.

    Raises ScenarioError, which names the option and the key of scenario.toml, with file and line, that does not fit.
    """
    try:
        return replace(scenario, months=months)
    except ScenarioError as error:
        raise option_as_text(error, source, f"{option} {months}") from None


def option_as_text(error: ScenarioError, source: str | Path, asked: str) -> ScenarioError:
    """The same faults, reported for the option and for the file that was loaded from `source`."""
    label, lines = places(source)
    return ScenarioError([_told(fault, label, lines, asked) for fault in error.faults])


def _told(fault: Fault, label: str, lines: Mapping[KeyPath, int], asked: str) -> Fault:
    """A fault of a scenario in Python as a fault of its file and of the option."""
    if fault.file not in (WHERE, CONTRACT):
        return fault
    first = 0 if fault.file == WHERE else 1  # index of the first item of a list, in Python and in a document
    steps = (step for step in re.split(r"[.\[\]]+", fault.field) if step)
    path = tuple(int(step) - first if step.isdigit() else step for step in steps)
    field = ITEM.sub(lambda found: f"[{int(found[1]) + 1 - first}]", fault.field)
    return replace(fault, file=label, line=line_of(path, lines), field=f"{asked}, {field}")
