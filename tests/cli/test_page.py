"""`simul-agir page`: faults are told before anything is served."""

from pathlib import Path

import pytest

from simul_agir.cli import main


def test_a_territory_that_is_none_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["page", "no-such-territory", "--lang", "en"]) == 2
    assert "no-such-territory" in capsys.readouterr().err


def test_its_help_is_in_both_languages(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["page", "--help", "--lang", lang]) == 0
    assert "--port" in capsys.readouterr().out


@pytest.mark.parametrize("folder", ["file", "file/kit"])
def test_a_kit_that_cannot_be_written_is_told_before_anything_is_checked(
    folder: str,
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    assert main(["--lang", lang, "page", "--rehearse", "--out", folder]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("--out")
    assert shown.err.count("\n") == 1
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
