"""Tests of `cli.app`: the commands put together, in one language."""

import pytest
from tests.cli.test_help_and_faults import COMMANDS

from simul_agir.cli import main


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_in_both_languages(
    command: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", lang, *command.split(), "--help"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert {"en": "Usage:", "fr": "Usage\u202f:"}[lang] in shown.out
    assert {"en": "Show this message", "fr": "Affiche cette aide"}[lang] in shown.out
    assert "help." not in shown.out


def test_alone_it_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)
