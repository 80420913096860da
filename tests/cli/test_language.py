"""Tests of `cli.language`: the language of the words to come."""

import pytest

from simul_agir.cli import main


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
