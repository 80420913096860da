"""Choices of an import, stored in a TOML file: `--map FILE`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simul_agir.scenario.assumptions import kinds
from simul_agir.scenario.faults import Faults, Guess, ScenarioError, listed
from simul_agir.scenario.toml.places import lines_of_keys
from simul_agir.scenario.toml.text import MOST_TOML, decode, read_bytes
from simul_agir.scenario.toml.toml_text import read_toml
from simul_agir.sheets.encoding import ENCODINGS

from .units import FACTORS
from .vocabulary import fields

TEXTS = ("encoding", "lead", "project_team")
TABLES = ("columns", "units", "kinds")


def read_choices(path: Path) -> dict[str, Any]:
    """The choices of a file. Raises ScenarioError with every fault."""
    faults, label = Faults(), str(path)
    content = read_bytes(path, label, MOST_TOML, faults)
    text = None if content is None else decode(content, label, faults)
    found = None if text is None else read_toml(text, label, faults)
    if found is None or text is None:
        raise ScenarioError(faults.found)
    lines = lines_of_keys(text)
    for name, value in found.items():
        line = lines.get((name,))
        if name not in (*TEXTS, *TABLES):
            near = Guess(name, (*TEXTS, *TABLES))
            faults.add(label, line, name, name, "one_of", near, names=listed((*TEXTS, *TABLES)))
        elif name in TABLES and not isinstance(value, dict):
            faults.add(label, line, name, value, "table")
        elif name in TEXTS and not isinstance(value, str):
            faults.add(label, line, name, value, "text", None, most=200)
        elif name in TABLES:
            _check(label, lines, name, value, faults)
    if found.get("encoding", "utf-8") not in ENCODINGS:
        faults.add(
            label, lines.get(("encoding",)), "encoding", found["encoding"], "one_of", names=listed(ENCODINGS)
        )
    faults.raise_any()
    return found


def _check(label: str, lines: Mapping[Any, int], table: str, told: Mapping[str, Any], faults: Faults) -> None:
    """Report every choice that does not exist."""
    for key, value in told.items():
        known = (
            tuple(FACTORS) if table == "units" else tuple(kinds()) if table == "kinds" else tuple(fields())
        )
        plain = str(value).partition(":")[0] if table == "columns" else value
        if not isinstance(value, str) or (plain not in known and not (table == "columns" and value == "")):
            near = Guess(str(value), known)
            faults.add(
                label,
                lines.get((table, key)),
                f"{table}.{key}",
                value,
                "one_of",
                near,
                names=listed(known, 40),
            )


def as_toml(choices: Mapping[str, Any]) -> str:
    """The choices as TOML text."""
    lines = [f"{name} = {_quoted(str(choices[name]))}" for name in TEXTS if choices.get(name)]
    for table in TABLES:
        if choices.get(table):
            lines += ["", f"[{table}]"]
            lines += [f"{_quoted(str(key))} = {_quoted(str(value))}" for key, value in choices[table].items()]
    return "\n".join(lines).lstrip("\n") + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
