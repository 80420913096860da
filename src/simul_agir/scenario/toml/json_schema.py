"""The JSON Schema of scenario.toml, for editors."""

from __future__ import annotations

from typing import Any

from simul_agir.scenario.assumptions import kinds
from simul_agir.scenario.changes import Key, keys
from simul_agir.scenario.soundness import MOST_MONTHS, is_choice
from simul_agir.scenario.stance_names import PLAIN_NAME
from simul_agir.scenario.toml.schema import STANCES, Document


def json_schema() -> dict[str, Any]:
    """JSON Schema of scenario.toml, with every parameter, mechanism, kind and stance named."""
    from simul_agir.model.parameters import PARAMETERS, SWITCHES

    schema = Document.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "scenario.toml"
    properties = schema["properties"]
    properties["parameters"] |= {
        "additionalProperties": False,
        "properties": {name: _parameter(each) for name, each in PARAMETERS.items()},
    }
    properties["mechanisms"] |= {
        "additionalProperties": False,
        "properties": {
            name: {"type": "boolean", "default": True, "description": each.meaning}
            for name, each in SWITCHES.items()
        },
    }
    properties["arms"]["items"] = _arm_schema(schema, properties)
    properties["kinds"]["properties"] = {
        name: {"$ref": "#/$defs/KindTable", "description": f"{each.en} ({each.fr})"}
        for name, each in kinds().items()
    }
    return schema


def _arm_schema(schema: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    """An arm: a stance's name, or a table with changes whose numbers may be factors, and switches."""
    stance = {"anyOf": [{"enum": list(STANCES)}, {"type": "string", "pattern": f"^{PLAIN_NAME}$"}]}
    factor = {"type": "string", "pattern": r"^\s*[x×]\s*\d+([.,]\d+)?\s*$"}
    changes = {
        name: {"description": properties[name].get("description", ""), **_changeable(name, factor)}
        for name in ("effort", "budget", "shocks", "path", "vision", "parameters", "mechanisms")
    }
    month = {"type": "integer", "minimum": 1, "maximum": MOST_MONTHS - 1}
    switch = {
        "type": "object",
        "additionalProperties": False,
        "required": ["month"],
        "minProperties": 2,
        "properties": {"month": month, "stance": stance, **changes},
    }
    told = schema["$defs"].pop("ArmTable")["properties"]
    schema["$defs"]["SwitchTable"] = switch
    schema["$defs"]["ArmTable"] = {
        "type": "object",
        "additionalProperties": False,
        "required": ["stance"],
        "properties": {
            "name": {
                "type": "string",
                "minLength": 1,
                "maxLength": 80,
                "description": told["name"]["description"],
            },
            "stance": {**stance, "description": told["stance"]["description"]},
            "then": {
                "type": "array",
                "items": {"$ref": "#/$defs/SwitchTable"},
                "description": told["then"]["description"],
            },
            **changes,
        },
    }
    return {"anyOf": [*stance["anyOf"], {"$ref": "#/$defs/ArmTable"}]}


def _changeable(name: str, factor: dict[str, Any]) -> dict[str, Any]:
    """The schema of a key in an arm: as in a scenario, and each number also as a factor."""
    if name == "shocks":
        return {"type": "array", "items": {"$ref": "#/$defs/ShockTable"}}
    known = keys()
    if name in known:
        return _value(known[name], factor)
    table = _table()
    for key, each in known.items():
        head, _, rest = key.partition(".")
        if head == name:
            at = table
            *tables, last = rest.split(".")
            for part in tables:
                at = at["properties"].setdefault(part, _table())
            at["properties"][last] = _value(each, factor)
    return table


def _table() -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": {}}


def _value(key: Key, factor: dict[str, Any]) -> dict[str, Any]:
    """What one key may be."""
    if key.rule == "truth":
        return {"type": "boolean"}
    if key.rule == "names":
        return {"type": "array", "items": {"type": "string"}}
    if key.rule == "zero_one":
        return {"enum": [0, 1]}
    kind = "integer" if key.rule == "whole" else "number"
    return {"anyOf": [{"type": kind, "minimum": key.low, "maximum": key.high}, factor]}


def _parameter(parameter: Any) -> dict[str, Any]:
    if is_choice(parameter):
        span: dict[str, Any] = {"enum": [0, 1]}
    else:
        span = {"type": "number", "minimum": parameter.low, "maximum": parameter.high}
    return {
        **span,
        "default": parameter.default,
        "description": f"{parameter.meaning} ({parameter.unit}; {parameter.source})",
    }
