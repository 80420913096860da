"""What is said while the work lasts."""

import threading
from typing import Any

import pytest

from simul_agir.cli.progress import announce_compilation
from simul_agir.locale import words


@pytest.mark.parametrize("warm", [True, False])
def test_the_rules_are_compiled_where_an_interruption_stops_it(
    warm: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[threading.Thread, Any]] = []

    def simulate(scenario: object, **fields: Any) -> None:
        asked.append((threading.current_thread(), fields["jobs"]))

    monkeypatch.setattr("simul_agir.world.compiled.is_warm", lambda: warm)
    monkeypatch.setattr("simul_agir.simulation.simulate", simulate)
    announce_compilation(words("en"))
    assert asked == [] if warm else [(threading.main_thread(), 1)]
    assert ("Compiling" in capsys.readouterr().err) == (not warm)
