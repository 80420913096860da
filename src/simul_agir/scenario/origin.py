"""The common source of many scenarios that differ in some keys of scenario.toml."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from simul_agir.scenario.tables.sources import Tables, read_tables
from simul_agir.scenario.toml.document import STEPS, read_document
from simul_agir.scenario.toml.form import Text
from simul_agir.scenario.toml.places import Path as KeyPath

from .building import Material
from .contracts import contracts
from .faults import Faults, ScenarioError
from .model import PathSpec, Scenario
from .reading import built, folder_of, missing, parse, refuse_collection

VECTOR = ("parameters", "mechanisms")
MOST_COPIED = 64 << 20  # most bytes of a scenario's folder that a study's store copies


@dataclass(frozen=True)
class Origin:
    """The document and tables of a scenario, read once. `files`: the texts and tables of its folder, by name."""

    source: str
    name: str
    text: Text
    content: Mapping[str, Any]
    tables: Tables = field(default_factory=Tables)
    files: Mapping[str, bytes] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def load(cls, source: str, home: Path | None = None) -> Origin:
        """The origin from a folder (also searched for in `home`), a shipped scenario or a contract. Raises ScenarioError."""
        refuse_collection(source)
        folder = folder_of(source, home)
        if folder is not None:
            return _of_folder(source, folder)
        code = source.strip().upper()
        if code not in contracts():
            raise missing(source)
        return cls.of_contract(code, source)

    @classmethod
    def of_contract(cls, code: str, source: str = "") -> Origin:
        """The origin of a contract's code; folders of this name are ignored."""
        content = {"contract": code, "landscape": {"seed": 1}}
        return cls(source or code, code.lower(), Text("contract"), content)

    def content_with(self, settings: Mapping[KeyPath, Any]) -> dict[str, Any]:
        """The document with these values at these keys."""
        content = dict(self.content)
        for path, value in settings.items():
            content = _put(_with_step(content, path), path, value)
        return content

    def scenario(self, settings: Mapping[KeyPath, Any] | None = None) -> Scenario:
        """The scenario with these values at these keys. Raises ScenarioError with every fault.

        Parameters and mechanisms do not affect the territory: if only they differ, it is not drawn again.
        """
        given = dict(settings or {})
        numbers: dict[KeyPath, Any] = {
            path: given.pop(path) for path in [*given] if len(path) == 2 and path[0] in VECTOR
        }
        try:
            base = self._drawn(given)
            return replace(
                base,
                parameters={**base.parameters, **_floats(_under("parameters", numbers))},
                mechanisms={**base.mechanisms, **_under("mechanisms", numbers)},
            )
        except ScenarioError:
            return self._built({**given, **numbers})  # its faults are reported as faults of the document

    def _drawn(self, settings: dict[KeyPath, Any]) -> Scenario:
        """The scenario with these settings; the last one is kept."""
        key = repr(sorted(settings.items()))
        kept = self._kept.get("last")
        if kept is None or kept[0] != key:
            kept = self._kept["last"] = key, self._built(settings)
        found: Scenario = kept[1]
        return found

    def _built(self, settings: Mapping[KeyPath, Any]) -> Scenario:
        faults = Faults()
        checked = read_document(self.content_with(settings), self.text, faults)
        return built(Material(checked, self.name, self.text.label, self.tables), faults)

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_kept": {}}


def leaves_of(changes: Mapping[str, Any], under: KeyPath = ()) -> dict[KeyPath, Any]:
    """Changes of nested keys as one value per path; lists and tuples are values."""
    found: dict[KeyPath, Any] = {}
    for key, value in changes.items():
        path = (*under, str(key))
        if isinstance(value, Mapping) and value:
            found |= leaves_of(value, path)
        else:
            found[path] = list(value) if isinstance(value, tuple) else value
    return found


def _under(table: str, settings: Mapping[KeyPath, Any]) -> dict[str, Any]:
    return {str(path[1]): value for path, value in settings.items() if path[0] == table}


def _floats(numbers: Mapping[str, Any]) -> dict[str, Any]:
    """Integers as floats, as the document would have them; other values are left, to be reported as faults."""
    return {
        name: float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in numbers.items()
    }


def _with_step(content: dict[str, Any], path: KeyPath) -> dict[str, Any]:
    """The document with the default values of a step of the path, if one of its two keys is set and the document has
    neither.
    """
    if len(path) != 3 or path[0] != "path" or path[1] not in STEPS:
        return content
    said = content.get("path", {})
    if not isinstance(said, dict) or path[1] in said:
        return content
    usual = getattr(PathSpec(), str(path[1]))
    return _put(content, path[:2], {"start": usual.start, "months": usual.months})


def _put(content: Any, path: KeyPath, value: Any) -> dict[str, Any]:
    """A copy with a value at a path. If something on the way is not a table, it is left, to be reported as a fault."""
    found = copy(content) if isinstance(content, dict) else {}
    found[str(path[0])] = value if len(path) == 1 else _put(found.get(str(path[0])), path[1:], value)
    return found


def _of_folder(source: str, folder: Path) -> Origin:
    """Raise ScenarioError with every fault of the folder's files as they are."""
    Scenario.load(folder)
    faults = Faults()
    parsed = parse(folder / "scenario.toml", str(folder / "scenario.toml"), faults)
    tables = read_tables(folder, faults)
    if parsed is None:
        raise ScenarioError(faults.found)
    return Origin(source, folder.resolve().name, parsed[1], parsed[0], tables, _files(folder))


def _files(folder: Path) -> dict[str, bytes]:
    """The scenario's own files, document and tables, unless they are too large together."""
    found: dict[str, bytes] = {}
    room = MOST_COPIED
    for path in sorted(folder.iterdir()):
        if path.stem.lower() in ("scenario", "actors", "ties") and path.is_file():
            room -= path.stat().st_size
            if room >= 0:
                found[path.name] = path.read_bytes()
    return found
