"""`simul-agir patterns`: the model, or simpler ones, compared with data."""

from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Jobs, Json, Out, Seed

Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="help.set_form", help="help.set_pattern", show_default=False),
]
Rivals = Annotated[
    list[str] | None,
    typer.Option("--rival", metavar="help.rival_name", help="help.rival", show_default=False),
]
Contracts = Annotated[
    str,
    typer.Option("--contracts", metavar="help.number", help="help.number_of_contracts", show_default=False),
]
Runs = Annotated[
    str, typer.Option("--runs", metavar="help.number", help="help.runs_of_pattern", show_default=False)
]


def patterns(
    context: typer.Context,
    contracts: Contracts = "",
    runs: Runs = "",
    settings: Settings = None,
    rival: Rivals = None,
    seed: Seed = "1",
    out: Out = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """A line for each pattern: what data say, what the model gives, met or not; with rivals a column for each model."""
    from simul_agir.cli.options import jobs_number, settings_of, whole_number
    from simul_agir.cli.output import console, print_json
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.tables.patterns_table import FILES, answer, as_data, write_patterns
    from simul_agir.validation import answer as asked
    from simul_agir.validation.sample import PatternError, sample
    from simul_agir.validation.statements import model_with, rivals_named

    translate = context.obj
    values = settings_of(settings or [], lambda text: PatternError("setting_form", found=text))
    if values and rival:
        raise PatternError("rival_or_set")
    models, full = rivals_named(rival or []), model_with(values)
    count = whole_number("contracts", contracts) if contracts else asked.CONTRACTS
    lives = whole_number("runs", runs) if runs else asked.RUNS
    luck, threads = whole_number("seed", seed), jobs_number(jobs)
    asked.check(lives, luck, threads)
    sample(count, luck, held_out=True)
    if out:
        check_folder(Path(out), FILES)
    announce_compilation(translate)
    with Bar(translate) as bar:
        if models:
            found = asked.confront_rivals(models, count, lives, luck, threads, progress=bar)
        else:
            found = [asked.confront(full, count, lives, luck, threads, progress=bar)]
    written = write_patterns(found, Path(out), translate.lang) if out else []
    if as_json:
        print_json(as_data(found))
    else:
        screen = console()
        screen.print(answer(found, translate.lang, screen.width))
    if written:
        typer.echo(translate("progress.written", count=len(written), folder=out), err=True)
