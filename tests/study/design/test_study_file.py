"""A study file is read whole, and all its faults are told at once, in both languages."""

import copy
import datetime
import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from simul_agir.scenario import ScenarioError
from simul_agir.study.design import Study
from simul_agir.study.design.study_file import is_study
from studies import SMALL, small

FAULTY = """
scenario = ["loos-en-gohele", "classroom"]
stances = ["none", "residents", "residents"]
runs = 0
sead = 3
[fixed]
month = 24
[vary]
parameters.homofily = { low = 0, high = 4 }
parameters.trust_memory = { low = 0.5, high = 1.5 }
parameters.action_cost = { low = 0, high = 20000, scale = "log" }
landscape.trust = [0.2, 5]
path.training.months = { low = 0, hihg = 12 }
effort = "range"
arms = []
months = [3, 24.5]
[design]
kind = "sobel"
points = -1
[keep]
quantiles = [0.1, 5]
trajectories = ["indx"]
"""
TOLD = (
    (2, "scenario[1]", "loos-en-gohelle"),
    (3, "stances[3]", None),
    (4, "runs", None),
    (5, "sead", "seed"),
    (7, "fixed.month", "months"),
    (9, "vary.parameters.homofily", "homophily"),
    (10, "vary.parameters.trust_memory.high", None),
    (11, "vary.parameters.action_cost.low", None),
    (12, "vary.landscape.trust[2]", None),
    (13, "vary.path.training.months.hihg", "high"),
    (13, "vary.path.training.months", None),
    (14, "vary.effort", None),
    (15, "vary.arms", None),
    (16, "vary.months[2]", None),
    (18, "design.kind", "sobol"),
    (19, "design.points", None),
    (21, "keep.quantiles[2]", None),
    (22, "keep.trajectories[1]", "index"),
)


def faults_of(**keys: Any) -> list[tuple[str, str]]:
    with pytest.raises(ScenarioError) as caught:
        small(**keys)
    return [(fault.field, fault.value) for fault in caught.value.faults]


def test_a_study_is_told_from_a_scenario() -> None:
    assert is_study("first-sweep")
    assert not is_study("loos-en-gohelle")
    assert not is_study("no such thing")


ODD: tuple[Any, ...] = (
    *(
        True,
        -1,
        0,
        1e300,
        float("nan"),
        float("inf"),
        10**30,
        "",
        "é" * 300,
        "a\x00b",
        "\u202e",
        "all",
        "range",
    ),
    *([], {}, [[]], [{}], [{"low": 1}], ["none"], [1, True, "a"], {"low": 2, "high": 1}, {"low": "a"}),
    *({"x": {"y": [1]}}, datetime.date(2026, 1, 1), [float("nan"), float("nan")]),
)
RICH: dict[str, Any] = {
    **SMALL,
    "fixed": {"months": 24, "path": {"training": {"months": 3}}},
    "vary": {
        "parameters": {"homophily": [0, 1], "convene_cost": {"low": 0.1, "high": 5, "scale": "log"}},
        "shocks": [[], [{"month": 3, "size": 0.2}]],
        "path": {"choice": {"start": {"low": 1, "high": 9}}},
    },
    "design": {"kind": "latin_hypercube", "points": 4, "seed": 3},
    "keep": {"quantiles": [0.1], "indicators": ["index"], "trajectories": ["need"], "events": ["rise"]},
}


def _places(table: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        yield (*above, key)
        if isinstance(value, dict):
            yield from _places(value, (*above, key))


def _put(table: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    whole = copy.deepcopy(table)
    inner = whole
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return whole


def test_no_odd_value_anywhere_brings_anything_but_faults() -> None:
    places = [*_places(RICH), ("odd",), ("vary", "odd"), ("points",)]
    odd = itertools.islice(itertools.product(places, ODD), 0, None, 7)
    for place, value in odd:
        assert _told(_put(RICH, place, value)), place


def _told(keys: dict[str, Any]) -> bool:
    """Whether a study is sound, or its faults can be told in both languages."""
    try:
        return Study.of(**keys).points()[0].number == 0
    except ScenarioError as error:
        return bool(error.text("en")) and bool(error.text("fr"))
