"""What is said while the work lasts."""

import pytest

from simul_agir.cli.progress import announce_compilation
from simul_agir.locale import words


@pytest.mark.parametrize("warm", [True, False])
@pytest.mark.parametrize(("domains", "table"), [(None, 3), (8, 3), (4, 2)])
def test_only_what_is_not_compiled_is_told_and_begun(
    warm: bool,
    domains: int | None,
    table: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    begun: list[int] = []
    monkeypatch.setattr("simul_agir.engine.rule.is_warm", lambda asked: warm and asked == table)
    monkeypatch.setattr("simul_agir.engine.rule.prepare", begun.append)
    announce_compilation(words("en"), domains)
    assert begun == ([] if warm else [table])
    assert ("Compiling" in capsys.readouterr().err) == (not warm)
