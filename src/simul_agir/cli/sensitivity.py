"""`simul-agir sensitivity`: which assumptions move an outcome, its variance between runs and the differences between
stances.
"""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Jobs, Json, Out
from simul_agir.cli.sweep import StudySource

StudyRuns = Annotated[
    str, typer.Option("--runs", metavar="help.number", help="help.study_runs", show_default=False)
]
StudySeed = Annotated[
    str, typer.Option("--seed", metavar="help.number", help="help.study_seed", show_default=False)
]


def sensitivity(
    context: typer.Context,
    study: StudySource,
    method: Annotated[str, typer.Option("--method", metavar="NAME", help="help.method")] = "both",
    trajectories: Annotated[
        str, typer.Option("--trajectories", metavar="help.number", help="help.trajectories")
    ] = "10",
    samples: Annotated[str, typer.Option("--samples", metavar="help.number", help="help.samples")] = "64",
    keep: Annotated[str, typer.Option("--keep", metavar="help.number", help="help.keep")] = "6",
    outcomes: Annotated[str, typer.Option("--outcomes", metavar="A,B,...", help="help.outcomes")] = "index",
    runs: StudyRuns = "",
    seed: StudySeed = "",
    store: Annotated[
        str, typer.Option("--store", metavar="help.folder", help="help.store", show_default=False)
    ] = "",
    out: Out = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """Morris over all factors, Sobol' over those that matter: tables, words, and with --out figures and data."""
    from simul_agir.cli.options import jobs_number, names_in, whole_number
    from simul_agir.cli.output import console, print_json
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.files.sensitivity_files import FILES, write_sensitivity
    from simul_agir.report.tables.sensitivity_table import answer
    from simul_agir.study.design.study import Study, with_seed
    from simul_agir.study.sensitivity.analysis import Plan, check_plan, sensitivity

    plan = Plan(
        method=method,
        trajectories=whole_number("trajectories", trajectories),
        samples=whole_number("samples", samples),
        keep=whole_number("keep", keep),
        outcomes=names_in("outcomes", outcomes) or (),
    )
    threads = jobs_number(jobs)
    asked = Study.load(study)
    asked = replace(asked, runs=whole_number("runs", runs)) if runs else asked
    asked = with_seed(asked, whole_number("seed", seed)) if seed else asked
    check_plan(asked, plan, threads)
    if out:
        check_folder(Path(out), FILES)
    translate = context.obj
    announce_compilation(translate)
    with Bar(translate) as bar:
        found = sensitivity(asked, plan, threads, bar, Path(store) if store else None)
    written = write_sensitivity(found, Path(out), translate.lang) if out else []
    if as_json:
        print_json(found.to_dict())
    else:
        screen = console()
        screen.print(answer(found, translate.lang, screen.width))
    if written:
        typer.echo(translate("progress.written", count=len(written), folder=out), err=True)
