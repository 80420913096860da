"""The compiler is a matter of speed: off, the same numbers; and its cache follows the rules."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from simul_agir import Scenario, simulate
from simul_agir.engine.rule import Entry
from simul_agir.model.parameters import vector
from simul_agir.model.schedule import examine, live
from simul_agir.simulation import Batch
from territories import scenario

LIVE = """
import json, dataclasses
from simul_agir import Scenario, simulate
place = dataclasses.replace(Scenario.load("classroom"), months=6, warm_up=3)
print(json.dumps(simulate(place, "residents", runs=1, seed=2).values.tolist()))
"""


def elsewhere(code: str, **environment: str) -> str:
    """What code prints in a new process."""
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths, **environment}
    return subprocess.run(
        [sys.executable, "-c", code], check=True, env=environment, capture_output=True, text=True
    ).stdout


def test_with_the_compiler_off_a_whole_answer_is_the_same() -> None:
    place = Scenario.load("classroom")
    place = Scenario(**{**place.content(), "months": 6, "warm_up": 3})
    found = np.array(json.loads(elsewhere(LIVE, NUMBA_DISABLE_JIT="1")))
    np.testing.assert_allclose(
        found, simulate(place, "residents", runs=1, seed=2).values, rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize("domains", [3, 8])
def test_a_door_takes_nothing_but_what_it_is_made_for(domains: int) -> None:
    batch = Batch.begin(scenario(actors=5, domains=domains), "none", 2)
    passes, bottlenecks = np.zeros((2, 5, 12), bool), np.zeros((2, 12))
    table, p = batch.handle(), vector({})[None]
    examine(table, 2, p, passes, bottlenecks)
    for wrong in (
        (table, 2, p, passes),
        (table, 2.5, p, passes, bottlenecks),
        (table, 2, list(p), passes, bottlenecks),
        (table, 2, p[0], passes, bottlenecks),
        (table, 2, p.astype(np.float32), passes, bottlenecks),
        (table, 2, p, passes[:, ::2], bottlenecks),
        (table, 2, p, passes, bottlenecks[0]),
        (table.astype(np.int32), 2, p, passes, bottlenecks),
        (table[0, 0], 2, p, passes, bottlenecks),
        (),
    ):
        with pytest.raises(TypeError):
            examine(*wrong)


def test_the_doors_keep_the_names_and_words_of_the_rules() -> None:
    for entry in (live, examine):
        assert isinstance(entry, Entry)
        assert entry.__doc__
    assert live.__name__ == "live"


def test_nothing_imports_the_compiler_once_the_rules_are_compiled() -> None:
    code = "import sys; from simul_agir.cli import app; from simul_agir import Scenario, simulate;"
    code += "simulate(Scenario.load('classroom'), 'residents', runs=2); print('numba' in sys.modules)"
    assert elsewhere(code).strip() == "False"
