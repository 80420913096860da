"""`simul-agir verify-report`: whether a dossier holds what its request gives."""

from pathlib import Path
from typing import Annotated, Any

import typer

from simul_agir.cli.options import Jobs, Json
from simul_agir.locale import RefusalError, Words


def verify_report(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="help.dossier_file", show_default=False)],
    scenario: Annotated[
        str,
        typer.Option("--scenario", metavar="help.folder", help="help.verify_scenario", show_default=False),
    ] = "",
    assumptions: Annotated[
        str, typer.Option("--assumptions", metavar="help.file", help="help.verify_sets", show_default=False)
    ] = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """Answers a dossier's request again and compares all bytes. Exit code 1 where the file holds something else."""
    from simul_agir.cli.options import jobs_number
    from simul_agir.cli.output import print_json
    from simul_agir.cli.progress import announce_compilation
    from simul_agir.page.portable import MOST_BYTES, verified_file
    from simul_agir.report.dossier.block import DossierError
    from simul_agir.scenario.assumption_sets import AssumptionSets
    from simul_agir.study.diagnosing import Subject
    from simul_agir.version import version

    translate: Words = context.obj
    try:
        with Path(file).open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise DossierError("unread", found=file[:200], why=RefusalError.of(error)) from None
    about = Subject.load(scenario) if scenario else None
    sets = AssumptionSets.load(assumptions) if assumptions else None
    announce_compilation(translate)
    found = verified_file(content, about, jobs_number(jobs), sets)
    where = ", ".join(found.where)
    if as_json:
        answer: dict[str, Any] = {"finding": found.what, "sound": found.sound, "where": list(found.where)}
        print_json(answer)
    else:
        typer.echo(
            translate(f"verify_report.{found.what}", where=where, made=found.made_by, version=version())
        )
    if not found.sound:
        raise typer.Exit(1)
