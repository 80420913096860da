"""The compiler is a matter of speed: off, the same numbers; and its cache follows the rules."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from simul_agir import Scenario, simulate
from simul_agir.world import compiled

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


def test_the_cache_is_named_by_all_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "world"
    shutil.copytree(Path(compiled.__file__).parent, rules, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "__file__", str(rules / "compiled.py"))
    names = [compiled._fingerprint()]
    for text in ("# another rule\n", "# and another\n"):
        with (rules / "trust.py").open("a", encoding="utf-8") as file:
            file.write(text)
        names.append(compiled._fingerprint())
    assert len(set(names)) == 3
    assert all(len(name) == 16 for name in names)


def test_where_the_cache_cannot_be_written_a_temporary_folder_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    code = "from simul_agir.world.compiled import CACHE; print(CACHE)"
    folder = Path(elsewhere(code, SIMUL_AGIR_CACHE=str(tmp_path / "file"), TMPDIR=str(tmp_path)).strip())
    assert tmp_path in folder.parents
    assert folder.is_dir()


def test_the_cache_can_be_put_where_one_wants(tmp_path: Path) -> None:
    code = "from simul_agir.world.compiled import CACHE; print(CACHE)"
    folder = Path(elsewhere(code, SIMUL_AGIR_CACHE=str(tmp_path / "cache")).strip())
    assert folder == tmp_path / "cache" / "simul_agir" / compiled.CACHE.name
