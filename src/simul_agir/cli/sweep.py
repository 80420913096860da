"""`simul-agir sweep`: a study run into a store, resumed where it stopped."""

import sys
from typing import Annotated

import typer

from simul_agir.cli.options import Jobs, Json
from simul_agir.locale import LocalisedError, RequestError, Words

StudySource = Annotated[str, typer.Argument(metavar="STUDY", help="help.study_source", show_default=False)]
MOST_TOLD = 10  # failing points that are reported one by one


class SweepStoppedError(LocalisedError):
    """The sweep was interrupted; its results so far are kept."""

    group = "sweep"
    exit_code = 130


def sweep(
    context: typer.Context,
    study: StudySource,
    out: Annotated[
        str, typer.Option("--out", metavar="help.folder", help="help.sweep_out", show_default=False)
    ] = "",
    runs: Annotated[
        str, typer.Option("--runs", metavar="help.number", help="help.sweep_runs", show_default=False)
    ] = "",
    seed: Annotated[
        str, typer.Option("--seed", metavar="help.number", help="help.sweep_seed", show_default=False)
    ] = "",
    executor: Annotated[
        str, typer.Option("--executor", metavar="help.executors", help="help.executor", show_default=False)
    ] = "threads",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """Every point of a study under every stance, kept in a folder. Exit code 1 where a point failed."""
    from simul_agir.cli.options import jobs_number, whole_number
    from simul_agir.cli.output import print_json
    from simul_agir.cli.pace import Pace
    from simul_agir.cli.progress import announce_compilation
    from simul_agir.report.tables.study_summary import sweep_text
    from simul_agir.study.design.study import Study, with_seed
    from simul_agir.study.sweep import sweep as live
    from simul_agir.study.sweep.executors import check_executor

    translate: Words = context.obj
    wanted = whole_number("runs", runs) if runs else None
    luck = whole_number("seed", seed) if seed else None
    threads = jobs_number(jobs)
    check_executor(executor)
    if not out:
        raise RequestError("no_out")
    found = Study.load(study)
    found = found if luck is None else with_seed(found, luck)
    if executor == "threads":
        announce_compilation(translate)
    with Pace(translate, len(found.points())) as pace:
        try:
            store = live(found, out, wanted, threads, executor, progress=pace, command=sys.argv)
        except KeyboardInterrupt:
            raise SweepStoppedError("stopped", folder=out) from None
    if as_json:
        print_json(store.to_dict())
    else:
        typer.echo(sweep_text(store, translate.lang), nl=False)
    failures = store.failures
    for failed in failures[:MOST_TOLD]:
        why = failed.why_fr if translate.lang == "fr" else failed.why
        typer.echo(translate("sweep.failure", point=failed.point, why=why), err=True)
    if failures:
        typer.echo(translate("sweep.failed", count=len(failures), folder=out), err=True)
        raise typer.Exit(1)
