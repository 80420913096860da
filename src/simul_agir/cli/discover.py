"""`simul-agir discover`: where each stance ends highest, and what would have to be true for the ranking to flip."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simul_agir.cli.options import Jobs, Json, Out, Seed
from simul_agir.cli.sensitivity import StudyRuns
from simul_agir.locale import Words

if TYPE_CHECKING:
    from simul_agir.study.sweep.sample import Sample

SweepOrStudy = Annotated[
    str, typer.Argument(metavar="DIR|STUDY", help="help.sweep_or_study", show_default=False)
]


def discover(
    context: typer.Context,
    sweep: SweepOrStudy,
    outcome: Annotated[str, typer.Option("--outcome", metavar="NAME", help="help.compared")] = "index",
    lowest: Annotated[bool, typer.Option("--lowest", help="help.lowest_wins")] = False,
    margin: Annotated[str, typer.Option("--margin", metavar="help.number", help="help.margin")] = "0",
    repeats: Annotated[str, typer.Option("--repeats", metavar="help.number", help="help.repeats")] = "2",
    runs: StudyRuns = "",
    seed: Seed = "1",
    out: Out = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """PRIM boxes that hold on points they were not fitted to: table, words, and with --out flip map and boxes."""
    from simul_agir.cli.options import decimal_number, jobs_number, whole_number
    from simul_agir.cli.output import console, print_json
    from simul_agir.cli.progress import Bar
    from simul_agir.report.files.discovery_files import FILES, write_discovery
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.tables.discovery_table import answer
    from simul_agir.study.discovery.analysis import DiscoveryOptions, check_options, discover

    asked = DiscoveryOptions(
        outcome=outcome,
        lowest=lowest,
        margin=decimal_number("margin", margin),
        repeats=whole_number("repeats", repeats),
        seed=whole_number("seed", seed),
    )
    check_options(asked)
    wanted, threads = whole_number("runs", runs) if runs else None, jobs_number(jobs)
    if out:
        check_folder(Path(out), FILES)
    translate = context.obj
    sample = _sample(sweep, outcome, wanted, threads, translate)
    with Bar(translate) as bar:
        found = discover(sample, asked, progress=bar)
    written = write_discovery(found, Path(out), translate.lang) if out else []
    if as_json:
        print_json(found.to_dict())
    else:
        screen = console()
        screen.print(answer(found, translate.lang, screen.width))
    if written:
        typer.echo(translate("progress.written", count=len(written), folder=out), err=True)


def _sample(source: str, outcome: str, runs: int | None, jobs: int | None, translate: Words) -> "Sample":
    """The points of a sweep's folder, or of a study, which is simulated."""
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.study.design.study import Study
    from simul_agir.study.sweep.sample import Sample, check_sample, sample_points

    if Path(source).is_dir() and not (Path(source) / "study.toml").exists():
        return Sample.load(source)
    study = Study.load(source)
    study = study if runs is None else replace(study, runs=runs)
    check_sample(study, len(study.points()), jobs, at_least=2)
    announce_compilation(translate)
    with Bar(translate) as bar:
        return sample_points(study, jobs, bar, (outcome,))
