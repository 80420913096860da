"""The form of study.toml: what it may say, as pydantic models and as JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from simul_agir.scenario.soundness import LONGEST_NAME, MOST_ARMS, SLUG
from simul_agir.scenario.toml import json_schema as of_scenario
from simul_agir.scenario.toml.form import Form
from simul_agir.scenario.toml.places import Path
from simul_agir.scenario.toml.schema import LONGEST_TEXT, Share, Table, Word, like, number, text, whole
from simul_agir.study.request import LARGEST_RUNS, LARGEST_SEED

KINDS = ("grid", "latin_hypercube", "sobol", "list", "csv")
DRAWN = ("latin_hypercube", "sobol")
SCALES = ("linear", "log")
MOST_POINTS = 1_000_000
MOST_LEVELS = 10_000
FEWEST_RUNS = 100  # of a search: its first stage
MOST_QUANTILES = 100
ALL = "all"


class DesignTable(Table):
    """How the points are laid out."""

    kind: Word | None = Field(
        default=None, description="grid, latin_hypercube, sobol, list or csv; by default what fits the rest"
    )
    points: Annotated[int, whole(1, MOST_POINTS)] | None = Field(
        default=None, description="number of points of a Latin hypercube or of a Sobol' sequence"
    )
    seed: Annotated[int, whole(0, LARGEST_SEED)] = Field(
        default=1, description="the same seed lays out the same points"
    )
    file: Word | None = Field(
        default=None,
        description="the CSV file of the points, one column per key; a path from the study's folder",
    )


class KeepTable(Table):
    """Results stored in addition to the outcomes of every run."""

    quantiles: list[Share] = Field(
        default=[], max_length=MOST_QUANTILES, description="quantiles over the runs, month by month"
    )
    indicators: list[Word] = Field(
        default=[ALL], max_length=MOST_QUANTILES, description='indicators whose quantiles are kept, or "all"'
    )
    trajectories: list[Word] = Field(
        default=[],
        max_length=MOST_QUANTILES,
        description='indicators kept for every run and month, or "all"',
    )
    events: list[Word] = Field(
        default=[], max_length=MOST_QUANTILES, description='kinds of events that are kept, or "all"'
    )
    event_runs: Annotated[int, whole(1, LARGEST_RUNS)] = Field(
        default=1, description="runs of each point, from the first, whose events are kept"
    )
    afterwards: bool = Field(
        default=True, description="whether the months after the contract and a crisis are simulated too"
    )


class SureTable(Table):
    """How sure to be at each point: runs are added until the best stance is known."""

    confidence: Annotated[float, number(0.5, 0.9999)] = Field(
        default=0.95, description="probability of having found the best stance"
    )
    smallest_effect: Annotated[float, number(1e-6, 4)] = Field(
        default=0.1, description="smallest difference of the ladder that matters, in stages"
    )
    most_runs: Annotated[int, whole(FEWEST_RUNS, LARGEST_RUNS)] = Field(
        default=1000, description="runs of each stance after which a point is left undecided"
    )


class StudyDocument(Table):
    """A study of simul_agir: what varies, how, how often it is simulated, and which results are stored."""

    name: Annotated[str, like(SLUG.pattern, "slug", LONGEST_NAME)] | None = Field(
        default=None, description="short name; by default that of the file's folder"
    )
    title: Word = Field(default="", description="title, for people")
    title_fr: Word = Field(default="", description="title in French; without it, title in both languages")
    description: Annotated[str, text(LONGEST_TEXT)] = Field(default="", description="what is asked, and why")
    scenario: Any = Field(
        description="the scenario: a folder, a shipped name or a contract's code; or a list of them, which varies"
    )
    stances: list[Word] | None = Field(
        default=None,
        min_length=1,
        max_length=MOST_ARMS,
        description="stances that live every point on the same luck; by default the scenario's",
    )
    runs: Annotated[int, whole(1, LARGEST_RUNS)] = Field(
        default=50, description="runs of every stance at every point"
    )
    seed: Annotated[int, whole(0, LARGEST_SEED)] = Field(
        default=1, description="seed of the luck, shared by all points and stances"
    )
    fixed: dict[str, Any] = Field(
        default={}, description="keys of scenario.toml that hold at every point, as they stand there"
    )
    vary: dict[str, Any] = Field(
        default={},
        description="keys of scenario.toml that vary: lists of values, or tables with low and high",
    )
    design: DesignTable = Field(default_factory=DesignTable, description="how the points are laid out")
    points: list[dict[str, Any]] = Field(
        default=[],
        max_length=MOST_POINTS,
        description="the points of a list, each the keys of scenario.toml it sets",
    )
    keep: KeepTable = Field(default_factory=KeepTable, description="what is kept")
    sure: SureTable | None = Field(default=None, description="how sure to be, instead of so many runs")


TABLES: dict[tuple[str, ...], type[BaseModel]] = {
    (): StudyDocument,
    ("design",): DesignTable,
    ("keep",): KeepTable,
    ("sure",): SureTable,
}
LENGTHS = {
    "stances": (1, MOST_ARMS),
    "points": (0, MOST_POINTS),
    **{f"keep.{name}": (0, MOST_QUANTILES) for name in ("quantiles", "indicators", "trajectories", "events")},
}


def _keys_at(path: Path) -> tuple[str, ...]:
    return tuple(TABLES[tuple(str(step) for step in path)].model_fields)


STUDY = Form(StudyDocument, _keys_at, LENGTHS)


def json_schema() -> dict[str, Any]:
    """JSON Schema of study.toml, with every parameter and key of a scenario that may vary."""
    scenario = of_scenario.json_schema()
    schema = StudyDocument.model_json_schema()
    schema["$schema"] = scenario["$schema"]
    schema["title"] = "study.toml"
    schema["$defs"] |= scenario["$defs"]
    properties = schema["properties"]
    source = {"type": "string"}
    properties["scenario"] |= {"anyOf": [source, {"type": "array", "items": source, "minItems": 1}]}
    names = {
        "anyOf": scenario["properties"]["arms"]["items"]["anyOf"][:2]
    }  # a study takes no arm with changes
    stances = {"type": "array", "items": names, "minItems": 1}
    properties["stances"]["anyOf"][0] = stances
    properties["fixed"] |= {"properties": scenario["properties"]}
    properties["points"]["items"] = {"type": "object", "properties": scenario["properties"]}
    properties["vary"] |= {"properties": _varied(scenario["properties"])}
    design = schema["$defs"]["DesignTable"]["properties"]
    design["kind"]["anyOf"][0] = {"enum": list(KINDS)}
    return schema


def _varied(properties: dict[str, Any]) -> dict[str, Any]:
    """The same keys, each with the ways in which it may vary; a table of keys may also vary key by key."""
    span = {
        "type": "object",
        "properties": {
            "low": {"type": "number"},
            "high": {"type": "number"},
            "levels": {"type": "integer", "minimum": 2, "maximum": MOST_LEVELS},
            "scale": {"enum": list(SCALES)},
        },
        "required": ["low", "high"],
        "additionalProperties": False,
    }
    ways: list[Any] = [{"type": "array", "minItems": 1}, span]
    found: dict[str, Any] = {}
    for name, each in properties.items():
        found[name] = {"anyOf": [*ways, {"type": "object"}], "description": each.get("description", "")}
    found["parameters"]["anyOf"] = [
        {"enum": [ALL, "assumed"]},
        {
            "type": "object",
            "properties": {
                name: {"anyOf": [{"enum": ["range"]}, *ways], "description": each["description"]}
                for name, each in properties["parameters"]["properties"].items()
            },
            "additionalProperties": False,
        },
    ]
    found["contract"]["anyOf"] = [{"enum": [ALL]}, ways[0]]
    return found
