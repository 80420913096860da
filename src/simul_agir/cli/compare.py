"""`simul-agir compare`: which stance brings a territory how far up the ladder."""

from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Jobs, Json, Out, Runs, ScenarioSource, Seed
from simul_agir.locale import Words


def compare(
    context: typer.Context,
    scenario: ScenarioSource,
    runs: Runs = "200",
    stances: Annotated[
        str, typer.Option("--stances", metavar="A,B,...", help="help.stances_option", show_default=False)
    ] = "",
    seed: Seed = "1",
    out: Out = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """All arms on the same luck: table, verdict, and with --out figures and data."""
    from simul_agir.cli.options import jobs_number, look_here, stance_names, whole_number
    from simul_agir.cli.output import console, print_json
    from simul_agir.cli.progress import Bar, announce_compilation, begin_compilation

    begin_compilation()
    from simul_agir.scenario import Scenario
    from simul_agir.study import compare as compare_stances
    from simul_agir.study.request import check_arms, check_request

    say: Words = context.obj
    many, luck, threads = whole_number("runs", runs), whole_number("seed", seed), jobs_number(jobs)
    names = stance_names(stances)
    territory = Scenario.load(scenario)
    if names is None:
        look_here(territory.arms)
        check_arms(territory, scenario)
    check_request(territory, territory.arms if names is None else names, many, luck, threads)
    if out:
        from simul_agir.report.files import FILES, write_comparison
        from simul_agir.report.folder import check_folder

        check_folder(Path(out), FILES)
    announce_compilation(say)
    with Bar(say) as bar:
        found = compare_stances(territory, names, many, luck, threads, progress=bar)
    written = write_comparison(found, Path(out), say.lang) if out else []
    if as_json:
        print_json(found.to_dict())
    else:
        from simul_agir.report.table import answer, verdict

        screen = console()
        width = screen.width
        screen.print(answer(found, say.lang, width), "", verdict(found, say.lang, width), sep="\n")
    if written:
        typer.echo(say("progress.written", count=len(written), folder=out), err=True)
