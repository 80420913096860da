"""`simul-agir schema`: the JSON Schema of scenario.toml, or of study.toml, for editors."""

from typing import Annotated

import typer

from simul_agir.cli.options import Json, Out
from simul_agir.locale import Words

FILE, STUDY_FILE = "scenario.schema.json", "study.schema.json"


def schema(
    context: typer.Context,
    study: Annotated[bool, typer.Option("--study", help="help.schema_study")] = False,
    out: Out = "",
    _as_json: Json = False,
) -> None:
    """Prints the JSON Schema of a scenario or a study: it is JSON in any case."""
    from simul_agir.cli.output import keep, print_json
    from simul_agir.report.files.comparison_files import as_json as text_of
    from simul_agir.scenario.toml.json_schema import json_schema
    from simul_agir.study.design.form import json_schema as schema_of_study

    translate: Words = context.obj
    found = schema_of_study() if study else json_schema()
    keep({STUDY_FILE if study else FILE: text_of(found)}, out, translate)
    print_json(found)
