"""Tests of `cli.options`: options that several commands share."""

from pathlib import Path

import pytest

from simul_agir.cli import main


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["compere", "x"], "compare"),
        (["compare"], "SCENARIO"),
        (["compare", "classroom", "--rusn", "3"], "--runs"),
        (["compare", "classroom", "--runs"], "--runs"),
        (["compare", "classroom", "--json=3"], "--json"),
        (["compare", "classroom", "extra"], "extra"),
        (["compare", "classroom", "--runs", "many"], "many"),
        (["compare", "classroom", "--runs", "0"], "--runs"),
        (["compare", "classroom", "--runs", "-3"], "--runs"),
        (["compare", "classroom", "--runs", "999999999"], "--runs"),
        (["compare", "classroom", "--runs", "9" * 40], "--runs"),
        (["compare", "classroom", "--runs", "1.5"], "1.5"),
        (["compare", "classroom", "--seed", "-1"], "4294967295"),
        (["compare", "classroom", "--seed", "4294967296"], "4294967295"),
        (["compare", "classroom", "--jobs", "0"], "--jobs"),
        (["compare", "classroom", "--stances", "none,residants"], "residents"),
        (["compare", "classroom", "--stances", "none"], "--stances"),
        (["compare", "classroom", "--stances", "none,none"], "--stances"),
        (["compare", "classroom", "--stances", "residants"], "residents"),
        (["compare", "classroom", "--stances", "nowhere.module:Stance"], "--stance-module"),
        (["compare", "classroom", "--months", "0"], "--months"),
        (["compare", "classroom", "--months", "601"], "--months"),
        (["compare", "classroom", "--stances", "none,nowhere.module:Stance"], "nowhere"),
        (["compare", "classroom", "--stances", ","], "--stances"),
        (["compare", "classroom", "--stances", "none,,decree"], "none,,decree"),
        (["compare", "france", "--contracts", ","], "--contracts"),
        (["run", "classroom", "--stance", "none,sham"], "--stance"),
        (["compare", "classrom"], "classroom"),
        (["compare", "classroom", "--lang", "de"], "de"),
        (["run", "classroom", "--stance", "residants"], "residents"),
        (["run", "classroom", "--months", "12-3"], "12-3"),
        (["run", "classroom", "--months", "0"], "--months"),
        (["check", "no/such/folder"], "no/such/folder"),
        (["contracts", "xyzzy"], "xyzzy"),
        (["new", "made", "--from", "nowhere"], "nowhere"),
        (["new", "made", "--from", ""], "--from"),
        (["new", ""], '""'),
        (["check", ""], '""'),
        (["compare", "classroom", "--out", ""], "--out"),
        (["compare", "classroom", "--out="], "--out"),
        (["compare", "classroom", "--stances", ""], "--stances"),
        (["compare", "classroom", "--runs", "\uff11\uff12"], "--runs"),
        (["compare", "classroom", "--seed", "9" * 40], "4294967295"),
        (["run", "classroom", "--stance", "residants"], "--stance\N{NARROW NO-BREAK SPACE}:|--stance:"),
        (["run", "classroom", "--months", "\u0661"], "--months"),
        (["run", "classroom", "--jobs", "0"], "--jobs"),
    ],
)
def test_a_faulty_request_is_explained_and_ends_with_2(
    arguments: list[str],
    told: str,
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    language = [] if "--lang" in arguments else ["--lang", lang]
    assert main([*language, *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert any(each in shown.err for each in told.split("|"))
    assert "Traceback" not in shown.err
    assert list(tmp_path.iterdir()) == []
