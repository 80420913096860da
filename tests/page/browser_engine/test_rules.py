"""Batches that the page's worker runs by the compiled rules: the very bits that Python gives."""

import base64
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.page.browser_engine.in_node import NODE, asked_of_node

from simul_agir.engine.handles import table_of
from simul_agir.engine.native import bitcode, webassembly
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch, simulate_arms
from simul_agir.simulation.calendars import shock_rows
from simul_agir.simulation.memory import described
from simul_agir.study.exploring.portable import packed
from simul_agir.study.mixture import mixture_of

pytestmark = pytest.mark.skipif(NODE is None, reason="no node")
RUNS, FIRST, SEED = 3, 5, 7


def program(scenario: Scenario, stance: str, points: Any, runs: int = RUNS) -> dict[str, Any]:
    """What a page asks of its workers: one arm, lived whole."""
    batch = Batch.begin(scenario, stance, runs, SEED, FIRST, points=points)
    alike = points is None
    begun = {
        "states": [
            {name: packed(array[r]) for name, array in batch.state.arrays().items()}
            for r in range(1 if alike else runs)
        ],
        "points": packed(batch.points),
        "months": scenario.months,
        "budget": float(scenario.budget),
        "shocks": packed(shock_rows(scenario)),
        **({} if alike else {"which": packed(np.arange(runs, dtype=np.int32))}),
    }
    return {
        "wasm": wasm(scenario),
        "layout": described(scenario),
        "seed": SEED,
        "first": FIRST,
        "runs": runs,
        "batch": 2 if alike else runs,
        "steps": [
            ["begin", "past", begun],
            ["live", "past", 0],
            ["copy", "past", "arm"],
            ["set", "arm", {"calendar": packed(batch.calendars)}],
            ["live", "arm", scenario.months],
            ["take", "arm", "indicators", "indicators"],
            ["take", "arm", "needs", "needLevels"],
            ["take", "arm", "index", {"indicator": "index"}],
            ["take", "arm", "actors", {"array": "actors"}],
            ["take", "arm", "passes", "passes"],
            ["take", "arm", "bottlenecks", "bottlenecks"],
            ["take", "past", "before", "indicators"],
        ],
    }


def wasm(scenario: Scenario) -> str:
    file = webassembly.FILES[table_of(len(scenario.domains))]
    return base64.b64encode((bitcode.FOLDER / file).read_bytes()).decode()


def as_doubles(parts: list[str]) -> np.ndarray[Any, Any]:
    return np.frombuffer(b"".join(map(base64.b64decode, parts)))


def same_bits(found: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any]) -> bool:
    """Whether all doubles are the same; NaN is NaN."""
    return bool(np.array_equal(found, np.asarray(wanted, np.float64).ravel(), equal_nan=True))


def asked(programs: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    return list(asked_of_node(Path(__file__).with_name("rules.mjs"), programs, folder))


@pytest.mark.parametrize("name", ["classroom", "small-contract"])
def test_an_arm_lived_in_chunks_gives_every_double_of_python(name: str, tmp_path: Path) -> None:
    scenario = Scenario.load(name)
    (answer,) = asked([program(scenario, "none", None)], tmp_path)
    lived = simulate_arms(scenario, ["none"], RUNS, SEED, jobs=1, first=FIRST)["none"]
    assert answer["runs"] == [[FIRST, 2], [FIRST + 2, 1]]
    assert answer["hands"] == 2
    taken = {each: as_doubles(parts) for each, parts in answer["taken"].items() if each != "passes"}
    assert same_bits(taken["indicators"], lived.values)
    assert same_bits(taken["needs"], lived.needs)
    assert same_bits(taken["index"], lived.of("index"))
    assert same_bits(taken["bottlenecks"], lived.bottlenecks)
    passes = b"".join(map(base64.b64decode, answer["taken"]["passes"]))
    assert passes == lived.final_passes.tobytes()
    before = taken["before"].reshape(lived.values.shape)
    assert same_bits(before[:, 0].ravel(), lived.values[:, 0])
    assert not before[:, 1:].any()


def test_over_a_mixture_each_run_takes_its_own_parameters_and_start(tmp_path: Path) -> None:
    scenario = Scenario.load("small-contract")
    points = mixture_of(scenario)
    (answer,) = asked([program(scenario, "none", points)], tmp_path)
    lived = simulate_arms(scenario, ["none"], RUNS, SEED, jobs=1, first=FIRST, points=points)["none"]
    assert same_bits(as_doubles(answer["taken"]["indicators"]), lived.values)


def test_what_cannot_be_done_is_told_and_the_worker_goes_on(tmp_path: Path) -> None:
    scenario = Scenario.load("classroom")
    good, late, none, tight = (program(scenario, "none", None) for _ in range(4))
    late["steps"][4] = ["live", "arm", scenario.months + 1]
    none["steps"][7] = ["take", "arm", "index", {"indicator": "nothing"}]
    tight["limit"] = 17 << 16
    answers = asked([late, none, tight, good], tmp_path)
    assert answers[0]["fault"] == f"month {scenario.months + 1} is outside 0 to {scenario.months}"
    assert answers[1]["fault"] == "no indicator nothing"
    assert answers[2]["fault"] == f"more than {17 << 16} bytes of memory are needed"
    assert "taken" in answers[3]
