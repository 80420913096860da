"""`simul-agir optimise`: the policy that does best with the same effort, judged on random numbers that the
search did not use.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simul_agir.cli.options import Jobs, Json, OneOrMixture, Out, ScenarioSource, Seed
from simul_agir.locale import Words

if TYPE_CHECKING:
    from simul_agir.study.search.optimisation import Search


def optimise(
    context: typer.Context,
    scenario: ScenarioSource,
    outcome: Annotated[str, typer.Option("--outcome", metavar="NAME", help="help.outcome")] = "index",
    lowest: Annotated[bool, typer.Option("--lowest", help="help.lowest")] = False,
    phases: Annotated[str, typer.Option("--phases", metavar="help.number", help="help.phases")] = "3",
    evaluations: Annotated[
        str, typer.Option("--evaluations", metavar="help.number", help="help.evaluations")
    ] = "400",
    runs: Annotated[str, typer.Option("--runs", metavar="help.number", help="help.search_runs")] = "40",
    held_out: Annotated[str, typer.Option("--held-out", metavar="help.number", help="help.held_out")] = "200",
    stances: Annotated[
        str, typer.Option("--stances", metavar="A,B,...", help="help.rivals", show_default=False)
    ] = "",
    instruments: Annotated[
        str, typer.Option("--instruments", metavar="A,B,...", help="help.instruments", show_default=False)
    ] = "",
    assumptions: OneOrMixture = "",
    seed: Seed = "1",
    out: Out = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """A search over policies of equal cost: table, policy, verdict, and with --out figures and the policy as a stance."""
    from simul_agir.cli.options import jobs_number, names_in, stance_names, whole_number
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.files.search_files import FILES
    from simul_agir.scenario import Scenario
    from simul_agir.study.mixture import MIXTURE
    from simul_agir.study.search.optimisation import Question, checked, optimise

    question = Question(
        outcome=outcome,
        lowest=lowest,
        phases=whole_number("phases", phases),
        evaluations=whole_number("evaluations", evaluations),
        runs=whole_number("runs", runs),
        held_out=whole_number("held-out", held_out),
        seed=whole_number("seed", seed),
        assumptions=assumptions or MIXTURE,
    )
    names, threads = stance_names(stances), jobs_number(jobs)
    allowed = names_in("instruments", instruments)
    territory = Scenario.load(scenario)
    checked(territory, question, names, allowed, threads)
    if out:
        check_folder(Path(out), FILES)
    translate = context.obj
    announce_compilation(translate)
    with Bar(translate) as bar:
        found = optimise(territory, question, names, allowed, threads, progress=bar)
    _tell(found, out, translate, as_json=as_json)


def _tell(found: "Search", out: str, translate: Words, *, as_json: bool) -> None:
    """The answer on the screen, and in a folder where one is named."""
    from simul_agir.cli.output import console, print_json
    from simul_agir.report.files.search_files import write_search
    from simul_agir.report.tables.search_table import answer

    written = write_search(found, Path(out), translate.lang) if out else []
    if as_json:
        print_json(found.to_dict())
    else:
        screen = console()
        screen.print(answer(found, translate.lang, screen.width))
    if written:
        typer.echo(translate("progress.written", count=len(written), folder=out), err=True)
