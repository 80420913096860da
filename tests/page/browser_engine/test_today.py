"""The diagnosis in the browser: the numbers that Python gives, on territories of several sizes and shapes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.page.browser_engine.both_engines import answered_in_node, answers_of, same_answer
from tests.page.browser_engine.in_node import NODE
from tests.territories import scenario

from simul_agir.page.local import LocalEngine
from simul_agir.page.portable import land_of
from simul_agir.scenario import Scenario, Shock

pytestmark = pytest.mark.skipif(NODE is None, reason="no node")


def alone(told: Scenario) -> Scenario:
    """Nobody has anybody in mind."""
    names = ("sources", "targets", "strengths", "trusts")
    return replace(
        told, landscape=replace(told.landscape, **{name: getattr(told.landscape, name)[:0] for name in names})
    )


def mute(told: Scenario) -> Scenario:
    """All but two have no voice."""
    attributes = {name: np.array(each) for name, each in told.landscape.attributes.items()}
    attributes["voice"][2:] = 0.0
    return replace(told, landscape=replace(told.landscape, attributes=attributes))


TERRITORIES = {
    "one": lambda: scenario(actors=1, months=3),
    "six": lambda: scenario(actors=6, months=3),
    "untied": lambda: alone(scenario(actors=30, months=3)),
    "mute": lambda: mute(scenario(actors=12, months=3)),
    "shocked": lambda: replace(scenario(actors=40, months=12), shocks=(Shock(3, 0.2),)),
    "loos": lambda: Scenario.load("loos-en-gohelle"),
    "operators": lambda: Scenario.load("many-operators-little-trust"),
}


@pytest.mark.parametrize("name", TERRITORIES)
def test_a_diagnosis_is_the_same_in_both_engines(name: str, tmp_path: Path) -> None:
    territory = replace(TERRITORIES[name](), name=name, arms=("none", "residents"))
    request = {"territory": name, "settings": {}, "lang": "fr", "seed": 3}
    (found,) = answered_in_node([land_of(territory)], [("diagnose", request)], 8, tmp_path)["answers"]
    assert found["fault"] is None
    (wanted,) = answers_of(LocalEngine({name: territory}), "diagnose", request)
    same_answer(found["answers"][-1], wanted, name)
