"""Answers on stdout."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simul_agir.cli.terminal import console_on
from simul_agir.locale import Words

if TYPE_CHECKING:
    from rich.console import Console

PIPED = 140  # characters a line when stdout is no terminal


def print_json(answer: Any) -> None:
    """Strict JSON on stdout, in ASCII where the stream cannot hold every character."""
    whole = "utf" in (sys.stdout.encoding or "").lower()
    sys.stdout.write(json.dumps(answer, ensure_ascii=not whole, allow_nan=False, indent=2) + "\n")


def keep(texts: Mapping[str, str], out: str, translate: Words) -> None:
    """Writes each text to the file of its name in the folder `out`, if one is named. Raises FolderError."""
    if not out:
        return
    from simul_agir.report.files.comparison_files import write_text
    from simul_agir.report.files.folder import check_folder, write_folder

    def write(folder: Path) -> None:
        for name, text in texts.items():
            write_text(folder / name, text)

    check_folder(Path(out), texts.keys())
    written = write_folder(Path(out), [write])
    print(translate("progress.written", count=len(written), folder=out), file=sys.stderr)


def as_csv(rows: list[dict[str, Any]]) -> str:
    """Rows as a CSV text with commas and decimal points; None is an empty cell."""
    import csv
    import io

    from simul_agir.sheets.written import as_text

    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: as_text(cell) for name, cell in row.items()} for row in rows)
    return text.getvalue()


def console() -> Console:
    """A console on stdout as wide as the terminal, or wide enough for everything when there is none."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED
    return console_on(sys.stdout, width=width, highlight=False, emoji=False, markup=False)
