"""`simul-agir run`: one trajectory, told month by month."""

from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Jobs, Json, Out, ScenarioSource, Seed
from simul_agir.locale import Words


def run(
    context: typer.Context,
    scenario: ScenarioSource,
    stance: Annotated[str, typer.Option("--stance", metavar="S", help="help.stance_option")] = "none",
    seed: Seed = "1",
    months: Annotated[
        str, typer.Option("--months", metavar="help.span", help="help.months", show_default=False)
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="help.all")] = False,
    out: Out = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """One trajectory: who met, what was tried, who moved up or fell."""
    from simul_agir.cli.options import jobs_number, month_span, stance_name, whole_number
    from simul_agir.cli.output import print_json
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.report.folder import check_folder
    from simul_agir.report.story import STORY_FILES, as_dict, tell, write_story
    from simul_agir.scenario import Scenario
    from simul_agir.simulation import record
    from simul_agir.study.request import check_jobs, check_seed, check_stance

    say: Words = context.obj
    luck = whole_number("seed", seed)
    check_seed(luck)
    check_jobs(jobs_number(jobs))  # one run is lived by one thread, however many there may be
    name = stance_name(stance)
    check_stance(name, "stance")
    territory = Scenario.load(scenario)
    span = month_span(months, territory.months)
    if out:
        check_folder(Path(out), STORY_FILES)
    announce_compilation(say, len(territory.domains))
    with Bar(say) as bar:
        story = record(territory, name, luck, progress=bar)
    written = write_story(story, Path(out), say.lang) if out else []
    if as_json:
        print_json(as_dict(story, span))
    else:
        typer.echo(tell(story, say.lang, span, everything=everything), nl=False)
    if written:
        typer.echo(say("progress.written", count=len(written), folder=out), err=True)
