"""`simul-agir diagnose`: the current stages of the actors of a territory, the obstacles, and how certain that is."""

from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Json, Out, ScenarioSource, Seed
from simul_agir.cli.reporting import Report
from simul_agir.locale import Words


def diagnose(
    context: typer.Context,
    scenario: ScenarioSource,
    draws: Annotated[
        str, typer.Option("--draws", metavar="help.number", help="help.draws", show_default=False)
    ] = "",
    include_actors: Annotated[
        bool, typer.Option("--include-actors", "--facilitator", help="help.facilitator_edition")
    ] = False,
    seed: Seed = "1",
    out: Out = "",
    report: Report = "",
    as_json: Json = False,
) -> None:
    """Step 1 of the reference path. The edition to share by default; with --include-actors that of the facilitator."""
    from simul_agir.cli.options import whole_number
    from simul_agir.cli.output import console, print_json
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.cli.reporting import check_report, report_on
    from simul_agir.report.files.diagnosis_files import DIAGNOSIS_FILES, write_diagnosis
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.tables.diagnosis_table import diagnosis_answer
    from simul_agir.study.diagnosing import Subject
    from simul_agir.study.diagnosing import diagnose as asked
    from simul_agir.study.diagnosing.run_diagnosis import DRAWS
    from simul_agir.study.request import check_seed

    translate: Words = context.obj
    many, luck = whole_number("draws", draws) if draws else DRAWS, whole_number("seed", seed)
    check_seed(luck)
    subject = Subject.load(scenario)
    check_report(report, names=False)
    if out:
        check_folder(Path(out), DIAGNOSIS_FILES)
    announce_compilation(translate, len(subject.scenario.domains))
    with Bar(translate) as bar:
        found = asked(subject, many, luck, bar)
    written = write_diagnosis(found, Path(out), translate.lang, names=include_actors) if out else []
    if as_json:
        print_json(found.to_dict(names=include_actors))
    else:
        screen = console()
        screen.print(diagnosis_answer(found, translate.lang, screen.width, names=include_actors))
    if written:
        typer.echo(translate("progress.written", count=len(written), folder=out), err=True)
    if report:
        report_on(found, report, translate, names=include_actors, jobs=None)
