"""Help and refusals: in the language asked for, on the right stream, with the right exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import simul_agir
from simul_agir.cli import main

COMMANDS = ("compare", "run", "check", "new", "contracts", "stances", "schema", "patterns")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_in_both_languages(
    command: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", lang, *command.split(), "--help"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert {"en": "Usage:", "fr": "Usage\u00a0:"}[lang] in shown.out
    assert {"en": "Show this message", "fr": "Affiche cette aide"}[lang] in shown.out
    assert "help." not in shown.out


def test_alone_it_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"simul-agir {simul_agir.__version__}\n"


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
        (["run", "classroom", "--stance", "residants"], "--stance\N{NO-BREAK SPACE}:|--stance:"),
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


def test_the_language_may_stand_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for arguments in (["--lang", "fr", "check", "nowhere"], ["check", "nowhere", "--lang=fr"]):
        main(arguments)
        shown.append(capsys.readouterr().err)
    assert shown[0] == shown[1]
    assert "trouvé" in shown[0] or "permis" in shown[0]


def test_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    main([])
    assert "Commandes" in capsys.readouterr().out


def test_a_scenarios_faults_are_all_told(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scenario.toml").write_text('contract = "CN06204I"\nmonths = -4\nbudgett = 3\n')
    assert main(["check", str(tmp_path), "--lang", lang]) == 2
    shown = capsys.readouterr().err
    assert "months" in shown
    assert "budget" in shown
    assert "scenario.toml:2" in shown


def test_an_interruption_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simul_agir.scenario.Scenario.load", interrupted)
    assert main(["check", "classroom", "--lang", "en"]) == 130
    assert "Stopped" in capsys.readouterr().err


def test_help_answers_at_once() -> None:
    spent = []
    for _ in range(3):
        before = os.times()
        subprocess.run([sys.executable, "-m", "simul_agir", "--help"], check=True, capture_output=True)
        after = os.times()
        spent.append(after.children_user + after.children_system)
        spent[-1] -= before.children_user + before.children_system
    assert min(spent) < 1.0  # seconds of the processor, whatever else it does; .1 to .3 on most machines


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from simul_agir.cli import main; main(['compare', '--help']);"
        "print({'numpy', 'numba', 'pandas', 'rich', 'matplotlib', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.skipif(os.name == "nt", reason="streams close differently there")
@pytest.mark.parametrize(("arguments", "code"), [("stances", 0), ("stances --json", 0), ("nowhere", 2)])
def test_closed_streams_are_no_fault(arguments: str, code: int, tmp_path: Path) -> None:
    command = f"{sys.executable} -m simul_agir {arguments}"
    done = subprocess.run(f"{command} >&-", shell=True, check=False, capture_output=True, text=True)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    nowhere = subprocess.run(f"{command} >{tmp_path / 'answer'} 2>&-", shell=True, check=False)
    assert nowhere.returncode == code
    assert "nowhere" not in (tmp_path / "answer").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently there")
def test_a_reader_who_leaves_early_hears_no_complaint() -> None:
    command = f"{sys.executable} -m simul_agir contracts | head -n 1"
    done = subprocess.run(command, shell=True, check=False, capture_output=True, text=True)
    assert "Broken" not in done.stderr
    assert "Traceback" not in done.stderr
