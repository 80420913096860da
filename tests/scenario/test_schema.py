"""The JSON Schema says what the reader accepts."""

import json

import pytest

from simul_agir.model.parameters import PARAMETERS, SWITCHES
from simul_agir.scenario import ATTRIBUTES, Scenario
from simul_agir.scenario.schema import STANCES, Document, json_schema


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
        assert (each["minimum"], each["maximum"], each["default"]) == (
            parameter.low,
            parameter.high,
            parameter.default,
        )
        assert each["description"]
    assert all("description" in each for each in properties.values())


def test_every_default_stance_is_known() -> None:
    stances = pytest.importorskip("simul_agir.stances")
    assert set(stances.names()) == set(STANCES)


def test_a_stance_of_ones_own_may_be_named() -> None:
    scenario = Scenario.from_contract("CN04801N", arms=["none", "my_package.my_module:MyStance"])
    assert scenario.arms[1] == "my_package.my_module:MyStance"
