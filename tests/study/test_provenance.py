"""Tests of `study.provenance`: what an answer was made with."""

import json
from pathlib import Path

from simul_agir.study.design import Study
from simul_agir.study.sweep import sweep


def test_the_store_says_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(
        'scenario = "classroom"\nruns = 1\n[fixed]\nmonths = 12\n', encoding="utf-8"
    )
    study = Study.load(tmp_path)
    store = sweep(study, tmp_path / "out", command=["simul-agir", "sweep"])
    folder = tmp_path / "out"
    assert (folder / "_study.toml").read_text(encoding="utf-8") == study.text
    assert {path.name for path in (folder / "_scenario" / "classroom").iterdir()} == {
        "scenario.toml",
        "actors.csv",
        "ties.csv",
    }
    assert store.manifest.asked["scenarios"] == {"classroom": study.scenario().hash}
    (session,) = store.journal.sessions
    assert session["command"] == ["simul-agir", "sweep"]
    assert {
        "numpy",
        "numba",
        "platform",
        "seconds",
        "state",
        "packages",
        "started",
        "ended",
    } <= session.keys()
    assert json.loads((folder / "_manifest.json").read_text(encoding="utf-8"))["asked"]["seed"] == 1
