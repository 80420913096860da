"""Tests of `scenario.canon`: read-only arrays, and one digest for content that holds arrays."""

from dataclasses import replace

from tests.scenario.test_model import elsewhere

from simul_agir.scenario import Scenario, Shock


def test_the_hash_is_the_same_in_every_process() -> None:
    code = "from simul_agir.scenario import Scenario; print(Scenario.load('loos-en-gohelle').hash)"
    found = {elsewhere(code, PYTHONHASHSEED=seed) for seed in ("1", "2")}
    assert found == {Scenario.load("loos-en-gohelle").hash}


def test_the_hash_changes_with_anything() -> None:
    scenario = Scenario.load("classroom")
    changes = {
        "months": 37,
        "title": "Other",
        "title_fr": "Autre",
        "budget": scenario.budget + 1,
        "shocks": (Shock(3, 0.1),),
        "parameters": {"need_trend": 0.004},
        "mechanisms": {"aid": False},
        "needs": scenario.needs * 0.5,
    }
    others = [replace(scenario, **{name: value}) for name, value in changes.items()]
    assert len({scenario.hash, *(other.hash for other in others)}) == len(changes) + 1
