"""Reads scenarios from a folder, by a shipped name, or from a contract's code."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from simul_agir.scenario.tables.sources import read_tables
from simul_agir.scenario.toml.document import Checked, read_document
from simul_agir.scenario.toml.form import Text
from simul_agir.scenario.toml.places import Path as KeyPath
from simul_agir.scenario.toml.places import lines_of_keys
from simul_agir.scenario.toml.text import MOST_TOML, decode, read_bytes
from simul_agir.scenario.toml.toml_text import read_toml

from .building import Material, build
from .contracts import contracts
from .faults import Faults, ScenarioError, nearest
from .model import Scenario
from .shipped import COLLECTION, collection_folder, collections, shipped

LONGEST_SOURCE = 200


def load(source: str | Path) -> Scenario:
    """The scenario in a folder, or shipped under that name, or drawn from the contract with that code."""
    name = str(source)
    refuse_collection(name)
    folder = folder_of(name)
    if folder is not None:
        return _from_folder(folder)
    code = name.strip().upper()
    if code in contracts():
        return from_contract(code, 1, {})
    raise missing(name)


def missing(name: str) -> ScenarioError:
    """The fault of a name that leads to no scenario."""
    faults = Faults()
    faults.add(name[:LONGEST_SOURCE] or '""', None, "", None, "folder", _suggestion(name))
    return ScenarioError(faults.found)


def places(source: str | Path) -> tuple[str, dict[KeyPath, int]]:
    """The file name used in faults of the scenario or collection loaded from `source`, and the lines of its keys."""
    collection = collection_folder(source)
    folder = folder_of(str(source)) if collection is None else collection
    if folder is None:
        return str(source), {}
    path = folder / ("scenario.toml" if collection is None else COLLECTION)
    return str(path), lines_of_keys(path.read_text(encoding="utf-8", errors="replace"))


def refuse_collection(name: str) -> None:
    """Raise ScenarioError if a name leads to a collection of contracts."""
    if collection_folder(name) is not None:
        faults = Faults()
        faults.add(name, None, "", None, "one_contract", name=name)
        raise ScenarioError(faults.found)


def folder_of(name: str, home: Path | None = None) -> Path | None:
    """The folder that a name leads to: an existing one (also in the folder `home`), or that of a shipped scenario."""
    folder = (_existing(str(home / name)) if home and name else None) or _existing(name)
    if folder is not None and (_holds_scenario(folder) or name not in shipped()):
        return folder
    return shipped().get(name)


def from_contract(code: str, seed: int, fields: Mapping[str, Any]) -> Scenario:
    """The scenario of a contract. `fields` are keys of scenario.toml."""
    content = {name: _as_written(value) for name, value in fields.items()}
    landscape = content.get("landscape", {})
    if isinstance(landscape, dict):
        content["landscape"] = {"seed": _as_written(seed), **landscape}
    content["contract"] = code
    faults = Faults()
    checked = read_document(content, Text("contract"), faults)
    return built(Material(checked, str(code).lower(), "contract"), faults)


def _as_written(value: Any) -> Any:
    """A Python value as TOML would give it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: _as_written(getattr(value, each.name))
            for each in dataclass_fields(value)
            if getattr(value, each.name) is not None
        }
    if isinstance(value, Mapping):
        return {str(name): _as_written(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_written(each) for each in value]
    return value.item() if isinstance(value, np.generic) else value


def built(material: Material, faults: Faults) -> Scenario:
    """The scenario. Raises ScenarioError with every fault."""
    scenario = build(material, faults)
    if scenario is None or faults.found:
        faults.raise_any()
        raise AssertionError("no scenario, and no fault noted")
    return scenario


def _existing(name: str) -> Path | None:
    """The path, if it exists."""
    try:
        return Path(name) if name and Path(name).exists() else None
    except (OSError, ValueError):
        return None


def _holds_scenario(folder: Path) -> bool:
    try:
        return (folder / "scenario.toml").is_file()
    except OSError:
        return False


def _suggestion(name: str) -> str | None:
    known = [*shipped(), *collections(), *contracts()]
    return nearest(name.rstrip("/\\").replace("\\", "/").rsplit("/", 1)[-1], known)


def _from_folder(folder: Path) -> Scenario:
    """The scenario in a folder. Raises ScenarioError with every fault of all its files."""
    faults = Faults()
    path = folder / "scenario.toml"
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        faults.add(str(folder), None, "", None, "permitted_folder")
        raise ScenarioError(faults.found)
    if not _holds_scenario(folder) and not os.path.lexists(path):
        faults.add(str(folder), None, "", None, "folder", _misspelt(folder))
        raise ScenarioError(faults.found)
    parsed = parse(path, str(path), faults)
    tables = read_tables(folder, faults)
    checked = Checked() if parsed is None else read_document(*parsed, faults)
    return built(Material(checked, folder.resolve().name, str(path), tables), faults)


def _misspelt(folder: Path) -> str | None:
    """What was probably meant: the folder of a file, or a file with almost the right name."""
    if folder.is_file() and _holds_scenario(folder.parent):
        return str(folder.parent)
    try:
        return nearest("scenario.toml", [each.name for each in folder.iterdir()])
    except OSError:
        return None


def parse(path: Path, label: str, faults: Faults) -> tuple[dict[str, Any], Text] | None:
    """The content of a TOML file, and the lines of its keys; None if it cannot be read, with its faults reported."""
    raw = read_bytes(path, label, MOST_TOML, faults)
    text = None if raw is None else decode(raw, label, faults)
    if text is None:
        return None
    content = read_toml(text, label, faults)
    return None if content is None else (content, Text(label, lines_of_keys(text)))
