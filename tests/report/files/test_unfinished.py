"""Tests of `report.files.unfinished`: what a killed command left is removed, and nothing else."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from tests.children import child

from simul_agir.report.files import unfinished as module
from simul_agir.report.files.folder import check_folder, write_whole
from simul_agir.report.files.unfinished import PARTIAL, remove_stale, unfinished

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such locks")
WRITER = (
    "import sys, time; from pathlib import Path; from simul_agir.report.files.unfinished import unfinished\n"
    "with unfinished(Path(sys.argv[1])) as folder:\n"
    "    (folder / 'half').write_text('a half'); print(folder, flush=True); time.sleep(600)"
)


def test_a_folder_is_gone_after_its_block_whatever_happens_in_it(tmp_path: Path) -> None:
    with suppress(KeyError), unfinished(tmp_path) as folder:
        (folder / "half").touch()
        assert folder.parent == tmp_path
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_a_writer_keeps_its_folder_until_it_is_killed(tmp_path: Path) -> None:
    with child([sys.executable, "-c", WRITER, str(tmp_path)]) as writer:
        assert writer.stdout is not None
        folder = Path(writer.stdout.readline().strip())
        remove_stale(tmp_path)
        assert (folder / "half").read_text() == "a half"
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    assert folder.exists()
    remove_stale(tmp_path)
    assert list(tmp_path.iterdir()) == []


def left_in(home: Path, name: str = "") -> Path:
    """What a killed command leaves."""
    folder = home / (name or f"{module._prefix()}left")
    folder.mkdir()
    (folder / "half").touch()
    return folder


def test_an_answer_removes_what_was_left_in_its_folder_and_beside_it(tmp_path: Path) -> None:
    (tmp_path / "answer").mkdir()
    left_in(tmp_path)
    left_in(tmp_path / "answer")
    check_folder(tmp_path / "answer", ())
    assert [each.name for each in tmp_path.rglob("*")] == ["answer"]


def test_a_file_removes_what_was_left_beside_it(tmp_path: Path) -> None:
    left_in(tmp_path)
    write_whole(tmp_path / "dossier.html", b"whole")
    assert [each.name for each in tmp_path.iterdir()] == ["dossier.html"]


def test_what_another_machine_writes_on_a_shared_disk_is_kept(tmp_path: Path) -> None:
    folder = left_in(tmp_path, f"{PARTIAL}0badcafe-left")
    remove_stale(tmp_path)
    assert folder.exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "thesis.docx").touch()
    (tmp_path / f"{module._prefix()}link").symlink_to(tmp_path / "theirs")
    remove_stale(tmp_path)
    assert (tmp_path / "theirs" / "thesis.docx").exists()


def test_without_locks_everything_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = left_in(tmp_path)
    monkeypatch.setattr(module, "locks", None)
    remove_stale(tmp_path)
    assert folder.exists()
    with unfinished(tmp_path) as own:
        assert own.is_dir()


def test_a_folder_that_was_removed_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = module._lock
    times: list[Path] = []

    def late(folder: Path, *, wait: bool) -> int | None:
        if not times:
            folder.rmdir()
        times.append(folder)
        return lock(folder, wait=wait)

    monkeypatch.setattr(module, "_lock", late)
    with unfinished(tmp_path) as folder:
        assert folder.is_dir()
    assert len(times) == 2
