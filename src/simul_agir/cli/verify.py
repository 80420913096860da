"""`simul-agir verify`: the program compared with published results."""

from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Jobs, Json, Out, Seed
from simul_agir.locale import Words

Names = Annotated[list[str] | None, typer.Argument(metavar="[LIMIT]...", help="help.limits")]
Settings = Annotated[
    list[str] | None, typer.Option("--set", metavar="help.set_form", help="help.set", show_default=False)
]
Written = Annotated[
    str, typer.Option("--scenario", metavar="help.folder", help="help.write_scenario", show_default=False)
]


def verify(
    context: typer.Context,
    names: Names = None,
    settings: Settings = None,
    full: Annotated[bool, typer.Option("--full", help="help.full")] = False,
    seed: Seed = "1",
    scenario: Written = "",
    out: Out = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """A line for each quantity: published, expected, obtained, tolerance. Exit code 1 where one lies outside."""
    from simul_agir.cli.options import jobs_number, settings_of, whole_number
    from simul_agir.cli.output import console, print_json
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.tables.verification_table import FILES, answer, write_verification
    from simul_agir.study.request import check_jobs, check_seed
    from simul_agir.verification import verify as live
    from simul_agir.verification.answer import LimitError, asked

    translate: Words = context.obj
    threads = jobs_number(jobs)
    values = settings_of(settings or [], lambda text: LimitError("setting_form", found=text))
    chance = values.pop("seed", None)  # --set seed=7 is --seed 7
    luck = whole_number("seed", seed if chance is None else repr(chance).removesuffix(".0"))
    check_seed(luck)
    check_jobs(threads)
    asked(names or [], values, full)
    if out:
        check_folder(Path(out), FILES)
    if scenario:
        _write(scenario, names or [], values, full, luck)
    announce_compilation(translate)
    with Bar(translate) as bar:
        found = live(names or [], values, full, luck, threads, progress=bar)
    written = write_verification(found, Path(out), translate.lang) if out else []
    if as_json:
        print_json(found.to_dict())
    else:
        screen = console()
        screen.print(answer(found, translate.lang, screen.width))
    if written:
        typer.echo(translate("progress.written", count=len(written), folder=out), err=True)
    if not found.within:
        typer.echo(translate("limit.some_outside", outside=found.outside, lines=found.lines), err=True)
        raise typer.Exit(1)


def _write(folder: str, names: list[str], values: dict[str, float], full: bool, seed: int) -> None:
    """The one limit asked for, as the folder of a scenario."""
    from simul_agir.scenario.new import put
    from simul_agir.verification import LimitError
    from simul_agir.verification.answer import asked
    from simul_agir.verification.as_folder import folder_of

    if len(names) != 1:
        raise LimitError("one_limit")
    put(folder, folder_of(asked(names, values, full)[0], seed))
