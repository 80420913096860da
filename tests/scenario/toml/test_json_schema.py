"""Tests of `scenario.toml.json_schema`: jSON Schema of scenario.toml, for editors."""

import json

from simul_agir.model.parameters import PARAMETERS, SWITCHES
from simul_agir.scenario import ATTRIBUTES
from simul_agir.scenario.toml.json_schema import json_schema
from simul_agir.scenario.toml.schema import Document


def test_the_schema_names_every_key_parameter_and_mechanism() -> None:
    schema = json_schema()
    json.dumps(schema, allow_nan=False)
    assert set(schema["properties"]) == set(Document.model_fields)
    assert set(schema["properties"]["parameters"]["properties"]) == set(PARAMETERS)
    assert set(schema["properties"]["mechanisms"]["properties"]) == set(SWITCHES)
    assert set(ATTRIBUTES) <= set(schema["$defs"]["KindTable"]["properties"])
    assert schema["additionalProperties"] is False


def test_the_schema_gives_ranges_defaults_and_words() -> None:
    properties = json_schema()["properties"]
    assert (
        properties["months"]["minimum"],
        properties["months"]["maximum"],
        properties["months"]["default"],
    ) == (1, 600, 72)
    for name, each in properties["parameters"]["properties"].items():
        parameter = PARAMETERS[name]
        assert each["default"] == parameter.default
        if name.startswith("item_"):
            assert each["enum"] == [0, 1]
        else:
            assert (each["minimum"], each["maximum"]) == (parameter.low, parameter.high)
        assert each["description"]
    assert all("description" in each for each in properties.values())
