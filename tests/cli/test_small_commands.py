"""The commands that need no simulation."""

import pytest

from simul_agir.cli import main


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(["contracts", "lyon"], "69 - Métropole de Lyon"), (["stances"], "ordinary_resources")],
)
def test_no_name_vanishes_on_a_narrow_terminal(
    arguments: list[str], name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("simul_agir.cli.output.PIPED", 40)
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert name in shown
    assert "…" not in shown


KEPT = [
    (["check", "classroom"], {"check.json", "check.txt"}),
    (["contracts", "lyon"], {"contracts.csv"}),
    (["stances"], {"stances.csv"}),
    (["schema"], {"scenario.schema.json"}),
]
