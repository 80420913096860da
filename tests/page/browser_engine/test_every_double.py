"""Six territories under all their arms, lived by browsers: every double that is measured is the native one."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.page.browser_engine.in_browser import BROWSERS, answer_in_browser
from tests.page.browser_engine.in_node import NODE, asked_of_node
from tests.page.browser_engine.territories_told import told

from simul_agir.scenario import Scenario
from simul_agir.simulation import simulate_arms
from simul_agir.study.mixture import mixture_of

TERRITORIES = (
    *("classroom", "small-contract", "siloed-services"),
    *("loos-en-gohelle", "many-operators-little-trust", "grand-lyon"),
)
RUNS, SEED = 50, 3
HERE = Path(__file__)


def hashes(scenario: Scenario, runs: int) -> dict[str, str]:
    """SHA-256 of all that is measured natively, every NaN alike."""
    ensembles = simulate_arms(scenario, scenario.arms, runs, SEED, points=mixture_of(scenario))
    found = {}
    for name, ensemble in ensembles.items():
        for what, array in (("indicators", ensemble.values), ("needs", ensemble.needs)):
            alike = np.where(np.isnan(array), np.nan, array)
            found[f"{name}.{what}"] = hashlib.sha256(alike.tobytes()).hexdigest()
    return found


def answered(answer: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {name: each["hashes"] for name, each in answer.items()}


@pytest.mark.skipif(NODE is None, reason="no node")
def test_in_node_every_double_of_a_few_runs_is_the_native_one(tmp_path: Path) -> None:
    scenarios = [Scenario.load(name) for name in ("classroom", "small-contract")]
    asked = {each.name: told(each, 3, SEED) for each in scenarios}
    answer = asked_of_node(HERE.with_name("every_double.mjs"), asked, tmp_path)
    assert answered(answer) == {each.name: hashes(each, 3) for each in scenarios}


@pytest.fixture(scope="module")
def natively() -> dict[str, dict[str, str]]:
    return {name: hashes(Scenario.load(name), RUNS) for name in TERRITORIES}


@pytest.mark.slow
@pytest.mark.parametrize("where", ["node", *BROWSERS])
def test_every_double_of_six_territories_is_the_native_one(
    where: str, natively: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    if shutil.which(where) is None:
        pytest.skip(f"no {where}")
    asked = {name: told(Scenario.load(name), RUNS, SEED) for name in TERRITORIES}
    if where == "node":
        answer = asked_of_node(HERE.with_name("every_double.mjs"), asked, tmp_path)
    else:
        answer = answer_in_browser(where, HERE.with_name("every_double.js"), asked, tmp_path)
    assert answered(answer) == natively
    assert all(each["bytes"] < 300_000_000 for each in answer.values())
