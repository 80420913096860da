"""What comes with the package is of these rules, is used where it fits and only there, and gives the same bits."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import pytest

from simul_agir.engine.native import bitcode
from simul_agir.engine.native import cache as code_cache

MADE_OF_WHAT_WAS_SHIPPED = """
from simul_agir.engine.native import build
from simul_agir.engine.native import cache as code_cache
from simul_agir.engine.native import bitcode
for table, file in code_cache.FILES.items():
    parts = bitcode.parts(table)
    shares = [parts[part::{0}] for part in range({0})]
    code_cache.write(code_cache.folder() / file, [build.finish(share) for share in shares])
"""
COMPILED = """
import os
os.environ["NUMBA_OPT"] = "3"  # as it is unless one asks for another, but asked for
"""
BITS = """
from hashlib import sha256
from simul_agir import Scenario, simulate
for name in ("classroom", "loos-en-gohelle"):
    for stance in ("none", "conditional_aid", "residents"):
        print(sha256(simulate(Scenario.load(name), stance, runs=4, seed=5).values.tobytes()).hexdigest())
"""
FITS = pytest.mark.skipif(
    not bitcode.parts(code_cache.USUAL), reason="shipped for other rules, or another kind of machine"
)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asks for other code than the usual."""
    for name in code_cache.SETTINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def here() -> dict[str, Any]:
    """What code for these rules and this machine is made from."""
    return bitcode.made_from()


def test_what_is_shipped_is_of_these_rules() -> None:
    assert bitcode.stale() == []


def test_what_is_shipped_is_small_and_says_what_it_was_made_from(here: dict[str, Any]) -> None:
    for file in bitcode.FILES.values():
        told, parts = bitcode.read(bitcode.FOLDER / file)
        assert told.keys() > here.keys()
        assert len(parts) == code_cache.MOST_PARTS
        assert (bitcode.FOLDER / file).stat().st_size < 250_000


@FITS
def test_what_is_shipped_holds_no_address_of_the_process_that_wrote_it() -> None:
    for table in code_cache.FILES:
        for part in bitcode.parts(table):
            assert "inttoptr (" not in str(llvm.parse_bitcode(part))


@FITS
def test_what_is_shipped_of_the_usual_rules_says_how_often_their_branches_are_taken() -> None:
    for part in bitcode.parts(code_cache.USUAL):
        assert str(llvm.parse_bitcode(part)).count("branch_weights") > 100


def test_code_made_here_fits_here_and_so_does_an_older_compilers(here: dict[str, Any]) -> None:
    assert bitcode.fits(here)
    assert bitcode.fits({**here, "llvm": [here["llvm"][0] - 1, 9, 9]})


@pytest.mark.parametrize(
    "other",
    [
        {"rules": "other rules"},
        {"llvm": [999, 0, 0]},
        {"triple": "pdp11-unknown-unix"},
        {"layout": "E-p:16:16"},
    ],
)
def test_code_of_other_rules_a_newer_compiler_or_another_machine_does_not_fit(
    other: dict[str, Any], here: dict[str, Any]
) -> None:
    assert not bitcode.fits({**here, **other})
    assert not bitcode.fits({name: value for name, value in here.items() if name not in other})


@pytest.mark.parametrize("name", code_cache.SETTINGS)
def test_nothing_shipped_fits_where_a_setting_asks_for_other_code(
    name: str, here: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")
    assert not bitcode.fits(here)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of what is bitcode, free to be damaged."""
    shutil.copytree(bitcode.FOLDER, tmp_path / "data")
    monkeypatch.setattr(bitcode, "FOLDER", tmp_path / "data")
    return tmp_path / "data" / bitcode.FILES[code_cache.USUAL]


def test_a_file_that_is_damaged_or_missing_is_as_good_as_none(data: Path) -> None:
    whole = data.read_bytes()
    middle = len(whole) // 2
    other = bytes([whole[middle] ^ 1])
    for damaged in (
        b"",
        b"text",
        whole[:middle],
        whole[:middle] + other + whole[middle + 1 :],
        whole[:-1],
    ):
        data.write_bytes(damaged)
        assert bitcode.read(data) == ({}, [])
        assert bitcode.parts(code_cache.USUAL) == []
    data.unlink()
    assert bitcode.parts(code_cache.USUAL) == []
    assert bitcode.stale() == [data.name]


def test_a_python_without_lzma_finds_nothing_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lzma", None)
    assert bitcode.parts(code_cache.USUAL) == []


def test_remarks_leave_the_digest_as_it_is_and_a_number_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "simul_agir"
    shutil.copytree(bitcode.FOLDER.parents[2], rules, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code_cache, "__file__", str(rules / "engine" / "native" / "cache.py"))
    digests = [bitcode.digest()]
    trust = rules / "model" / "trust.py"
    for text in (
        "\n\n# a remark\n",
        "def more() -> int:\n    return 1\n",
        'def more() -> int:\n    """A docstring."""\n    return (\n        1\n    )  # one\n',
        "def more() -> int:\n    return 2\n",
    ):
        before = trust.read_text(encoding="utf-8")
        trust.write_text(before + text, encoding="utf-8")
        digests.append(bitcode.digest())
        if "def" in text:
            trust.write_text(before, encoding="utf-8")
    plain, remark, one, documented, two = digests
    assert plain == remark
    assert one == documented
    assert len({plain, one, two}) == 3


@pytest.mark.slow
@pytest.mark.skipif(
    not bitcode.parts(code_cache.USUAL), reason="what is shipped is for machines of another kind"
)
def test_what_is_shipped_gives_the_bits_of_what_is_compiled_here_for_one_process_or_two(
    tmp_path: Path,
) -> None:
    def bits(code: str, cache: str) -> str:
        paths = os.pathsep.join(path for path in sys.path if path)
        environment = {**os.environ, "PYTHONPATH": paths, "SIMUL_AGIR_CACHE": str(tmp_path / cache)}
        command = [sys.executable, "-W", "error", "-c", code + BITS]
        return subprocess.run(command, check=True, env=environment, capture_output=True, text=True).stdout

    compiled = bits(COMPILED, "compiled")
    assert len(compiled.split()) == 6
    assert bits(MADE_OF_WHAT_WAS_SHIPPED.format(1), "one") == compiled
    assert bits(MADE_OF_WHAT_WAS_SHIPPED.format(2), "two") == compiled
