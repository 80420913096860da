"""Each file of a search's folder: the answer, its words and pictures, and the policy found, ready to be compared again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.report.figures.policy_figure import draw_policy, draw_search
from simul_agir.report.files.comparison_files import FORMS, as_json, save_figure, write_csv, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.search_table import as_text

if TYPE_CHECKING:
    from simul_agir.study.search.optimisation import Search

FILES = (
    "search.json",
    "summary.txt",
    "tried.csv",
    "policy.csv",
    "found_policy.py",
    *(f"{name}.{form}" for name in ("search", "policy") for form in FORMS),
)


def write_search(search: Search, directory: Path, lang: str = "en") -> list[Path]:
    """The whole answer, its summary, every policy tried, the one found as a table and as a stance, pictures; the paths.

    Raises FolderError; then nothing is left behind.
    """
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "search.json", as_json(search.to_dict())),
        lambda folder: write_text(folder / "summary.txt", as_text(search, lang)),
        lambda folder: _tried(search, folder / "tried.csv"),
        lambda folder: _policy(search, folder / "policy.csv"),
        lambda folder: write_text(folder / "found_policy.py", as_stance(search)),
        lambda folder: save_figure(lambda: draw_search(search, lang), folder / "search"),
        lambda folder: save_figure(lambda: draw_policy(search, lang), folder / "policy"),
    ]
    return write_folder(directory, writers)


def _tried(search: Search, path: Path) -> None:
    rows = zip(range(1, len(search.history) + 1), search.generation, search.history, strict=True)
    write_csv(
        path,
        ("evaluation", "generation", "training"),
        [(number, int(generation), round(float(mean), 6)) for number, generation, mean in rows],
    )


def _policy(search: Search, path: Path) -> None:
    rows = search.hours()
    write_csv(path, tuple(rows[0]), [tuple(row.values()) for row in rows])


def as_stance(search: Search) -> str:
    """The policy found as a Python file with a stance, found_policy: to be given by `--stance-module FILE`."""
    phases = "\n".join(
        "        {"
        + ", ".join(
            f'"{name}": {float(share)!r}' for name, share in zip(INSTRUMENTS, phase, strict=True) if share > 0
        )
        + "},"
        for phase in search.shares
    )
    asked = search.question
    made = f"{len(search.history)} policies over {asked.runs} runs, seed {asked.seed}"
    name = json.dumps(search.scenario.name)[1:-1].replace('\\"', "'")  # it stands in the text of a program
    return f'''"""A policy found by `simul-agir optimise` on {name}: {made}."""

from simul_agir.stances.phased import Phased


class FoundPolicy(Phased):
    """Shares of the whole effort by instrument, one line for each part of the contract."""

    name = "found_policy"
    source = "simul-agir optimise: {made}"
    phases = (
{phases}
    )
'''
