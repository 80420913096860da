"""Each file of the folder of a diagnosis, in either edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simul_agir.locale import words
from simul_agir.report.dossier.diagnosed import diagnosis_record
from simul_agir.report.dossier.networks import bullseye, types
from simul_agir.report.dossier.page import HERE
from simul_agir.report.files.comparison_files import as_json, write_csv, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.diagnosis_table import as_text

if TYPE_CHECKING:
    from simul_agir.study.diagnosing import Diagnosis

DIAGNOSIS_FILES = ("diagnosis.json", "diagnosis.txt", "types.csv", "needs.csv", "actors.csv", "network.svg")


def write_diagnosis(
    found: Diagnosis, directory: Path, lang: str = "en", *, names: bool = False
) -> list[Path]:
    """The diagnosis as text, JSON, tables and a figure; actors.csv only with `names`. Raises FolderError."""
    translate = words(lang)
    record = diagnosis_record(found, names=names, translate=translate)
    rows = [
        (each["label"], each["actors"], *each["stages"].values(), "; ".join(each["held"]))
        for each in record["types"]
    ]
    header = ("type", "actors", *found.to_dict()["stages"], "held_back_by")
    needs = [
        (each["name"], each["level"], *each["coverage"].values(), *each["able"].values())
        for each in record["needs"]
    ]
    spread = ("mean", "low", "high")
    columns = ("need", "level", *(f"coverage_{end}" for end in spread), *(f"able_{end}" for end in spread))
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "diagnosis.json", as_json(found.to_dict(names=names))),
        lambda folder: write_text(folder / "diagnosis.txt", as_text(found, lang, names=names)),
        lambda folder: write_csv(folder / "types.csv", header, rows),
        lambda folder: write_csv(folder / "needs.csv", columns, needs),
        lambda folder: write_text(folder / "network.svg", _figure(record, lang)),
    ]
    if names:
        actors = found.to_dict(names=True)["actors"]
        writers.append(
            lambda folder: write_csv(folder / "actors.csv", ACTOR_COLUMNS, [_row(each) for each in actors])
        )
    return write_folder(directory, writers)


ACTOR_COLUMNS = ("id", "name", "type", "stage", "sure", "asleep", "lacks", "facilitates", "could_meet")


def _row(each: dict[str, Any]) -> tuple[Any, ...]:
    return (
        each["id"],
        each["name"],
        each["type"],
        each["stage"],
        each["sure"],
        each["asleep"],
        "; ".join(each["lacks"]),
        each["facilitates"],
        "; ".join(f"{one['id']} ({one['need']})" for one in each["could_meet"]),
    )


def _figure(record: dict[str, Any], lang: str) -> str:
    """The network as a file of its own: the figure of the dossier with the style that it needs."""
    translate = words(lang)
    drawn = str(bullseye(record, translate) if record["cast"] else types(record, translate))
    style = (HERE / "dossier.css").read_text(encoding="utf-8")
    whole = '<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" color="#1c2026"'
    return drawn.replace("<svg", whole, 1).replace(">", f"><style>{style}</style>", 1) + "\n"
