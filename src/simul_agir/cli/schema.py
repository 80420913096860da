"""`simul-agir schema`: the JSON Schema of scenario.toml, for editors."""

import typer

from simul_agir.cli.options import Json, Out
from simul_agir.locale import Words

FILE = "scenario.schema.json"


def schema(context: typer.Context, out: Out = "", _as_json: Json = False) -> None:
    """Prints the JSON Schema of a scenario: it is JSON in any case."""
    from simul_agir.cli.output import keep, print_json
    from simul_agir.report.files import as_json as text_of
    from simul_agir.scenario.schema import json_schema

    say: Words = context.obj
    found = json_schema()
    keep({FILE: text_of(found)}, out, say)
    print_json(found)
