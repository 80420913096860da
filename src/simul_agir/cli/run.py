"""`simul-agir run`: one life as a story, or all its events."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simul_agir.cli.options import Jobs, Json, Out, ScenarioSource, Seed
from simul_agir.locale import RequestError, Words

if TYPE_CHECKING:
    from simul_agir.study.story import Story


def run(
    context: typer.Context,
    scenario: ScenarioSource,
    stance: Annotated[str, typer.Option("--stance", metavar="S", help="help.run_stance")] = "none",
    number: Annotated[str, typer.Option("--number", metavar="help.number", help="help.number_of_life")] = "1",
    events: Annotated[bool, typer.Option("--events", help="help.events")] = False,
    actor: Annotated[
        str, typer.Option("--actor", metavar="help.actor_name", help="help.actor", show_default=False)
    ] = "",
    months: Annotated[
        str, typer.Option("--months", metavar="help.span", help="help.months", show_default=False)
    ] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="help.jsonl")] = False,
    seed: Seed = "1",
    out: Out = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """One life as a story; its events, or those of one actor."""
    from simul_agir.cli.options import jobs_number, month_span, whole_number
    from simul_agir.cli.output import print_json
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.cli.what_if import first_arm
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.files.story_files import STORY_FILES, write_story
    from simul_agir.scenario import Scenario
    from simul_agir.study.request import LARGEST_RUNS, check_jobs, check_seed
    from simul_agir.study.story import story_of

    translate: Words = context.obj
    if as_json and jsonl:
        raise RequestError("one_form")
    luck, which = whole_number("seed", seed), whole_number("number", number)
    check_seed(luck)
    check_jobs(jobs_number(jobs))
    if not 1 <= which <= LARGEST_RUNS:
        raise RequestError("number_of", found=which, highest=LARGEST_RUNS)
    territory = Scenario.load(scenario)
    arm, span = first_arm(stance, territory), month_span(months, territory.months)
    if out:
        check_folder(Path(out), STORY_FILES)
    announce_compilation(translate, len(territory.domains))
    with Bar(translate) as bar:
        story = story_of(territory, arm, luck, which, jobs=jobs_number(jobs), progress=bar)
    if as_json:
        found = [story.event(event) for event in story.events(actor or None)]
        shown = [each for each in found if span is None or span[0] <= each["month"] <= span[1]]
        print_json({**story.to_dict(translate.lang), "events": shown})
    else:
        typer.echo(_text(story, translate.lang, actor, span, events, jsonl), nl=False)
    if out:
        written = write_story(story, Path(out), translate.lang)
        typer.echo(translate("progress.written", count=len(written), folder=out), err=True)


def _text(
    story: "Story", lang: str, actor: str, span: tuple[int, int] | None, events: bool, jsonl: bool
) -> str:
    """What is written: JSON Lines, one actor, all events of some months, or the page."""
    from simul_agir.report.tables.story_text import events as all_events
    from simul_agir.report.tables.story_text import json_lines, of_actor, page

    if jsonl:
        return json_lines(story, actor or None, span)
    if actor:
        return of_actor(story, actor, lang, span)
    return all_events(story, lang, span) if events or span else page(story, lang)
