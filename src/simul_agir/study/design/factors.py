"""What varies in a study: one key of scenario.toml a factor."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario.soundness import is_choice
from simul_agir.scenario.toml.places import Path

PREFIX = "scenario"  # stands before a key that has no table, in the name of a column
SCENARIO: Path = ("scenario",)  # the factor that chooses among several scenarios


@dataclass(frozen=True)
class Factor:
    """A key of scenario.toml and what it takes: the `values` listed, or any number from low to high.

    scale: "linear" or "log", how a range is gone through. whole: a range of whole numbers, both ends included.
    """

    path: Path
    values: tuple[Any, ...] = ()
    low: float = 0.0
    high: float = 1.0
    scale: str = "linear"
    whole: bool = False

    @property
    def column(self) -> str:
        """Its name in tables."""
        return column_of(self.path)

    @property
    def ranges(self) -> bool:
        """Whether it goes through a range rather than a list."""
        return not self.values

    def at(self, place: float) -> Any:
        """Its value at a place of the unit interval: values share it evenly, a range is gone through by its scale."""
        if self.values:
            return self.values[min(int(place * len(self.values)), len(self.values) - 1)]
        if self.whole:
            count = int(self.high) - int(self.low) + 1
            return int(self.low) + min(int(place * count), count - 1)
        if self.scale == "log":
            return min(self.high, max(self.low, self.low * (self.high / self.low) ** place))
        return min(self.high, self.low + place * (self.high - self.low))

    def content(self) -> dict[str, Any]:
        """The content that identifies it, as JSON."""
        data: dict[str, Any] = {"key": self.column}
        if self.values:
            return data | {"values": list(self.values)}
        return data | {"low": self.low, "high": self.high, "scale": self.scale, "whole": self.whole}


def column_of(path: Path) -> str:
    """The name of a key in tables: its tables and its name with dots between; `scenario.` before one without a table."""
    if len(path) == 1 and path != SCENARIO:
        return f"{PREFIX}.{path[0]}"
    return ".".join(map(str, path))


def path_of(column: str) -> Path:
    """The key that a column names; `scenario.` may be left out."""
    steps: Path = tuple(column.split("."))
    return steps[1:] if len(steps) == 2 and steps[0] == PREFIX else steps


def cell_of(value: Any) -> Any:
    """A setting as a table holds it: numbers, texts and truth values as they are, lists and tables as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, list | dict) else value


def steps_between(low: float, high: float, levels: int, scale: str, whole: bool) -> tuple[Any, ...]:
    """Evenly spaced values from low to high, both included; of whole numbers, each once."""
    shares = [step / (levels - 1) for step in range(levels)]
    if scale == "log":
        found = [low * (high / low) ** share for share in shares]
    else:
        found = [low + share * (high - low) for share in shares]
    found[0], found[-1] = low, high
    return tuple(dict.fromkeys(round(value) for value in found)) if whole else tuple(found)


def is_whole(path: Path) -> bool:
    """Whether a key of scenario.toml takes whole numbers only."""
    if len(path) == 2 and path[0] == "parameters" and path[1] in PARAMETERS:
        return is_choice(PARAMETERS[str(path[1])])
    from simul_agir.scenario.toml.schema import Document

    schema = _schema(Document)
    kinds = _kinds(schema, schema, path)
    return "integer" in kinds and "number" not in kinds


@cache
def _schema(document: Any) -> dict[str, Any]:
    found: dict[str, Any] = document.model_json_schema()
    return found


def _kinds(root: Mapping[str, Any], schema: Mapping[str, Any], path: Path) -> set[str]:
    """The types that JSON Schema allows at a path below a schema."""
    if "$ref" in schema:
        return _kinds(root, root["$defs"][schema["$ref"].rpartition("/")[2]], path)
    either = schema.get("anyOf") or schema.get("allOf")
    if either:
        return set().union(*(_kinds(root, each, path) for each in either))
    if not path:
        return {str(schema.get("type", ""))}
    inner = schema.get("properties", {}).get(str(path[0]), schema.get("additionalProperties"))
    return _kinds(root, inner, path[1:]) if isinstance(inner, Mapping) else set()


def fits_log(low: float) -> bool:
    """Whether a range from `low` can be gone through by its logarithm."""
    return math.isfinite(low) and low > 0
