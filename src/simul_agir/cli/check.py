"""`simul-agir check`: whether a scenario or a study is sound, and all its faults if not."""

from dataclasses import asdict
from typing import Any

import typer

from simul_agir.cli.options import Json, Out, ScenarioSource
from simul_agir.locale import Words


def check(context: typer.Context, scenario: ScenarioSource, out: Out = "", as_json: Json = False) -> None:
    """Lists every fault of a scenario, or confirms that it is sound and summarises it."""
    from simul_agir.cli.output import keep, print_json
    from simul_agir.report.files.comparison_files import as_json as text_of
    from simul_agir.report.tables.scenario_summary import (
        collection_summary,
        collection_text,
        summary,
        summary_text,
    )
    from simul_agir.scenario import Scenario, ScenarioError
    from simul_agir.scenario.collection import Collection, is_collection
    from simul_agir.study.design.study_file import is_study
    from simul_agir.study.request import check_arms

    translate: Words = context.obj
    try:
        if is_study(scenario):
            facts, text = _study(scenario, translate)
        else:
            found = Collection.load(scenario) if is_collection(scenario) else Scenario.load(scenario)
            check_arms(found, scenario)
            if isinstance(found, Collection):
                found.examine()
                facts, text = collection_summary(found), collection_text(found, translate.lang)
            else:
                facts, text = summary(found), summary_text(found, translate.lang)
    except ScenarioError as error:
        if as_json:
            print_json({"sound": False, "faults": [asdict(fault) for fault in error.faults]})
        raise
    keep({"check.json": text_of(facts), "check.txt": text}, out, translate)
    if as_json:
        print_json(facts)
    else:
        typer.echo(text, nl=False)


def _study(source: str, translate: Words) -> tuple[dict[str, Any], str]:
    """What a study asks, in figures and in words."""
    from simul_agir.report.tables.study_summary import study_summary, study_text
    from simul_agir.study.design import Study

    found = Study.load(source)
    return study_summary(found), study_text(found, translate.lang)
