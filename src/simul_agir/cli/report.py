"""`simul-agir report`: the dossier of a stored answer, or of a scenario."""

from typing import Annotated

import typer

from simul_agir.cli.options import Jobs
from simul_agir.cli.reporting import IncludeActors, Live
from simul_agir.locale import Words


def report(
    context: typer.Context,
    directory: Annotated[str, typer.Argument(metavar="DIR", help="help.report_source", show_default=False)],
    scenario: Annotated[
        str,
        typer.Option("--scenario", metavar="help.folder", help="help.report_scenario", show_default=False),
    ] = "",
    to: Annotated[str, typer.Option("--report", metavar="help.file", help="help.report_to")] = "dossier.html",
    include_actors: IncludeActors = False,
    live: Live = False,
    jobs: Jobs = "",
) -> None:
    """Recomputes the answer of a folder and writes its dossier."""
    from simul_agir.cli.options import jobs_number
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.cli.reporting import check_kept, check_report, report_on
    from simul_agir.report.dossier.stored_answer import answer_of

    translate: Words = context.obj
    check_report(to, names=include_actors)
    announce_compilation(translate)
    with Bar(translate) as bar:
        found = answer_of(directory, scenario or None, jobs_number(jobs), bar)
    if live:
        check_kept(found, names=include_actors)
    report_on(found, to, translate, names=include_actors, jobs=jobs_number(jobs), live=live)
