"""Reads and writes a batch as one file: its description, state and arrays."""

import json
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from simul_agir.model import fields as at
from simul_agir.model.state import State
from simul_agir.scenario import Scenario
from simul_agir.stances import Stance

_OF_STATE = "state_"
# The first number is raised where columns, or what runs draw, change in a way that the others do not tell.
_LAYOUT = (5, at.ACTOR_COLUMNS, at.PROFILES, at.TERRITORY, at.ACCOUNTS, at.LEVELS)
_FORMAT = ".".join(map(str, (*_LAYOUT, *State.__annotations__)))


class SavedBatchError(Exception):
    """A file that is not a saved batch, or one of another scenario or version."""


def write(file: Path, head: dict[str, Any], state: State, arrays: dict[str, Any]) -> None:
    """Write a batch's description, state and arrays to one file, whole or not at all."""
    header = json.dumps({"format": _FORMAT, **head}).encode()
    content = {f"{_OF_STATE}{name}": array for name, array in state.arrays().items()} | arrays
    partial = file.with_name(file.name + ".part")
    with partial.open("wb") as stream:
        np.savez(stream, head=np.frombuffer(header, np.uint8), **content)
    partial.replace(file)


def read(
    file: Path, scenario: Scenario, stance: Stance | None
) -> tuple[dict[str, Any], State, dict[str, Any]]:
    """Read a file written by `write`. Raises SavedBatchError for any other file, and for another scenario or stance."""
    try:
        with np.load(file, allow_pickle=False) as saved:
            head: dict[str, Any] = json.loads(bytes(saved["head"]))
            arrays = {name: saved[name] for name in saved.files if name != "head"}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise SavedBatchError(f"{file} holds no saved batch: {error}") from error
    if head.get("format") != _FORMAT:
        raise SavedBatchError(f"{file} was saved by another version of simul_agir")
    if head["scenario"] != scenario.hash:
        raise SavedBatchError(f"{file} was saved from another scenario")
    if stance is not None and stance.name != head["stance"]:
        raise SavedBatchError(f"{file} was saved under the stance {head['stance']!r}, not {stance.name!r}")
    of_state = {name: array for name, array in arrays.items() if name.startswith(_OF_STATE)}
    state = State(**{name.removeprefix(_OF_STATE): array for name, array in of_state.items()})
    return head, state, arrays
