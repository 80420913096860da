"""`simul-agir page`: faults are told before anything is served."""

import pytest

from simul_agir.cli import main


def test_a_territory_that_is_none_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["page", "no-such-territory", "--lang", "en"]) == 2
    assert "no-such-territory" in capsys.readouterr().err


def test_its_help_is_in_both_languages(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["page", "--help", "--lang", lang]) == 0
    assert "--port" in capsys.readouterr().out
