"""Reads actors' answers on their past year (answers.csv): how far they meet each criterion of the ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from simul_agir.scenario.faults import Faults
from simul_agir.scenario.importing.questions import QUESTIONS
from simul_agir.scenario.soundness import MOST_ACTORS
from simul_agir.scenario.tables.rows import RowReader
from simul_agir.scenario.tables.table import read_csv

FILE = "answers.csv"


def read_answers(folder: Path, ids: Sequence[str]) -> dict[int, dict[str, float]]:
    """Answers by criterion, by position of the actor; empty if the folder has no answers.csv.

    Raises ScenarioError with every fault: an unknown or repeated actor, a value out of range.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    faults = Faults()
    table = read_csv(path, str(path), MOST_ACTORS, faults)
    readers = [] if table is None else [RowReader(table, line, cells, faults) for line, cells in table.rows]
    found = _by_actor(readers, {each: place for place, each in enumerate(ids)})
    faults.raise_any()
    return found


def _by_actor(readers: Sequence[RowReader], places: dict[str, int]) -> dict[int, dict[str, float]]:
    """The answers of each row by the actor's position; a fault for an actor that is unknown or stands twice."""
    found: dict[int, dict[str, float]] = {}
    for reader in readers:
        actor = reader.actor("id", places, complete=True)
        if actor is None or actor not in places:
            continue
        if places[actor] in found:
            reader.fault("id", actor, "once", first="?")
        found[places[actor]] = _row(reader)
    return found


def _row(reader: RowReader) -> dict[str, float]:
    answers: Mapping[str, float | None] = {
        name: reader.number(name, 0.0, 1.0 if asked.parts else float(asked.highest))
        for name, asked in QUESTIONS.items()
    }
    return {name: value for name, value in answers.items() if value is not None}
