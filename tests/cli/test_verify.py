"""`simul-agir verify`: a table, numbers, files; 1 where a line lies outside, 2 for what cannot be asked."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from simul_agir import verification
from simul_agir.cli import main
from simul_agir.report.tables.verification_table import FILES
from simul_agir.scenario import Scenario
from simul_agir.verification import LIMITS, Reading

QUICK = ["verify", "gossip", "turnover", "--set", "runs=40", "--set", "months=12"]


def test_a_table_is_printed(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*QUICK, "--lang", lang]) == 0
    shown = capsys.readouterr()
    head = {"en": ("published", "expected", "obtained", "tolerance"), "fr": ("publié", "attendu", "obtenu")}
    assert [word for word in head[lang] if word not in shown.out] == []
    assert "Boyd" in shown.out
    assert "runs=40" in shown.out
    assert {"en": "lines agree", "fr": "concordent toutes"}[lang] in shown.out
    assert shown.err == ""


def test_the_answer_as_json_keeps_the_settings_and_the_seed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*QUICK, "--set", "seed=5", "--json"]) == 0
    other = json.loads(capsys.readouterr().out)
    assert main([*QUICK, "--seed", "5", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == other
    assert found["seed"] == 5
    assert found["within"] is True
    assert {line["limit"] for line in found["lines"]} == {"gossip", "turnover"}
    assert all(line["settings"]["runs"] == 40 for line in found["lines"])


def test_it_is_kept_as_files(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*QUICK, "--out", str(tmp_path / "kept"), "--lang", lang]) == 0
    assert {path.name for path in (tmp_path / "kept").iterdir()} == set(FILES)
    table = (tmp_path / "kept" / "table.md").read_text(encoding="utf-8")
    assert table.startswith({"en": "| quantity |", "fr": "| quantité |"}[lang])
    assert "table.csv" in FILES
    assert "6" in capsys.readouterr().err


def test_a_limit_is_written_as_a_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "gossip"
    assert main(["verify", "gossip", "--set", "actors=7", "--scenario", str(folder)]) == 0
    assert Scenario.load(folder).landscape.size == 7
    assert main(["verify", "gossip", "--scenario", str(folder)]) == 2
    assert str(folder) in capsys.readouterr().err
    assert main(["verify", "gossip", "turnover", "--scenario", str(tmp_path / "both")]) == 2
    assert not (tmp_path / "both").exists()


def test_a_line_outside_its_tolerance_ends_with_1(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Reading("spread_left", 0.1, 0.3, 0.01, fields={"encounters": 57.0})
    limit = replace(LIMITS["gossip"], read=lambda values, luck: [wrong])
    monkeypatch.setitem(verification.LIMITS, "gossip", limit)
    assert main(["verify", "gossip", "--lang", lang]) == 1
    shown = capsys.readouterr()
    assert {"en": "NO", "fr": "NON"}[lang] in shown.out
    assert {"en": "1 of 1", "fr": "1 sur 1"}[lang] in shown.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["gosip"], "gossip"),
        (["gossip", "--set", "actor=3"], "actors"),
        (["gossip", "--set", "actors"], "actors"),
        (["gossip", "--set", "actors="], "actors="),
        (["gossip", "--set", "=3"], "=3"),
        (["gossip", "--set", "actors=many"], "many"),
        (["gossip", "--set", "actors=nan"], "nan"),
        (["gossip", "--set", "actors=1"], "10000"),
        (["gossip", "--seed", "-1"], "-1"),
        (["gossip", "--set", "seed=1.5"], "1.5"),
        (["gossip", "--jobs", "0"], "1024"),
        (["gossip", "--out", "pyproject.toml"], "pyproject.toml"),
    ],
)
def test_what_cannot_be_asked_is_a_fault(
    arguments: list[str],
    word: str,
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    assert main(["verify", *arguments, "--lang", lang]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert word in shown.err
    assert "Traceback" not in shown.err


def test_help_tells_the_options(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--help", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert {"en": "KEY=VALUE", "fr": "CLÉ=VALEUR"}[lang] in shown
    assert "--full" in shown
