"""Tests of `scenario.arm_form`: the form of an arm as a file."""

import pytest

from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.toml.json_schema import json_schema


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
