"""`--report FILE`: the options that commands share, and how the file is written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simul_agir.locale import RequestError, Words

if TYPE_CHECKING:
    from simul_agir.study import Comparison
    from simul_agir.study.branching import WhatIf
    from simul_agir.study.diagnosing import Diagnosis

Report = Annotated[
    str, typer.Option("--report", metavar="help.file", help="help.report_file", show_default=False)
]
IncludeActors = Annotated[bool, typer.Option("--include-actors", help="help.include_actors")]


def check_report(path: str, *, names: bool) -> None:
    """RequestError unless the file can be written, so that nobody waits for an answer that cannot be kept."""
    if not path:
        if names:
            raise RequestError("names_without_report")
        return
    target = Path(path)
    if target.suffix.lower() not in (".html", ".htm"):
        raise RequestError("report_ending", found=path[:200])
    try:
        if target.is_dir():
            raise RequestError("report_folder", found=path[:200])
        with tempfile.TemporaryFile(dir=target.parent):
            pass
    except OSError as error:
        raise RequestError("report_unwritable", found=path[:200], why=error.strerror or str(error)) from error


def write_report(text: str, path: str, say: Words) -> None:
    """Writes the file whole or not at all, and says so."""
    target = Path(path)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".simul-agir-", suffix=".html")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise RequestError("report_unwritable", found=path[:200], why=error.strerror or str(error)) from error
    typer.echo(say("progress.report", file=path, size=say.number(len(text.encode()) / 1000, 0)), err=True)


def report_on(
    found: Comparison | WhatIf | Diagnosis,
    path: str,
    say: Words,
    *,
    names: bool,
    jobs: int | None,
) -> None:
    """Writes the dossier of an answer, and warns where it names real actors."""
    from simul_agir.cli.progress import Bar
    from simul_agir.report.dossier import dossier_of, is_real
    from simul_agir.study.branching import WhatIf

    with Bar(say) as bar:
        text = dossier_of(found, say.lang, names=names, jobs=jobs, progress=bar)
    write_report(text, path, say)
    scenario = found.comparison.scenario if isinstance(found, WhatIf) else found.scenario
    if names and is_real(scenario):
        typer.echo(say("dossier.banner"), err=True)
