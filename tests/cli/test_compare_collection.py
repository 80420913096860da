"""`simul-agir compare france`, from the outside."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from children import interrupted
from simul_agir.cli import main
from simul_agir.report.files.atlas_files import FILES

PROGRAM = [sys.executable, "-m", "simul_agir"]
FEW = ["compare", "france", "--contracts", "CN04801N,lyon", "--months", "6", "--runs", "3"]


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `--json` gives, without the time."""
    assert main([*arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    found["provenance"].pop("time")
    return found


def test_one_table_and_its_summary_in_words(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FEW, "--lang", lang]) == 0
    shown = capsys.readouterr()
    told = " ".join(shown.out.split())
    assert {"en": "over 2 contracts and 3 runs of each", "fr": "sur 2 contrats et 3 simulations de chacun"}[
        lang
    ] in told
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told


def test_the_json_is_the_same_whatever_the_jobs(capsys: pytest.CaptureFixture[str]) -> None:
    answers = [answer([*FEW, "--seed", "7", "--jobs", jobs], capsys) for jobs in ("1", "2")]
    assert answers[0] == answers[1]
    assert [row["contract"] for row in answers[0]["contracts"]] == ["CN04801N", "CN06904M"]
    assert (answers[0]["runs"], answers[0]["months"], answers[0]["seed"]) == (3, 6, 7)


def test_the_files_are_the_same_bytes_whatever_the_jobs(tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        assert main([*FEW, "--jobs", jobs, "--out", str(tmp_path / jobs)]) == 0
        assert {path.name for path in (tmp_path / jobs).iterdir()} == set(FILES)
    for name in set(FILES) - {"collection.json"}:  # which tells the time
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name


def test_other_stances_may_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer([*FEW, "--stances", "none,mixed"], capsys)["stances"] == ["none", "mixed"]


def test_a_contract_that_fails_ends_with_1_and_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'contracts = ["CN04801N", "lyon"]\nmonths = 3\n[landscape]\nactors = 60\n'
    (tmp_path / "collection.toml").write_text(text)
    assert main(["compare", str(tmp_path), "--runs", "2", "--json"]) == 1
    shown = capsys.readouterr()
    rows = json.loads(shown.out)["contracts"]
    assert [row["fault"] is None for row in rows] == [True, False]
    assert "1" in shown.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["compare", "france", "--contracts", "lyon,xyzzy"], "xyzzy"),
        (["compare", "classroom", "--contracts", "lyon"], "classroom"),
        (["compare", "france", "--months", "0"], "months"),
        (["compare", "france", "--months", "many"], "many"),
        (["compare", "classroom", "--months", "601"], "601"),
        (["compare", "france", "--runs", "0"], "--runs"),
        (["compare", "france", "--stances", "none,residants"], "residents"),
        (["run", "france"], "compare france"),
        (["compare", "frence"], "france"),
    ],
)
def test_a_faulty_request_is_explained_and_ends_with_2(
    arguments: list[str], told: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--lang", lang]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err
    assert "Traceback" not in shown.err


def test_a_scenario_may_be_lived_over_other_months(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(["compare", "classroom", "--months", "7", "--runs", "2", "--stances", "none,sham"], capsys)
    assert (found["months"], found["runs"]) == (7, 2)


def test_a_collection_can_be_checked_and_started_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "mine"), "--from", "france"]) == 0
    (tmp_path / "mine" / "collection.toml").write_text('contracts = ["lyon", "CN04801N"]\nmonths = 9\n')
    capsys.readouterr()
    assert main(["check", str(tmp_path / "mine"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["sound"], found["contracts"], found["months"]) == (True, 2, 9)
    assert main(["check", str(tmp_path / "mine")]) == 0
    assert "2" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_an_interruption_keeps_nothing_half_written(tmp_path: Path) -> None:
    code, out, err = interrupted(["compare", "france", "--out", str(tmp_path / "answer")])
    assert code == 130
    assert out == ""
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_all_of_france_has_a_line_for_each_contract(tmp_path: Path) -> None:
    assert main(["compare", "france", "--runs", "20", "--out", str(tmp_path / "answer")]) == 0
    lines = (tmp_path / "answer" / "contracts.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 373


def test_months_that_do_not_fit_a_collection_are_told_of_the_option_and_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'contracts = ["CN06202I"]\n[[shocks]]\nmonth = 30\nsize = 0.2\n'
    (tmp_path / "collection.toml").write_text(text, encoding="utf-8")
    assert main(["compare", str(tmp_path), "--months", "12", "--runs", "1"]) == 2
    told = capsys.readouterr().err
    assert "collection.toml:3: --months 12, shocks[1].month: found 30" in told
