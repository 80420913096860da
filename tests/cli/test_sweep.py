"""sweep, verify-store and what other commands know of studies, from the words typed to the exit code."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from simul_agir.cli import main
from simul_agir.study.design import Study
from simul_agir.study.store import Store
from simul_agir.study.store.verify import verify
from studies import digests

STUDY = """
scenario = "classroom"
stances = ["none", "residents"]
runs = 2
[fixed]
months = 12
[vary]
parameters.homophily = [0, 1]
"""


@pytest.fixture
def study(tmp_path: Path) -> str:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "study.toml").write_text(STUDY, encoding="utf-8")
    return str(tmp_path / "mine")


def test_a_sweep_says_what_it_kept_and_where(
    study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    assert main(["sweep", study, "--out", out, "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "mine: 2 points, 2 stances, 2 paired runs of each" in told
    assert f'pandas.read_parquet("{out}")' in told
    assert len(pd.read_parquet(out)) == 8
    assert main(["sweep", study, "--out", out, "--runs", "3", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["rows"], answer["runs"], answer["complete"]) == (12, 3, True)
    assert main(["verify-store", out, "--lang", "fr"]) == 0
    assert "toutes les parties sont intactes" in capsys.readouterr().out


def test_a_failing_point_is_told_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "partly.toml"
    file.write_text(
        'scenario = "classroom"\nstances = ["none"]\nruns = 1\n'
        "[vary]\nmonths = [12, 24]\npath.training.start = [5, 20]\n",
        encoding="utf-8",
    )
    assert main(["sweep", str(file), "--out", str(tmp_path / "out"), "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert "Point 1 failed: " in told.err
    assert "path.training.start" in told.err
    assert set(pd.read_parquet(tmp_path / "out")["point"]) == {0, 2, 3}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sweep", "nowhere", "--out", "x"], "study.toml"),
        (["sweep", "first-sweep"], "--out"),
        (["sweep", "first-sweep", "--out", "x", "--executor", "moon"], "moon"),
        (["sweep", "first-sweep", "--out", "x", "--runs", "few"], "few"),
        (["sweep", "first-sweep", "--out", "x", "--runs", "0"], "--runs"),
        (["sweep", "first-sweep", "--out", "x", "--executor", "dask:nobody.invalid:1"], "nobody.invalid"),
        (["verify-store", "nowhere"], "nowhere"),
        (["new", "x", "--study", "--from", "classroom"], "--from"),
    ],
)
def test_faulty_requests_end_with_2_in_both_languages(
    words: list[str],
    told: str,
    lang: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("simul_agir.study.sweep.executors._CONNECT", 1)
    assert main([*words, "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said


def test_check_new_and_schema_know_studies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "mine")
    assert main(["new", folder, "--study"]) == 0
    assert main(["check", folder, "--lang", "en"]) == 0
    assert "the study is sound" in capsys.readouterr().out
    (tmp_path / "mine" / "study.toml").write_text('scenario = "classroom"\nruns = 0\n', encoding="utf-8")
    assert main(["check", folder, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["faults"][0]["field"] == "runs"
    assert main(["schema", "--study"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "study.toml"


def _begun(study: str, out: Path) -> "subprocess.Popen[bytes]":
    """A sweep in a process of its own."""
    command = [sys.executable, "-m", "simul_agir", "sweep", study, "--out", str(out), "--jobs", "1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait_for(out: Path, points: int) -> None:
    """Until so many points wait for their part, or a part is written."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if len(list(out.glob("_pending/*.point"))) >= points or any(out.glob("*.parquet")):
            return
        time.sleep(0.01)
    raise AssertionError("nothing was lived")


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_a_sweep_killed_again_and_again_ends_with_the_parts_of_an_unbroken_one(
    tmp_path: Path, kills: int
) -> None:
    (tmp_path / "study.toml").write_text(
        STUDY.replace("runs = 2", "runs = 30").replace(
            "[0, 1]", f"{{ low = 0, high = 4, levels = {20 * kills} }}"
        ),
        encoding="utf-8",
    )
    broken = tmp_path / "broken"
    for kill in range(kills):
        process = _begun(str(tmp_path), broken)
        try:
            _wait_for(broken, 10 * (kill + 1))
        finally:
            process.kill()
            process.wait()
    from simul_agir.study.sweep import sweep

    study = Study.load(tmp_path)
    sweep(study, broken)
    sweep(study, tmp_path / "whole")
    assert digests(broken) == digests(tmp_path / "whole")
    found = Store.open(broken)
    assert verify(found).sound
    assert len(found.journal.sessions) >= kills
