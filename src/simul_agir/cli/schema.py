"""`simul-agir schema`: the JSON Schema of scenario.toml, for editors."""


def schema() -> None:
    """Prints the JSON Schema of a scenario."""
    from simul_agir.cli.output import print_json
    from simul_agir.scenario.schema import json_schema

    print_json(json_schema())
