"""`simul-agir what-if`: both futures of every run from a month on, what differs, and why."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simul_agir.cli.options import Jobs, Json, OneOrMixture, Out, Runs, ScenarioSource, Seed
from simul_agir.cli.reporting import IncludeActors, Live, Report
from simul_agir.locale import RequestError, Words

if TYPE_CHECKING:
    from simul_agir.scenario import ScenarioError
    from simul_agir.scenario.faults import Fault
    from simul_agir.study.branching import WhatIf

SWITCH = re.compile(r"then\[\d+\]\.")  # how faults of an arm call what its switch says

Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="help.key_value", help="help.set_change", show_default=False),
]


def what_if(
    context: typer.Context,
    scenario: ScenarioSource,
    stance: Annotated[str, typer.Option("--stance", metavar="A", help="help.what_if_stance")] = "none",
    at: Annotated[str, typer.Option("--at", metavar="help.number", help="help.at", show_default=False)] = "",
    then: Annotated[str, typer.Option("--then", metavar="B", help="help.then", show_default=False)] = "",
    change: Changes = None,
    runs: Runs = "",
    no_why: Annotated[bool, typer.Option("--no-why", help="help.no_why")] = False,
    assumptions: OneOrMixture = "",
    seed: Seed = "1",
    out: Out = "",
    report: Report = "",
    include_actors: IncludeActors = False,
    live: Live = False,
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """Branches every run at a month: both futures, what differs, and why."""
    from simul_agir.cli.options import jobs_number, whole_number
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.cli.reporting import check_live, check_report
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.files.what_if_files import WHAT_IF_FILES
    from simul_agir.scenario import Scenario, ScenarioError
    from simul_agir.study.branching import what_if as asked
    from simul_agir.study.branching.run_what_if import RUNS, two_futures
    from simul_agir.study.mixture import mixture_points
    from simul_agir.study.request import check_stances

    translate: Words = context.obj
    if not at:
        raise RequestError("no_month")
    territory, month = Scenario.load(scenario), whole_number("at", at)
    first, changes = first_arm(stance, territory), _changes(change or [])
    if then:
        check_stances([then], option="then")
    try:
        both = two_futures(territory, first, month, then or None, changes)
    except ScenarioError as error:
        raise _of_options(error) from None
    mixture_points(territory, assumptions)
    check_report(report, names=include_actors, live=live)
    if live:
        check_live(territory, both, names=include_actors)
    if out:
        check_folder(Path(out), WHAT_IF_FILES)
    many, luck = whole_number("runs", runs) if runs else RUNS, whole_number("seed", seed)
    announce_compilation(translate, len(territory.domains))
    with Bar(translate) as bar:
        futures = (territory, first, month, then or None, changes)
        found = asked(*futures, many, luck, jobs_number(jobs), bar, why=not no_why, assumptions=assumptions)
    _tell(found, out, translate, as_json=as_json)
    if report:
        from simul_agir.cli.reporting import report_on

        report_on(found, report, translate, names=include_actors, jobs=jobs_number(jobs), live=live)


def _of_options(error: "ScenarioError") -> "ScenarioError":
    """The faults of the second future, reported for the options that asked for it."""
    from simul_agir.scenario import ScenarioError

    def of_option(fault: "Fault") -> "Fault":
        of_switch = SWITCH.match(fault.field)
        if not of_switch:
            return fault
        key = fault.field[of_switch.end() :]
        return (
            replace(fault, file="--at", field="")
            if key == "month"
            else replace(fault, file="--set", field=key)
        )

    return ScenarioError(of_option(fault) for fault in error.faults)


def _tell(found: "WhatIf", out: str, translate: Words, *, as_json: bool) -> None:
    """The answer on the screen, and in a folder where one is named."""
    from simul_agir.cli.output import console, print_json
    from simul_agir.report.files.what_if_files import write_what_if
    from simul_agir.report.tables.what_if_table import what_if_answer

    written = write_what_if(found, Path(out), translate.lang) if out else []
    if as_json:
        print_json(found.to_dict())
    else:
        screen = console()
        screen.print(what_if_answer(found, translate.lang, screen.width))
    if written:
        typer.echo(translate("progress.written", count=len(written), folder=out), err=True)


def first_arm(text: str, territory: Any) -> Any:
    """The stance or arm of a text, whose names are checked."""
    from simul_agir.study.compare.arm_selection import select_arms
    from simul_agir.study.request import check_stances

    (found,) = select_arms(territory, None, [text], "--stance")
    check_stances([found], option="stance")
    return found


def _changes(texts: list[str]) -> dict[str, Any]:
    """What was set, by key. RequestError for a text that sets nothing."""
    from simul_agir.simulation.arm_text import value_of

    found = {}
    for text in texts:
        key, sign, value = (part.strip() for part in text.partition("="))
        if not sign or not key or not value:
            raise RequestError("no_setting", found=text[:80])
        if key in found:
            raise RequestError("set_twice", option="set", found=key)
        found[key] = value_of(value)
    return found
