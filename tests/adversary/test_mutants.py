"""Thousands of files that are almost sound: a share of every kind for every reader."""

from itertools import product
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.sheets import reading

from .mutants import KINDS, mutant
from .seeds import READERS, whole
from .trial import attempt, here, holds, laid

FEW, MANY = 3, 130  # of each kind for each reader: 240 and 10,400


@pytest.fixture(autouse=True)
def _no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are parsed in this process: what a child does to one file, tests/sheets/test_reading.py tries."""
    monkeypatch.setattr(reading, "_in_child", here)


@pytest.mark.parametrize("reader", READERS)
def test_the_seeds_are_sound(reader: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, name, content = READERS[reader]
    folder = laid(tmp_path / "seed", files, name, whole(content))
    assert attempt(folder, "en", capsys) == 0


def _try(reader: str, kind: str, numbers: range, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, name, _ = READERS[reader]
    for number in numbers:
        folder = laid(tmp_path / f"{number}", files, name, mutant(reader, kind, number))
        try:
            attempt(folder, ("en", "fr")[number % 2], capsys)
        except BaseException as error:
            error.add_note(f"mutant({reader!r}, {kind!r}, {number})")
            raise


@pytest.mark.parametrize(("reader", "kind"), [*product(READERS, KINDS)])
def test_a_few_mutants(reader: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _try(reader, kind, range(FEW), tmp_path, capsys)


@pytest.mark.slow
@pytest.mark.parametrize(("reader", "kind"), [*product(READERS, KINDS)])
def test_ten_thousand_mutants(
    reader: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _try(reader, kind, range(FEW, MANY), tmp_path, capsys)


TABLES = [reader for reader in READERS if reader.startswith(("actors", "ties"))]


@pytest.mark.parametrize(("reader", "kind"), [*product(TABLES, KINDS)])
def test_mutants_are_imported_or_told(
    reader: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / reader
    path.write_bytes(mutant(reader, kind, 0))
    code = main(["--lang", "fr", "import", str(path), "--out", str(tmp_path / "town"), "--yes"])
    out, err = capsys.readouterr()
    holds(code, out + err)
    if code == 0:
        assert main(["check", str(tmp_path / "town")]) == 0
