"""Writes the folder of a scenario from imported tables: scenario.toml, actors.csv, ties.csv, answers.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simul_agir.locale import words
from simul_agir.scenario.faults import Faults, printable
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.model import DOMAINS
from simul_agir.scenario.new import put
from simul_agir.sheets.written import row_as_text

from .understanding import Understanding

PLAIN = ("id", "name", "kind", "role", "latent", "asleep", "place")


def write(found: Understanding, folder: str | Path, lang: str) -> list[Path]:
    """Write the files. Raises ScenarioError, and writes nothing, if something must be corrected or the folder is not
    empty.
    """
    if not found.ready:
        faults = Faults()
        for mend in found.mends:
            why = mend.why.text("en")
            faults.add(
                mend.file,
                mend.line,
                mend.header,
                mend.value,
                "mended",
                None,
                english=why,
                french=mend.why.text("fr"),
            )
        for question in found.questions:
            if not question.usual:
                faults.add(
                    ", ".join(found.files),
                    None,
                    question.id,
                    None,
                    "answered",
                    None,
                    english=question.about.text("en"),
                    french=question.about.text("fr"),
                )
        if not found.actors:
            faults.add(", ".join(found.files), None, "", None, "rows")
        faults.raise_any()
    return put(folder, texts(found, Path(folder).name, lang))


def texts(found: Understanding, title: str, lang: str) -> dict[str, str]:
    """The texts of the files, by name."""
    translate = words(lang)
    told = {
        "scenario.toml": translate(
            "importing.scenario", title=_quoted(title), files=printable(", ".join(found.files))
        ),
        "actors.csv": _table(_columns(found.actors), found.actors),
    }
    if found.ties:
        told["ties.csv"] = _table(("source", "target", "strength", "trust"), found.ties)
    if found.answers:
        told["answers.csv"] = _table(
            tuple(dict.fromkeys(name for row in found.answers for name in row)), found.answers
        )
    return told


def _quoted(title: str) -> str:
    return "".join(sign for sign in printable(title) if sign not in '"\\')[:80] or "import"


def _columns(actors: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The columns with any value, in the order of the documentation."""
    known = {name for actor in actors for name in actor}
    by_domain = [f"{what}:{domain}" for what in ("expertise", "mandate") for domain in DOMAINS]
    return tuple(
        name
        for name in (*PLAIN, *ATTRIBUTES, *by_domain)
        if name in known or name in ("id", "name", "kind", "role")
    )


def _table(columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([name.replace(":", "_") for name in columns])
    writer.writerows(row_as_text(_cell(row.get(name)) for name in columns) for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    """A value as text in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
