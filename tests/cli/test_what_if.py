"""`simul-agir what-if` answers in text, JSON and files, and tells what cannot be asked."""

import json
from pathlib import Path
from typing import Any

import pytest

from simul_agir.cli import main

ASKED = [
    "what-if",
    "classroom",
    "--stance",
    "residents",
    "--at",
    "12",
    "--then",
    "conditional_aid",
    "--runs",
    "8",
]


def test_the_json_holds_both_futures_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (answer["stay"], answer["switch"], answer["at"]) == (
        "residents",
        "residents, month 12 conditional_aid",
        12,
    )
    assert answer["why"]["mechanisms"]["runs"] == 8


def test_without_why_only_the_futures_are_lived(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--no-why", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["why"] is None


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--stance", "residents"], "--at is missing"),
        (["--at", "12"], "--then"),
        (["--at", "900", "--then", "none"], "--at: found 900; allowed: a whole number from 1 to"),
        (["--at", "12", "--then", "nune"], "--then: 'nune' is not a stance; did you mean 'none'?"),
        (["--at", "12", "--set", "parameters.turnover_scale=9"], "--set: parameters.turnover_scale: found 9"),
        (["--at", "12", "--set", "effort=x2", "--set", "effort=x3"], "--set: 'effort' is given twice"),
        (["--at", "12", "--set", "effort"], "KEY=VALUE"),
        (["--at", "12", "--set", "efort=2"], 'Did you mean "effort"?'),
        (["--at", "12", "--then", "none", "--stance", "residants"], "residents"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(
    more: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["what-if", "classroom", *more, "--lang", "en"]) == 2
    assert says in capsys.readouterr().err


def test_many_changes_need_no_name_of_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    keys = ("effort=x2", "budget=x2", "parameters.turnover_scale=0.5", "parameters.crisis_hazard=0")
    changes = [part for each in keys for part in ("--set", each)]
    assert main(["what-if", "classroom", "--at", "12", *changes, "--runs", "2", "--no-why", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["switch"]) == 80


def test_arms_are_compared_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    arms = ["--arm", "residents", "--arm", "then: residents, effort x2, month 12 conditional_aid"]
    assert main(["compare", "classroom", *arms, "--runs", "4", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [arm["stance"] for arm in answer["arms"]] == ["residents", "then"]
    assert answer["arms"][1]["cost"]["as_the_others"] is False
    assert answer["equal_cost"] is False


def test_arms_of_a_scenario_are_checked_with_their_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "town"), "--lang", "en"]) == 0
    file = tmp_path / "town" / "scenario.toml"
    text = file.read_text(encoding="utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("arms"))
    then = "then = [\n    {month = 900, stance = 'mixed'}]"
    arms = f'arms = [\n  "none",\n  {{name = "x", stance = "residants", efort = "x2", {then}}},\n]\n'
    file.write_text(arms + kept, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(tmp_path / "town"), "--lang", "fr"]) == 2
    told = capsys.readouterr().err
    assert told.count("scenario.toml:3:") == 3
    assert "« residents »" in told
    assert "« effort »" in told
    assert "then[1].month" in told
    file.write_text(
        arms.replace("efort", "effort").replace("residants", "residents").replace("900", "9") + kept
    )
    assert main(["check", str(tmp_path / "town"), "--lang", "en"]) == 0
    assert main(["compare", str(tmp_path / "town"), "--runs", "2", "--json"]) == 0
