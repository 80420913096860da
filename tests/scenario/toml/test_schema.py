"""The JSON Schema says what the reader accepts."""

import json

import pytest

from simul_agir.model.parameters import PARAMETERS, SWITCHES
from simul_agir.scenario import ATTRIBUTES, Scenario, ScenarioError, stance_names
from simul_agir.scenario.toml.json_schema import json_schema
from simul_agir.scenario.toml.schema import STANCES, Document
from simul_agir.stances.registry import CONTROLS, SHIPPED


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


def test_every_default_stance_is_known() -> None:
    assert set(SHIPPED) == set(STANCES)
    assert set(CONTROLS) == set(stance_names.CONTROLS)


def test_a_name_never_says_where_code_lies(lang: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        Scenario.from_contract("CN04801N", arms=["none", "my_package.my_module:MyStance"])
    assert "--stance-module" in refused.value.text(lang)


def test_a_stance_of_ones_own_may_be_named_once_it_is_known() -> None:
    with pytest.raises(ScenarioError):
        Scenario.from_contract("CN04801N", arms=["none", "my_stance"])
    stance_names.allow("my_stance")
    try:
        assert Scenario.from_contract("CN04801N", arms=["none", "my_stance"]).arms == ("none", "my_stance")
    finally:
        stance_names.forget("my_stance")


@pytest.mark.parametrize(
    ("arms", "sound"),
    [
        (["none", {"stance": "residents", "effort": "x2"}], True),
        ([{"name": "x", "stance": "residents", "then": [{"month": 18, "stance": "mixed"}]}, "none"], True),
        (
            [{"stance": "residents", "parameters": {"trust_memory": "x0.5"}, "mechanisms": {"aid": False}}],
            True,
        ),
        (
            [
                {
                    "stance": "residents",
                    "path": {"scheme": {"start": 20}},
                    "shocks": [{"month": 3, "size": 0.2}],
                }
            ],
            True,
        ),
        ([{"effort": 2}], False),
        ([{"stance": "residents", "efort": "x2"}], False),
        ([{"stance": "residents", "effort": "twice"}], False),
        ([{"stance": "residents", "then": [{"stance": "mixed"}]}], False),
        ([{"stance": "residents", "mechanisms": {"aid": 3}}], False),
    ],
)
def test_the_schema_and_the_reader_agree_on_arms(arms: list[object], sound: bool) -> None:
    content = {"contract": "CN06202I", "arms": arms}
    jsonschema = pytest.importorskip("jsonschema")
    assert jsonschema.Draft202012Validator(json_schema()).is_valid(content) == sound
    if sound:
        assert len(Scenario.from_contract("CN06202I", arms=arms).arms) == len(arms)
    else:
        with pytest.raises(ScenarioError):
            Scenario.from_contract("CN06202I", arms=arms)
