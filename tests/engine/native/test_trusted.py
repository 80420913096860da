"""Machine code is read only from places that are the user's alone, and only what is shipped as the package says is used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simul_agir.engine.native import bitcode, trusted
from simul_agir.engine.native import cache as code_cache
from simul_agir.engine.native.hashes import SHA256

pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders have no modes there")
ROOT = os.name != "nt" and os.geteuid() == 0
SOMEBODY = 23456


def test_a_folder_that_is_made_is_the_users_alone(tmp_path: Path) -> None:
    place = trusted.made_private(tmp_path / "cache", "simul_agir", "0123")
    assert place == tmp_path / "cache" / "simul_agir" / "0123"
    assert [each.stat().st_mode & 0o777 for each in (place, place.parent)] == [0o700, 0o700]


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o707])
@pytest.mark.parametrize("names", [(), ("simul_agir",), ("simul_agir", "0123")])
def test_a_folder_that_others_can_write_is_not_used(
    names: tuple[str, ...], mode: int, tmp_path: Path
) -> None:
    place = trusted.made_private(tmp_path, "simul_agir", "0123")
    assert place is not None
    tmp_path.joinpath(*names).chmod(mode)
    assert trusted.made_private(tmp_path, "simul_agir", "0123") is None


def test_a_temporary_folder_may_hold_ours_though_others_write_there(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    assert trusted.made_private(tmp_path, "simul_agir-1", "0123") is not None


@pytest.mark.skipif(not ROOT, reason="only root can give a folder away")
def test_what_belongs_to_somebody_else_is_not_used(tmp_path: Path) -> None:
    file = trusted.made_private(tmp_path, "simul_agir", "0123") / "rules.bin"
    code_cache.write(file, [b"code"])
    assert code_cache.read(file) == [b"code"]
    os.chown(file, SOMEBODY, SOMEBODY)
    assert code_cache.read(file) is None
    os.chown(file.parent, SOMEBODY, SOMEBODY)
    assert trusted.made_private(tmp_path, "simul_agir", "0123") is None


def test_a_file_that_others_can_write_is_not_read(tmp_path: Path) -> None:
    code_cache.write(tmp_path / "rules.bin", [b"code"])
    (tmp_path / "rules.bin").chmod(0o606)
    assert code_cache.read(tmp_path / "rules.bin") is None


FOLDER = "from simul_agir.engine.native import cache; print(cache.folder())"


@pytest.mark.parametrize("home", [None, "/nonexistent"])
def test_without_a_home_code_is_kept_in_a_temporary_folder(home: str | None, tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("HOME", "XDG_CACHE_HOME")}
    environment |= {"TMPDIR": str(tmp_path), "SIMUL_AGIR_CACHE": ""} | ({"HOME": home} if home else {})
    code = FOLDER
    if ROOT:
        tmp_path.chmod(0o1777)
        code = (
            "import os, random, tempfile, simul_agir.engine.native.cache as c; c.fingerprint(); "
            f"os.setuid({SOMEBODY}); {FOLDER}"
        )
        for parent in [*tmp_path.parents][:-2]:
            parent.chmod(parent.stat().st_mode | 0o055)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    if home is not None and not ROOT:
        pytest.skip("whether this user may make /nonexistent is the machine's own affair")
    assert done.returncode == 0, done.stderr
    assert tmp_path in Path(done.stdout.strip()).parents


def test_a_tilde_in_a_variable_is_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SIMUL_AGIR_CACHE", "~/mine")
    assert trusted.chosen_root() == tmp_path / "mine"
    monkeypatch.setenv("SIMUL_AGIR_CACHE", "~nobody_of_this_name/x")
    monkeypatch.setenv("XDG_CACHE_HOME", "~/xdg")
    assert trusted.chosen_root() == tmp_path / "xdg"


def test_the_hash_of_all_that_is_shipped_stands_in_the_code() -> None:
    assert set(SHA256) == set(bitcode.FILES.values())
    assert all(bitcode.is_ours(bitcode.FOLDER / file) for file in SHA256)


def test_a_shipped_file_with_another_hash_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in SHA256:
        (tmp_path / file).write_bytes((bitcode.FOLDER / file).read_bytes())
    monkeypatch.setattr(bitcode, "FOLDER", tmp_path)
    usual = tmp_path / bitcode.FILES[code_cache.USUAL]
    assert bitcode.parts(code_cache.USUAL)
    import lzma

    whole = lzma.decompress(usual.read_bytes())
    usual.write_bytes(
        lzma.compress(whole, preset=1)
    )  # the same code, sums and all, but not the file that was shipped
    assert bitcode.read(usual)[1]
    assert bitcode.parts(code_cache.USUAL) == []
    assert bitcode.FILES[code_cache.USUAL] in bitcode.stale()
