"""A scenario is its content: one hash, whoever computes it."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from simul_agir.model.parameters import PARAMETERS, SWITCHES
from simul_agir.scenario import ARMS, DOMAINS, Scenario


def elsewhere(code: str, **environment: str) -> str:
    """What a new Python process prints."""
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.strip()


def test_defaults_are_those_of_the_design() -> None:
    scenario = Scenario.from_contract("CN04801N")
    assert (scenario.months, scenario.warm_up, scenario.domains, scenario.arms) == (72, 24, DOMAINS, ARMS)
    assert all(int(links) >> need & 1 for need, links in enumerate(scenario.links))


def test_the_vector_holds_the_scenarios_parameters_and_switches() -> None:
    scenario = Scenario.from_contract("CN04801N", parameters={"need_trend": 0.01}, mechanisms={"aid": False})
    vector = scenario.vector()
    assert vector[PARAMETERS["need_trend"].position] == 0.01
    assert vector[SWITCHES["aid"].position] == 0
    assert vector[SWITCHES["encounters"].position] == 1


@pytest.mark.parametrize(
    ("title", "title_fr", "english", "french"),
    [("Town", "Ville", "Town", "Ville"), ("Town", "", "Town", "Town"), ("", "Ville", "Ville", "Ville")],
)
def test_a_title_is_that_of_the_language(title: str, title_fr: str, english: str, french: str) -> None:
    scenario = replace(Scenario.load("classroom"), title=title, title_fr=title_fr)
    assert (scenario.titled(), scenario.titled("fr")) == (english, french)


def test_without_a_title_there_is_the_name() -> None:
    assert replace(Scenario.load("classroom"), title="", title_fr="").titled("fr") == "classroom"


def test_importing_scenarios_is_light() -> None:
    code = "import sys, simul_agir.scenario; print(*sys.modules)"
    heavy = {"pandas", "seaborn", "matplotlib", "mesa", "networkx", "numba", "pydantic", "scipy"}
    assert heavy.isdisjoint(elsewhere(code).split())
