"""`simul-agir check`: whether a scenario is sound, and all its faults if not."""

from dataclasses import asdict

import typer

from simul_agir.cli.options import Json, ScenarioSource
from simul_agir.locale import Words


def check(context: typer.Context, scenario: ScenarioSource, as_json: Json = False) -> None:
    """Lists every fault of a scenario, or says that it is sound and what it holds."""
    from simul_agir.cli.output import print_json
    from simul_agir.report.scenario_summary import summary, summary_text
    from simul_agir.scenario import Scenario, ScenarioError
    from simul_agir.study.request import check_stance

    say: Words = context.obj
    try:
        found = Scenario.load(scenario)
    except ScenarioError as error:
        if as_json:
            print_json({"sound": False, "faults": [asdict(fault) for fault in error.faults]})
        raise
    for stance in found.arms:
        check_stance(stance)
    if as_json:
        print_json(summary(found))
    else:
        typer.echo(summary_text(found, say.lang), nl=False)
