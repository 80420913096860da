"""SIGTERM and SIGHUP end a command with the words of Ctrl-C."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simul_agir import cli
from simul_agir.report.files.folder import write_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals differ there")
CODE = """
import os, signal, sys
import simul_agir.cli as cli
def ended(lang, arguments):
    os.kill(os.getpid(), {number})
    import time
    time.sleep(30)
cli._run = ended
sys.exit(cli.main(["check", "classroom"]))
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_that_ends_a_command_is_told_in_words(name: str) -> None:
    code = CODE.format(number=int(getattr(signal, name)))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 130
    assert "Stopped" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_signal_that_was_ignored_stays_ignored_and_handlers_are_put_back() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with cli.ended_by_signals():
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) == signal.default_int_handler
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_an_interruption_names_the_folder_that_was_written_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> int:
        write_folder(tmp_path / "kept", [lambda folder: (folder / "a.txt").touch()])
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", stopped)
    assert cli.main(["check", "classroom", "--lang", "en"]) == 130
    assert f"Stopped; {tmp_path / 'kept'} was written before" in capsys.readouterr().err
    monkeypatch.setattr(cli, "_run", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    assert cli.main(["check", "classroom", "--lang", "en"]) == 130
    assert "Stopped; nothing was written" in capsys.readouterr().err
