"""The JSON Schema of a study says what the reader accepts."""

import json
import tomllib
from typing import Any

import pytest

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario.toml.schema import Document
from simul_agir.study.design.form import KINDS, StudyDocument, json_schema
from simul_agir.study.design.shipped import shipped_studies
from simul_agir.study.design.template import write

jsonschema = pytest.importorskip("jsonschema")


def _refused(content: dict[str, Any]) -> bool:
    return any(jsonschema.Draft202012Validator(json_schema()).iter_errors(content))


def test_the_schema_names_every_key_and_what_may_vary() -> None:
    schema = json_schema()
    json.dumps(schema, allow_nan=False)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == set(StudyDocument.model_fields)
    varied = schema["properties"]["vary"]["properties"]
    assert set(varied) == set(Document.model_fields)
    assert set(varied["parameters"]["anyOf"][1]["properties"]) == set(PARAMETERS)
    assert schema["$defs"]["DesignTable"]["properties"]["kind"]["anyOf"][0]["enum"] == list(KINDS)


@pytest.mark.parametrize("name", sorted(shipped_studies()))
def test_every_shipped_study_satisfies_it(name: str) -> None:
    assert not _refused(tomllib.loads(shipped_studies()[name].read_text(encoding="utf-8")))


def test_a_new_study_satisfies_it(tmp_path: Any) -> None:
    (path,) = write(tmp_path / "mine")
    assert not _refused(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"scenario": 3},
        {"scenario": "classroom", "runs": 0},
        {"scenario": "classroom", "sead": 1},
        {"scenario": "classroom", "design": {"kind": "sobel"}},
        {"scenario": "classroom", "vary": {"parameters": {"homofily": [1]}}},
        {"scenario": "classroom", "vary": {"parameters": "al"}},
        {"scenario": "classroom", "stances": ["no body"]},
        {"scenario": "classroom", "sure": {"confidence": 2}},
    ],
)
def test_it_refuses_what_the_reader_refuses(wrong: dict[str, Any]) -> None:
    assert _refused(wrong)
