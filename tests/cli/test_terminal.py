"""No control character and no mark of direction reaches a terminal; what is printed to be pasted is quoted."""

import io
import json
import shlex
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.cli.terminal import CleanStream, clean, clean_streams, console_on

HOSTILE = "\x1b[31mred\x07 \x9b2J \u202eevil\u202c \u2066x\u2069 \x7f \r \u2028 \x00"


def test_what_commands_a_terminal_is_written_out() -> None:
    assert clean("\x1b[31m \u202e") == "\\u001b[31m \\u202e"
    assert not set(clean(HOSTILE)) & set("\x1b\x07\x9b\u202e\u202c\u2066\u2069\x7f\r\u2028\x00")


@pytest.mark.parametrize(
    "text", ["", "plain\n\ttext", "Équipe « 2,5 % »", "日本語", "👩‍👧", "بيت", "naïve−1"]
)
def test_what_people_write_stays(text: str) -> None:
    assert clean(text) == text


def test_a_text_of_json_stays_json() -> None:
    told = clean(json.dumps({"a": HOSTILE}, ensure_ascii=False))
    assert json.loads(told) == {"a": HOSTILE}
    assert clean(told) == told


def test_a_console_cleans_texts_and_keeps_its_own_commands() -> None:
    raw = io.StringIO()
    screen = console_on(CleanStream(raw), force_terminal=True, markup=False, width=60, legacy_windows=False)
    screen.print(HOSTILE, style="bold")
    assert raw.getvalue().startswith("\x1b[1m")
    assert "\x1b[31m" not in raw.getvalue()
    assert "\u202e" not in raw.getvalue()


def test_streams_are_put_back() -> None:
    import sys

    before = sys.stdout
    with clean_streams():
        assert isinstance(sys.stdout, CleanStream)
        assert sys.stdout.encoding == before.encoding
    assert sys.stdout is before


@pytest.mark.parametrize(
    "command",
    [
        ["check", "{}"],
        ["compare", "{}"],
        ["run", "classroom", "--stance", "\x1b[31mred"],
        ["compare", "classroom", "--stances", "none,\u202ered"],
        ["verify-store", "\x1b[31m"],
        ["\x1b[31mred"],
        ["compare", "classroom", "--\x1b[31mred"],
        ["check", "classroom", "more\x1b[31m"],
        ["compare", "classroom", "--stance-module", "\x1b[31m.py"],
    ],
)
def test_no_command_prints_what_it_was_given_raw(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = HOSTILE.replace("\x00", "").replace("\r", "")
    (tmp_path / "scenario.toml").write_text(f"title = {json.dumps(name)}\n{json.dumps(name)} = 1\n")
    assert main([word.format(tmp_path) for word in command]) == 2
    told = "".join(capsys.readouterr())
    assert not set(told) & set("\x1b\x07\x9b\u202e\u202c\u2066\u2069\x7f")


def test_the_points_of_a_table_are_told_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "points.csv").write_text("budget,\x1b[31mred\u202e\n1,2\n")
    text = 'scenario = "classroom"\nruns = 1\nstances = ["none"]\n[design]\nfile = "points.csv"\n'
    (tmp_path / "study.toml").write_text(text)
    assert main(["check", str(tmp_path)]) == 2
    told = "".join(capsys.readouterr())
    assert "points.csv" in told
    assert not set(told) & set("\x1b\u202e")


@pytest.mark.parametrize("name", ["a b", "it's", "a;b", "$(x)", "-x"])
def test_the_command_that_is_printed_can_be_pasted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "--", name]) == 0
    said = capsys.readouterr().err.strip().partition("simul-agir")
    program, *words = shlex.split(said[1] + said[2])
    assert program == "simul-agir"
    assert main(words) == 0
